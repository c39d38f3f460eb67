"""What differs between the versions of one paragraph, told kind by kind."""

from __future__ import annotations

from functools import cache

import pytest

from seized.comparing.concordance import concord
from seized.comparing.omissions import quoted
from seized.engine import read
from seized.languages import CODES
from seized.model.concordance import Difference
from seized.model.record import Record

HEAD = {
    "ar": ("قرار اتخذته الجمعية العامة", "إن الجمعية العامة،"),
    "en": ("Resolution adopted by the General Assembly", "The General Assembly,"),
    "es": ("Resolución aprobada por la Asamblea General", "La Asamblea General,"),
    "fr": ("Résolution adoptée par l’Assemblée générale", "L’Assemblée générale,"),
    "ru": ("Резолюция, принятая Генеральной Ассамблеей", "Генеральная Ассамблея,"),
    "zh": ("大会决议", "大会，"),
}
REPORT = {
    "ar": "1 - تطلب إلى الأمين العام أن يقدم تقريرا في دورتها السابعة والسبعين؛",
    "en": "1. Requests the Secretary-General to report at its seventy-seventh session;",
    "es": "1. Solicita al Secretario General que informe en su septuagésimo séptimo "
    "período de sesiones;",
    "fr": "1. Prie le Secrétaire général de lui faire rapport à sa soixante-dix-septième session ;",
    "ru": "1. просит Генерального секретаря представить доклад на ее семьдесят седьмой сессии;",
    "zh": "1. 请秘书长在第七十七届会议上提出报告；",
}  # fmt: skip
DAYS = {
    "ar": "1 - تقرر أن يعقد الاجتماع يومي 22 و 23 تشرين الثاني/نوفمبر 2041؛",
    "en": "1. Decides that the meeting be held on 22 November and on 23 November 2041;",
    "es": "1. Decide que la reunión se celebre el 22 de noviembre y el 23 de noviembre de 2041;",
    "fr": "1. Décide que la réunion se tiendra le 22 novembre et le 23 novembre 2041 ;",
    "ru": "1. постановляет провести заседания 22 ноября и 23 ноября 2041 года;",
    "zh": "1. 决定会议于2041年11月22日和11月23日举行；",
}
REPORTED = {
    "ar": "1 - تحيط علما بالتقرير المعنون ”أضواء الميناء“؛",
    "en": "1. Takes note of the report entitled “Lights of the harbour”;",
    "es": "1. Toma nota del informe titulado “Luces del puerto”;",
    "fr": "1. Prend note du rapport intitulé « Lumières du port » ;",
    "ru": "1. принимает к сведению доклад, озаглавленный «Огни гавани»;",
    "zh": "1. 注意到题为“港口灯光”的报告；",
}


@cache
def version(code: str, text: str) -> Record:
    title, formula = HEAD[code]
    return read(f"{title}\n\n{formula}\n\n{text}\n".encode(), name=f"{code}.txt", code=code)


def differences(texts: dict[str, str], **other: str) -> list[Difference]:
    versions = texts | other
    return list(concord([version(code, versions[code]) for code in CODES]).differences)


@pytest.mark.parametrize("texts", [REPORT, DAYS, REPORTED], ids=["report", "days", "title"])
def test_versions_that_say_the_same_differ_in_nothing(texts: dict[str, str]) -> None:
    assert differences(texts) == []


def test_a_session_that_one_version_leaves_out_is_a_difference_of_substance() -> None:
    [one] = differences(REPORT, fr="1. Prie le Secrétaire général de lui faire rapport ;")
    assert (one.kind, one.severity, one.value, one.odd) == ("session", "substance", "77", ("fr",))


def test_another_day_is_found_where_only_the_last_day_has_the_year() -> None:
    found = differences(DAYS, fr=DAYS["fr"].replace("22", "19"))
    assert [(one.severity, one.odd) for one in found] == [("substance", ("fr",))]


def test_a_year_printed_with_the_first_day_or_the_last_is_no_difference() -> None:
    text = "1. Decide que la reunión se celebre el 22 de noviembre de 2041 y el 23 de ese mes;"
    assert not [one for one in differences(DAYS, es=text) if one.severity == "substance"]


def test_a_title_that_one_version_does_not_quote_is_one_of_form() -> None:
    [one] = differences(REPORTED, ru="1. принимает к сведению доклад об огнях гавани;")
    assert (one.kind, one.severity, one.odd) == ("quotation", "form", ("ru",))
    assert [reading.quotes for reading in one.readings if reading.code == "en"] == [
        ("Lights of the harbour",)
    ]


def test_of_quotations_within_quotations_the_outer_one_counts() -> None:
    text = "the item entitled “Lights of the “old” harbour” and ‘more’"
    assert [text[slice(*place)] for place in quoted(text, "en")] == ["Lights of the “old” harbour"]


def test_two_versions_that_bind_otherwise_than_the_four_are_both_named() -> None:
    found = differences(
        REPORT,
        fr=REPORT["fr"].replace("Prie", "Exhorte"),
        es=REPORT["es"].replace("Solicita al", "Exhorta al"),
    )
    assert [(one.kind, one.odd) for one in found] == [("force", ("es", "fr"))]


def test_another_addressee_in_one_mandate_of_two_is_found() -> None:
    second = {
        "ar": "، وتدعو الدول الأعضاء إلى دعم العمل؛",
        "en": ", and invites Member States to support the work;",
        "es": ", e invita a los Estados Miembros a que apoyen la labor;",
        "fr": ", et invite les États Membres à appuyer les travaux ;",
        "ru": " и предлагает государствам-членам поддержать работу;",
        "zh": "，并邀请会员国支持这项工作；",
    }
    texts = {code: REPORT[code].rstrip("؛;； ") + second[code] for code in CODES}
    assert not [one for one in differences(texts) if one.severity == "substance"]
    other = texts["en"].replace("Member States", "the Economic and Social Council")
    found = [one for one in differences(texts, en=other) if one.severity == "substance"]
    assert [(one.kind, one.odd) for one in found] == [("addressee", ("en",))]
