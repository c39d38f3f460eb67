"""The sections and paragraphs of a report, from what entities sent in; its words; its gaps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal, NamedTuple

from seized.languages import language
from seized.languages.detect import detect
from seized.languages.loader import Table
from seized.model.errors import UnsupportedLanguage
from seized.symbols import roman
from seized.writing.citing import Notes, citation, named
from seized.writing.counting import REPORT_LIMIT, count_words
from seized.writing.report_types import Body, Cited, Input, Matter, Merged, Report
from seized.writing.wording import wording

__all__ = [
    "Count",
    "Covered",
    "Meter",
    "Para",
    "Section",
    "coverage",
    "default_title",
    "meter",
    "outline",
    "split",
    "tongue",
]

_ITEM: Final = re.compile(r"(\([^\W_]{1,4}\)|[^\W_]{1,4}\)|[-–•*])\s+(?=\S)")


class Para(NamedTuple):
    """A paragraph: numbered, an item of a list in one, or a recommendation (numbered, in bold).

    ``notes`` are the words of the footnotes at its end.
    """

    text: str
    kind: Literal["numbered", "item", "recommendation"] = "numbered"
    label: str | None = None
    notes: tuple[str, ...] = ()
    language: str | None = None


class Section(NamedTuple):
    """A heading of level 1 to 3 with its printed label, and what stands under it."""

    level: int
    label: str
    heading: str
    paras: tuple[Para, ...]


class Count(NamedTuple):
    """The words of one section: its own, and with the sections below it."""

    level: int
    label: str
    heading: str
    own: int
    whole: int


class Meter(NamedTuple):
    """The words of a report, notes and headings with them.

    ``total`` is what the limit is held against: summary and sections. The masthead is no part of
    it, and the annex is counted apart.
    """

    total: int
    summary: int
    sections: tuple[Count, ...]
    annex: int
    limit: int = REPORT_LIMIT

    @property
    def left(self) -> int:
        """How many words may still be added; below zero where there are too many."""
        return self.limit - self.total


class Covered(NamedTuple):
    """What came in on a mandate, by keys of entities.

    ``asked`` is whether any question of the call is about it. Every entity that was asked is in
    one of the four: it told something, it had nothing to report, its answer is not cleared, or
    it is silent.
    """

    mandate: Cited
    asked: bool
    told: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()

    @property
    def gap(self) -> bool:
        """Whether nobody has answered it yet."""
        return not self.told and not self.nothing


def split(text: str) -> Iterator[tuple[str | None, str]]:
    """The paragraphs of a text as it was typed, items of lists with their label."""
    for line in text.splitlines():
        words = " ".join(line.split())
        found = _ITEM.match(words)
        if found:
            yield found[1], words[found.end() :]
        elif words:
            yield None, words


def default_title(report: Report) -> str:
    """The title where none is given: implementation of the resolutions that ask for it."""
    code = report.frame.language
    symbols = dict.fromkeys(one.symbol for one in report.pursuant)
    names = tuple(named(symbol, code, "implementing") for symbol in symbols)
    form: str = _words(code)["masthead"]["title"]
    return form.format(resolutions=wording(code).joined(names))


def _words(code: str) -> Table:
    return language(code).table("report")


def outline(report: Report) -> tuple[Section, ...]:
    """The sections in order, numbered and with their notes worded."""
    return tuple(_Outline(report).sections())


class _Outline:
    """Puts one report together."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._code = report.frame.language
        self._table = _words(self._code)
        self._notes = Notes(self._code)
        self._numbers = [0, 0, 0]
        self._cleared = [body for body in report.bodies if body.state == "cleared"]
        self._merged = {one.matter: one for one in report.merged}
        self._inputs = {(one.entity, one.matter): one for one in report.inputs}

    def sections(self) -> Iterator[Section]:
        frame, words = self._report.frame, self._table["words"]
        yield self._section(1, words["introduction"], self._introduction())
        yield self._section(1, words[frame.arrangement], ())
        yield from self._by_field() if frame.arrangement == "fields" else self._by_entity()
        replies = tuple(self._replies())
        if replies:
            yield self._section(1, words["replies"], replies)
        if frame.observations.strip():
            paras = self._typed(frame.observations, self._code)
            strong = (p._replace(kind="recommendation") if p.label is None else p for p in paras)
            yield self._section(1, words["observations"], strong)

    def _section(self, level: int, heading: str, paras: Iterable[Para]) -> Section:
        self._numbers[level - 1] += 1
        self._numbers[level:] = [0] * (3 - level)
        return Section(level, self._label(level), heading, tuple(paras))

    def _label(self, level: int) -> str:
        number = self._numbers[level - 1]
        if level == 1:
            label = wording(self._code).heading_label(roman(number), 1)
        elif level == 2:
            # After Z come AA, BB and so on.
            times, letter = divmod(number - 1, 26)
            one = wording(self._code).heading_label(chr(65 + letter))
            label = (" " if self._code == "ar" else "").join([one] * (times + 1))
        else:
            label = str(number)
        form: str = self._table["labels"]["heading"]
        return form.format(label=label)

    def _introduction(self) -> Iterator[Para]:
        pursuant = self._report.pursuant
        if pursuant:
            symbols = dict.fromkeys(one.symbol for one in pursuant)
            names = tuple(named(symbol, self._code, "pursuant") for symbol in symbols)
            form: str = self._table["words"]["pursuant"]
            text = form.format(mandates=wording(self._code).joined(names))
            yield Para(text, notes=(self._notes.cite(*pursuant),))
        yield from self._typed(self._report.frame.introduction, self._code)

    def _typed(
        self, text: str, given: str | None, cites: tuple[Cited, ...] = (), remark: str = ""
    ) -> Iterator[Para]:
        """The paragraphs of a text; the note stands at the end of the first."""
        note = " ".join((*self._cited(cites), *((remark,) if remark else ())))
        notes = (note,) if note else ()
        written = tongue(text, given or self._code)
        other = written if written != self._code else None
        for label, words in split(text):
            yield Para(words, "item" if label else "numbered", label, notes, other)
            notes = ()

    def _cited(self, cites: tuple[Cited, ...]) -> Iterator[str]:
        if cites:
            yield self._notes.cite(*cites)

    def _told(self, body: Body, matter: Matter) -> Input | None:
        found = self._inputs.get((body.key, matter.key))
        return found if found and (found.nothing or found.text.strip()) else None

    def _paras(self, told: Input, matter: Matter) -> Iterator[Para]:
        if told.text.strip() and not told.nothing:
            yield from self._typed(told.text, told.language, matter.cites)
        else:
            notes = tuple(self._cited(matter.cites))
            yield Para(self._table["words"]["nothing_here"], notes=notes)

    def _one_text(self, merged: Merged, matter: Matter) -> Iterator[Para]:
        names = {body.key: body.name for body in self._report.bodies}
        listed = self._listed([names[key] for key in merged.entities if key in names])
        remark = self._table["words"]["merged"].format(entities=listed) if listed else ""
        yield from self._typed(merged.text, merged.language, matter.cites, remark)

    def _listed(self, names: Iterable[str]) -> str:
        return str(self._table["words"]["between"]).join(names)

    def _by_entity(self) -> Iterator[Section]:
        """A section for each entity; texts put together by hand stand before them."""
        apart = []
        for matter in self._report.matters:
            merged = self._merged.get(matter.key)
            if merged is None:
                apart.append(matter)
            else:
                yield self._section(2, matter.title, self._one_text(merged, matter))
        for body in self._cleared:
            told = [(m, one) for m in apart if (one := self._told(body, m))]
            if not told:
                continue
            said = [(matter, one) for matter, one in told if not one.nothing]
            rest = [matter.title for matter, one in told if one.nothing]
            words = self._table["words"]
            if not said:
                yield self._section(2, body.name, (Para(words["nothing_here"]),))
            elif len(told) == 1:
                yield self._section(2, body.name, self._paras(said[0][1], said[0][0]))
            else:
                none = words["nothing_on"].format(matters=self._listed(rest))
                yield self._section(2, body.name, (Para(none),) if rest else ())
                for matter, one in said:
                    yield self._section(3, matter.title, self._paras(one, matter))

    def _by_field(self) -> Iterator[Section]:
        """A section for each field, and for each matter that is of none."""
        groups: dict[tuple[str, str], list[Matter]] = {}
        for matter in self._report.matters:
            own = "" if matter.field else matter.key
            groups.setdefault((matter.field, own), []).append(matter)
        for (field, _), matters in groups.items():
            heading = field[:1].upper() + field[1:] if field else matters[0].title
            told = [
                (body, [(m, one) for m in matters if (one := self._told(body, m))])
                for body in self._cleared
            ]
            yield self._section(2, heading, self._common(matters, told))
            for body, rows in told:
                said = [(m, o) for m, o in rows if not o.nothing and m.key not in self._merged]
                if said:
                    paras = [para for m, one in said for para in self._paras(one, m)]
                    yield self._section(3, body.name, paras)

    def _common(
        self, matters: list[Matter], told: list[tuple[Body, list[tuple[Matter, Input]]]]
    ) -> Iterator[Para]:
        """What stands before the single entities: merged texts, who had nothing, that none told."""
        words = self._table["words"]
        for matter in matters:
            if merged := self._merged.get(matter.key):
                yield from self._one_text(merged, matter)
        nothing = [body.name for body, rows in told if rows and all(o.nothing for _, o in rows)]
        if nothing:
            yield Para(words["nothing_from"].format(entities=self._listed(nothing)))
        if not any(rows for _, rows in told) and not any(m.key in self._merged for m in matters):
            cites = tuple(dict.fromkeys(cited for m in matters for cited in m.cites))
            yield Para(words["none_here"], notes=tuple(self._cited(cites)))

    def _replies(self) -> Iterator[Para]:
        words, report = self._table["words"], self._report
        kinds: dict[str, list[str]] = {"replied": [], "nothing": [], "pending": [], "silent": []}
        for body in report.bodies:
            kinds[_reply(body, report)].append(body.name)
        for kind, names in kinds.items():
            if names:
                form = words["silent_by" if kind == "silent" and report.deadline else kind]
                date = wording(self._code).date(report.deadline) if report.deadline else ""
                yield Para(form.format(entities=self._listed(names), date=date))


