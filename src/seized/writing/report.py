"""A report of the Secretary-General as a Word document, in the form of United Nations documents.

Masthead in words (no emblem), session and agenda item, title, summary, sections, paragraphs in
one count, notes, and an annex with the implementation matrix. The look is that of styles alone;
paragraphs are numbered by Word, so that what an editor adds is counted too.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from seized.languages import language
from seized.languages.ordinals import write_ordinal
from seized.model.errors import NotFound
from seized.symbols import agenda_item_printed
from seized.writing.citing import citation
from seized.writing.docx import Block, Document, page_line, to_docx
from seized.writing.docx_types import (
    Cell,
    Footnote,
    Inline,
    Link,
    PageOf,
    Paragraph,
    Row,
    Table,
    Text,
    Turn,
)
from seized.writing.report_outline import Section, default_title, outline, split, tongue
from seized.writing.report_types import Frame, Report, Taken
from seized.writing.wording import wording

__all__ = ["to_report_docx"]

_KINDS: Final = {
    "numbered": "Numbered",
    "item": "NumberedItem",
    "recommendation": "Recommendation",
}
_WIDTHS: Final = (25, 14, 25, 14, 12, 10)
_END: Final = "__________"
_FIRST_YEAR: Final = 1945  # the Security Council counts its years from 1946


def to_report_docx(report: Report) -> bytes:
    """The document; equal reports are equal bytes.

    Raises ``UnsupportedLanguage`` for a language that is none of the six, ``ValueError`` for an
    agenda item that is none.
    """
    frame = report.frame
    code = frame.language
    title = frame.title or default_title(report)
    sections = outline(report)
    blocks: list[Block] = [*_corner(frame), *_session(frame), Paragraph((Text(title),), "Title")]
    by = frame.by or str(language(code).table("report")["masthead"]["by"])
    blocks.append(Paragraph((Text(by),), "Subtitle"))
    blocks += _summary(frame)
    if frame.contents:
        blocks += _contents(sections, report)
    for number, section in enumerate(sections, 1):
        blocks += _section(section, number, code)
    blocks.append(Paragraph((Text(_END),), "Closure"))
    if report.matrix:
        blocks += _annex(report, title)
    return to_docx(
        Document(
            code,
            tuple(blocks),
            title=title,
            header=_symbol(frame),
            footer=page_line(language(code).table("docx")["words"]["page"]),
            author=by,
            date=str(frame.issued or ""),
        )
    )


def _symbol(frame: Frame) -> tuple[Inline, ...]:
    """The symbol of the document, a joint one with a dash; a gap where there is none yet."""
    if frame.symbols:
        return (Text("–".join(frame.symbols)),)
    session = frame.session or "…"
    return (Text(f"A/{session}/…", "Slot"),)


def _corner(frame: Frame) -> Iterator[Paragraph]:
    """The publisher and the symbol, a rule, the organs with the corner beside them, a rule."""
    words = wording(frame.language)
    publisher = str(words.table["masthead"]["publisher"])
    symbol = tuple(
        one._replace(style=one.style or "Strong") for one in _symbol(frame) if isinstance(one, Text)
    )
    yield Paragraph((Text(f"{publisher}\t"), *symbol), "ReportTop")
    organs = [name for organ in frame.organs if (name := words.organ(organ))]
    rows = list(zip_longest(organs, _distribution(frame), fillvalue=None))
    for number, (organ, line) in enumerate(rows, 1):
        inlines: list[Inline] = [Text(str(organ), "Organ")] if organ else []
        if line is not None:
            inlines += [Text("\t"), line]
        yield Paragraph(tuple(inlines), "ReportRule" if number == len(rows) else "ReportCorner")


def _distribution(frame: Frame) -> Iterator[Text]:
    """Distribution, date, languages: in English where the documents of a language print it so."""
    code = frame.language
    own = language(code).table("report")["masthead"]
    corner = str(own["corner"])
    printed = language(corner).table("report")["masthead"]
    original = frame.original or code
    lines = [
        str(wording(corner).table["masthead"]["distribution"]),
        wording(corner).date(frame.issued) if frame.issued else "",
        str(own["own"]) if original != code else None,
        str(printed["original"]).format(language=printed["originals"][original]),
    ]
    for line in lines:
        if line is not None:
            yield Text(line or "…", None if line else "Slot", language=corner)


def _session(frame: Frame) -> Iterator[Paragraph]:
    """Session, agenda item and its title; for the Security Council its year."""
    forms = language(frame.language).table("report")["masthead"]
    council = "security-council" in frame.organs and len(frame.organs) > 1
    if council:
        yield Paragraph((Text(str(wording(frame.language).organ(frame.organs[0])), "Strong"),),
                        "ReportSession")  # fmt: skip
    if frame.session is not None:
        form = str(forms["session"][frame.session_kind])
        line = _ordinal(form, frame.session, forms["session_form"], frame.language)
        yield Paragraph((Text(line, "Strong"),), "ReportSession")
    if frame.items:
        yield Paragraph(tuple(_items(frame)), "ReportSession")
    if frame.agenda_title:
        yield Paragraph((Text(frame.agenda_title, "Strong"),), "ReportSession")
    if council and frame.issued:
        yield Paragraph((Text(str(wording(frame.language).organ("security-council")), "Strong"),),
                        "ReportSession")  # fmt: skip
        year = frame.issued.year - _FIRST_YEAR
        line = _ordinal(str(forms["year"]), year, forms["year_form"], frame.language)
        yield Paragraph((Text(line, "Strong"),), "ReportSession")


def _ordinal(form: str, number: int, name: str, code: str) -> str:
    """``Seventy-seventh session``; in figures where there are no words for the number."""
    try:
        line = form.format(ordinal=write_ordinal(number, code, name))
    except NotFound:
        line = form.format(ordinal=str(number))
    return line[:1].upper() + line[1:]


def _items(frame: Frame) -> Iterator[Inline]:
    code = frame.language
    words = wording(code)
    printed = words.joined(tuple(_item(item, code) for item in frame.items))
    if not frame.agenda:
        key = "agenda_item" if len(frame.items) == 1 else "agenda_items"
        yield Text(str(words.table["masthead"][key]).format(items=printed))
        return
    table = language(code).table("report")
    form = str(table["masthead"]["item" if len(frame.items) == 1 else "items"])
    before, _, after = form.partition("{star}")
    yield Text(before.format(items=printed))
    yield Footnote((Text(frame.agenda + str(table["cite"]["stop"])),), mark="*")
    if after:
        yield Text(after.format(items=printed))


def _item(item: str, code: str) -> str:
    number, _, letter = agenda_item_printed(item, abjad=code == "ar").partition(" ")
    form = str(wording(code).table["masthead"]["item_letter"])
    return form.format(number=number, letter=letter.strip("()")) if letter else number


def _summary(frame: Frame) -> Iterator[Paragraph]:
    paras = [words for _, words in split(frame.summary)]
    if paras:
        heading = str(language(frame.language).table("report")["words"]["summary"])
        yield Paragraph((Text(heading),), "SummaryHeading")
        yield from (Paragraph((Text(words),), "Summary") for words in paras)


def _contents(sections: tuple[Section, ...], report: Report) -> Iterator[Paragraph]:
    words = language(report.frame.language).table("report")["words"]
    yield Paragraph((Text(str(words["contents"])),), "ContentsHeading")
    for number, one in enumerate(sections, 1):
        yield _entry(one.level, f"{one.label}\t{one.heading}", f"section-{number}")
    if report.matrix:
        yield _entry(1, f"{words['annex']} – {words['matrix']}", "annex")


def _entry(level: int, text: str, bookmark: str) -> Paragraph:
    inlines = (Link(text, f"#{bookmark}"), Text("\t"), PageOf(bookmark))
    return Paragraph(inlines, f"TOC{level}")


def _section(section: Section, number: int, code: str) -> Iterator[Paragraph]:
    yield Paragraph(
        (Text(section.heading),),
        f"Section{section.level}",
        section.label,
        bookmark=f"section-{number}",
    )
    for para in section.paras:
        notes = (Footnote((Text(note),), language=code) for note in para.notes)
        yield Paragraph(
            (Text(para.text), *notes), _KINDS[para.kind], para.label, language=para.language
        )


def _annex(report: Report, title: str) -> Iterator[Block]:
    """The matrix, on pages across: a table with its head repeated on each."""
    table = language(report.frame.language).table("report")
    yield Turn(landscape=True)
    yield Paragraph((Text(str(table["words"]["annex"])),), "Heading1", bookmark="annex")
    yield Paragraph((Text(str(table["words"]["matrix"])),), "Heading2")
    head = Row(
        tuple(Cell((Paragraph((Text(str(name)),), "TableHead"),)) for name in
              table["columns"].values()), head=True,
    )  # fmt: skip
    rows = (_row(one, report.frame.language) for one in report.matrix)
    yield Table((head, *rows), _WIDTHS)


def _row(taken: Taken, code: str) -> Row:
    mandate = (
        Paragraph((Text(citation(taken.mandate, code), "Strong"),), "TableText"),
        Paragraph((Text(taken.words),), "TableText", language=taken.language),
    )
    rest = (taken.addressee, taken.action, taken.date, taken.source, taken.status)
    return Row(
        (
            Cell(mandate if taken.words else mandate[:1]),
            *(
                Cell(
                    tuple(
                        Paragraph((Text(line),), "TableText", language=tongue(line, code))
                        for line in text.split("\n")
                    )
                )
                for text in rest
            ),
        )
    )
