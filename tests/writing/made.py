"""Records that no reader would make: hostile words, odd addresses, everything at once."""

from __future__ import annotations

import string

import msgspec
from hypothesis import strategies as st

from seized.model.dates import PartialDate
from seized.model.doubts import Doubt
from seized.model.record import Provenance, Record, SourceInfo
from seized.model.resolution import (
    Annex,
    Heading,
    Note,
    Paragraph,
    Part,
    Resolution,
    Session,
    Table,
    Vote,
)
from seized.model.text import Span

EVIL = """<script>alert(1)</script>"><img src=x onerror=alert(2)>'&amp;\x00\x1b[31m\u202e"""


def record(resolution: Resolution, code: str = "en", **more: object) -> Record:
    """A record round a resolution."""
    made = Record(
        source=SourceInfo("ab" * 32, "text/plain", 0, name="made.txt"),
        language=code,  # type: ignore[arg-type]
        resolution=resolution,
        provenance=Provenance("0", "0"),
    )
    return msgspec.structs.replace(made, **more)


def paragraph(address: str, text: str, at: int = 0, **more: object) -> Paragraph:
    """A paragraph at a place of its own."""
    made = Paragraph(address, None, None, text, Span(at, at + len(text)))
    return msgspec.structs.replace(made, **more)


def full(words: str = "Words", code: str = "en") -> Record:
    """One of everything, with the same words wherever words can stand."""
    preamble = (
        paragraph("pp1", f"{words} one,", 0, opening=words, notes=("1",), anchors=(len(words),)),
        paragraph("pp2", f"{words}:", 100),
        paragraph("pp2.a", f"{words} a;", 200, level=2, label="(a)", number="(a)"),
        paragraph("pp3", f"{words} late,", 450, notes=("1",), anchors=(2,)),
    )
    operative = (
        paragraph("s1.op1", f"{words};", 300, label="1.", number="1"),
        paragraph("s1.op1.a", words, 400, label="(a)", number="1(a)", level=2),
        paragraph("s2.op1", words, 500, label="1.", number="1", notes=("*",), anchors=(0,)),
        paragraph("s2.op1.u1", words, 600),
    )
    resolution = Resolution(
        symbol="A/RES/95/1 A",
        organ="general-assembly",
        session=Session(95),
        title=words,
        agenda_items=("1 (b)", "20"),
        agenda_title=words,
        adopted=PartialDate("2040-12-01"),
        issued=PartialDate("2040-12"),
        meeting=3,
        committee="third-committee",
        drafts=(f"A/95/{words}",),
        vote=Vote("recorded", 100, 2, 3),
        enacting=f"{words},",
        preamble=preamble,
        operative=operative,
        headings=(
            Heading(words, "s1.op1", 1, "I"),
            Heading(words, "s2.op1", 1, "II"),
            Heading(words, "s2.op1", 2, "B"),
        ),
        parts=(Part("A", words, "pp1"),),
        tables=(
            Table(((words, "b"), ("c", "")), "s1.op1.a", Span(410, 420)),
            Table(((words,),), "annex1.op1", Span(710, 720)),
        ),
        annexes=(
            Annex(
                "annex1",
                words,
                (
                    paragraph("annex1.op1", words, 700, label="1.", number="1"),
                    paragraph("annex1.p1", words, 800),
                ),
                label=f"Annex {words}",
                headings=(Heading(words, "annex1.op1", 2),),
            ),
            Annex("annex2", None, ()),
        ),
        notes=(Note("1", f"{words} note", "pp1"), Note("*", words, "s2.op1"), Note("9", "-", None)),
    )
    doubts = (Doubt("number-jumps", words, at="s1.op1"), Doubt(words, at=words))
    return record(resolution, code, doubts=doubts)


_TEXT = st.text(max_size=60)
_ADDRESSES = st.text(alphabet=string.ascii_lowercase + string.digits + ".~", min_size=1, max_size=8)


@st.composite
def resolutions(draw: st.DrawFn) -> Resolution:
    """Resolutions with any words, unique addresses, levels and anchors as they come."""
    addresses = draw(st.lists(_ADDRESSES, unique=True, max_size=8))
    made = []
    for number, address in enumerate(addresses):
        text = draw(_TEXT)
        markers = tuple(draw(st.lists(st.text(max_size=3), max_size=2)))
        anchors = tuple(sorted(draw(st.integers(0, len(text) + 2)) for _ in markers))
        made.append(
            paragraph(
                address, text, number * 100, level=draw(st.integers(1, 4)),
                opening=draw(st.none() | st.just(text[:3])), label=draw(st.none() | _TEXT),
                notes=markers, anchors=anchors,
            )
        )  # fmt: skip
    cut = draw(st.integers(0, len(made)))
    homes = st.none() | st.sampled_from(addresses) if addresses else st.none()
    notes = draw(st.lists(st.builds(Note, st.text(max_size=3), _TEXT, homes), max_size=3))
    heads = draw(st.lists(st.builds(Heading, _TEXT, _ADDRESSES, st.integers(0, 5)), max_size=3))
    tables = draw(
        st.lists(
            st.builds(
                Table,
                st.lists(st.lists(_TEXT, max_size=3).map(tuple), max_size=2).map(tuple),
                homes,
                st.just(Span(0, 0)),
            ),
            max_size=2,
        )
    )
    return Resolution(
        symbol=draw(st.none() | _TEXT),
        organ=draw(st.sampled_from((None, "general-assembly", "security-council", "x"))),
        session=None,
        title=draw(st.none() | _TEXT),
        enacting=draw(st.none() | _TEXT),
        drafts=tuple(draw(st.lists(_TEXT, max_size=2))),
        preamble=tuple(made[:cut]),
        operative=tuple(made[cut:]),
        headings=tuple(heads),
        tables=tuple(tables),
        notes=tuple(notes),
    )
