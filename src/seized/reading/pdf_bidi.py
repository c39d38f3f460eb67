"""From the order in which glyphs stand on a line to the order in which a text is written.

The reverse of the Unicode bidirectional algorithm (UAX 9) for the two levels that occur in
resolutions: right-to-left letters, and Latin words and numbers inside them.
"""

from __future__ import annotations

import re
import unicodedata

from seized.reading.pdf_glyphs import FILLER, RTL, Run

__all__ = ["LATIN", "logical", "mend_brackets", "normalised", "quotes"]

# Read left to right: a stretch that begins with a Latin letter and holds no right-to-left
# letter is one run (rules N1, W7); numbers joined by one common separator are one run (W4).
_LTR_RUN = re.compile(
    "[A-Za-z\u00c0-\u024f\u0370-\u052f](?:[^\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]*"
    "[A-Za-z0-9\u00c0-\u024f\u0370-\u052f])?"
    "|[0-9\u0660-\u0669]+(?:[.,:/\u00a0\u060c][0-9\u0660-\u0669]+)*"
)
_LAST_NUMBER = re.compile(r"([0-9]+|\*+) *\Z")
_RTL_RUN = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
    "(?:[^A-Za-z0-9\u00c0-\u024f\u0370-\u052f]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])?"
)
LATIN = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u052f]")
_FORMS = re.compile("[\ufb00-\ufdfb\ufe70-\ufefc]+")
# Any sign may stand for a glyph of unknown code, but full stop and slash do stand in words.
_STROKE = re.compile("[!-\\-0-~]")
_JOINING = re.compile("[\u0626\u0628\u062a-\u062e\u0633-\u0647\u0649\u064a\u0640]")
_ROUND = re.compile("[()]")
_LETTER = re.compile("[\u0620-\u064a]")
_BRACKET = re.compile(r"[()\[\]{}«»‹›“”]|[‘’]{1,2}")
_PAIRS = ("()", "[]", "{}", "«»", "‹›", "“”", "‘’")
_PAIR = {pair[i]: pair for pair in _PAIRS for i in (0, 1)}
_QUOTED = re.compile("(?:^|[\\s(\u0648])([“”‘’])\\1?(?=[\u0620-\u064a0-9])")


def normalised(text: str) -> str:
    """Presentation forms and ligatures as the letters that they show."""
    if _FORMS.search(text):
        return _FORMS.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)
    return text


def logical(runs: list[Run], gap: float, *, rtl: bool) -> list[Run]:
    """Single-character runs of one line, in the order of the text.

    ``rtl`` is the direction of the paragraph. White gaps wider than ``gap`` times the size
    become spaces.
    """
    shown, marks = _without_marks(runs)
    shown = _spaced(sorted(shown, key=lambda r: (r.right, r.left)), gap)
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
    stretches: list[tuple[int, int]] = []
    found = inner.search(text)
    while found:
        start, end = _bracketed(text, found.start(), found.end())
        stretches.append((max(start, stretches[-1][1] if stretches else 0), end))
        found = inner.search(text, end)
    if mirror:
        stretches = _cut_marker(text, left_to_right, stretches)
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


