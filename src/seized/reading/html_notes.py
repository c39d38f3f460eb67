"""Notes of a page, told by their links.

Every generator of HTML names its notes in its own way (``_ftn1``, ``fn1``, ``cite_note-1``,
``footnote-1``). All agree in this: a marker is a link within the page, with hardly any text, that
points forward; the note's own marker points back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Links", "find_links"]


class Links(NamedTuple):
    """``calls``: markers in the text; ``notes``: what they point to; ``returns``: links back.

    A link to the very element that holds it ("¶", "pp4") is for the reader's use, and counts
    among the last.
    """

    calls: dict[etree._Element, str]
    notes: dict[etree._Element, str]
    returns: frozenset[etree._Element]


_MARKER = re.compile(r"[\s\[(（]*(\d{1,3}|[a-z]|\*{1,4})[\s\])）]*\Z")
_RETURN = re.compile(r"[\s\[(（]*(?:\d{1,3}|[a-z]|\*{1,4}|[↑↩⤴^⏎]\ufe0e?)?[\s\])）.]*\Z")


def find_links(root: etree._Element) -> Links:
    """One pass over the links and the targets of a page."""
    targets: dict[str, tuple[int, etree._Element]] = {}
    links: list[tuple[int, str, etree._Element]] = []
    for place, element in enumerate(root.iter()):
        for attribute in ("id", "name"):
            key = element.get(attribute)
            if key:
                targets.setdefault(key, (place, element))
        href = element.get("href") or ""
        if element.tag == "a" and "#" in href:
            links.append((place, href.partition("#")[2], element))
    calls: dict[etree._Element, str] = {}
    notes: dict[etree._Element, str] = {}
    returns = set()
    permalinks = set()
    for place, key, element in links:
        if key not in targets:
            continue
        target_place, target = targets[key]
        text = "".join(element.itertext())[:40]
        if _is_permalink(element, target, text):
            permalinks.add(element)
            continue
        marker = _MARKER.match(text)
        if target_place > place and marker is not None and _follows_words(element):
            calls[element] = marker[1]
            notes.setdefault(target, marker[1])
        elif target_place < place and _RETURN.match(text):
            returns.add(element)
    # A link back is only known as such where there are notes to come back from.
    return Links(calls, notes, frozenset(returns if notes else ()) | permalinks)


def _is_permalink(element: etree._Element, target: etree._Element, text: str) -> bool:
    if len(text) > 20 or len(text.split()) > 1 or target not in element.iterancestors():
        return False
    return any(part.strip() not in ("", text.strip()) for part in target.itertext())


def _follows_words(element: etree._Element) -> bool:
    """Whether words precede it in its paragraph: entries of a table of contents have none."""
    node = element
    while node is not None and node.tag not in ("p", "li", "td", "div", "body", "dd", "h1", "h2"):
        before = node.getprevious()
        parent = node.getparent()
        if before is not None and ((before.tail or "").strip() or _has_text(before)):
            return True
        if parent is not None and before is None and (parent.text or "").strip():
            return True
        if before is not None:
            return parent is not None and bool((parent.text or "").strip())
        node = parent
    return False


def _has_text(element: etree._Element) -> bool:
    return any(text.strip() for text in element.itertext())
