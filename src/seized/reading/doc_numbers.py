"""Numbers as Word writes them in lists and notes: the number formats of ECMA-376, 17.18.59.

Formats that spell a number out in the words of a language (``cardinalText``, ``ordinal``) are
not written; they fall back to digits, as does a name that is not known, and ``is_known`` says so.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

__all__ = ["BULLET", "format_number", "is_known"]

BULLET = "bullet"

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ARABIC_ALPHA = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ARABIC_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CHICAGO = "*†‡§"
_MAX_REPEAT = 30
"""Word repeats letters (aa, bb, ... aaa); more than this is a counter gone astray."""


def format_number(number: int, form: str) -> str:
    """Write ``number`` in the number format ``form``, a name of ECMA-376.

    >>> format_number(4, "lowerRoman"), format_number(28, "lowerLetter")
    ('iv', 'bb')

    Numbers that a format has no sign for, and unknown formats, come in digits.
    """
    writer = _WRITERS.get(form)
    return str(number) if writer is None else writer(number)


def is_known(form: str) -> bool:
    """Whether ``format_number`` writes ``form`` as Word does."""
    return form in _WRITERS or form == BULLET


def _roman(number: int) -> str:
    if not 0 < number < 32_768:
        return str(number)
    out = []
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        out.append(sign * count)
    return "".join(out)


def _repeated(signs: str, number: int) -> str:
    """One sign for each number; after the last the first comes twice, and so on."""
    times, place = divmod(number - 1, len(signs))
    return signs[place] * (times + 1) if 0 <= times < _MAX_REPEAT else str(number)


def _cycle(signs: str, number: int) -> str:
    return signs[(number - 1) % len(signs)] if number > 0 else str(number)


def _from(first: int, count: int, number: int) -> str:
    """The ``count`` signs for 1, 2, ... that begin at the code point ``first``."""
    return chr(first + number - 1) if 0 < number <= count else str(number)


def _circled(number: int) -> str:
    if 20 < number <= 35:
        return chr(0x3251 + number - 21)
    if 35 < number <= 50:
        return chr(0x32B1 + number - 36)
    return _from(0x2460, 20, number)


def _digits(signs: str, number: int) -> str:
    return "".join(signs[int(digit)] for digit in str(number)) if number >= 0 else str(number)


def _counted(signs: str, units: str, bare_ten: bool, number: int) -> str:
    """Chinese counting: digit and unit in turn, one zero for any gap; below 100 million.

    ``units`` are the signs for ten, hundred, thousand and ten thousand. ``bare_ten`` says that
    eleven is written ten-one, without a one before the ten.
    """
    if not 0 < number < 100_000_000:
        return _digits(signs, number)
    high, low = divmod(number, 10_000)
    text = _below_myriad(signs, units, low)
    if high:
        gap = signs[0] if low and low < 1_000 else ""
        text = _below_myriad(signs, units, high) + units[3] + gap + text
    if bare_ten and text.startswith(signs[1] + units[0]):
        text = text[1:]
    return text


def _below_myriad(signs: str, units: str, number: int) -> str:
    out = ""
    gap = False
    for power, unit in ((1000, units[2]), (100, units[1]), (10, units[0]), (1, "")):
        digit = number // power % 10
        if digit:
            out += (signs[0] if gap and out else "") + signs[digit] + unit
            gap = False
        else:
            gap = True
    return out


def _zero_padded(number: int) -> str:
    return f"{number:02d}"


def _upper_roman(number: int) -> str:
    return _roman(number).upper()


def _in_dash(number: int) -> str:
    return f"- {number} -"


def _nothing(_number: int) -> str:
    return ""


_HAN = "〇一二三四五六七八九"
_HAN_ZERO = "零一二三四五六七八九"
_HAN_UNITS = "十百千万"
_TAIWANESE_UNITS = "十百千萬"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_UNITS = "拾佰仟万"

_WRITERS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": _zero_padded,
    "decimalFullWidth": partial(_digits, "０１２３４５６７８９"),
    "decimalFullWidth2": partial(_digits, "０１２３４５６７８９"),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": partial(_from, 0x2488, 20),
    "decimalEnclosedParen": partial(_from, 0x2474, 20),
    "numberInDash": _in_dash,
    "none": _nothing,
    "lowerRoman": _roman,
    "upperRoman": _upper_roman,
    "lowerLetter": partial(_repeated, _LATIN),
    "upperLetter": partial(_repeated, _LATIN.upper()),
    "russianLower": partial(_repeated, _RUSSIAN),
    "russianUpper": partial(_repeated, _RUSSIAN.upper()),
    "arabicAlpha": partial(_repeated, _ARABIC_ALPHA),
    "arabicAbjad": partial(_repeated, _ARABIC_ABJAD),
    "chicago": partial(_repeated, _CHICAGO),
    "ideographDigital": partial(_digits, _HAN),
    "japaneseDigitalTenThousand": partial(_digits, _HAN),
    "taiwaneseDigital": partial(_digits, "○" + _HAN[1:]),
    "chineseCounting": partial(_counted, _HAN, _HAN_UNITS, True),
    "chineseCountingThousand": partial(_counted, _HAN_ZERO, _HAN_UNITS, True),
    "taiwaneseCounting": partial(_counted, _HAN, _TAIWANESE_UNITS, True),
    "taiwaneseCountingThousand": partial(_counted, _HAN_ZERO, _TAIWANESE_UNITS, True),
    "japaneseCounting": partial(_counted, _HAN, _HAN_UNITS, True),
    "chineseLegalSimplified": partial(_counted, _LEGAL, _LEGAL_UNITS, False),
    "ideographLegalTraditional": partial(_counted, "零壹貳參肆伍陸柒捌玖", "拾佰仟萬", False),
    "ideographTraditional": partial(_cycle, _STEMS),
    "ideographZodiac": partial(_cycle, _BRANCHES),
    "ideographEnclosedCircle": partial(_from, 0x3280, 10),
}
