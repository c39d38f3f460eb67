"""Lines put together to paragraphs: line-end hyphens, spaces and marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from seized.reading.pdf_glyphs import BOLD, ITALIC, SUPER
from seized.reading.pdf_lines import Line, Piece

__all__ = ["Joiner", "Words"]

# A hyphen that stands at the end of a line; pdfium writes U+FFFE or U+0002 for one.
_HYPHENS = "-\u00ad\u2010\ufffe\x02"
_TAIL = re.compile("([^\\W_]+)[-\u00ad\u2010\ufffe\x02]\\Z")
_HEAD = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_WIDE_END = re.compile(f"[{_WIDE}\u201c\u2018]\\Z")
_WIDE_START = re.compile(f"[{_WIDE}\u201d\u2019]")
_OPENED = re.compile("(?:^|[\\s\u0648])[(\\[{)]\\Z|[(\\[{«]\\Z(?<![\u0620-\u064a\\s].)")
_HAN = re.compile("[\u3400-\u9fff]")
_TIGHT_END = re.compile(r"(?<=\w)[/\u2011]\Z|(?<=\d)[\u2013]\Z")


class Words:
    """The document's own words, by which a hyphen at a line's end is judged."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._whole: Counter[str] = Counter()
        self._compounds: set[str] = set()
        self._first: set[str] = set()
        before, count = "", 0
        ends: list[tuple[str, str]] = []
        for line in lines:
            text = line.text
            count += 1
            if before:
                ends.append((before, text))
            before = text if text and text[-1] in _HYPHENS else ""
            self._learn(text)
        kinds = Counter(self._evident(a, b) for a, b in ends)
        # Where words are cut, it happens often and most cuts leave pieces that are no words.
        self.cuts = kinds["cut"] > kinds["kept"] and kinds["cut"] * 33 > count

    def _learn(self, text: str) -> None:
        words = [w.lower() for w in _WORD.findall(text)]
        if text and text[-1] in _HYPHENS and words:
            words = words[:-1]
        for word in words:
            if "-" in word:
                self._compounds.add(word)
                parts = word.split("-")
                self._first.update(parts[:-1])
                self._whole.update(p for p in parts if len(p) > 2)
            else:
                self._whole[word] += 1

    def _evident(self, before: str, after: str) -> str:
        tail, head = _TAIL.search(before), _HEAD.match(after)
        if not tail or not head:
            return "kept"
        a, b = tail[1].lower(), head[0].lower()
        if not head[0][0].islower() or not a.isalpha() or self.known(a, b):
            return "kept"
        return "cut"

    def known(self, a: str, b: str) -> bool:
        """Whether both halves are words of their own in this document."""
        return (a in self._whole or a in self._first) and b in self._whole and len(a) > 1

    def keeps(self, before: str, after: str) -> bool:
        """Whether the hyphen that ends ``before`` belongs to the text."""
        if before[-1] == "\u00ad":
            return False
        tail, head = _TAIL.search(before), _HEAD.match(after)
        if not tail or not head:
            return True
        a, b = tail[1].lower(), head[0].lower()
        cased = head[0][0].lower() != head[0][0].upper()
        if not a.isalpha() or not b.isalpha() or (cased and not head[0][0].islower()):
            return True
        if f"{a}-{b}" in self._compounds:
            return True
        if a + b in self._whole:
            return False
        if not self.cuts:
            return True
        return a in self._first or self.known(a, b)


class Joiner:
    """Puts the lines of one paragraph together."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def join(self, lines: Sequence[Line]) -> list[Piece]:
        """Pieces of the paragraph, white space between lines settled."""
        out: list[Piece] = []
        before: Line | None = None
        for line in lines:
            if before is not None and line.pieces:
                self._seam(out, before, line)
            out.extend(line.pieces)
            if line.pieces:
                before = line
        return [Piece(_plain(p.text), p.style) for p in out if p.text]

    def _seam(self, out: list[Piece], before: Line, line: Line) -> None:
        end, start = before.text, line.text
        if end and end[-1] in _HYPHENS:
            if before.open or (end[-1] == "-" and len(end) > 1 and end[-2].isspace()):
                out.append(Piece(" ", line.pieces[0].style & ~SUPER))
                return
            last = out[-1]
            keep = self._words.keeps(end, start)
            out[-1] = Piece(last.text[:-1] + ("-" if keep else ""), last.style)
            return
        if not self._parted(before, line, end, start):
            return
        out.append(Piece(" ", before.pieces[-1].style & line.pieces[0].style & (BOLD | ITALIC)))

    def _parted(self, before: Line, line: Line, end: str, start: str) -> bool:
        """Whether a space stood between the end of one line and the start of the next."""
        wide = bool(_WIDE_END.search(end)), bool(_WIDE_START.match(start))
        if all(wide):
            return False
        if before.open:
            return True
        if any(wide) or _TIGHT_END.search(end) or _OPENED.search(end):
            return False
        if _HAN.search(end) and end[-1].isdigit() and start[0].isdigit():
            return False
        lone = line.superscript
        return not (lone and not start[len(lone) :].strip())


def _plain(text: str) -> str:
    """Line-end hyphens that were kept inside a line are hyphens."""
    for char in ("\ufffe", "\x02"):
        if char in text:
            text = text.replace(char, "-")
    return text.replace("\u00ad", "") if "\u00ad" in text else text
