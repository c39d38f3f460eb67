"""Running text of Akoma Ntoso: an element to runs, in document order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seized.reading.runs import BOLD, ITALIC, LINKED, RAISED, NoteText, Run, strip_invisible

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["collect", "local", "plain_text"]

_LOOKS = {"italic": ITALIC, "bold": BOLD}
_ELEMENT_LOOKS = {"b": BOLD, "i": ITALIC, "sup": RAISED, "a": LINKED, "ref": LINKED}
_SKIPPED = frozenset(("embeddedStructure", "quotedStructure", "img", "remark"))
_APART = frozenset(
    (
        "p",
        "content",
        "heading",
        "subheading",
        "num",
        "crossHeading",
        "docTitle",
        "docType",
        "docNumber",
        "eol",
        "br",
        "li",
        "item",
        "tr",
        "td",
        "th",
    )
)


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    tag: str = element.tag
    return tag[tag.rfind("}") + 1 :]


def collect(element: etree._Element, runs: list[Run], look: int = 0) -> list[Run]:
    """Append the runs of ``element``, in document order; embedded documents are left out."""
    if element.text:
        runs.append(Run(element.text, look))
    for child in element:
        name = local(child)
        if name == "authorialNote":
            runs.append(Run("", look, _note(child)))
        elif name == "noteRef":
            runs.append(Run(child.get("marker") or "", look | RAISED))
        elif name not in _SKIPPED:
            own = look | _ELEMENT_LOOKS.get(name, 0)
            if name == "span":
                for word in (child.get("class") or "").split():
                    own |= _LOOKS.get(word, 0)
            if name in _APART:
                runs.append(Run(" ", look))
                collect(child, runs, own)
                runs.append(Run(" ", look))
            else:
                collect(child, runs, own)
        if child.tail:
            runs.append(Run(child.tail, look))
    return runs


def _note(element: etree._Element) -> NoteText:
    runs: list[Run] = []
    for child in element:
        if runs:
            runs.append(Run(" ", 0))
        collect(child, runs)
    if not runs and element.text:
        runs.append(Run(element.text, 0))
    return NoteText((element.get("marker") or "").strip(), runs)


def plain_text(element: etree._Element | None) -> str:
    """All characters of an element on one line, notes included; '' for None."""
    if element is None:
        return ""
    return " ".join(strip_invisible("".join(element.itertext())).split())
