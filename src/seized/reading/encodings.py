"""Bytes to characters: UTF-8 first, then byte order marks, then evidence."""

from __future__ import annotations

import functools
import re
import string
from collections import Counter
from importlib import resources
from typing import NamedTuple

from seized.model.doubts import Doubt
from seized.model.errors import UnsupportedFormat
from seized.model.text import Span

__all__ = ["decode"]

_SAMPLE = 65_536
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_ENOUGH = 0.5
"""The least score of a legacy encoding; noise decoded as Latin letters scores far below zero."""


_WITHIN = re.compile("(?<=[A-Za-z])[—–…«»“”‘ºª°§‡†](?=[A-Za-z])")
_ASCII = re.compile("[\x00-\x7f]+")


class _Encoding(NamedTuple):
    codec: str
    script: str
    common: frozenset[str]
    possible: frozenset[str]
    words: re.Pattern[str]


def decode(data: bytes) -> tuple[str, list[Doubt]]:
    """The characters of ``data`` and the doubts about them, each placed in the result.

    ``encoding-guessed`` (values: ``encoding``) when nothing in the bytes declares the encoding;
    ``broken-characters`` (values: ``count``) when some bytes fit no character; the first stands
    at the doubt's span, as U+FFFD. Raises ``UnsupportedFormat`` for bytes that are no text.
    """
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return _lenient(data[len(bom) :], codec)
    if b"\0" in data[:4096]:
        wide = _wide(data)
        if wide is not None:
            text, doubts = _lenient(data, wide)
            return text, [_guessed(wide), *doubts]
        _refuse_binary(data)
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _not_utf8(data)


def _not_utf8(data: bytes) -> tuple[str, list[Doubt]]:
    _refuse_binary(data)
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    ascii_count = len(data) - len(data.translate(None, _HIGH))
    rightly = len(text) - (len(data) - ascii_count) - broken
    # Legacy encodings hardly ever make valid UTF-8 sequences by chance, broken UTF-8 has plenty.
    if rightly > 3 * broken:
        return text, [_broken(text, broken)]
    codec = _best_codec(data)
    if codec is None:
        if rightly > broken:
            return text, [_broken(text, broken)]
        raise UnsupportedFormat(
            "these bytes are no text in an encoding of the six languages",
            advice="Save the file as UTF-8 text",
        )
    text, doubts = _lenient(data, codec)
    return text, [_guessed(codec), *doubts]


_HIGH = bytes(range(128, 256))
_LETTERS = string.ascii_letters.encode()
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1b") + b"\x7f"


def _refuse_binary(data: bytes) -> None:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > 8 and controls > len(sample) // 20:
        raise UnsupportedFormat(
            "these bytes are no text", advice="Seized reads DOCX, DOC, PDF, HTML, XML and text"
        )


def _lenient(data: bytes, codec: str) -> tuple[str, list[Doubt]]:
    try:
        return data.decode(codec), []
    except UnicodeDecodeError:
        text = data.decode(codec, "replace")
        return text, [_broken(text, max(1, text.count("\ufffd")))]


def _guessed(codec: str) -> Doubt:
    return Doubt("encoding-guessed", values={"encoding": codec.replace("_", "-")})


def _broken(text: str, count: int) -> Doubt:
    at = max(0, text.find("\ufffd"))
    return Doubt("broken-characters", span=Span(at, at + 1), values={"count": str(count)})


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte order mark, told by where the zero bytes stand."""
    sample = data[: _SAMPLE - _SAMPLE % 4]
    sample = sample[: len(sample) - len(sample) % 4] or data[:2]
    if len(data) % 4 == 0 and len(sample) >= 4:
        zeros = [sample[i::4].count(0) for i in range(4)]
        full = len(sample) // 4
        if zeros[2] == zeros[3] == full:
            return "utf-32-le"
        if zeros[0] == zeros[1] == full:
            return "utf-32-be"
    if len(data) % 2:
        return None
    # The line breaks, digits and spaces of any language have a zero byte on one side only.
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    for codec, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if high > 4 * low and high * 60 > len(sample):
            text = sample.decode(codec, "replace")
            if text.count("\ufffd") * 100 <= len(text):
                return codec
    return None


def _best_codec(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    if len(data) > _SAMPLE:
        sample = sample[: max(sample.rfind(b"\n"), _SAMPLE // 2)]
    high = len(sample) - len(sample.translate(None, _HIGH))
    letters = len(sample) - len(sample.translate(None, _LETTERS))
    best, best_score = None, _ENOUGH
    for encoding in _encodings():
        if (encoding.script == "latin") != (letters > high):
            continue
        score = _score(encoding, sample)
        if score > best_score:
            best, best_score = encoding.codec, score
    return best


def _score(encoding: _Encoding, sample: bytes) -> float:
    text = sample.decode(encoding.codec, "replace")
    counts = Counter(_ASCII.sub("", text))
    total = counts.total()
    if not total:
        return -1.0
    common = impossible = 0
    for character, count in counts.items():
        if character in encoding.common:
            common += count
        elif encoding.script == "han" and "\u4e00" <= character <= "\u9fff":
            continue
        elif character not in encoding.possible:
            impossible += count
    # A dash or quotation mark between two letters was a letter in another encoding.
    impossible += len(_WITHIN.findall(text))
    share = (common - 2 * impossible) / total
    if encoding.script == "han":
        share *= 2.2  # so few of many thousand characters are enough
    words = len(encoding.words.findall(text))
    return share + min(0.3, 6 * words / (len(text) + 1))


@functools.cache
def _encodings() -> tuple[_Encoding, ...]:
    import tomllib

    file = resources.files("seized.reading") / "encodings.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    found = []
    for row in table["encoding"]:
        han = row["script"] == "han"
        words = "|".join(map(re.escape, row["words"]))
        found.append(
            _Encoding(
                codec=row["codec"],
                script=row["script"],
                common=frozenset(row["common"]) - {"\n", " "},
                possible=frozenset(row.get("possible", "")),
                words=re.compile(words if han else rf"\b(?:{words})\b"),
            )
        )
    return tuple(found)
