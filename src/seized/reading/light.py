"""Light records: what a catalogue knows about documents, from CSV, JSON or MARCXML.

MARCXML is the export of the United Nations Digital Library: field 191 $a is the symbol, 245 the
title, 269 $a the date (260 $c where there is none), 991 $a the agenda document and $b the item,
993 $a related documents.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from seized.model.closure import LightRecord
from seized.model.dates import PartialDate
from seized.model.errors import BrokenFile, EmptyInput, SymbolError, UnsupportedFormat
from seized.reading.xml import parse_xml
from seized.symbols import agenda_item, parse

__all__ = ["looks_light", "read_light"]

_MARC: Final = "{http://www.loc.gov/MARC21/slim}"
_ITEM: Final = re.compile(r"(\d+)\s*\(?\s*([a-z]{1,2})?\s*\)?\Z", re.I)
_RESOLUTION: Final = re.compile(r"\b[A-Z]/(?:HRC/)?RES/[\w-]+/?\d*(?: ?\(\d{4}\))?")
_AGENDA: Final = re.compile(r"A/(\d+)/")
_YEAR: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_MANY: Final = re.compile(r"\s*[;|]\s*")
_HEADINGS: Final = {
    "symbol": ("symbol", "document symbol"),
    "title": ("title",),
    "date": ("date", "publication date"),
    "items": ("item", "items", "agenda item"),
    "session": ("session",),
    "about": ("about", "related"),
}


def read_light(data: bytes, name: str = "") -> tuple[LightRecord, ...]:
    """The light records of a file: CSV with headings, a JSON list of objects, or MARCXML.

    Columns and keys are ``symbol``, ``title``, ``date``, ``item`` (or ``items``), ``session`` and
    ``about``; several values are parted by semicolons or are JSON lists. Entries without a symbol
    are left out. Raises ``EmptyInput``, ``UnsupportedFormat`` (not UTF-8, no column of symbols),
    ``BrokenFile`` (not well formed; an item, date, session or symbol that is none).
    """
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if not head:
        raise EmptyInput("there is nothing in it", where=name or None)
    if head == b"<":
        rows = _marc(data, name)
    else:
        text = _text(data, name)
        rows = _json(text, name) if head in b"[{" else _csv(text, name)
    return tuple(_record(row, where) for row, where in rows if row.get("symbol"))


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnsupportedFormat(
            "light records that are not UTF-8", where=name or None, advice="Save them as UTF-8"
        ) from None


Row = Mapping[str, Any]


def _csv(text: str, name: str) -> Iterator[tuple[Row, str]]:
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    known = {heading: key for key, names in _HEADINGS.items() for heading in names}
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
        columns = [known.get(cell.strip().casefold()) for cell in next(lines)]
        if "symbol" not in columns:
            raise UnsupportedFormat(
                "light records without a column of symbols",
                where=name or None,
                advice="The headings are symbol, title, date, item, session, about",
            )
        for cells in lines:
            row = {key: cell.strip() for key, cell in zip(columns, cells, strict=False) if key}
            yield row, f"{name}:{lines.line_num}"
    except csv.Error as error:
        raise BrokenFile(f"CSV that is not well formed: {error}", where=name or None) from None


def _json(text: str, name: str) -> Iterator[tuple[Row, str]]:
    try:
        held = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BrokenFile(f"JSON that is not well formed: {error}", where=name or None) from None
    entries = held.get("records", [held]) if isinstance(held, dict) else held
    for n, entry in enumerate(entries if isinstance(entries, list) else [entries], 1):
        if not isinstance(entry, dict):
            raise BrokenFile(f"entry {n} is no object", where=name or None)
        items = entry.get("items", entry.get("item"))
        yield {**entry, "items": items}, f"{name}#{n}"


def _marc(data: bytes, name: str) -> Iterator[tuple[Row, str]]:
    root = parse_xml(data, "MARCXML")
    records = [*root.iter(f"{_MARC}record", "record")]
    if not records:
        raise UnsupportedFormat(
            "XML without MARC records", where=name or None, advice="Export them as MARCXML"
        )
    for n, record in enumerate(records, 1):
        fields = [
            (field.get("tag", ""), [(s.get("code", ""), (s.text or "").strip()) for s in field])
            for field in record.iter(f"{_MARC}datafield", "datafield")
        ]

        def of(tag: str, codes: str, held: Any = fields) -> list[str]:
            return [text for mark, subs in held if mark == tag for c, text in subs if c in codes]

        agenda = of("991", "a")
        found = next((match for one in agenda if (match := _AGENDA.match(one))), None)
        yield (
            {
                "symbol": "; ".join(of("191", "a")),
                "title": " ".join(of("245", "ab")).rstrip(" /:"),
                "date": next(iter(of("269", "a") or of("260", "c")), ""),
                "items": of("991", "b"),
                "session": found[1] if found else "",
                "about": of("993", "a"),
            },
            f"{name}#{n}",
        )


def _record(row: Row, where: str) -> LightRecord:
    try:
        names = [parse(one).canonical for one in _values(row.get("symbol"))]
        title = str(row.get("title") or "").strip() or None
        about = dict.fromkeys(_resolutions([*_values(row.get("about")), title or ""]))
        session = str(row.get("session") or "").strip()
        return LightRecord(
            "-".join(names),
            title,
            _date(str(row.get("date") or "").strip()),
            tuple(dict.fromkeys(_item(one) for one in _values(row.get("items")))),
            int(session) if session else _session(names[0]),
            tuple(about),
            where,
        )
    except SymbolError as error:
        raise BrokenFile(error.what, where=where, advice=error.advice) from None
    except ValueError as error:
        raise BrokenFile(f"a value that is none: {error}", where=where) from None


def _session(symbol: str) -> int | None:
    held = parse(symbol).members()[0].assembly_session
    return held.number if held is not None and held.kind == "regular" else None


def _values(value: Any) -> list[str]:
    held = value if isinstance(value, list) else _MANY.split(str(value or ""))
    return [text for one in held if (text := str(one).strip())]


def _item(text: str) -> str:
    found = _ITEM.match(text)
    return agenda_item(f"{found[1]} ({found[2]})" if found and found[2] else text)


def _date(text: str) -> PartialDate | None:
    if len(text) == 8 and text.isdigit():
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    found = _YEAR.search(text)
    return PartialDate(found[0]) if found else None


def _resolutions(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for found in _RESOLUTION.findall(text):
            try:
                yield parse(found).canonical
            except SymbolError:
                continue


_MARC_HEAD: Final = re.compile(
    rb"<(?:\w+:)?(?:collection|record)\b[^>]*MARC21/slim|MARC21/slim|<(?:\w+:)?datafield\b"
)
_LIST_HEAD: Final = re.compile(
    rb"\A(?:[^\n]*[,;\t])?[\s\"]*(?:document )?symbol[\s\"]*(?:[,;\t\n]|\Z)", re.I
)
_HEAD: Final = 4096


def looks_light(data: bytes, name: str = "") -> bool:
    """Whether a file is more likely a list of catalogue entries than the text of a document.

    Told by its head: MARCXML, a line of headings with one for symbols in a ``.csv`` or ``.tsv``
    file, or JSON that is no record.
    """
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:1] == b"<":
        return _MARC_HEAD.search(head) is not None
    if head[:1] in (b"[", b"{"):
        return name.casefold().endswith(".json") and b"seized/record/" not in data[-_HEAD:] + head
    return name.casefold().endswith((".csv", ".tsv")) and _LIST_HEAD.match(head) is not None
