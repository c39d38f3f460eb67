"""The record's text as Akoma Ntoso 3.0 in the profile of the United Nations (AKN4UN).

Printed from the tree, valid against the schema of OASIS, strict where the guidelines are, and
made so that the reader of Akoma Ntoso gets the same resolution back: printed labels in
``<num>``, opening words in a span, notes where their markers stand, the masthead on the cover.
"""

from __future__ import annotations

from lxml import etree

from seized.model.record import Record
from seized.model.resolution import Annex, Part
from seized.writing.akn_body import BodyWriter
from seized.writing.akn_meta import NS, clean, committee_id, component_name, meta, sub
from seized.writing.flow import Block, annex_flow, body_flow
from seized.writing.wording import Wording, wording

__all__ = ["to_akn"]


def to_akn(record: Record) -> bytes:
    """The resolution of a record as a UTF-8 XML document. Equal records give equal bytes.

    A composite resolution (parts A, B, ...) is a collection of one ``<statement>`` for each
    part, as each is a text with its own numbering.
    """
    root = etree.Element(f"{{{NS}}}akomaNtoso", nsmap={None: NS})
    _Document(record, root).write()
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return data


class _Document:
    """One document being written."""

    def __init__(self, record: Record, root: etree._Element) -> None:
        self.record = record
        self.root = root
        self.words = wording(record.language)
        self.writer = BodyWriter(record.resolution, self.words)

    def write(self) -> None:
        texts = _texts(body_flow(self.record.resolution))
        composite = texts[-1][0] is not None
        name = "documentCollection" if composite else "statement"
        kind = "publicationResolution" if composite else "resolution"
        main = sub(self.root, name, name=kind, contains="originalVersion")
        meta(main, self.record)
        _cover(main, self.record, self.words)
        _preface(main, self.record, self.words, self.writer)
        if composite:
            self.parts(main, texts)
        else:
            self.text(main, texts[0][1])
            self.attachments(main)
        _rescue(main, self.writer)

    def parts(self, main: etree._Element, texts: list[tuple[Part | None, list[Block]]]) -> None:
        """References in the body, and the parts themselves as components."""
        references = sub(main, "collectionBody", eId="collection_1")
        components = sub(main, "components")
        last = None
        for count, (part, blocks) in enumerate(texts, 1):
            label = clean(part.label) if part is not None else "0"
            name = self.writer.names.take(f"comp_{count}")
            holder = sub(references, "component", eId=f"{name}__ref")
            sub(holder, "documentRef", eId=f"{name}__doc", href=f"#{name}", showAs=label)
            component = sub(components, "component", eId=name)
            last = sub(component, "statement", name="resolution", contains="originalVersion")
            meta(last, self.record, f"resolution_{label}")
            if part is not None:
                line = sub(sub(last, "preface", eId=f"{name}__preface"), "p")
                printed = self.words.heading_label(part.label)
                sub(line, "docNumber", printed).tail = " "
                if part.title:
                    sub(line, "docTitle", part.title)
            self.text(last, blocks)
        if last is not None:
            self.attachments(last)

    def text(self, statement: etree._Element, blocks: list[Block]) -> None:
        """Preamble, body and conclusions of one text."""
        enacting = self.record.resolution.enacting
        names = self.writer.names
        split = _end_of_preamble(blocks)
        preamble = [b.paragraph for b in blocks[:split] if b.paragraph is not None]
        if enacting or preamble:
            element = sub(statement, "preamble", eId=names.take("preamble_1"))
            if enacting:
                _formula(element, *self.words.formula(enacting), names.take("formula_1"))
            self.writer.preamble(element, preamble)
        body = sub(statement, "mainBody", eId=names.take("body_1"))
        self.writer.body(body, blocks[split:])
        if len(body) == 0:
            sub(body, "p")
        _conclusions(statement, self.record, self.words, self.writer)

    def attachments(self, statement: etree._Element) -> None:
        annexes = self.record.resolution.annexes
        if annexes:
            attachments = sub(statement, "attachments")
            for annex in annexes:
                _attachment(attachments, annex, self.record, self.writer)


def _texts(blocks: tuple[Block, ...]) -> list[tuple[Part | None, list[Block]]]:
    """The blocks of each part; of the whole resolution where it has none."""
    texts: list[tuple[Part | None, list[Block]]] = [(None, [])]
    for block in blocks:
        if block.part is not None:
            texts.append((block.part, []))
        else:
            texts[-1][1].append(block)
    return texts[1:] if len(texts) > 1 and not texts[0][1] else texts


