"""Doubts about citations: dates that contradict the session, symbols that cannot be."""

from __future__ import annotations

import msgspec

from seized.meaning.citations import find_citations
from seized.meaning.citations_doubts import citation_doubts, fits
from seized.model.dates import PartialDate
from seized.model.doubts import Doubt
from seized.model.resolution import Note, Paragraph, Resolution
from seized.model.text import Piece, Span

BASE = Resolution("A/RES/75/99", "general-assembly", None, None)


def doubts(text: str, *notes: str, drafts: tuple[str, ...] = ()) -> list[Doubt]:
    """The doubts about the citations of one English paragraph."""
    source = text + "".join(notes)
    span = Span(0, len(text))
    paragraph = Paragraph("op1", "1", None, text, span, pieces=(Piece(0, 0, len(text)),))
    at = len(text)
    made = []
    for n, note in enumerate(notes, 1):
        piece = Piece(0, at, len(note))
        made.append(Note(str(n), note, "op1", Span(at, at + len(note)), (piece,)))
        at += len(note)
    resolution = msgspec.structs.replace(
        BASE, operative=(paragraph,), notes=tuple(made), drafts=drafts
    )
    return list(citation_doubts(resolution, find_citations(resolution, source, "en")))


def test_a_date_outside_the_session_of_the_number_is_a_doubt() -> None:
    (doubt,) = doubts("Recalls its resolution 74/10 of 10 December 2018 on kites;")
    assert doubt.code == "citation-date-outside-session"
    assert doubt.at == "op1"
    assert doubt.values["symbol"] == "A/RES/74/10"
    assert (doubt.values["first"], doubt.values["last"]) == ("2019-09-17", "2020-09-15")


def test_the_day_on_which_the_next_session_opens_belongs_to_both() -> None:
    assert doubts("Recalls its resolutions 70/99 of 13 September 2016;") == []
    assert doubts("Recalls its resolutions 71/1 of 13 September 2016;") == []
    assert len(doubts("Recalls its resolutions 70/99 of 14 September 2016;")) == 1


def test_dates_that_fit_give_no_doubt() -> None:
    text = (
        "Recalls its resolutions 74/10 of 10 December 2019 and 2999 A (XXI) of December 1966, "
        "Security Council resolution 9101 (2020) of 3 May 2020, Economic and Social Council "
        "resolution 2019/9 of 24 July 2019 and Human Rights Council resolution 41/99 of July 2019;"
    )
    assert doubts(text) == []


def test_a_symbol_that_cannot_exist_is_a_doubt() -> None:
    found = doubts("See the report (A/0/5) and resolution 9999 (XXI);")
    assert [d.code for d in found] == ["citation-impossible", "citation-impossible"]


def test_a_session_and_a_number_in_the_wrong_order_are_a_doubt() -> None:
    (doubt,) = doubts("Recalls its resolution 264/76;")
    assert doubt.code == "citation-turned"
    assert doubt.values["candidates"] == "A/RES/76/264"


def test_a_number_that_nothing_decides_is_a_doubt_with_candidates() -> None:
    (doubt,) = doubts("Recalls resolution 16/18;")
    assert doubt.code == "citation-ambiguous"
    assert doubt.values["candidates"] == "A/HRC/RES/16/18"


def test_ibid_with_nothing_before_it_is_a_doubt() -> None:
    assert [d.code for d in doubts("…", "Ibid.")] == ["citation-ibid-without-antecedent"]
    assert doubts("…", "A report of the kite makers.", "Ibid.") == []


def test_the_number_of_the_draft_taken_for_a_resolution_is_a_doubt() -> None:
    (doubt,) = doubts("Recalls resolution 75/69;", drafts=("A/75/L.69", "?"))
    assert doubt.code == "citation-of-own-draft"
    assert doubt.values["draft"] == "A/75/L.69"


def test_what_no_calendar_knows_is_neither_right_nor_wrong() -> None:
    assert fits("A/75/1", PartialDate("2020")) is None
    assert fits("A/RES/S-99/1", PartialDate("2020")) is None
    assert fits("A/RES/75/1", PartialDate("2020")) is True
    assert fits("S/RES/9101 (2020)", PartialDate("2019-12-31")) is False
