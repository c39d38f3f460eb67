"""From the order in which glyphs stand on a line to the order in which a text is written.

The reverse of the Unicode bidirectional algorithm (UAX 9) for the two levels that occur in
resolutions: right-to-left letters, and Latin words and numbers inside them.
"""

from __future__ import annotations

import re
import unicodedata

from seized.reading.pdf_glyphs import RTL, Run

__all__ = ["LATIN", "logical", "mend_brackets", "normalised"]

# Read left to right: a stretch that begins with a Latin letter and holds no right-to-left
# letter is one run (rules N1, W7); numbers joined by one common separator are one run (W4).
_LTR_RUN = re.compile(
    "[A-Za-z\u00c0-\u024f\u0370-\u052f](?:[^\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]*"
    "[A-Za-z0-9\u00c0-\u024f\u0370-\u052f])?"
    "|[0-9\u0660-\u0669]+(?:[.,:/\u00a0\u060c][0-9\u0660-\u0669]+)*"
)
_RTL_RUN = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
    "(?:[^A-Za-z0-9\u00c0-\u024f\u0370-\u052f]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])?"
)
LATIN = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u052f]")
_FORMS = re.compile("[\ufb00-\ufdfb\ufe70-\ufefc]+")
_KASHIDA = re.compile("(?<=[\u0620-\u063f\u0641-\u064a\u064b-\u0652])\u0640+(?=[\u0620-\u0652])")
_BRACKET = re.compile(r"[()\[\]{}«»]")
_OPEN = {"(": ")", "[": "]", "{": "}", "«": "»"}
_PAIR = _OPEN | {v: k for k, v in _OPEN.items()}
_CLOSE = set(_OPEN.values())


def normalised(text: str) -> str:
    """Presentation forms as the letters they show; stretching strokes between letters dropped."""
    if _FORMS.search(text):
        text = _FORMS.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)
    return _KASHIDA.sub("", text) if "\u0640" in text else text


def logical(runs: list[Run], rtl: bool) -> list[Run]:
    """Single-character runs of one line, in the order of the text.

    ``rtl`` is the direction of the paragraph.
    """
    shown, marks = _without_marks(runs)
    shown.sort(key=lambda r: (r.right, r.left))
    if rtl:
        out = _order(shown[::-1], _LTR_RUN, mirror=True)
    else:
        out = _order(shown, _RTL_RUN, mirror=False)
    return _with_marks(out, marks)


def _order(runs: list[Run], inner: re.Pattern[str], *, mirror: bool) -> list[Run]:
    """Turn around the stretches of ``inner`` direction.

    ``mirror``: the runs stand from right to left and ``inner`` is written for the reverse.
    """
    left_to_right = runs[::-1] if mirror else runs
    text = "".join(run.text[0] for run in left_to_right)
    out: list[Run] = []
    stretches = [(m.start(), m.end()) for m in inner.finditer(text)]
    if mirror:
        at = len(text)
        for start, end in reversed(stretches):
            out.extend(reversed(left_to_right[end:at]))
            out.extend(left_to_right[start:end])
            at = start
        out.extend(reversed(left_to_right[:at]))
        return out
    at = 0
    for start, end in stretches:
        out.extend(left_to_right[at:start])
        out.extend(reversed(left_to_right[start:end]))
        at = end
    out.extend(left_to_right[at:])
    return out


def _without_marks(runs: list[Run]) -> tuple[list[Run], list[Run]]:
    marks = [run for run in runs if unicodedata.combining(run.text[0])]
    if not marks:
        return list(runs), []
    return [run for run in runs if not unicodedata.combining(run.text[0])], marks


def _with_marks(runs: list[Run], marks: list[Run]) -> list[Run]:
    """Put vowel signs behind the letter that they stand over."""
    for mark in marks:
        middle = (mark.left + mark.right) / 2
        best, place = 1e9, -1
        for index, run in enumerate(runs):
            if not run.text.isspace() and not unicodedata.combining(run.text[0]):
                away = max(run.left - middle, middle - run.right, 0.0)
                away += abs((run.left + run.right) / 2 - middle) * 1e-3
                if away < best:
                    best, place = away, index
        place += 1
        while place < len(runs) and unicodedata.combining(runs[place].text[0]):
            place += 1
        runs.insert(place, mark)
    return runs


def mend_brackets(text: str) -> str:
    """Turn brackets that a mirrored glyph left the wrong way round; lengths stay."""
    if not RTL.search(text) or not _BRACKET.search(text):
        return text
    chars, depth = list(text), dict.fromkeys(_CLOSE, 0)
    for match in _BRACKET.finditer(text):
        at, char = match.start(), match[0]
        closing = _PAIR[char] if char in _OPEN else char
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        if depth[closing] and (not before.isspace() or after.isspace()):
            opens = False
        elif after.isspace() and not before.isspace():
            opens = False
        else:
            opens = depth[closing] == 0 or before.isspace() or before in "([{"
        depth[closing] = max(0, depth[closing] + (1 if opens else -1))
        chars[at] = _PAIR[closing] if opens else closing
    return "".join(chars)
