"""Names of resolutions on the web of data."""

import pytest

from seized.model.errors import SymbolError
from seized.symbols import parse, parse_iri, work_iri

HOME = "/akn/un/statement/deliberation"


def test_a_resolution_has_one_name() -> None:
    assert work_iri(parse("A/RES/75/268"), "2021-03-25") == f"{HOME}/unga/2021-03-25/75-268"
    assert work_iri(parse("A/RES/ES-10/21")) == f"{HOME}/unga//ES-10-21"
    assert work_iri(parse("A/RES/75/101 A-B")).endswith("/75-101A-B")
    assert work_iri(parse("S/RES/2250 (2015)")).endswith("unsc//2250_(2015)")
    with pytest.raises(SymbolError):
        work_iri(parse("A/75/L.69"))


@pytest.mark.parametrize(
    ("text", "symbol", "language", "component"),
    [
        (f"{HOME}/unga/2021-03-25/75-268", "A/RES/75/268", None, None),
        (f"{HOME}/unga/2021-03-25/75-268/", "A/RES/75/268", None, None),
        (f"{HOME}/un-ga/2016-10-13/71-4/eng@!main", "A/RES/71/4", "en", "main"),
        (f"{HOME}/unga/2021-03-25/75-268/eng@/!main/", "A/RES/75/268", "en", "main"),
        (f"{HOME}/unga/2021-03-25/75-268/zho@/!main.xml", "A/RES/75/268", "zh", "main"),
        (f"{HOME}/unga/2021-03-25/75-268/fra@.xml", "A/RES/75/268", "fr", None),
        (f"{HOME}/unga/2021-03-25/75-268/!main/annex", "A/RES/75/268", None, "main/annex"),
        (f"{HOME}/unga//77-165/", "A/RES/77/165", None, None),
        (f"{HOME}/unga/2022-03-02/ES-11-1/ar@/", "A/RES/ES-11/1", "ar", None),
        (f"{HOME}/unga/2020-12-10/75-101A-B/!main/", "A/RES/75/101 A-B", None, "main"),
        (f"{HOME}/unga/2021-06-02/S-32-1/rus@2021-07-01", "A/RES/S-32/1", "ru", None),
        (f"https://example.org{HOME}/unga/2021-03-25/75-268", "A/RES/75/268", None, None),
    ],
)
def test_names_are_read_as_published(
    text: str, symbol: str, language: str | None, component: str | None
) -> None:
    iri = parse_iri(text)
    assert (iri.symbol.canonical, iri.language, iri.component) == (symbol, language, component)
    assert parse_iri(str(iri)) == iri


def test_a_name_can_point_into_the_text() -> None:
    iri = parse_iri(f"{HOME}/unga/2021-03-25/75-268/eng@/!main~para_2->para_5")
    assert (iri.portion, iri.until) == ("para_2", "para_5")
    assert str(iri).endswith("/75-268/eng@/!main~para_2->para_5")


@pytest.mark.parametrize(
    "text",
    ["", "75/268", f"{HOME}/nobody/2021-03-25/75-268", f"{HOME}/unga/2021-03-25/75-268/deu@/"],
)
def test_what_is_no_name_is_an_error(text: str) -> None:
    with pytest.raises(SymbolError):
        parse_iri(text)
