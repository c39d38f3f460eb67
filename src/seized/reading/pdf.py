"""PDF to source: tagged paragraphs where the file has them, geometry where not.

pdfium (through pypdfium2, the extra ``pdf``) finds the glyphs; what belongs together is decided
here. pdfium runs in this process and is not safe in threads, so one document is read at a time.
"""

from __future__ import annotations

import ctypes
import hashlib
import threading
from collections import Counter
from typing import Any

from seized.model.doubts import Doubt
from seized.model.errors import (
    BrokenFile,
    EmptyInput,
    HostileFile,
    InputError,
    MissingReader,
    NoText,
    UnsupportedFormat,
)
from seized.model.source import Source
from seized.reading.pdf_bidi import LATIN
from seized.reading.pdf_compose import Content, compose
from seized.reading.pdf_glyphs import RTL, Page, PageReader, Run
from seized.reading.pdf_layout import columns
from seized.reading.pdf_lines import Line, lines_of
from seized.reading.pdf_tags import Leaf, TagReader

__all__ = ["MAX_BYTES", "MAX_PAGES", "MEDIA_TYPE", "read_pdf"]

MEDIA_TYPE = "application/pdf"
MAX_PAGES = 5_000
MAX_BYTES = 512 * 1024 * 1024
_MAX_OBJECTS = 200_000
_PASSWORD = 4  # FPDF_ERR_PASSWORD

_lock = threading.Lock()


def read_pdf(data: bytes, name: str | None = None) -> Source:
    """Read a PDF.

    Blocks are paragraphs, notes (``marker`` set), masthead cells, tables and running matter;
    ``page`` counts from 1. Raises ``MissingReader`` without pypdfium2, ``EmptyInput``,
    ``UnsupportedFormat`` for an encrypted file, ``BrokenFile``, ``HostileFile`` above the
    limits, ``NoText`` for a scan.
    """
    if not data:
        raise EmptyInput("the file is empty", where=name)
    if b"%PDF-" not in data[:1024]:
        raise BrokenFile("the file does not begin as a PDF does", where=name)
    if len(data) > MAX_BYTES:
        raise HostileFile("the PDF is larger than 512 MB", where=name)
    raw, helper = _pdfium(name)
    try:
        with _lock:
            pages, doubts = _pages(raw, helper, data)
        text, blocks = compose(pages)
    except InputError as error:
        raise error.at(name) if name and not error.where else error from None
    except (ArithmeticError, LookupError, OSError, RuntimeError, TypeError, ValueError) as error:
        raise BrokenFile("the PDF is damaged", where=name) from error
    if not text.strip():
        raise NoText(
            "the PDF holds no text, only images",
            where=name,
            advice="Run optical character recognition (OCR) over it and read the result",
        )
    digest = hashlib.sha256(data).hexdigest()
    return Source(text, MEDIA_TYPE, digest, name, blocks, doubts=tuple(doubts))


def _pdfium(name: str | None) -> tuple[Any, Any]:
    try:
        import pypdfium2
        import pypdfium2.raw
    except ImportError as error:
        raise MissingReader(
            "reading PDF needs pypdfium2",
            where=name,
            advice='Install it with: pip install "seized[pdf]"',
        ) from error
    return pypdfium2.raw, pypdfium2


def _pages(raw: Any, helper: Any, data: bytes) -> tuple[list[Content], list[Doubt]]:
    try:
        document = helper.PdfDocument(data)
    except helper.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise UnsupportedFormat(
                "the PDF is encrypted", advice="Save it without a password"
            ) from None
        raise BrokenFile("the PDF is damaged or truncated", advice="Fetch it again") from error
    try:
        return _contents(raw, document)
    finally:
        document.close()


def _contents(raw: Any, document: Any) -> tuple[list[Content], list[Doubt]]:
    count = len(document)
    if count > MAX_PAGES:
        raise HostileFile(f"the PDF has {count} pages, more than {MAX_PAGES}")
    reader, tags = PageReader(raw), TagReader(raw)
    letters: Counter[bool] = Counter()
    pages: list[Content] = []
    doubts: list[Doubt] = []
    for number in range(count):
        try:
            page, handle = reader.read(document.raw, number)
        except BrokenFile:
            doubts.append(Doubt("page-unreadable", values={"page": str(number + 1)}))
            continue
        try:
            leaves = tags.read(handle)
            rules = [] if leaves else _rules(raw, handle, page)
        finally:
            reader.close(handle)
        text = "".join(run.text for run in page.runs)
        letters[True] += len(RTL.findall(text)) if page.rtl else 0
        letters[False] += len(LATIN.findall(text))
        pages.append(_content(page, leaves, rules, rtl=letters[True] > letters[False]))
    if count and not pages:
        raise BrokenFile("no page of the PDF can be read")
    return pages, doubts


def _content(page: Page, leaves: dict[int, Leaf], rules: list[float], *, rtl: bool) -> Content:
    claimed = sum(len(run.text) for run in page.runs if run.mcid in leaves)
    if claimed * 2 < sum(len(run.text) for run in page.runs):
        return Content(page.number, page.height, [], columns(page, page.runs, rtl=rtl), rules)
    groups: dict[tuple[int, ...], tuple[Leaf, list[Run]]] = {}
    for leaf in leaves.values():
        groups.setdefault(leaf.key, (leaf, []))
    loose: list[Run] = []
    for run in page.runs:
        owner = leaves.get(run.mcid)
        (groups[owner.key][1] if owner else loose).append(run)
    tagged: list[tuple[Leaf, list[Line]]] = []
    for leaf, runs in groups.values():
        lines = lines_of(runs, page, rtl=rtl)
        if lines:
            tagged.append((leaf, lines))
    rest = lines_of(loose, page, rtl=rtl)
    return Content(page.number, page.height, tagged, [rest], rules)


def _rules(raw: Any, handle: Any, page: Page) -> list[float]:
    """Heights of thin horizontal strokes in the lower part of the page, in points."""
    out: list[float] = []
    edges = [ctypes.c_float() for _ in range(4)]
    for index in range(min(raw.FPDFPage_CountObjects(handle), _MAX_OBJECTS)):
        shape = raw.FPDFPage_GetObject(handle, index)
        if raw.FPDFPageObj_GetType(shape) != raw.FPDF_PAGEOBJ_PATH:
            continue
        if raw.FPDFPageObj_GetBounds(shape, *edges):
            left, bottom, right, top = (edge.value for edge in edges)
            if top - bottom < 3 and right - left > 20 and top < 0.75 * page.height:
                out.append((top + bottom) / 2)
    return out