def _rescue(main: etree._Element, writer: BodyWriter) -> None:
    """Notes for which nothing printed is a place are kept as metadata."""
    lost = writer.lost()
    if lost:
        notes = sub(main[0], "notes", source="#source")
        for note in lost:
            name = writer.names.take("loose_1")
            sub(sub(notes, "note", eId=name, marker=note.marker), "p", note.text)


def _end_of_preamble(blocks: list[Block]) -> int:
    """The preamble ends before the first block that is no preambular paragraph."""
    for at, block in enumerate(blocks):
        if not block.preambular:
            return at
    return len(blocks)


def _cover(statement: etree._Element, record: Record, words: Wording) -> None:
    resolution = record.resolution
    cover = sub(statement, "coverPage", eId="coverPage_1")
    for role, text in words.masthead(resolution):
        line = sub(cover, "p")
        if role in ("publisher", "organ"):
            concept = "#publisher" if role == "publisher" else "#issuer"
            sub(line, "docAuthority", text, refersTo=concept)
        elif role == "symbol":
            sub(line, "docNumber", text, refersTo="#symbol")
        elif role == "distribution":
            sub(line, "docStatus", text, refersTo="#generalDistribution")
        elif role == "issued":
            _date(line, text, str(resolution.issued), "#dateOfIssuance")
        elif role == "session" and resolution.session is not None:
            number = str(resolution.session.number)
            name = "coverPage_1__session_1"
            sub(line, "session", text, value=number, eId=name, refersTo="#session")
        elif role == "agenda-item":
            sub(line, "inline", text, name="agenda item", refersTo="#agendaItem")
        elif role == "agenda-title":
            sub(line, "inline", text, name="agenda item name", refersTo="#agendaItem")
        elif role == "adopted":
            sub(line, "docTitle", text, refersTo="#adopted")
        else:
            sub(line, "docProponent", text, refersTo=f"#{committee_id(resolution)}")


def _date(line: etree._Element, text: str, date: str, concept: str) -> None:
    """``docDate`` needs a day; a date without one is printed and no more."""
    if len(date) == 10:
        sub(line, "docDate", text, date=date, refersTo=concept)
    else:
        sub(line, "inline", text, name="date")


def _preface(statement: etree._Element, record: Record, words: Wording, writer: BodyWriter) -> None:
    number = words.number(record.resolution)
    title = record.resolution.title
    if not number and not title and not writer.has_loose():
        return
    line = sub(sub(statement, "preface", eId="preface_1"), "p")
    if number:
        sub(line, "docNumber", f"{number}.", refersTo="#symbol").tail = " "
    if title:
        sub(line, "docTitle", title, refersTo="#resolutionTitle")
    writer.loose(line)


def _formula(preamble: etree._Element, enacting: str, rest: str, name: str) -> None:
    formula = sub(preamble, "formula", name="enactingFormula", eId=name)
    line = sub(formula, "p")
    sub(line, "span", enacting, **{"class": "italic"}).tail = clean(rest)


def _conclusions(
    statement: etree._Element, record: Record, words: Wording, writer: BodyWriter
) -> None:
    resolution = record.resolution
    parts = words.conclusions(resolution)
    if not parts:
        return
    line = sub(sub(statement, "conclusions", eId=writer.names.take("conclusions_1")), "p")
    for kind, text in parts:
        if len(line):
            sub(line, "eol")
        if kind == "meeting":
            sub(line, "inline", text, name="adoptionMeeting", refersTo="#meeting")
        else:
            _date(line, text, str(resolution.adopted), "#dateOfAdoption")
    if not any(table.after and "annex" in table.after for table in resolution.tables):
        writer.rescue(line)


def _attachment(
    attachments: etree._Element, annex: Annex, record: Record, writer: BodyWriter
) -> None:
    name = writer.names.take(f"att_{annex.address.removeprefix('annex')}")
    attachment = sub(attachments, "attachment", eId=name)
    if annex.label:
        sub(attachment, "heading", annex.label)
    if annex.title:
        sub(attachment, "subheading", annex.title)
    document = sub(attachment, "doc", name="annex")
    meta(document, record, component_name(annex.address))
    body = sub(document, "mainBody", eId=f"{name}__body_1")
    writer.body(body, annex_flow(annex, record.resolution.tables), name)
    if len(body) == 0:
        sub(body, "p")
