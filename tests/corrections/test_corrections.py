"""Corrections: laid on top, found again after a new reading, told when they no longer fit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

import seized
from seized import samples
from seized.corrections import addition, apply, dump, file_beside, load
from seized.model.corrections import Correction, Corrections
from seized.model.errors import BrokenFile, NotFound, SeizedError
from seized.model.findings import ActorMention, Citation, Clause, Due, FieldMention, Mandate
from seized.model.record import Provenance, Record, SourceInfo
from seized.model.resolution import Paragraph, Resolution
from seized.model.text import Piece, Span

CODES = ("ar", "en", "es", "fr", "ru", "zh")
WORDS = (
    "Recalling resolution 85/61 on the lights of Halvard,",
    "Requests the pilots to publish a table of lights;",
    "Requests the pilots to sound the channel, and thanks the pilots;",
)


def made(
    words: tuple[str, ...] = WORDS, addresses: tuple[str, ...] = ("pp1", "op1", "op2")
) -> Record:
    """A small record built by hand, with a finding of several kinds."""
    text = "\n".join(words)
    paragraphs, at = [], 0
    for address, one in zip(addresses, words, strict=True):
        span = Span(at, at + len(one))
        number = address[2:] if address.startswith("op") else None
        pieces = (Piece(0, at, len(one)),)
        paragraphs.append(Paragraph(address, number, "Requests", one, span, pieces=pieces))
        at += len(one) + 1

    def place(quote: str, nth: int) -> dict[str, Any]:
        start = text.index(quote, paragraphs[nth].span.start)
        return {"at": addresses[nth], "span": Span(start, start + len(quote)), "quote": quote}

    asked = "Requests the pilots to publish a table of lights"
    return Record(
        source=SourceInfo("cd" * 32, "text/plain", len(text), "made.txt", text),
        language="en",
        resolution=Resolution(
            "A/RES/95/7", "general-assembly", None, "Lights",
            preamble=tuple(paragraphs[:1]), operative=tuple(paragraphs[1:]),
        ),
        provenance=Provenance("0", "0"),
        citations=(
            Citation(**place("85/61", 0), kind="document", outcome="resolved",
                     symbol="A/RES/85/61", rule="own-organ"),
        ),
        actors=(
            ActorMention(**place("the pilots", 1), actor="pilots"),
            ActorMention(**place("the pilots", 2), actor="pilots"),
            ActorMention(**place("the pilots;", 2), actor="pilots"),
        ),
        clauses=(Clause(act="request", force="request", **place("Requests", 1)),),
        fields=(FieldMention(**place("lights", 1), field="energy"),),
        mandates=(
            Mandate(id="op1#1", number="1", act="request", force="request", addressees=(),
                    deliverable="report", due=Due(), **place(asked, 1)),
        ),
    )  # fmt: skip


def correction(kind: str, what: str, at: str, quote: str, **values: Any) -> Correction:
    return Correction(kind, what, at, quote, "Ana", "2041-05-01", values=values)  # type: ignore[arg-type]


def applied(record: Record, *many: Correction) -> tuple[Record, list[str]]:
    changed, doubts = apply(record, Corrections(corrections=many))
    return changed, [doubt.values["reason"] for doubt in doubts]


def test_a_value_is_set_and_the_rule_says_that_a_person_did_it() -> None:
    record = made()
    words = record.mandates[0].quote
    changed, doubts = applied(
        record, correction("mandate", "set", "op1", words, deliverable="information")
    )
    assert doubts == []
    assert changed.mandates[0].deliverable == "information"
    assert changed.mandates[0].rule == "corrected"
    assert record == made(), "the record that is given stays as it is"


def test_a_finding_that_is_none_is_removed() -> None:
    changed, doubts = applied(made(), correction("citation", "remove", "pp1", "85/61"))
    assert (changed.citations, doubts) == ((), [])


def test_a_finding_that_was_missed_is_added_in_its_place() -> None:
    changed, doubts = applied(
        made(), correction("field", "add", "op2", "channel", field="transport")
    )
    assert doubts == []
    added = changed.fields[-1]
    assert (added.at, added.field, added.quote) == ("op2", "transport", "channel")
    assert changed.source.text is not None
    assert changed.source.text[added.span.start : added.span.end] == "channel"


def test_an_added_mandate_has_an_identifier_of_its_own() -> None:
    changed, doubts = applied(
        made(),
        correction("mandate", "add", "op2", "thanks the pilots", act="invite", force="invite",
                   deliverable="action"),
    )  # fmt: skip
    assert doubts == []
    assert [one.id for one in changed.mandates] == ["op1#1", "op2#c1"]
    assert changed.mandates[1].number == "2"


def test_the_act_of_a_paragraph_is_corrected() -> None:
    changed, doubts = applied(made(), correction("paragraph", "set", "op2", "sound", act="urge"))
    assert doubts == []
    assert [p.act for p in changed.resolution.operative] == [None, "urge"]


def test_corrections_survive_paragraphs_that_move() -> None:
    words = (WORDS[0], "Takes note of the report;", *WORDS[1:])
    moved = made(words, ("pp1", "op1", "op2", "op3"))
    moved = msgspec.structs.replace(
        moved,
        mandates=tuple(
            msgspec.structs.replace(one, at="op2", quote=one.quote) for one in moved.mandates
        ),
    )
    quote = made().mandates[0].quote
    changed, doubts = applied(moved, correction("mandate", "set", "op1", quote, act="urge"))
    assert doubts == []
    assert changed.mandates[0].act == "urge"


def test_marks_of_layout_in_a_quote_do_not_matter() -> None:
    words = "Requests** the pilots  to publish a table\nof lights"
    changed, doubts = applied(made(), correction("mandate", "set", "op1", words, act="urge"))
    assert (changed.mandates[0].act, doubts) == ("urge", [])


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (correction("citation", "remove", "pp1", "12/34"), "no finding (citation)"),
        (correction("citation", "remove", "pp1", ""), "the quote is empty"),
        (correction("actor", "remove", "op9", "the pilots"), "several places"),
        (correction("field", "add", "op1", "no such words", field="x"), "stands nowhere"),
        (correction("clause", "set", "op1", "Requests", force="beg"), "does not fit"),
        (correction("clause", "set", "op1", "Requests", colour="red"), "no field 'colour'"),
        (correction("citation", "set", "pp1", "85/61", date="2041-02-30"), "does not fit"),
        (correction("paragraph", "remove", "op1", "pilots"), "not added or removed"),
        (correction("paragraph", "set", "op1", "pilots", text="x"), "cannot be changed"),
    ],
)
def test_what_no_longer_fits_is_left_out_and_told(wrong: Correction, why: str) -> None:
    changed, doubts = apply(made(), Corrections(corrections=(wrong,)))
    assert changed == made()
    (doubt,) = doubts
    assert (doubt.code, doubt.at) == ("correction-does-not-fit", wrong.at)
    assert why in doubt.values["reason"]


def test_a_correction_that_does_not_fit_is_never_kept() -> None:
    with pytest.raises(SeizedError, match="no finding"):
        addition(made(), None, correction("event", "remove", "op1", "summit"))
    with pytest.raises(SeizedError, match="anchored"):
        addition(made(), None, correction("field", "set", "op1", "lights", span=[0, 1]))


def test_the_file_is_written_and_read_back(tmp_path: Path) -> None:
    kept = addition(made(), None, correction("citation", "remove", "pp1", "85/61"))
    path = tmp_path / "x.json"
    path.write_bytes(dump(kept))
    assert load(path) == kept
    assert kept.symbol == "A/RES/95/7"
    assert b'"schema": "seized/corrections/1"' in dump(kept)


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b'{"corrections": [{"kind": "x"}]}', b"\xff"])
def test_a_damaged_file_is_an_error_that_says_what_to_do(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(data)
    with pytest.raises(BrokenFile, match="Mend it"):
        load(path)
    with pytest.raises(NotFound):
        load(tmp_path / "none.json")


@pytest.mark.parametrize("code", CODES)
def test_what_was_corrected_in_one_form_fits_in_another(tmp_path: Path, code: str) -> None:
    plain = seized.read(samples.path(code))
    cited = plain.citations[0]
    kept = addition(plain, None, correction("citation", "remove", cited.at, cited.quote))
    target = tmp_path / "copy.docx"
    target.write_bytes(samples.path(code, "docx").read_bytes())
    file_beside(target).write_bytes(dump(kept))
    again = seized.read(target)
    assert "correction-does-not-fit" not in {doubt.code for doubt in again.doubts}
    gone = [one for one in again.citations if (one.at, one.quote) == (cited.at, cited.quote)]
    assert gone == []
