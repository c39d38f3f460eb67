"""Masthead, dates and fixed words, printed in one of the six languages.

A record keeps values ("session 75"), not the printed lines; here the lines are printed again
from ``languages/<code>/printing.toml``.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple, cast

from seized.languages import language
from seized.languages.loader import Table
from seized.model.dates import PartialDate
from seized.model.doubts import Doubt
from seized.model.errors import DataError
from seized.model.resolution import Resolution, Vote
from seized.symbols import abjad_from_latin, arabic_letter_name, unroman

__all__ = ["Line", "Wording", "wording"]

Role = Literal[
    "publisher",
    "symbol",
    "organ",
    "distribution",
    "issued",
    "session",
    "agenda-item",
    "agenda-title",
    "adopted",
    "drafts",
]


class Line(NamedTuple):
    """One line of a masthead."""

    role: Role
    text: str


class Wording:
    """The words of one language; get it from ``wording``."""

    __slots__ = ("code", "table")

    def __init__(self, code: str) -> None:
        self.code = code
        self.table: Table = language(code).table("printing")

    def word(self, key: str, **values: object) -> str:
        """A fixed word or phrase with its gaps filled."""
        return cast(str, self.table["words"][key]).format(**values)

    def date(self, date: PartialDate) -> str:
        """A date as exact as it is."""
        forms = self.table["dates"]
        if date.month is None:
            return cast(str, forms["year"]).format(year=date.year)
        if date.day is None:
            month = forms["alone"][date.month - 1]
            return cast(str, forms["month"]).format(year=date.year, month=month)
        day = forms["first_day"] if date.day == 1 else str(date.day)
        month = forms["months"][date.month - 1]
        return cast(str, forms["full"]).format(year=date.year, month=month, day=day)

    def joined(self, items: tuple[str, ...]) -> str:
        """``A, B and C``."""
        lists = self.table["lists"]
        if len(items) < 2:
            return "".join(items)
        last = items[-1]
        native = last[:1].isalpha() and last[0] > "\u024f"  # Arabic joins "and" to its own words
        joint = lists["and_word" if native else "and"]
        return cast(str, lists["comma"].join(items[:-1]) + joint + last)

    def _ordinal(self, template: str, number: int) -> str:
        rules = self.table["ordinal"]
        digits = str(number)
        ending = rules["default"]
        if number == 1:
            ending = rules["one"]
        elif digits[-2:] not in rules["teens"]:
            ending = rules["endings"].get(digits[-1], ending)
        return template.format(n=number, th=ending)

    def organ(self, organ: str | None) -> str | None:
        """The name of a principal organ, where it is one."""
        return cast("str | None", self.table["organs"].get(organ))

    def session(self, resolution: Resolution) -> str | None:
        """``75th session``."""
        session = resolution.session
        if session is None:
            return None
        return self._ordinal(self.table["session"][session.kind], session.number)

    def meeting(self, resolution: Resolution) -> str | None:
        """``58th plenary meeting``."""
        if resolution.meeting is None:
            return None
        plenary = resolution.organ in (None, "general-assembly", "economic-and-social-council")
        key = "plenary_meeting" if plenary else "meeting"
        return self._ordinal(self.table["masthead"][key], resolution.meeting)

    def conclusions(self, resolution: Resolution) -> tuple[tuple[str, str], ...]:
        """``("meeting", …), ("date", …)`` in the order of the language."""
        parts = {
            "meeting": self.meeting(resolution),
            "date": self.date(resolution.adopted) if resolution.adopted else None,
        }
        order = self.table["masthead"]["closes_with"]
        return tuple((key, text) for key in order if (text := parts[key]) is not None)

    def agenda_items(self, resolution: Resolution) -> str | None:
        """``Agenda item 130 (s)`` with the letters of the language."""
        items = resolution.agenda_items
        if not items:
            return None
        key = "agenda_item" if len(items) == 1 else "agenda_items"
        text = self.joined(tuple(self._item(item) for item in items))
        return cast(str, self.table["masthead"][key]).format(items=text)

    def _item(self, item: str) -> str:
        number, _, rest = item.partition(" ")
        letter = rest.strip("()")
        if not letter:
            return item
        if self.code == "ar":
            try:
                letter = abjad_from_latin(letter)
            except KeyError:
                return item
        form = cast(str, self.table["masthead"]["item_letter"])
        return form.format(number=number, letter=letter)

    def drafts(self, resolution: Resolution) -> str | None:
        """The line in brackets on Main Committee and draft symbols."""
        forms = self.table["masthead"]
        if not resolution.drafts:
            return None
        drafts = self.joined(resolution.drafts)
        committee = self.table["committees"].get(resolution.committee)
        if committee is not None:
            return cast(str, forms["on_report"]).format(committee=committee, drafts=drafts)
        if resolution.organ == "general-assembly" and resolution.committee is None:
            return cast(str, forms["without_committee"]).format(drafts=drafts)
        return cast(str, forms["drafts"]).format(drafts=drafts)

    def number(self, resolution: Resolution) -> str | None:
        """The number in front of the title: ``75/268.`` of ``A/RES/75/268``."""
        symbol = resolution.symbol
        if symbol is None or "/RES/" not in symbol:
            return None
        number = symbol.partition("/RES/")[2]
        head, _, letter = number.rpartition(" ")
        if self.code == "ar" and head and len(letter) == 1 and letter.isascii():
            number = f"{head} {arabic_letter_name(letter)}"
        return number

    def formula(self, enacting: str) -> tuple[str, str]:
        """The words of an enacting formula, and the sign that closes it: a comma, mostly."""
        words = enacting.rstrip(" ,،，:：")
        comma = language(self.code).table("language")["punctuation"]["comma"]
        return words, enacting[len(words) :] or comma

    def heading_label(self, label: str, level: int = 2) -> str:
        """The printed label of a heading or part.

        At the first level ``II`` is a number (``ثانيا``, ``二``), below it and for parts ``B`` is a
        letter (``باء`` in Arabic).
        """
        if level == 1:
            numbers: list[str] = self.table["headings"]["numbers"]
            try:
                return numbers[unroman(label) - 1] if numbers else label
            except (ValueError, IndexError):
                return label
        if self.code == "ar" and len(label) == 1 and "A" <= label <= "Z":
            return arabic_letter_name(label)
        return label

    def masthead(self, resolution: Resolution) -> tuple[Line, ...]:
        """The lines above the title, as far as the values are known."""
        organ = resolution.organ
        adopted = None
        if resolution.adopted is not None:
            forms = self.table["adopted"]
            date = self.date(resolution.adopted)
            adopted = cast(str, forms.get(organ, forms["else"])).format(date=date)
        issued = self.date(resolution.issued) if resolution.issued else None
        lines: tuple[tuple[Role, str | None], ...] = (
            ("publisher", self.table["masthead"]["publisher"]),
            ("symbol", resolution.symbol),
            ("organ", self.organ(organ)),
            ("distribution", self.table["masthead"]["distribution"]),
            ("issued", issued),
            ("session", self.session(resolution)),
            ("agenda-item", self.agenda_items(resolution)),
            ("agenda-title", resolution.agenda_title),
            ("adopted", adopted),
            ("drafts", self.drafts(resolution)),
        )
        return tuple(Line(role, text) for role, text in lines if text)

    def vote(self, vote: Vote) -> str:
        """How the resolution was adopted."""
        if vote.method == "without-vote":
            return self.word("without_vote")
        counts = (vote.in_favour, vote.against, vote.abstaining)
        if None in counts:
            return self.word("voted")
        favour, against, abstaining = counts
        return self.word("recorded", in_favour=favour, against=against, abstaining=abstaining)

    def doubt(self, doubt: Doubt) -> str:
        """The message of a doubt; its code where there is none."""
        if doubt.message:
            return doubt.message
        try:
            form = language(self.code).table("doubts").get(doubt.code)
        except DataError:
            return doubt.code
        if isinstance(form, dict):
            form = form.get("message")
        try:
            return str(form).format(**self._said(doubt)) if form else doubt.code
        except (KeyError, IndexError, ValueError):
            return doubt.code

    def _said(self, doubt: Doubt) -> dict[str, str]:
        """The values of a doubt, its acts in the words of a drafter."""
        if doubt.code != "act-ambiguous":
            return doubt.values
        acts = language(self.code).table("tables")["act"]
        comma = language(self.code).table("printing")["lists"]["comma"]
        return {
            name: comma.join(acts.get(act, act) for act in value.split(", "))
            for name, value in doubt.values.items()
        }


@cache
def wording(code: str) -> Wording:
    """The words of a language. Raises ``UnsupportedLanguage`` for any but the six."""
    return Wording(code)
