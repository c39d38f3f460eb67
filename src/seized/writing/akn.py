"""The record's text as Akoma Ntoso 3.0 in the profile of the United Nations (AKN4UN).

Printed from the tree, valid against the schema of OASIS, strict where the guidelines are, and
made so that the reader of Akoma Ntoso gets the same resolution back: printed labels in
``<num>``, opening words in a span, notes where their markers stand, the masthead on the cover.
"""

from __future__ import annotations

from lxml import etree

from seized.model.record import Record
from seized.model.resolution import Annex
from seized.writing.akn_body import BodyWriter
from seized.writing.akn_meta import NS, clean, component_name, meta, sub
from seized.writing.flow import Block, annex_flow, body_flow
from seized.writing.wording import Wording, wording

__all__ = ["to_akn"]


def to_akn(record: Record) -> bytes:
    """The resolution of a record as a UTF-8 XML document. Equal records give equal bytes."""
    words = wording(record.language)
    resolution = record.resolution
    root = etree.Element(f"{{{NS}}}akomaNtoso", nsmap={None: NS})
    statement = sub(root, "statement", name="resolution", contains="originalVersion")
    meta(statement, record)
    writer = BodyWriter(resolution, words)
    _cover(statement, record, words)
    _preface(statement, record, words, writer)
    blocks = body_flow(resolution)
    split = _end_of_preamble(blocks)
    preamble = [b.paragraph for b in blocks[:split] if b.paragraph is not None]
    if resolution.enacting or preamble:
        element = sub(statement, "preamble", eId="preamble_1")
        if resolution.enacting:
            _formula(element, *words.formula(resolution.enacting))
        writer.preamble(element, preamble)
    body = sub(statement, "mainBody", eId="body_1")
    writer.body(body, blocks[split:])
    if len(body) == 0:
        sub(body, "p")
    _conclusions(statement, record, words, writer)
    if resolution.annexes:
        attachments = sub(statement, "attachments")
        for annex in resolution.annexes:
            _attachment(attachments, annex, record, writer)
    if writer.lost():
        # Nothing printed stands where they could; they are kept as metadata.
        notes = etree.Element(f"{{{NS}}}notes", source="#source")
        for note in writer.lost():
            entry = sub(notes, "note", eId=writer.names.take("loose_1"), marker=note.marker)
            sub(entry, "p", note.text)
        statement[0].append(notes)
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return data


def _end_of_preamble(blocks: tuple[Block, ...]) -> int:
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
            sub(line, "session", text, value=number, eId="coverPage_1__session_1")
        elif role == "agenda-item":
            sub(line, "inline", text, name="agenda item")
        elif role == "agenda-title":
            sub(line, "inline", text, name="agenda item name")
        elif role == "adopted":
            sub(line, "docTitle", text)
        else:
            committee = {} if resolution.committee else {"refersTo": "#noMainCommittee"}
            sub(line, "docProponent", text, **committee)


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
        sub(line, "docNumber", f"{number}.").tail = " "
    if title:
        sub(line, "docTitle", title)
    writer.loose(line)


def _formula(preamble: etree._Element, enacting: str, rest: str) -> None:
    formula = sub(preamble, "formula", name="enactingFormula", eId="formula_1")
    line = sub(formula, "p")
    sub(line, "span", enacting, **{"class": "italic"}).tail = clean(rest)


def _conclusions(
    statement: etree._Element, record: Record, words: Wording, writer: BodyWriter
) -> None:
    resolution = record.resolution
    parts = words.conclusions(resolution)
    if not parts:
        return
    line = sub(sub(statement, "conclusions", eId="conclusions_1"), "p")
    for kind, text in parts:
        if len(line):
            sub(line, "eol")
        if kind == "meeting":
            sub(line, "inline", text, name="adoptionMeeting")
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
