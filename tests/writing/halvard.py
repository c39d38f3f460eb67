"""The sample as a record, built by hand from its authored form: no reader is trusted here."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from seized.model.dates import PartialDate
from seized.model.record import Provenance, Record, SourceInfo
from seized.model.resolution import (
    Annex,
    Heading,
    Note,
    Paragraph,
    Resolution,
    Session,
    Vote,
)
from seized.model.text import Span

CODES = ("ar", "en", "es", "fr", "ru", "zh")
_SCRIPT = Path(__file__).parents[2] / "scripts" / "sample_text.py"


@cache
def sample_text() -> ModuleType:
    """The script that reads the authored form."""
    spec = importlib.util.spec_from_file_location("sample_text", _SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["sample_text"] = module
    spec.loader.exec_module(module)
    return module


class _Builder:
    def __init__(self) -> None:
        self.at = 0
        self.section = 0
        self.preamble: list[Paragraph] = []
        self.operative: list[Paragraph] = []
        self.annexed: list[Paragraph] = []
        self.headings: list[Heading] = []
        self.annex_headings: list[Heading] = []
        self.pending: list[tuple[str, str | None]] = []
        self.in_annex = False
        self.count = [0, 0, 0]

    def paragraph(self, item: Any) -> None:
        text, notes, anchors, opening = "", [], [], None
        for run in item.runs:
            if run.note:
                notes.append(run.note)
                anchors.append(len(text))
            else:
                if run.emphasis and not text:
                    opening = run.text
                text += run.text
        level = {"pp": 1, "op": 1, "a": 2, "i": 3}[item.tag]
        address, number = self.place(item.tag, level)
        span = Span(self.at, self.at + len(text))
        self.at += len(text) + 1
        made = Paragraph(
            address, number, opening, text, span, level,
            notes=tuple(notes), anchors=tuple(anchors), label=item.label or None,
        )  # fmt: skip
        target = self.preamble if item.tag == "pp" else self.operative
        (self.annexed if self.in_annex else target).append(made)
        for text_, label in self.pending:
            into = self.annex_headings if self.in_annex else self.headings
            into.append(Heading(text_, address, 1 if label else 2, label))
        self.pending = []

    def place(self, tag: str, level: int) -> tuple[str, str | None]:
        if tag == "pp":
            return f"pp{len(self.preamble) + 1}", None
        self.count[level - 1] += 1
        self.count[level:] = [0] * (3 - level)
        parts = [str(self.count[0])]
        if level > 1:
            parts.append(chr(96 + self.count[1]))
        if level > 2:
            parts.append("i" * self.count[2])
        prefix = "annex1." if self.in_annex else f"s{self.section}."
        return f"{prefix}op{'.'.join(parts)}", parts[0] + "".join(f"({p})" for p in parts[1:])

    def feed(self, item: Any) -> None:
        if item.tag == "section":
            self.section += 1
            self.count = [0, 0, 0]
            self.pending = [("", "I" * self.section)]
        elif item.tag == "sectiontitle":
            self.pending = [(item.text, self.pending[0][1])]
        elif item.tag == "annexheading":
            self.pending = [(item.text, None)]
        elif item.tag == "annex":
            self.in_annex = True
            self.count = [0, 0, 0]
        elif item.tag in {"pp", "op", "a", "i"}:
            self.paragraph(item)


@cache
def record(code: str) -> Record:
    """The sample in one language, exact by construction."""
    items = sample_text().load(code)
    by_tag = {item.tag: item.text for item in items}
    builder = _Builder()
    for item in items:
        builder.feed(item)
    paragraphs = (*builder.preamble, *builder.operative, *builder.annexed)
    homes = {marker: p.address for p in paragraphs for marker in p.notes}
    notes = [item.text for item in items if item.tag == "note"]
    annex = Annex(
        "annex1", by_tag["annextitle"], tuple(builder.annexed), by_tag["annex"],
        tuple(builder.annex_headings),
    )  # fmt: skip
    resolution = Resolution(
        symbol="A/RES/95/312",
        organ="general-assembly",
        session=Session(95),
        title=by_tag["title"].partition(" ")[2],
        agenda_items=("128 (s)",),
        agenda_title=by_tag["itemtitle"],
        adopted=PartialDate("2041-03-14"),
        issued=PartialDate("2041-03-18"),
        meeting=61,
        drafts=("A/95/L.57", "A/95/L.57/Add.1"),
        vote=Vote("without-vote"),
        enacting=by_tag["enacting"],
        preamble=tuple(builder.preamble),
        operative=tuple(builder.operative),
        headings=tuple(builder.headings),
        annexes=(annex,),
        notes=tuple(Note(str(n), text, homes[str(n)]) for n, text in enumerate(notes, 1)),
    )
    return Record(
        source=SourceInfo("0" * 64, "text/plain", builder.at, name=f"halvard.{code}.txt"),
        language=code,  # type: ignore[arg-type]
        resolution=resolution,
        provenance=Provenance("0", "0"),
    )
