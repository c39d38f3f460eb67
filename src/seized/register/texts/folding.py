"""One folding of words for search, in six languages; it needs neither database nor Django.

Chinese as pairs of neighbouring characters (a word of two characters is one pair), Arabic
without vowel signs and with one form of alef, and stems for the languages that inflect.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

__all__ = ["fold", "tokens"]

_WORD: Final = re.compile(r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+(?:/[^\W_]+)*")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_ARABIC: Final = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": ""}
)
_ARABIC_LEADS: Final = ("وال", "بال", "كال", "فال", "لل", "ال", "و")
_ENDINGS: Final[dict[str, tuple[str, ...]]] = {
    code: tuple(endings.split())
    for code, endings in {
        "ru": "иями ями ами иях иям ием иев ого его ому ему ыми ими ая яя ое ее ые ие ый ий ой ей"
        " ую юю ых их ом ем ам ям ах ях ов ев ию ия ии а я о е ы и у ю ь й",
        "fr": "ements ement ations ation elles elle ives ive aux es e s x",
        "es": "aciones acion mente idades idad es as os a o e s",
        "ar": "ات ان ون ين ها هم ا ه",
        "en": "ations ation ings ing ies ed es s e y",
    }.items()
}
_STEM: Final = 4  # letters that stay, however a word ends


@cache
def _signs() -> re.Pattern[str]:
    """Combining signs, all of the basic plane."""
    signs = (chr(n) for n in range(0x300, 0x10000) if unicodedata.combining(chr(n)))
    return re.compile(f"[{''.join(signs)}]+")


def _bare(text: str) -> str:
    if text.isascii():
        return text.lower()
    return _signs().sub("", unicodedata.normalize("NFKD", text.casefold()))


def _stem(word: str, code: str) -> str:
    if code == "ar":
        lead = next((x for x in _ARABIC_LEADS if word.startswith(x) and len(word) > len(x) + 2), "")
        word = word[len(lead) :]
    least = 3 if code == "ar" else _STEM
    for ending in _ENDINGS.get(code, ()):
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)]
    return word


def tokens(text: str, code: str) -> Iterator[str]:
    """The folded words of ``text`` in language ``code``, in order."""
    for match in _WORD.finditer(_bare(text).translate(_ARABIC)):
        word = match[0]
        if not _HAN.match(word):
            yield word.replace("/", "_") if "/" in word else _stem(word, code)
        elif len(word) == 1:
            yield word
        else:
            yield from (word[i : i + 2] for i in range(len(word) - 1))


@lru_cache(60_000)  # the words of a language: nine of ten are met again
def _folded(chunk: str, code: str) -> str:
    return " ".join(tokens(chunk, code))


def fold(text: str, code: str) -> str:
    """The words of ``text`` in language ``code``, folded, one space between them."""
    if code == "zh":  # no spaces, no chunks that come again
        return " ".join(tokens(text, code))
    return " ".join(filter(None, [_folded(chunk, code) for chunk in text.split()]))
