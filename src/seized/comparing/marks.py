"""What a paragraph says that no language changes: dates, numbers, symbols, actors, acts, periods.

A `Mark` is one such value with its place. Dates, numbers and periods are taken from the words of
the paragraph; symbols, actors, acts and addressees from the findings of the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Final, Literal, NamedTuple

from seized.languages import language
from seized.languages.dates import find_dates
from seized.languages.numbers import find_cardinals, find_ordinals
from seized.languages.words import fold

__all__ = [
    "Mark",
    "MarkKind",
    "date_marks",
    "groups",
    "number_marks",
    "period_marks",
    "printed_symbols",
]

MarkKind = Literal["symbol", "date", "number", "ordinal", "actor", "act", "period", "addressee"]

# What is printed alike in six languages and holds digits that are no numbers of the text:
# symbols of documents, numbers of resolutions.
_SYMBOL: Final = re.compile(
    r"(?<![A-Za-z0-9/])(?:[A-Z][A-Za-z]*(?:/[A-Za-z0-9.()-]+)*/[A-Za-z0-9.()-]*\d[A-Za-z0-9.()/-]*"
    r"|(?:S-|ES-)?\d{1,4}(?:/(?:INF/)?\d{1,4})+(?: ?[A-Z](?![A-Za-z’']))?"
    r"|\d{1,4} ?(?:[A-Z] ?)?\((?:[A-Z-]*[IVXL]+|(?:19|20)\d\d)\)"
    r"|(?:S|ES)-\d+(?!\w))"
)
_ANY_DIGIT: Final = re.compile(r"\d")
_YEAR: Final = re.compile(r"(?<![\d.,/])(?:1[89]|20|21)\d\d(?!\d|[.,]\d|/)")
_DIGITS: Final = re.compile(r"(?<![\w.,])\d+(?:[.,\u066b\u066c ]\d{3}(?!\d))*(?:[.,\u066b]\d+)?")
_CHINESE_DIGITS: Final = re.compile(r"(?<![A-Za-z\d.,])\d+(?:[., ]\d{3}(?!\d))*(?:\.\d+)?")
_CHINESE_ROW: Final = re.compile("(?<![十百千万])[〇零一二三四五六七八九]{2,4}(?![十百千万亿])")
_CHINESE_VALUES: Final = str.maketrans("〇零一二三四五六七八九", "00123456789")
_SEPARATOR: Final = re.compile(r"[.,\u066b\u066c ]")
_ROMAN: Final = re.compile(r"(?<![\w./-])[IVXL]+(?![\w./]|-\w)")
_CHINESE_ROMAN: Final = re.compile(r"(?<![A-Za-z0-9./-])[IVXL]+(?![A-Za-z0-9./]|-\w)")
_ROMAN_WHOLE: Final = re.compile(r"(XL|L?X{0,3})(IX|IV|V?I{0,3})\Z")
_ROMAN_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50}


class Mark(NamedTuple):
    """A language-neutral value at ``start:end`` of the text of its paragraph.

    A ``weak`` mark is one that other languages need not have (the article "one"); it may explain
    a difference and never makes one.
    """

    kind: MarkKind
    value: str
    start: int
    end: int
    weak: bool = False


class _Rules(NamedTuple):
    scale: re.Pattern[str] | None
    powers: dict[str, int]
    names: re.Pattern[str]
    aside: re.Pattern[str] | None
    loose: re.Pattern[str] | None
    periods: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _rules(code: str) -> _Rules:
    table = language(code).table("concordance")
    powers = {
        fold(word).text: int(power) for power, words in table["scales"].items() for word in words
    }
    words = "|".join(sorted(map(re.escape, powers), key=len, reverse=True))
    end = "" if code == "zh" else r"(?!\w)"
    aside, loose = table["aside"]["pattern"], table["loose"]["pattern"]
    periods = tuple(
        (name, re.compile(row["pattern"])) for name, row in sorted(table["periods"].items())
    )
    return _Rules(
        re.compile(f" ?({words}){end}"),
        powers,
        re.compile(table["names"]["pattern"]),
        re.compile(aside) if aside else None,
        re.compile(loose) if loose else None,
        periods,
    )


def printed_symbols(text: str) -> Iterator[tuple[int, int]]:
    """The places of what looks like a document symbol or the number of a resolution."""
    if not _ANY_DIGIT.search(text):  # every symbol holds a digit, most paragraphs do not
        return iter(())
    return (match.span() for match in _SYMBOL.finditer(text))


def _blank(text: str, places: list[tuple[int, int]]) -> str:
    """The text with these places struck out; offsets stay."""
    if not places:
        return text
    out: list[str] = []
    at = 0
    for start, end in sorted(places):
        if start >= at:
            out += (text[at:start], "\x1f" * (end - start))
            at = end
    out.append(text[at:])
    return "".join(out)


def date_marks(text: str, code: str) -> tuple[list[Mark], str]:
    """Dates and years of a text, and the text without them and without symbols.

    A stretch of days gives its first and its last day. A year that belongs to no date stands for
    itself. What remains is for `number_marks`.
    """
    left = _blank(text, list(printed_symbols(text)))
    left = _blank(left, [match.span() for match in _rules(code).names.finditer(lowered(left))])
    marks: list[Mark] = []
    for start, end, first, last in find_dates(left, code):
        marks += [Mark("date", str(value), start, end) for value in dict.fromkeys((first, last))]
    left = _blank(left, [(mark.start, mark.end) for mark in marks])
    years = [Mark("date", m[0], *m.span()) for m in _YEAR.finditer(fold_digits(left))]
    left = _blank(left, [(mark.start, mark.end) for mark in years])
    return sorted(marks + years, key=lambda mark: mark.start), left


def lowered(text: str) -> str:
    """The text in lower case with the same offsets: the few letters that grow stay."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(one if len(one.lower()) != 1 else one.lower() for one in text)


