"""Series through the sessions: a row for each series, a mark for each resolution."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from seized.languages import language
from seized.model.series import Link, Member, Series, SeriesSet
from seized.writing.concorded import words_of
from seized.writing.markup import Column, table_for
from seized.writing.svg import Canvas, Point, fitted, lines_of, width_of
from seized.writing.wording import wording

__all__ = ["timeline_svg", "timeline_table"]

_EDGE, _NAME, _ROW, _MOST = 14.0, 300.0, 40.0, 1120.0
_STEP: Final = (26.0, 92.0)  # the least and the most room for a session


def _session(member: Member) -> int | None:
    """The session of a resolution; of other organs, the year counted as the Assembly does."""
    if member.session is not None and member.session.kind == "regular":
        return member.session.number
    return member.adopted.year - 1945 if member.adopted is not None else None


def _number(symbol: str) -> str:
    return symbol.partition("/RES/")[2] or symbol


def timeline_svg(series: SeriesSet, code: str, *, least: int = 2) -> str:
    """The picture, told in the language ``code``.

    Series with fewer than ``least`` resolutions are left out, unless they lapsed. A series that
    goes on ends in an open mark at the session where it is next due; one that lapsed in a bar
    and a cross.
    """
    rows = [one for one in series.series if len(one.members) >= least or one.state == "lapsed"]
    return _Timeline(rows, code).drawn()


class _Timeline:
    def __init__(self, rows: Sequence[Series], code: str) -> None:
        self.rows = rows
        self.code = code
        known = {n for one in rows for m in one.members if (n := _session(m)) is not None}
        known.update(n for one in rows for n in (*one.due, *one.missed))
        self.first, self.last = min(known, default=1), max(known, default=1)
        count = self.last - self.first + 1
        self.step = min(max((_MOST - _NAME) / count, _STEP[0]), _STEP[1])
        width = 2 * _EDGE + _NAME + max(count * self.step, 360)
        self.canvas = Canvas("timeline", code, width)
        self.top = 66.0

    def x(self, session: int) -> float:
        return _EDGE + _NAME + (session - self.first + 0.5) * self.step

    def drawn(self) -> str:
        bottom = self.top + len(self.rows) * _ROW
        self.legend()
        self.axis(bottom)
        for number, one in enumerate(self.rows):
            self.row(one, self.top + number * _ROW)
        desc = words_of(
            "timeline", "desc", self.code,
            series=len(self.rows), members=sum(len(one.members) for one in self.rows),
            lapsed=sum(one.state == "lapsed" for one in self.rows),
        )  # fmt: skip
        title = words_of("timeline", "title", self.code)
        return self.canvas.finish(title, desc, bottom + _EDGE)

    def legend(self) -> None:
        x, y = _EDGE, 18.0
        for key in ("adopted", "renamed", "implied", "due", "missed"):
            words = words_of("timeline", key, self.code)
            self.sign(key, x + 7, y - 4)
            self.canvas.text(x + 20, y, words, "quiet")
            x += 20 + width_of(words) + 18

    def sign(self, key: str, x: float, y: float, tip: str = "") -> None:
        """Marks differ in form: full, square, dotted, open, crossed."""
        if key == "adopted":
            self.canvas.disc(x, y, 5, "blue", tip)
        elif key == "renamed":
            self.canvas.shape(((x, y - 7), (x + 7, y), (x, y + 7), (x - 7, y)), "blue", tip)
        elif key == "implied":
            self.canvas.disc(x, y, 3.5, "paper quiet-line hair", tip)
        elif key == "due":
            self.canvas.disc(x, y, 5, "paper blue-line bold", tip)
        else:
            self.canvas.disc(x, y, 7, "paper red-line bold", tip)
            for end in (3, -3):
                self.canvas.line(((x - 3, y - end), (x + 3, y + end)), "none red-line bold", tip)

    def axis(self, bottom: float) -> None:
        name = words_of("timeline", "session", self.code)
        self.canvas.text(_EDGE + _NAME - 12, self.top - 14, name, "quiet small", anchor="end")
        every = 1 if self.step >= 30 else 2
        for session in range(self.first, self.last + 1):
            x = self.x(session)
            self.canvas.line(((x, self.top - 6), (x, bottom)), "line-line hair none")
            if (session - self.first) % every == 0:
                number = str(session)
                self.canvas.text(x, self.top - 14, number, "small strong", anchor="middle")

    def row(self, one: Series, top: float) -> None:
        y = top + _ROW / 2
        self.canvas.line(
            ((_EDGE, top + _ROW), (self.canvas.width - _EDGE, top + _ROW)), "line-line hair none"
        )
        title = one.titles.get(self.code) or one.title or one.id
        own = self.code if one.titles.get(self.code) else None
        lines = lines_of(title, _NAME - 20, 11.5)
        first = y + 4 if len(lines) == 1 else y - 3
        for number, line in enumerate(lines):
            ltr = own is None and not any("\u0590" < sign < "\u08ff" for sign in line)
            self.canvas.text(_EDGE, first + number * 14, line, "small", ltr=ltr)
        where = {m.symbol: _session(m) for m in one.members}
        for link in one.links:
            self.link(link, where, y)
        self.ahead(one, where, y)
        renamed = {link.after for link in one.links if link.kind == "renamed"}
        for member in one.members:
            self.member(member, y, "renamed" if member.symbol in renamed else "adopted")

    def link(self, link: Link, where: dict[str, int | None], y: float) -> None:
        start, end = where.get(link.before), where.get(link.after)
        if start is None or end is None:
            return
        kind = "none blue-line bold" if link.kind == "continued" else "none blue-line bold dash"
        tip = f"{link.before} → {link.after}: {words_of('link', link.kind, self.code)}"
        self.canvas.line(((self.x(start), y), (self.x(end), y)), kind, tip)
        gap = (end - start) / (len(link.between) + 1)
        for number, symbol in enumerate(link.between, 1):
            self.sign("implied", self.x(start) + number * gap * self.step, y, symbol)

    def ahead(self, one: Series, where: dict[str, int | None], y: float) -> None:
        """What is due next, or was due and did not come."""
        known = [n for n in where.values() if n is not None]
        if not known:
            return
        last = max(known)
        for kind, sessions in (("missed", one.missed), ("due", one.due)):
            for session in sessions:
                if session <= last or (kind == "due" and session in one.missed):
                    continue
                line = "none red-line dash hair" if kind == "missed" else "none blue-line dash hair"
                gap = 8 if kind == "missed" else 6
                ends = (Point(self.x(last) + 6, y), Point(self.x(session) - gap, y))
                self.canvas.line(ends, line)
                tip = f"{session}: {words_of('timeline', kind, self.code)}"
                self.sign(kind, self.x(session), y, tip)

    def member(self, member: Member, y: float, kind: str) -> None:
        session = _session(member)
        if session is None:
            return
        told = [member.symbol]
        if member.adopted is not None:
            told.append(wording(self.code).date(member.adopted))
        if member.off_cycle:
            told.append(words_of("timeline", "off", self.code))
        x = self.x(session)
        self.sign(kind, x, y, ". ".join(told))
        number = _number(member.symbol)
        if width_of(number, 10.5) <= self.step * 1.6:
            shown = fitted(number, self.step * 1.6, 10.5)
            self.canvas.text(x, y + 17, shown, "small quiet", anchor="middle", ltr=True)


def timeline_table(series: SeriesSet, code: str, *, least: int = 2) -> str:
    """The same as a table: a line for every resolution, those of a series together."""
    keys = ("series", "resolution", "session", "adopted", "before", "link", "state", "due")
    coded = {"resolution", "before"}
    columns = [Column(words_of("columns", key, code), key in coded) for key in keys]
    words, rows = wording(code), []
    comma = str(language(code).table("printing")["lists"]["comma"])
    for one in series.series:
        if len(one.members) < least and one.state != "lapsed":
            continue
        title = one.titles.get(code) or one.title or one.id
        for member in one.members:
            to = [link for link in one.links if link.after == member.symbol]
            last = member is one.members[-1]
            due = comma.join(str(session) for session in one.due)
            rows.append(
                (
                    title,
                    member.symbol,
                    str(member.session.number) if member.session else "–",
                    words.date(member.adopted) if member.adopted else "–",
                    ", ".join(link.before for link in to) or "–",
                    comma.join(dict.fromkeys(words_of("link", k.kind, code) for k in to)) or "–",
                    words_of("state", one.state, code) if last else "",
                    due if last else "",
                )
            )
    return table_for(words_of("timeline", "title", code), columns, rows, code)
