"""A Word document with all tracked changes accepted, or all rejected."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(data: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(f"word/{name}.xml"))


def settled(data: bytes, *, accept: bool) -> list[str]:
    """The paragraphs of the body as lines; a reference to a note holds the note's words."""
    notes = {
        note.get(W + "id"): _inline(note, W + ("del" if accept else "ins"), {})
        for note in part(data, "footnotes")
    }
    gone = W + ("del" if accept else "ins")
    lines: list[str] = []
    held = ""
    for paragraph in part(data, "document").iter(W + "p"):
        held += _inline(paragraph, gone, notes)
        if paragraph.find(f"{W}pPr/{W}rPr/{gone}") is None:
            lines.append(held)
            held = ""
    assert not held
    return lines


def _inline(element: Any, gone: str, notes: dict[str, str]) -> str:
    out = ""
    for child in element:
        if child.tag == gone or child.tag == W + "pPr":
            continue
        if child.tag in (W + "t", W + "delText"):
            out += child.text or ""
        elif child.tag in (W + "tab", W + "br"):
            out += "\t" if child.tag == W + "tab" else "\n"
        elif child.tag == W + "footnoteReference":
            out += f"⟦{notes[child.get(W + 'id')].strip()}⟧"
        else:
            out += _inline(child, gone, notes)
    return out
