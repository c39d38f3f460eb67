"""The structure tree of a tagged PDF: which marked content belongs to which paragraph."""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

__all__ = ["Leaf", "TagReader"]

_HEADINGS = {"H": 1, "H1": 1, "H2": 2, "H3": 3, "H4": 4, "H5": 5, "H6": 6, "Title": 1}
_BLOCKS = frozenset((*_HEADINGS, "P", "Caption", "BlockQuote", "TOCI", "LBody", "LI", "TD", "TH"))
_NOTES = frozenset(("Note", "FENote"))
_MAX_NODES = 3_000_000
_MAX_DEPTH = 60

Path = tuple[int, ...]


class Leaf(NamedTuple):
    """A paragraph-like element. ``key`` is its path in the tree and the same on every page.

    ``row`` and ``cell`` are paths of the table row and cell that hold it, if any.
    """

    key: Path
    kind: str
    note: Path | None = None
    row: Path | None = None
    cell: Path | None = None
    heading: int = 0


class _Node(NamedTuple):
    handle: Any
    path: Path
    leaf: Leaf | None
    note: Path | None
    row: Path | None
    cell: Path | None


class TagReader:
    """Reads the trees of one document's pages; gives up for good when they are too large."""

    def __init__(self, pdfium: Any) -> None:
        self._c = pdfium
        self._nodes = 0
        self._types: dict[bytes, str] = {}
        self._buffer = ctypes.create_string_buffer(64)

    def read(self, page: Any) -> dict[int, Leaf]:
        """Map marked content identifiers to leaves, in the order of the tree.

        Empty where the page has no tree.
        """
        c = self._c
        if self._nodes > _MAX_NODES:
            return {}
        tree = c.FPDF_StructTree_GetForPage(page)
        if not tree:
            return {}
        out: dict[int, Leaf] = {}
        try:
            for index in range(max(0, c.FPDF_StructTree_CountChildren(tree))):
                child = c.FPDF_StructTree_GetChildAtIndex(tree, index)
                if child:
                    self._walk(_Node(child, (index,), None, None, None, None), out)
        finally:
            c.FPDF_StructTree_Close(tree)
        return out

    def _walk(self, root: _Node, out: dict[int, Leaf]) -> None:
        c = self._c
        stack: list[_Node | tuple[int, Leaf]] = [root]
        while stack:
            node = stack.pop()
            if len(node) == 2:
                out.setdefault(node[0], node[1])
                continue
            node = self._entered(node)
            count = c.FPDF_StructElement_CountChildren(node.handle)
            self._nodes += max(0, count)
            if self._nodes > _MAX_NODES or len(node.path) > _MAX_DEPTH:
                return
            leaf = node.leaf or Leaf(node.path, "Span", node.note, node.row, node.cell)
            found: list[_Node | tuple[int, Leaf]] = []
            for index in range(count):
                child = c.FPDF_StructElement_GetChildAtIndex(node.handle, index)
                if child:
                    found.append(node._replace(handle=child, path=(*node.path, index)))
                else:
                    mcid = c.FPDF_StructElement_GetChildMarkedContentID(node.handle, index)
                    if mcid >= 0:
                        found.append((mcid, leaf))
            stack.extend(reversed(found))

    def _entered(self, node: _Node) -> _Node:
        """The node with what its own type adds to what it inherits."""
        kind = self._type(node.handle)
        if kind in _NOTES:
            node = node._replace(note=node.path, leaf=None)
        elif kind == "TR":
            node = node._replace(row=node.path, leaf=None)
        elif kind in ("TD", "TH"):
            node = node._replace(cell=node.path)
        if kind in _BLOCKS or kind in _NOTES:
            level = _HEADINGS.get(kind, 0)
            leaf = Leaf(node.path, kind, node.note, node.row, node.cell, level)
            if kind == "LBody":  # a list item's label and body are one paragraph
                leaf = leaf._replace(key=node.path[:-1])
            elif node.leaf and node.leaf.kind in ("LI", "LBody") and not node.path[-1]:
                leaf = leaf._replace(key=node.leaf.key)
            node = node._replace(leaf=leaf)
        return node

    def _type(self, element: Any) -> str:
        length = self._c.FPDF_StructElement_GetType(element, self._buffer, 64)
        raw = self._buffer.raw[: min(length, 64)]
        kind = self._types.get(raw)
        if kind is None:
            kind = raw.decode("utf-16-le", "replace").split("\0")[0]
            if len(self._types) < 1000:
                self._types[raw] = kind
        return kind