def fold_digits(text: str) -> str:
    """All digits as the Western ones; offsets stay."""
    return text.translate(_WESTERN) if _FOREIGN.search(text) else text


_WESTERN: Final = {
    zero + value: str(value) for zero in (0xFF10, 0x0660, 0x06F0) for value in range(10)
} | {0xA0: " ", 0x202F: " ", 0x2009: " "}
_FOREIGN: Final = re.compile("[" + "".join(map(chr, _WESTERN)) + "]")


def number_marks(left: str, code: str) -> list[Mark]:
    """Numbers and ordinals in words, digits and Roman numerals, in order of place."""
    rules = _rules(code)
    text = fold_digits(left)
    if rules.aside:
        text = _blank(text, [match.span() for match in rules.aside.finditer(lowered(text))])
    marks: list[Mark] = []
    if code == "zh":
        marks.extend(
            Mark("number", str(int(m[0].translate(_CHINESE_VALUES))), *m.span())
            for m in _CHINESE_ROW.finditer(text)
        )
        text = _blank(text, [(mark.start, mark.end) for mark in marks])
    marks.extend(
        Mark("ordinal", str(n.value), n.start, n.end, _passing(n.value, text, n.start, code))
        for n in find_ordinals(text, code)
    )
    text = _blank(text, [(mark.start, mark.end) for mark in marks])
    lower = lowered(text)
    digits = _CHINESE_DIGITS if code == "zh" else _DIGITS
    for match in digits.finditer(text):
        value, end = _scaled(_decimal(match[0]), text, lower, match.end(), rules)
        marks.append(Mark("number", value, match.start(), end))
    taken = {mark.end for mark in marks}
    loose = {match.start() for match in rules.loose.finditer(lower)} if rules.loose else ()
    for found in find_cardinals(text, code):
        if found.end in taken:
            continue
        value, end = _scaled(Decimal(found.value), text, lower, found.end, rules)
        # A decade may be the name of one: three of them need not be thirty years.
        weak = Decimal(value) == 10 * found.value or (
            end == found.end
            and (
                found.value <= 1
                or found.value in (100, 1000)
                or found.start in loose
                or _passing(found.value, text, found.start, code)
            )
        )
        marks.append(Mark("number", value, found.start, end, weak))
    for match in (_CHINESE_ROMAN if code == "zh" else _ROMAN).finditer(text):
        roman = _roman(match[0])
        if roman:
            marks.append(Mark("number", str(roman), *match.span()))
    return sorted(marks, key=lambda mark: mark.start)


def _passing(value: int, text: str, start: int, code: str) -> bool:
    """Whether an ordinal may stand in one language alone: "in the first place", and in Arabic
    the tens of a number whose units are written as a word that the data do not join to it."""
    if code != "ar":
        return False
    return value in (1, 10, 100, 1000) or (
        value % 10 == 0 and "و" in text[max(0, start - 1) : start + 1]
    )


def _decimal(printed: str) -> Decimal:
    """The value of digits: a separator before three digits groups, any other is a decimal mark."""
    parts = _SEPARATOR.split(printed)
    if len(parts) > 1 and (len(parts[-1]) != 3 or parts[0] == "0"):
        return Decimal("".join(parts[:-1]) + "." + parts[-1])
    return Decimal("".join(parts))


def _scaled(value: Decimal, text: str, lower: str, end: int, rules: _Rules) -> tuple[str, int]:
    """A number with the words for decades, thousands, millions and so on behind it.

    Without such words what follows a number above nought stays as it is printed: regulation
    4.10 is not regulation 4.1, but 0.20 is 0.2.
    """
    start = end
    while rules.scale and (match := rules.scale.match(lower, end)):
        if text[match.start(1)].isupper():
            break  # a name: three Decades of Action are not thirty years
        value *= 10 ** rules.powers[match[1]]
        end = match.end()
    whole = end > start or value < 1 or value == value.to_integral_value()
    return f"{value.normalize() if whole else value:f}", end


def _roman(printed: str) -> int:
    """The value of a Roman numeral up to 89; 0 for what is none, and for a lone I, L or V."""
    match = _ROMAN_WHOLE.match(printed)
    if not match or (len(printed) == 1 and printed != "X"):
        return 0
    values = [_ROMAN_VALUES[letter] for letter in printed]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def period_marks(text: str, code: str) -> list[Mark]:
    """Words that tell how often: annual, biennial and so on, wherever they stand."""
    folded = fold(text)
    return [
        Mark("period", name, folded.back(match.start()), folded.back_end(match.end()))
        for name, pattern in _rules(code).periods
        for match in pattern.finditer(folded.text)
    ]


def groups(value: str) -> tuple[str, ...]:
    """A number as the groups of digits that are printed, without those that are zero.

    Groups are what can be compared: Arabic pages print "649 900" in either order, and one
    language writes 3.2 where another has 3-2.

    >>> groups("649900"), groups("2000000"), groups("3.2")
    (('649', '900'), ('2',), ('3', '2'))
    """
    whole, _, part = value.partition(".")
    found = f"{int(whole):,}".split(",")
    kept = [str(int(one)) for one in found if int(one)]
    return (*kept, *((part,) if part else ()))
