"""A small kit for pictures as SVG: accessible, in six scripts, from right to left where due.

A picture is drawn with ``x`` counted from the side where reading begins; the canvas mirrors it
for Arabic. It carries its title and description (``role="img"``), follows light and dark, refers
to nothing outside itself and can stand alone or within a page: its rules hold for itself only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal, NamedTuple
from unicodedata import combining, east_asian_width

from seized.languages import language
from seized.writing.markup import escaped

__all__ = ["Canvas", "Point", "fitted", "lines_of", "width_of"]

Anchor = Literal["start", "middle", "end"]
_FONTS: Final = (
    '"Noto Sans","Segoe UI","Helvetica Neue",Arial,"Noto Sans Arabic","Noto Naskh Arabic",'
    '"Geeza Pro",Tahoma,"Noto Sans CJK SC","Source Han Sans SC","PingFang SC",'
    '"Microsoft YaHei",sans-serif'
)
# Name: colour on light paper, colour on dark paper. Inks reach 4.5:1 on the paper of their mode.
_COLOURS: Final = {
    "paper": ("#fdfcf9", "#171816"),
    "ink": ("#1b1b19", "#e7e5df"),
    "quiet": ("#595853", "#a8a59b"),
    "line": ("#d8d5cc", "#3a3a36"),
    "soft": ("#efece3", "#262723"),
    "plain": ("#dedacd", "#44453f"),
    "blue": ("#1a4f86", "#93bdea"),
    "sky": ("#c3d7ea", "#2b4866"),
    "amber": ("#7a5200", "#e6b95c"),
    "sand": ("#f0d79a", "#5e4a1c"),
    "red": ("#9c2f26", "#f29285"),
    "rose": ("#f2c4bc", "#6b2f29"),
    "green": ("#27634a", "#84cba6"),
    "mint": ("#bfdfcc", "#27503e"),
    "violet": ("#5f4189", "#c3a9e6"),
    "lilac": ("#dccfee", "#483a63"),
}
_RULES: Final = (
    ".sz text{font:12px %(fonts)s;fill:#1b1b19;fill:var(--sz-ink)}"
    ".sz .small{font-size:10.5px}.sz .large{font-size:14px}.sz .strong{font-weight:600}"
    ".sz .faint{opacity:.55}.sz .hair{stroke-width:1}.sz .dash{stroke-dasharray:4 3}"
    ".sz .dots{stroke-dasharray:1 4;stroke-linecap:round}.sz .bold{stroke-width:2}"
    ".sz .none{fill:none}"
)
_NARROW: Final = frozenset("iljtfrI.,;:'|!()[]{}‘’“”·-/ ")
_BROAD: Final = frozenset("mwMWЖШЩЮжшщюыФф@%—…№œæÆŒ")


class Point(NamedTuple):
    """A place on a canvas, in its units; ``x`` is counted from where reading begins."""

    x: float
    y: float


def width_of(text: str, size: float = 12) -> float:
    """About how wide a text is when set in a sans-serif face of ``size`` units.

    Chinese signs take one em, Latin and Cyrillic letters a half or a little more, vowel signs
    nothing. The estimate errs on the wide side, so that labels do not collide.
    """
    return sum(map(_ems, text)) * size


def _ems(sign: str) -> float:
    if sign in _NARROW:
        return 0.33
    if combining(sign) or "\u200b" <= sign <= "\u200f":
        return 0.0
    if east_asian_width(sign) in "WF":
        return 1.0
    if sign in _BROAD:
        return 0.88
    if "\u0600" <= sign <= "\u06ff":
        return 0.52
    if sign.isupper():
        return 0.68
    return 0.6 if "\u0400" <= sign <= "\u04ff" else 0.56


def fitted(text: str, width: float, size: float = 12) -> str:
    """The text, or as much of it as fits into ``width`` with ``…`` behind."""
    if width_of(text, size) <= width:
        return text
    room = width / size - _ems("…")
    kept = 0
    for sign in text:
        room -= _ems(sign)
        if room < 0:
            break
        kept += 1
    return f"{text[:kept].rstrip()}…" if kept else "…"


def lines_of(text: str, width: float, size: float = 12, most: int = 2) -> list[str]:
    """The text in at most ``most`` lines of ``width``; the last one ends in ``…`` if cut.

    Lines break at spaces, and between any two Chinese signs.
    """
    out: list[str] = []
    line = ""
    pieces = _breakable(text)
    for number, piece in enumerate(pieces):
        if not line or width_of((line + piece).rstrip(), size) <= width:
            line += piece
        elif len(out) == most - 1:
            line += "".join(pieces[number:])
            break
        else:
            out.append(line.strip())
            line = piece.lstrip()
    out.append(line.strip())
    return [fitted(one, width, size) for one in out if one] or [""]


def _breakable(text: str) -> list[str]:
    """Stretches between which a line may break; a closing sign stays with what it closes."""
    out: list[str] = []
    stretch = ""
    for sign in text:
        wide = east_asian_width(sign) in "WF"
        if stretch and (stretch[-1] == " " or (wide and sign not in "，。；：、）》”’")):
            out.append(stretch)
            stretch = ""
        stretch += sign
    return [*out, stretch] if stretch else out


class Canvas:
    """A picture in the making. ``name`` sets its ids apart from those of others on a page."""

    def __init__(self, name: str, code: str, width: float) -> None:
        self.name = name
        self.code = code
        self.width = width
        self.rtl = language(code).direction == "rtl"
        self.parts: list[str] = []

    def at(self, x: float) -> float:
        """Where ``x`` is from the left."""
        return self.width - x if self.rtl else x

    def begin(self, tip: str = "", kind: str = "") -> None:
        """Open a group; ``tip`` says what it shows."""
        self.parts.append(f"<g{_kind(kind)}>{_tip(tip)}")

    def end(self) -> None:
        """Close the group opened last."""
        self.parts.append("</g>")

    def box(
        self, x: float, y: float, width: float, height: float, kind: str, tip: str = "", *,
        radius: float = 0,
    ) -> None:  # fmt: skip
        """A rectangle whose nearer upper corner is ``x``, ``y``."""
        left = self.at(x + width) if self.rtl else x
        corner = f' rx="{_n(radius)}"' if radius else ""
        self._put(
            "rect",
            f'x="{_n(left)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"{corner}',
            kind,
            tip,
        )

    def disc(self, x: float, y: float, radius: float, kind: str, tip: str = "") -> None:
        """A circle about ``x``, ``y``."""
        self._put("circle", f'cx="{_n(self.at(x))}" cy="{_n(y)}" r="{_n(radius)}"', kind, tip)

    def shape(self, points: Iterable[tuple[float, float]], kind: str, tip: str = "") -> None:
        """A closed shape of straight sides."""
        drawn = " ".join(f"{_n(self.at(x))},{_n(y)}" for x, y in points)
        self._put("polygon", f'points="{drawn}"', kind, tip)

    def line(self, points: Sequence[tuple[float, float]], kind: str, tip: str = "") -> None:
        """A line through the points."""
        drawn = "L".join(f"{_n(self.at(x))} {_n(y)}" for x, y in points)
        self._put("path", f'd="M{drawn}"', kind, tip)

    def curve(self, start: Point, end: Point, kind: str, tip: str = "", weight: float = 0) -> None:
        """A line that leaves and arrives level."""
        bend = (start.x + end.x) / 2
        if start.x == end.x:
            bend = start.x + 26
        drawn = (
            f"M{_n(self.at(start.x))} {_n(start.y)}C{_n(self.at(bend))} {_n(start.y)} "
            f"{_n(self.at(bend))} {_n(end.y)} {_n(self.at(end.x))} {_n(end.y)}"
        )
        extra = f' stroke-width="{_n(weight)}"' if weight else ""
        self._put("path", f'd="{drawn}"{extra}', kind, tip)

    def ribbon(
        self, start: Point, end: Point, high: tuple[float, float], kind: str, tip: str = ""
    ) -> None:
        """A band between two edges, ``high`` units high at its start and end."""
        x1, x2, bend = self.at(start.x), self.at(end.x), self.at((start.x + end.x) / 2)
        y1, y2 = start.y + high[0], end.y + high[1]
        drawn = (
            f"M{_n(x1)} {_n(start.y)}C{_n(bend)} {_n(start.y)} {_n(bend)} {_n(end.y)} "
            f"{_n(x2)} {_n(end.y)}L{_n(x2)} {_n(y2)}"
            f"C{_n(bend)} {_n(y2)} {_n(bend)} {_n(y1)} {_n(x1)} {_n(y1)}Z"
        )
        self._put("path", f'd="{drawn}"', kind, tip)

    def text(
        self, x: float, y: float, words: str, kind: str = "", *, anchor: Anchor = "start",
        code: str | None = None, ltr: bool = False,
    ) -> None:  # fmt: skip
        """A line of text on the base line ``y``.

        ``anchor`` is logical: the text starts, ends or is centred at ``x`` as its reader sees it.
        ``code`` is its language where it is not that of the picture; ``ltr`` is for symbols and
        addresses, which run left to right in any language.
        """
        own = code or self.code
        rtl = not ltr and language(own).direction == "rtl"
        # The start of a line that runs against the picture is the far side of its box.
        if rtl != self.rtl and anchor != "middle":
            anchor = "end" if anchor == "start" else "start"
        told = f' lang="{own}"' if own != self.code else ""
        # ``style`` and not the attribute alone: a page in Arabic would pass its own direction on.
        turn = "rtl" if rtl else "ltr"
        self.parts.append(
            f'<text x="{_n(self.at(x))}" y="{_n(y)}" text-anchor="{anchor}" direction="{turn}"'
            f' style="direction:{turn};unicode-bidi:isolate"{told}{_kind(kind)}>'
            f"{escaped(words)}</text>"
        )

    def finish(self, title: str, desc: str, height: float) -> str:
        """The picture, ``height`` units high; what it is and what it shows, in its language."""
        name = escaped(self.name)
        size = f"{_n(self.width)} {_n(height)}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="sz" viewBox="0 0 {size}" '
            f'width="{_n(self.width)}" height="{_n(height)}" role="img" '
            f'aria-labelledby="{name}-title {name}-desc" lang="{self.code}">\n'
            f'<title id="{name}-title">{escaped(title)}</title>\n'
            f'<desc id="{name}-desc">{escaped(desc)}</desc>\n'
            f"<style>{_style()}</style>\n" + "\n".join(self.parts) + "\n</svg>\n"
        )

    def _put(self, tag: str, given: str, kind: str, tip: str) -> None:
        close = f">{_tip(tip)}</{tag}>" if tip else "/>"
        self.parts.append(f"<{tag} {given}{_kind(kind)}{close}")


def _style() -> str:
    """Colours as variables for both modes; the plain value stands first for old viewers."""
    light = "".join(f"--sz-{name}:{one};" for name, (one, _) in _COLOURS.items())
    dark = "".join(f"--sz-{name}:{one};" for name, (_, one) in _COLOURS.items())
    rules = [
        f".sz{{{light}}}",
        f"@media (prefers-color-scheme:dark){{.sz{{{dark}}}}}",
        f"@media print{{.sz{{{light}}}}}",
        _RULES % {"fonts": _FONTS},
    ]
    for name, (one, _) in _COLOURS.items():
        rules.append(
            f".sz .{name},.sz text.{name}{{fill:{one};fill:var(--sz-{name})}}"
            f".sz .{name}-line{{stroke:{one};stroke:var(--sz-{name})}}"
        )
    rules.append(".sz .none{fill:none}")
    return "".join(rules)


def _n(value: float) -> str:
    """A number as short as it can be."""
    return f"{value:.1f}".removesuffix(".0")


def _kind(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def _tip(tip: str) -> str:
    return f"<title>{escaped(tip)}</title>" if tip else ""
