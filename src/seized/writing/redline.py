"""A redline as a page: HTML, lines for a terminal, and the words both share."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Final, NamedTuple, cast

from seized.languages import language
from seized.model.redline import Edit, EditKind, Passage, Redline, TextInfo
from seized.writing.markup import escaped, isolated, page

__all__ = ["Bit", "bits", "phrase", "redline_name", "redline_to_html", "redline_to_terminal"]

_CODES: Final = {"deleted": "\x1b[9;31m", "inserted": "\x1b[4;32m", "same": ""}
_PLAIN: Final = "\x1b[0m"
_SIGNS: Final = {"deleted": ("[-", "-]"), "inserted": ("{+", "+}"), "same": ("", "")}
_MOVED: Final = ("moved-from", "moved-to")


class Bit(NamedTuple):
    """A stretch of one kind and one look; ``start`` is its place in the new text."""

    kind: EditKind
    text: str
    start: int
    opening: bool = False
    note: str | None = None


def phrase(code: str, group: str, key: str, **values: object) -> str:
    """A fixed word of redlines and genealogies, with its gaps filled."""
    return cast(str, language(code).table("redline")[group][key]).format(**values)


def redline_name(redline: Redline) -> str:
    """What the redline is of: the older text and the newer."""
    old, new = _name(redline.old, redline.language), _name(redline.new, redline.language)
    return phrase(redline.language, "words", "of", old=old, new=new)


def _name(text: TextInfo, code: str) -> str:
    return text.symbol or text.name or phrase(code, "words", "nameless")


def bits(passage: Passage) -> Iterator[Bit]:
    """The edits of a passage as a page shows them; its opening words are marked.

    What moved is deleted as a whole where it was, and inserted as a whole where it is.
    """
    moved = passage.state == "moved-to"
    text = "".join(edit.text for edit in passage.edits if edit.kind != "deleted")
    begin = text.find(passage.opening) if passage.opening else -1
    stop = begin + len(passage.opening or "") if begin >= 0 else -1
    at = 0
    for edit in passage.edits:
        if moved and edit.kind == "deleted":
            continue
        kind: EditKind = "inserted" if moved else edit.kind
        for text_, opening in _cut(edit, at, begin, stop):
            yield Bit(kind, text_, at, opening, edit.note)
            at += 0 if edit.kind == "deleted" else len(text_)


def _cut(edit: Edit, at: int, begin: int, stop: int) -> Iterator[tuple[str, bool]]:
    """The text of an edit, cut where the opening words begin and end."""
    if edit.kind == "deleted" or edit.note:
        yield edit.text, begin <= at < stop and not edit.note
        return
    cuts = [cut - at for cut in (begin, stop) if 0 < cut - at < len(edit.text)]
    edges = [0, *cuts, len(edit.text)]
    for first, last in pairwise(edges):
        if last > first:
            yield edit.text[first:last], begin <= at + first < stop


def redline_to_html(redline: Redline) -> str:
    """A whole page; nothing in it loads anything. Changes are ``<ins>`` and ``<del>``."""
    code = redline.language
    name = redline_name(redline)
    counts = _summary(redline)
    rows = "\n".join(_row(passage, code) for passage in redline.passages)
    body = (
        f'<main class="seized redline" lang="{code}" dir="{language(code).direction}">\n'
        f'<h1>{isolated(name)}</h1>\n<p class="summary">{escaped(counts)}</p>\n{rows}\n</main>'
    )
    return page(code, name, body, "redline")


def _summary(redline: Redline) -> str:
    """How many passages changed, by state."""
    counts: dict[str, int] = {}
    for passage in redline.passages:
        if passage.state not in ("same", "moved-from"):
            counts[passage.state] = counts.get(passage.state, 0) + 1
    if not counts:
        return phrase(redline.language, "words", "nothing")
    stop = language(redline.language).table("printing")["lists"]["comma"]
    shown = [f"{phrase(redline.language, 'states', s)}: {n}" for s, n in sorted(counts.items())]
    return cast(str, stop.join(shown))


def _row(passage: Passage, code: str) -> str:
    kind = f"row {passage.kind} {passage.state} level{passage.level}"
    label = _label(passage)
    if label:
        kind += " numbered"
    inner = "".join(_shown(bit) for bit in bits(passage))
    place = escaped(passage.new or passage.old or "")
    told = ""
    if passage.state in _MOVED:
        text = phrase(code, "words", passage.state, at=passage.pair or "")
        told = f' <span class="told">{escaped(text)}</span>'
    told += "".join(
        f'<p class="remark" role="note">{escaped(remark.values.get("text", remark.code))}</p>'
        for remark in passage.remarks
    )
    tag = {"title": "h2", "heading": "h3", "part": "h2", "annex": "h2"}.get(passage.kind, "p")
    mark = f' id="{place}"' if passage.new else ""
    return f'<div class="{kind}"{mark}><{tag}>{label}{inner}</{tag}>{told}</div>'


def _label(passage: Passage) -> str:
    old, new = passage.old_label, passage.new_label
    if old == new or not (old and new):
        shown = escaped(new or old or "")
        tag = {"inserted": "ins", "moved-to": "ins", "deleted": "del", "moved-from": "del"}.get(
            passage.state
        )
        shown = f"<{tag}>{shown}</{tag}>" if tag and shown else shown
    else:
        shown = f"<del>{escaped(old)}</del><ins>{escaped(new)}</ins>"
    return f'<span class="label"><bdi>{shown}</bdi></span> ' if shown else ""


def _shown(bit: Bit) -> str:
    text = f"<sup>{escaped(bit.note)}</sup>" if bit.note else isolated(bit.text)
    if bit.opening:
        text = f'<i class="opening">{text}</i>'
    tag = {"deleted": "del", "inserted": "ins"}.get(bit.kind)
    return f"<{tag}>{text}</{tag}>" if tag else text


def redline_to_terminal(redline: Redline, *, colour: bool = False, context: bool = True) -> str:
    """Lines for a terminal: deleted words struck through and red, new ones underlined and green.

    Without ``colour`` they stand in ``[-...-]`` and ``{+...+}``. Without ``context`` the passages
    that did not change are left out.
    """
    code = redline.language
    out = [redline_name(redline), _summary(redline), ""]
    for passage in redline.passages:
        if passage.state == "same" and not context:
            continue
        place = passage.new or passage.old or ""
        state = phrase(code, "states", passage.state)
        if passage.state in _MOVED:
            state = phrase(code, "words", passage.state, at=passage.pair or "")
        head = place if passage.state == "same" else f"{place} ({state})"
        label = passage.new_label or passage.old_label
        words = "".join(
            _coloured(kind, "".join(_plain(bit) for bit in group), colour)
            for kind, group in groupby(bits(passage), key=lambda bit: bit.kind)
        )
        out += [head, f"{label} {words}" if label else words]
        out += (f"  ! {remark.values.get('text', remark.code)}" for remark in passage.remarks)
        out.append("")
    return "\n".join(out)


def _plain(bit: Bit) -> str:
    text = f"[{bit.note}]" if bit.note else bit.text
    return "".join(c if c.isprintable() or c in "\n\t" else " " for c in text)


def _coloured(kind: EditKind, text: str, colour: bool) -> str:
    if colour:
        start = _CODES[kind]
        return f"{start}{text}{_PLAIN}" if start else text
    before, after = _SIGNS[kind]
    return f"{before}{text}{after}"