def _bracketed(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a stretch by the bracket whose partner it holds (rule N0)."""
    depth = lowest = 0
    last = end
    for match in _ROUND.finditer(text, start, end):
        depth += 1 if match[0] == "(" else -1
        lowest = min(lowest, depth)
        last = match.start()
    if depth - lowest > 0 and text[end : end + 1] in ("(", ")"):
        end += 1
    elif depth and not LATIN.search(text, last, end):  # a number beyond the bracket
        end = last
        while end > start + 1 and text[end - 1].isspace():
            end -= 1
        return start, max(end, start + 1)
    if lowest < 0 and start and text[start - 1] in "()":
        start -= 1
    return start, end


def _cut_marker(
    text: str, runs: list[Run], stretches: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Part the number that heads a line from the Latin words after it.

    Both stand at the right-hand end without a gap when a note begins with Latin words; the
    number is a text object of its own.
    """
    head = _LAST_NUMBER.search(text)
    if head is None or not stretches or stretches[-1][1] != head.end(1):
        return stretches
    start, end = stretches[-1]
    cut = head.start(1)
    while cut < end and runs[cut].owner != runs[end - 1].owner:
        cut += 1
    if not start < cut or runs[cut - 1].owner == runs[cut].owner or end - cut > 3:
        return stretches
    if text[cut - 1] in "/.,:-\u2013":  # the end of a symbol or of a list of numbers
        return stretches
    words = start + len(text[start:cut].rstrip())
    return [*stretches[:-1], (start, words), (cut, end)]


def _spaced(runs: list[Run], gap: float) -> list[Run]:
    """Runs from left to right with a space in every wide gap."""
    out: list[Run] = []
    for run in _stretched(runs):
        last = out[-1] if out else None
        blank = last is None or run.text.isspace() or last.text.isspace()
        if last and not blank and run.left - last.right > gap * min(run.size, last.size):
            out.append(last._replace(text=" ", left=last.right, right=run.left))
        out.append(run)
    return out


def _stretched(runs: list[Run]) -> list[Run]:
    """Runs from left to right with strokes of justification told from text.

    A font may not tell the code of its stretching stroke; pdfium then shows the number of the
    glyph as if it were a character. A stroke is narrow, stands level with and touches a letter
    on its right that joins to the left. A filler that no such letter stands before is a space
    whose code was lost.
    """
    out = list(runs)
    codes: set[str] = set()
    for index in range(len(out) - 1, -1, -1):
        run = out[index]
        if run.text != FILLER and not _STROKE.match(run.text):
            continue
        right = out[index + 1] if index + 1 < len(out) else None
        joined = right is not None and (right.text == FILLER or _JOINING.match(right.text))
        if run.text == FILLER:
            if not joined:
                out[index] = run._replace(text=" ")
        elif joined and right is not None and _is_stroke(run, right, out, index):
            codes.add(run.text)
            out[index] = run._replace(text=FILLER)
    if codes:
        for index, run in enumerate(out[1:], 1):
            if run.text in codes and _narrow(run) and _LETTER.match(out[index - 1].text):
                out[index] = run._replace(text=" ")
    return out


def _is_stroke(run: Run, right: Run, runs: list[Run], index: int) -> bool:
    close = 0.06 * run.size
    if right.left - run.right > close:
        return False
    if not _narrow(run._replace(right=min(run.right, right.left))):  # slanted boxes overlap
        return False
    if run.size != right.size or abs(run.base - right.base) > close:
        return False
    while index and (runs[index].text == FILLER or _STROKE.match(runs[index].text)):
        beside = runs[index]._replace(right=min(runs[index].right, runs[index + 1].left))
        if not _narrow(beside):
            return False
        index -= 1
    return _LETTER.match(runs[index].text) is not None


def _narrow(run: Run) -> bool:
    return run.right - run.left < (0.3 if run.text in "-()" else 0.35) * run.size


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


def quotes(text: str) -> dict[str, str]:
    """How a right-to-left text quotes: for ``“”`` and ``‘’`` the pair in the order of use.

    pdfium shows the mirror image of a quotation mark between right-to-left letters, although
    these marks have none (Unicode, BidiMirroring.txt); the text's own habit is told from there.
    """
    found = _QUOTED.findall(text)
    out = {}
    for pair in ("“”", "‘’"):
        first, second = found.count(pair[0]), found.count(pair[1])
        if first or second:
            out[pair] = pair[::-1] if first > second else pair
    return out


def mend_brackets(text: str, quoting: dict[str, str] | None = None) -> str:
    """Turn brackets that a mirrored glyph left the wrong way round; lengths stay.

    ``quoting`` is the result of ``quotes``; quotation marks stay as they are without it.
    """
    if not RTL.search(text) or not _BRACKET.search(text):
        return text
    chars, depth = list(text), dict.fromkeys(_PAIRS, 0)
    for match in _BRACKET.finditer(text):
        at, end, pair = match.start(), match.end(), _PAIR[match[0][0]]
        shown = (quoting or {}).get(pair) if pair in ("“”", "‘’") else pair
        if shown is None or (pair == "‘’" and _inside_word(text, at)):
            continue
        before = text[at - 1] if at else " "
        after = text[end] if end < len(text) else " "
        if after in ".,;:\u060c\u061b\u061f":
            after = " "
        glued = not before.isspace()
        if (depth[pair] and (glued or after.isspace())) or (after.isspace() and glued):
            opens = False
        else:
            opens = depth[pair] == 0 or not glued or before in "([{"
        depth[pair] = max(0, depth[pair] + (1 if opens else -1))
        chars[at:end] = (shown[0] if opens else shown[1]) * (end - at)
    return "".join(chars)


def _inside_word(text: str, at: int) -> bool:
    around = text[at - 1 : at] + text[at + 1 : at + 2]
    return len(around) == 2 and around.isascii() and around.isalpha()
