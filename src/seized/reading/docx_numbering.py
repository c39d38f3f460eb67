"""The lists of a Word document (ECMA-376, 17.9), and the label of each numbered paragraph."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from seized.reading.doc_lists import LEVELS, MAX_LABEL, Counters, Level, List
from seized.reading.docx_package import W
from seized.reading.docx_styles import (
    VAL,
    ParagraphProperties,
    ParagraphStyle,
    Styles,
    is_on,
    whole,
)

__all__ = ["Numbering"]

_MAX_LINKS = 8
_RPR_FONTS, _RPR_HIDDEN = f"{W}rPr/{W}rFonts", f"{W}rPr/{W}vanish"


class Numbering:
    """The lists of a document.

    ``load`` gives the root of the numbering part, or ``None``; it is called at the first
    paragraph that belongs to a list, which many a document has not.
    """

    def __init__(self, load: Callable[[], Any | None], styles: Styles) -> None:
        self._load: Callable[[], Any | None] | None = load
        self._styles = styles
        self._lists: dict[str, List | None] = {}
        self._abstract: dict[str, Any] = {}
        self._nums: dict[str, Any] = {}

    def _open(self) -> None:
        root = self._load() if self._load is not None else None
        self._load = None
        if root is None:
            return
        for element in root.iterfind(W + "abstractNum"):
            self._abstract.setdefault(element.get(W + "abstractNumId") or "", element)
        for element in root.iterfind(W + "num"):
            self._nums.setdefault(element.get(W + "numId") or "", element)

    def label(
        self, own: ParagraphProperties, style: ParagraphStyle, counters: Counters
    ) -> tuple[str, int]:
        """Label with its suffix, and level (1 to 9), of the next paragraph; ``("", 0)`` if none.

        What the paragraph says itself stands above its style. A style finds its level by the
        level that names it, else by its own ``ilvl``.
        """
        num_id = own.num_id if own.num_id is not None else style.num_id
        if num_id is None or num_id == "0":
            return "", 0
        which = self._list(num_id)
        if which is None:
            return "", 0
        ilvl = own.ilvl
        if ilvl is None:
            ilvl = self._linked(which, style) if own.num_id is None else None
            if ilvl is None:
                ilvl = style.ilvl or 0
        ilvl = min(max(ilvl, 0), LEVELS - 1)
        return counters.label(num_id, which, ilvl), ilvl + 1

    @staticmethod
    def _linked(which: List, style: ParagraphStyle) -> int | None:
        for key in style.lineage:
            for ilvl, level in which.levels.items():
                if level.style == key:
                    return ilvl
        return None

    def _list(self, num_id: str) -> List | None:
        if num_id not in self._lists:
            self._lists[num_id] = self._build(num_id)
        return self._lists[num_id]

    def _build(self, num_id: str) -> List | None:
        if self._load is not None:
            self._open()
        num = self._nums.get(num_id)
        if num is None:
            return None
        found = self._definition(num)
        if found is None:
            return None
        key, abstract = found
        levels = {
            ilvl: _level(element)
            for element in abstract.iterfind(W + "lvl")
            if (ilvl := whole(element.get(W + "ilvl"))) is not None and 0 <= ilvl < LEVELS
        }
        starts: dict[int, int] = {}
        for override in num.iterfind(W + "lvlOverride"):
            ilvl = whole(override.get(W + "ilvl"))
            if ilvl is None or not 0 <= ilvl < LEVELS:
                continue
            changed = override.find(W + "lvl")
            if changed is not None:
                levels[ilvl] = _level(changed)
            start = override.find(W + "startOverride")
            if start is not None:
                starts[ilvl] = whole(start.get(VAL)) or 0
        return List(key, levels, starts)

    def _definition(self, num: Any) -> tuple[str, Any] | None:
        """The definition of a list, through numbering styles (``numStyleLink``) if need be."""
        for _ in range(_MAX_LINKS):
            link = num.find(W + "abstractNumId")
            key = link.get(VAL, "") if link is not None else ""
            abstract = self._abstract.get(key)
            if abstract is None:
                return None
            style = abstract.find(W + "numStyleLink")
            if style is None:
                return key, abstract
            num = self._nums.get(self._styles.numbering.get(style.get(VAL, ""), ""))
            if num is None:
                return None
        return None


def _level(element: Any) -> Level:
    said = {child.tag: child for child in element}

    def value(name: str, default: str) -> str:
        child = said.get(W + name)
        return default if child is None else child.get(VAL, default)

    restart = whole(value("lvlRestart", ""))
    start = whole(value("start", "0"))
    legal = said.get(W + "isLgl")
    fonts = element.find(_RPR_FONTS)
    hidden = element.find(_RPR_HIDDEN)
    text = "" if hidden is not None and is_on(hidden) else value("lvlText", "")[:MAX_LABEL]
    font = None if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi")
    return Level(
        start=0 if start is None else start,
        form=value("numFmt", "decimal"),
        text=text,
        suffix=value("suff", "tab"),
        restart=restart,
        legal=legal is not None and is_on(legal),
        style=value("pStyle", "") or None,
        font=font,
    )
