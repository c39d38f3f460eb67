"""Runs of glyphs of a PDF page, with place, size, face and marked content, from pdfium.

One call into pdfium per character is the price of knowing its text object; everything else is
asked once per run. Pages with right-to-left letters are taken character by character, because
there pdfium's own order is not the order of the text.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from seized.model.errors import BrokenFile, HostileFile

__all__ = ["BARCODE", "BOLD", "FILLER", "ITALIC", "RTL", "SUPER", "Page", "PageReader", "Run"]

BOLD, ITALIC, SUPER, BARCODE = 1, 2, 4, 8

FILLER = "\x01"
"""Stands for a stroke that justification put between two joined letters."""

RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_STRETCH = re.compile("[\u0620-\u064a]\u0640+(?=[\u0620-\u064a])")
_WORD_OR_SPACE = re.compile(r"\S+|\s")
_BLANK = re.compile("[ \r\n]")
_MAX_CHARS = 500_000
_MAX_TOTAL = 40_000_000
# Han text is set with gaps that are no spaces.
_WIDE, _NARROW = 0.6, 0.16
_FORCE_BOLD, _ITALIC_FLAG = 1 << 18, 1 << 6


class Run(NamedTuple):
    """Characters of one line in one face; ``left``, ``right``, ``base`` and ``size`` in points.

    ``mcid`` is the marked content identifier, -1 for artifacts and untagged content; ``owner``
    tells text objects of a page apart.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    style: int
    mcid: int
    owner: int


class Page(NamedTuple):
    """One page: its runs in the order of the content stream; ``rtl`` when taken singly.

    ``gap`` is the distance, in sizes of the face, that parts two runs into two words.
    """

    number: int
    width: float
    height: float
    runs: list[Run]
    rtl: bool
    gap: float


class _Face(NamedTuple):
    size: float
    style: int
    mcid: int
    owner: int


