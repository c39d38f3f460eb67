"""A small writer of spreadsheets (Office Open XML): one sheet, headings that stay, filters.

The bytes depend on the values alone, so that equal tables are equal files.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from seized.model.dates import PartialDate

__all__ = ["to_xlsx"]

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KINDS: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FIRST_DAY: Final = datetime.date(1899, 12, 30)
_STAMP: Final = (1980, 1, 1, 0, 0, 0)
_LONGEST: Final = 32_767  # characters in a cell
_WIDEST: Final = 60
_UNFIT: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_CONTENT_TYPES: Final = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KINDS}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KINDS}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_KINDS}.styles+xml"/></Types>'
)
_RELS: Final = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_BOOK_RELS: Final = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" '
    f'Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
)
# Styles by number: 0 text that wraps, 1 heading, 2 date.
_STYLES: Final = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="1">'
    '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" '
    'applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" '
    'applyAlignment="1"><alignment vertical="top"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


def to_xlsx(
    headings: Sequence[str], rows: Iterable[Sequence[Any]], *, sheet: str = "Sheet 1",
    rtl: bool = False, about: tuple[str, Sequence[tuple[str, str]]] | None = None,
) -> bytes:  # fmt: skip
    """A table as a spreadsheet with one sheet.

    Cells are text, whole numbers, truth values or dates (a full ``PartialDate`` becomes a date of
    the spreadsheet, a partial one stays text; tuples are joined by ``; ``). Text is never taken
    for a formula. ``rtl`` sets the first column at the right. ``about`` is the name of a second
    sheet and what it tells of the first: pairs of a word and its value.
    """
    table = [list(row) for row in rows]
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES if about is None else _two(_CONTENT_TYPES),
        "_rels/.rels": _RELS,
        "xl/workbook.xml": _workbook(sheet, len(headings), len(table), about and about[0]),
        "xl/_rels/workbook.xml.rels": _BOOK_RELS if about is None else _two(_BOOK_RELS),
        "xl/styles.xml": _STYLES,
        "xl/worksheets/sheet1.xml": _sheet(headings, table, rtl),
    }
    if about is not None:
        parts["xl/worksheets/sheet2.xml"] = _plain([list(pair) for pair in about[1]], rtl)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, text.encode())
    return out.getvalue()


def _two(part: str) -> str:
    """A part that lists the first sheet, with the second one too."""
    part = part.replace(
        '<Override PartName="/xl/styles.xml"',
        f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{_KINDS}.worksheet+xml"/>'
        '<Override PartName="/xl/styles.xml"',
    )
    return part.replace(
        "</Relationships>",
        f'<Relationship Id="rId3" Type="{_OFFICE}/worksheet" Target="worksheets/sheet2.xml"/>'
        "</Relationships>",
    )


def _named(sheet: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", sheet)[:31].strip("' ") or "Sheet 1"


def _plain(rows: list[list[Any]], rtl: bool) -> str:
    direction = ' rightToLeft="1"' if rtl else ""
    lines = "".join(_row(n, row, 0) for n, row in enumerate(rows, 1))
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"{direction}/>'
        '</sheetViews><cols><col min="1" max="1" width="24" customWidth="1"/>'
        '<col min="2" max="2" width="60" customWidth="1"/></cols>'
        f"<sheetData>{lines}</sheetData></worksheet>"
    )


def _workbook(sheet: str, columns: int, rows: int, second: str | None = None) -> str:
    name = _named(sheet)
    quoted = "'" + name.replace("'", "''") + "'"
    other = f'<sheet name={quoteattr(_named(second))} sheetId="2" r:id="rId3"/>' if second else ""
    area = f"{quoted}!$A$1:${_letters(columns - 1)}${rows + 1}"
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name={quoteattr(name)} sheetId="1" r:id="rId1"/>{other}</sheets><definedNames>'
        '<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'
        f"{escape(area)}</definedName></definedNames></workbook>"
    )


def _sheet(headings: Sequence[str], rows: list[list[Any]], rtl: bool) -> str:
    last = f"{_letters(len(headings) - 1)}{len(rows) + 1}"
    direction = ' rightToLeft="1"' if rtl else ""
    widths = "".join(
        f'<col min="{n + 1}" max="{n + 1}" width="{_width(heading, rows, n)}" customWidth="1"/>'
        for n, heading in enumerate(headings)
    )
    lines = [_row(1, headings, 1), *(_row(n, row, 0) for n, row in enumerate(rows, 2))]
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><dimension ref="A1:{last}"/>'
        f'<sheetViews><sheetView workbookViewId="0"{direction}>'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{widths}</cols>"
        f'<sheetData>{"".join(lines)}</sheetData><autoFilter ref="A1:{last}"/></worksheet>'
    )


def _width(heading: str, rows: list[list[Any]], column: int) -> int:
    longest = max((len(_text(row[column])) for row in rows[:200]), default=0)
    return min(max(len(heading) + 4, longest + 2, 8), _WIDEST)


def _row(number: int, values: Sequence[Any], style: int) -> str:
    cells = "".join(_cell(f"{_letters(n)}{number}", value, style) for n, value in enumerate(values))
    return f'<row r="{number}">{cells}</row>'


def _cell(place: str, value: Any, style: int) -> str:
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, bool):
        return f'<c r="{place}" s="{style}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int):
        return f'<c r="{place}" s="{style}"><v>{value}</v></c>'
    if isinstance(value, PartialDate) and value.day is not None:
        return f'<c r="{place}" s="2"><v>{(value.first - _FIRST_DAY).days}</v></c>'
    text = escape(_UNFIT.sub("", _text(value))[:_LONGEST])
    return (
        f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    )


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)


def _letters(column: int) -> str:
    """``A`` for column 0, ``AA`` for column 26."""
    out = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out