def _reply(body: Body, report: Report) -> str:
    if body.state == "pending":
        return "pending"
    told = [one for one in report.inputs if one.entity == body.key]
    if body.state == "silent" or not any(one.nothing or one.text.strip() for one in told):
        return "silent"
    return "replied" if any(not o.nothing and o.text.strip() for o in told) else "nothing"


def tongue(text: str, given: str) -> str:
    """The language of a text; the one that is given where the words do not tell."""
    try:
        return detect(text)
    except UnsupportedLanguage:
        return given


def meter(report: Report) -> Meter:
    """The words of the report, in all and by section."""
    sections = outline(report)
    own = [_own(section) for section in sections]
    counts = []
    for at, section in enumerate(sections):
        whole = own[at]
        for below, words in zip(sections[at + 1 :], own[at + 1 :], strict=True):
            if below.level <= section.level:
                break
            whole += words
        counts.append(Count(section.level, section.label, section.heading, own[at], whole))
    code = report.frame.language
    summary = count_words(report.frame.summary)
    if summary:
        summary += count_words(_words(code)["words"]["summary"])
    cells = (
        cell for one in report.matrix for cell in (citation(one.mandate, code), *one[1:7])
    )  # the columns of the table
    return Meter(summary + sum(own), summary, tuple(counts), sum(map(count_words, cells)))


def _own(section: Section) -> int:
    texts = [section.heading]
    for para in section.paras:
        texts += (para.text, *para.notes)
    return sum(map(count_words, texts))


def coverage(report: Report, mandates: Iterable[Cited]) -> tuple[Covered, ...]:
    """What came in on each of ``mandates``, in their order."""
    return tuple(_covered(one, report) for one in mandates)


def _covered(mandate: Cited, report: Report) -> Covered:
    matters = {matter.key for matter in report.matters if mandate in matter.cites}
    found: dict[str, list[str]] = {"told": [], "nothing": [], "pending": [], "silent": []}
    for body in report.bodies if matters else ():
        said = [o for o in report.inputs if o.entity == body.key and o.matter in matters]
        if body.state == "pending":
            kind = "pending"
        elif body.state == "cleared" and any(o.text.strip() and not o.nothing for o in said):
            kind = "told"
        elif body.state == "cleared" and any(o.nothing for o in said):
            kind = "nothing"
        else:
            kind = "silent"
        found[kind].append(body.key)
    return Covered(mandate, bool(matters), *map(tuple, found.values()))
