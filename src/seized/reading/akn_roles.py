"""What the paragraphs of an Akoma Ntoso document are, where the mark-up misleads.

In the published files numbered paragraphs stand in the preamble, preambular ones in the body,
annexes in the body, numbers lose their full stop and paragraphs are cut in two. Each function
takes the drafts in reading order and returns them, or changes their kinds.
"""

from __future__ import annotations

import re
from itertools import pairwise

from seized.reading.akn_drafts import Draft
from seized.reading.akn_labels import heading_label, is_annex_word, is_appendix_word
from seized.reading.runs import Text, behead

__all__ = ["settle"]

_REISSUE = re.compile(r"\*\s")
_BARE_NUMBER = re.compile(r"(\d{1,3})\s+(?=\D)")
_CONTINUES = re.compile("[a-zа-яàâçéèêëîïôûùüÿñáíóú]")
_ENDED = re.compile(r"[.;:؛；。：”»\")\]]\Z")
_COMMA = re.compile(r"[,，،]\Z")
_COMMA_OR_COLON = re.compile(r"[,，،:：]\Z")
_PAUSES = frozenset(("part", "formula", "annex"))


def settle(drafts: list[Draft], language: str | None) -> list[Draft]:
    """All repairs, in the one order that works."""
    drafts = _repair(drafts, language in ("zh", "ar"), "" if language == "zh" else " ")
    drafts = _annexes(drafts)
    drafts = _headings(drafts)
    part: list[Draft] = []
    for draft in drafts:
        if draft.kind == "part":
            _roles(part)
            part = []
        if not draft.annexed:
            part.append(draft)
    _roles(part)
    for draft in drafts:
        if draft.annexed and draft.kind == "preamble":
            draft.kind = "paragraph"
    return drafts


def _repair(drafts: list[Draft], caseless: bool, joint: str) -> list[Draft]:
    """Notes on reissue dropped, numbers without a full stop seen, cut paragraphs joined."""
    out: list[Draft] = []
    last = 0
    for draft in drafts:
        if draft.kind in _PAUSES:
            last = 0
        if draft.kind == "paragraph":
            if not draft.annexed and not draft.label:
                if _REISSUE.match(draft.plain) and len(draft.plain) < 160:
                    continue
                _number(draft, last + 1)
            if not draft.label and out and _continued(out[-1], draft, caseless, joint):
                continue
            if draft.label_kind == "digit":
                last = int(re.sub(r"\D", "", draft.label) or 0)
        out.append(draft)
    return out


def _number(draft: Draft, expected: int) -> None:
    """A number without a full stop is a label where it is the next one."""
    number = _BARE_NUMBER.match(draft.content.text)
    if number is not None and int(number[1]) == expected:
        draft.label, draft.label_kind = number[1], "digit"
        draft.content = behead(draft.content, number.end())


def _continued(before: Draft, draft: Draft, caseless: bool, joint: str) -> bool:
    """Give the words to the paragraph before, where they are its own."""
    if before.kind == "paragraph" and before.label and not before.plain:
        before.content = draft.content  # a number with an empty paragraph numbers the next one
    elif not draft.annexed and _belongs(before, draft, caseless):
        before.content = _join(before.content, draft.content, joint)
    else:
        return False
    return True


def _belongs(before: Draft, draft: Draft, caseless: bool) -> bool:
    """Whether a paragraph is the rest of the one before, cut off by a page or a note."""
    return (
        before.kind == "paragraph"
        and not before.annexed
        and not draft.content.opening
        and len(before.plain) > 60
        and _ENDED.search(before.plain) is None
        and (caseless or _CONTINUES.match(draft.plain) is not None)
    )


def _join(first: Text, second: Text, joint: str) -> Text:
    shift = len(first.text) + len(joint)
    first.text += joint + second.text
    first.plain += joint + second.plain
    first.marks += [(a + shift, b + shift, k) for a, b, k in second.marks]
    first.notes += second.notes
    return first


def _annexes(drafts: list[Draft]) -> list[Draft]:
    """A heading that says "Annex" begins an annex, in the body as in an attachment."""
    out: list[Draft] = []
    attached = False  # within an <attachment>
    running = False  # within an annex that began in the body
    named = False  # the annex at hand has its word
    for draft in drafts:
        kind = draft.kind
        if kind in _PAUSES:
            attached, running, named = kind == "annex", False, False
        elif not draft.annexed:
            attached = False
        if kind == "heading" and not draft.label and is_annex_word(draft.plain):
            appendix = is_appendix_word(draft.plain)
            if attached and not named:
                named = not appendix
                if out[-1].kind == "annex" and not out[-1].plain:
                    out.pop()
                if not out or out[-1].kind != "annex":
                    draft.kind = "annex" if not appendix or _just_begun(out) else "heading"
            elif not appendix or not (attached or running):
                draft.kind, running = "annex", not attached
        if running and kind != "conclusions":
            draft.annexed = True
        out.append(draft)
    return out


def _just_begun(out: list[Draft]) -> bool:
    return not out or not out[-1].annexed


def _headings(drafts: list[Draft]) -> list[Draft]:
    """A label on a line of its own and the words on the next are one heading."""
    out: list[Draft] = []
    for draft in drafts:
        before = out[-1] if out else None
        if draft.kind == "heading" and not draft.label and heading_label(draft.plain):
            draft.label, draft.content = draft.plain, Text()
        elif (
            draft.kind == "heading"
            and not draft.label
            and before is not None
            and before.kind == "heading"
            and before.label
            and not before.plain
            and before.annexed == draft.annexed
        ):
            before.content = draft.content
            continue
        out.append(draft)
    return out


def _roles(part: list[Draft]) -> None:
    """Preambular or operative, within one part of the body."""
    _numbered_are_operative(part)
    first = next((i for i, d in enumerate(part) if _is_numbered(d)), len(part))
    preambles = [i for i, d in enumerate(part[:first]) if d.kind == "preamble"]
    last_preamble = preambles[-1] if preambles else -1
    headed = False
    for index, draft in enumerate(part[:first]):
        headed |= draft.kind == "heading"
        if draft.kind != "paragraph":
            continue
        recital = not draft.label and draft.content.opening and _COMMA.search(draft.plain)
        if recital or (index < last_preamble and not headed):
            draft.kind = "preamble"
    open_ = True
    for draft in part[first:]:
        if draft.kind == "heading":
            open_ = False
        elif _is_numbered(draft):
            open_ = True
        elif (
            draft.kind == "preamble"
            and open_
            and (draft.label_kind is not None or _COMMA_OR_COLON.search(draft.plain) is None)
        ):
            draft.kind = "paragraph"


def _is_numbered(draft: Draft) -> bool:
    return draft.kind == "paragraph" and draft.label_kind == "digit"


def _numbered_are_operative(part: list[Draft]) -> None:
    words = [d for d in part if d.kind in ("preamble", "paragraph")]
    for draft in words:
        if draft.kind == "preamble" and draft.label_kind == "digit":
            draft.kind = "paragraph"
    for draft, after in pairwise(words):
        if (
            draft.kind == "preamble"
            and not draft.label
            and draft.plain[-1:] in (":", "：")
            and after.label_kind == "digit"
        ):
            draft.kind = "paragraph"