def _quick(function: Any, result: Any) -> Any:
    """The same function of pdfium, called with bare addresses."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(result, ctypes.c_void_p, ctypes.c_int)(address or 0)


class PageReader:
    """Reads pages of one open document; ``pdfium`` is the module of raw bindings."""

    def __init__(self, pdfium: Any) -> None:
        self._c = pdfium
        # A typed pointer per character costs more than the call; an address costs nothing.
        self._object: Callable[[int, int], int | None] = _quick(
            pdfium.FPDFText_GetTextObject, ctypes.c_void_p
        )
        self._generated: Callable[[int, int], int] = _quick(
            pdfium.FPDFText_IsGenerated, ctypes.c_int
        )
        self._styles: dict[int, int] = {}
        self._total = 0
        self._box = pdfium.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def read(self, document: Any, number: int) -> tuple[Page, Any]:
        """Read page ``number`` (from 0); return it and its handle, for ``close``.

        Raises ``BrokenFile`` when pdfium cannot load it, ``HostileFile`` above the limits.
        """
        c = self._c
        handle = c.FPDF_LoadPage(document, number)
        if not handle:
            raise BrokenFile(f"page {number + 1} of the PDF cannot be read")
        text = c.FPDFText_LoadPage(handle)
        try:
            if not text:
                raise BrokenFile(f"the text of page {number + 1} cannot be read")
            runs, rtl, gap = self._runs(text)
        except BaseException:
            c.FPDF_ClosePage(handle)
            raise
        finally:
            if text:
                c.FPDFText_ClosePage(text)
        width, height = c.FPDF_GetPageWidthF(handle), c.FPDF_GetPageHeightF(handle)
        return Page(number, width, height, runs, rtl, gap), handle

    def close(self, handle: Any) -> None:
        """Release a page handle that ``read`` returned."""
        self._c.FPDF_ClosePage(handle)

    def _runs(self, text: Any) -> tuple[list[Run], bool, float]:
        count = self._c.FPDFText_CountChars(text)
        if count <= 0:
            return [], False, _WIDE
        self._total += count
        if count > _MAX_CHARS or self._total > _MAX_TOTAL:
            raise HostileFile("the PDF holds more characters than any resolution")
        chars = self._characters(text, count)
        rtl = RTL.search(chars) is not None
        address = ctypes.cast(text, ctypes.c_void_p).value or 0
        find = self._object
        faces: dict[int, _Face] = {}
        if rtl:
            objects = [find(address, i) or 0 for i in range(count)]
            return list(self._singly(text, chars, objects, faces)), True, _NARROW
        objects = self._owners(address, chars)
        made = self._made(address, chars)
        dense = len(_HAN.findall(chars)) * 3 > len(chars)
        gap = _WIDE if dense else _NARROW
        return list(self._by_object(text, chars, objects, faces, made, gap)), False, gap

    def _made(self, text: int, chars: str) -> set[int]:
        """Places of the spaces that pdfium put where it saw a gap."""
        generated = self._generated
        out, at = set(), chars.find(" ")
        while at >= 0:
            if generated(text, at) == 1:
                out.add(at)
            at = chars.find(" ", at + 1)
        return out

    def _owners(self, text: int, chars: str) -> list[int]:
        """The text object of every character, 0 for what pdfium made up.

        A text object is one stretch of the content stream: where both ends of a word belong to
        the same one, so does all between.
        """
        find = self._object
        out: list[int] = []
        for word in _WORD_OR_SPACE.finditer(chars):
            start, end = word.span()
            first = find(text, start) or 0
            last = first if end - start == 1 else find(text, end - 1) or 0
            if first == last:
                out.extend([first] * (end - start))
            else:
                out.extend(find(text, i) or 0 for i in range(start, end))
        return out

    def _characters(self, text: Any, count: int) -> str:
        buffer = (ctypes.c_ushort * (2 * count + 2))()
        got = self._c.FPDFText_GetText(text, 0, count, buffer)
        chars = bytes(buffer)[: 2 * max(0, got - 1)].decode("utf-16-le", "replace")
        if len(chars) != count:  # pdfium leaves out characters that it has no code for
            unicode = self._c.FPDFText_GetUnicode
            codes = (unicode(text, i) for i in range(count))
            chars = "".join(
                chr(u) if 0 < u < 0x110000 and not 0xD800 <= u < 0xE000 else "\ufffd" for u in codes
            )
        return chars

    def _face(self, address: int, faces: dict[int, _Face]) -> _Face:
        face = faces.get(address)
        if face is None:
            c = self._c
            handle = ctypes.cast(address, c.FPDF_PAGEOBJECT)
            size, matrix = ctypes.c_float(), c.FS_MATRIX()
            c.FPDFTextObj_GetFontSize(handle, size)
            c.FPDFPageObj_GetMatrix(handle, matrix)
            scale = (matrix.c * matrix.c + matrix.d * matrix.d) ** 0.5 or 1.0
            style = self._style(c.FPDFTextObj_GetFont(handle))
            mcid = c.FPDFPageObj_GetMarkedContentID(handle)
            face = faces[address] = _Face(abs(size.value) * scale or 1.0, style, mcid, address)
        return face

    def _style(self, font: Any) -> int:
        if not font:
            return 0
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        style = self._styles.get(key)
        if style is None:
            c = self._c
            buffer = ctypes.create_string_buffer(256)
            c.FPDFFont_GetBaseFontName(font, buffer, 256)
            name = buffer.value.decode("utf-8", "replace").lower()
            flags, angle = c.FPDFFont_GetFlags(font), ctypes.c_int()
            c.FPDFFont_GetItalicAngle(font, angle)
            style = BOLD if "bold" in name or "black" in name or flags & _FORCE_BOLD else 0
            if "italic" in name or "oblique" in name or angle.value or flags & _ITALIC_FLAG:
                style |= ITALIC
            if "barcode" in name or "3of9" in name.replace(" ", "") or "code39" in name:
                style = BARCODE
            self._styles[key] = style
        return style

    def _edges(self, text: Any, index: int) -> tuple[float, float]:
        box = self._box
        self._c.FPDFText_GetLooseCharBox(text, index, box)
        return box.left, box.right

    def _base(self, text: Any, index: int) -> float:
        self._c.FPDFText_GetCharOrigin(text, index, self._x, self._y)
        return self._y.value

    def _by_object(
        self,
        text: Any,
        chars: str,
        objects: list[int],
        faces: dict[int, _Face],
        made: set[int],
        least: float,
    ) -> Iterator[Run]:
        start, count = 0, len(chars)
        while start < count:
            owner = objects[start]
            end = start + 1
            while end < count and objects[end] == owner:
                end += 1
            if owner:
                yield from self._split(
                    text, chars, (start, end), made, least, self._face(owner, faces)
                )
            start = end

    def _split(
        self,
        text: Any,
        chars: str,
        stretch: tuple[int, int],
        made: set[int],
        least: float,
        face: _Face,
    ) -> Iterator[Run]:
        """Runs of one text object, cut where pdfium saw a gap or a new line."""
        start, end = stretch
        begin = start
        cuts = [
            at
            for at in (match.start() for match in _BLANK.finditer(chars, start, end))
            if at in made or chars[at] != " "
        ]
        pieces: list[tuple[int, int]] = []
        for cut in cuts:
            if cut > begin:
                pieces.append((begin, cut))
            begin = cut + 1
        if end > begin:
            pieces.append((begin, end))
        last: Run | None = None
        for first, stop in pieces:
            left, right = self._edges(text, first)
            if stop - first > 1:
                right = self._edges(text, stop - 1)[1]
            base = self._base(text, first)
            run = Run(chars[first:stop], left, right, base, *face)
            if last is not None:
                near = abs(last.base - base) < 0.2 * face.size
                if near and -face.size < left - last.right < least * face.size:
                    last = last._replace(text=last.text + run.text, right=right)
                    continue
                spaced = near and left > last.right and not last.text.endswith(" ")
                yield last._replace(text=last.text + " ") if spaced else last
            last = run
        if last is not None:
            yield last

    def _singly(
        self, text: Any, chars: str, objects: list[int], faces: dict[int, _Face]
    ) -> Iterator[Run]:
        unmapped = self._c.FPDFText_HasUnicodeMapError
        # Typed now and then, U+0640 is text; in every line, it is justification.
        stretched = len(_STRETCH.findall(chars)) * 150 > len(chars)
        for index, (char, owner) in enumerate(zip(chars, objects, strict=True)):
            if not owner or char in "\r\n":
                continue
            left, right = self._edges(text, index)
            if char == " ":
                if right - left < 0.01:  # pdfium's own guess at a gap
                    continue
            elif (char < "\u0100" and unmapped(text, index) == 1) or (
                stretched and char == "\u0640" and _STRETCH.match(chars, max(0, index - 1))
            ):
                char = FILLER
            yield Run(char, left, right, self._base(text, index), *self._face(owner, faces))
