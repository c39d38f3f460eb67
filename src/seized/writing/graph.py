"""Who cites whom: the citations of many records as a graph, as GraphML and as a picture."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from seized.model.errors import SymbolError
from seized.model.record import Record
from seized.symbols import parse, session_on, unroman

__all__ = ["Edge", "Graph", "Node", "citation_graph", "to_graphml", "to_svg"]

_FIRST_YEAR: Final = 1945  # session N of the Assembly opens in the year 1945 + N


class Node(NamedTuple):
    """A document: its symbol, the session it stands in the column of, and how it is known."""

    symbol: str
    session: int | None
    title: str
    read: bool


class Edge(NamedTuple):
    """Citations of one document by another; ``places`` are addresses in the citing one."""

    source: str
    target: str
    places: tuple[str, ...]


class Graph(NamedTuple):
    """Nodes in the order of sessions and symbols, edges in the order of their ends."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def citation_graph(records: Iterable[Record]) -> Graph:
    """The graph of all resolved citations; records without a symbol go by the name of their file.

    The language versions of one resolution are one node.
    """
    nodes: dict[str, Node] = {}
    places: dict[tuple[str, str], dict[str, None]] = {}
    for record in records:
        resolution = record.resolution
        own = resolution.symbol or record.source.name or record.source.sha256[:12]
        nodes[own] = Node(own, _session(own, record), resolution.title or "", True)
        for cited in record.citations:
            if cited.symbol is None or cited.symbol == own:
                continue
            if cited.symbol not in nodes:
                nodes[cited.symbol] = Node(cited.symbol, _session(cited.symbol), "", False)
            places.setdefault((own, cited.symbol), {})[cited.at] = None
    return Graph(
        tuple(sorted(nodes.values(), key=lambda n: (n.session or 0, _natural(n.symbol)))),
        tuple(Edge(a, b, tuple(at)) for (a, b), at in sorted(places.items())),
    )


def _natural(symbol: str) -> tuple[str, int, str]:
    try:
        parsed = parse(symbol)
    except SymbolError:
        return symbol, 0, symbol
    return parsed.body, parsed.number or 0, symbol


def _session(symbol: str, record: Record | None = None) -> int | None:
    """The session of the Assembly in whose time a document falls, as far as its symbol tells."""
    if record is not None and record.resolution.adopted is not None:
        try:
            return session_on(record.resolution.adopted.last).number
        except SymbolError:
            pass
    try:
        parsed = parse(symbol)
    except SymbolError:
        return None
    return _counted(parsed.session or "", parsed.body)


def _counted(session: str, body: str) -> int | None:
    """A session of the Assembly, or that of the year by which another body counts."""
    if body == "UNTS":
        return None
    if re.fullmatch(r"19[4-9]\d|20\d\d", session):
        return int(session) - _FIRST_YEAR
    if body != "A":
        return None
    if session.isdigit():
        return int(session)
    try:
        return unroman(session)
    except ValueError:
        return None


# ------------------------------------------------------------------ GraphML


def to_graphml(graph: Graph) -> bytes:
    """The graph as GraphML: nodes with symbol, session, title; edges with their places."""
    out = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        '<key id="session" for="node" attr.name="session" attr.type="int"/>',
        '<key id="title" for="node" attr.name="title" attr.type="string"/>',
        '<key id="read" for="node" attr.name="read" attr.type="boolean"/>',
        '<key id="count" for="edge" attr.name="count" attr.type="int"/>',
        '<key id="places" for="edge" attr.name="places" attr.type="string"/>',
        '<graph id="citations" edgedefault="directed">',
    ]
    for node in graph.nodes:
        session = f'<data key="session">{node.session}</data>' if node.session else ""
        title = f'<data key="title">{_plain(node.title)}</data>' if node.title else ""
        read = f'<data key="read">{"true" if node.read else "false"}</data>'
        out.append(f"<node id={_quoted(node.symbol)}>{session}{title}{read}</node>")
    for edge in graph.edges:
        ends = f"source={_quoted(edge.source)} target={_quoted(edge.target)}"
        count = f'<data key="count">{len(edge.places)}</data>'
        places = f'<data key="places">{_plain(" ".join(edge.places))}</data>'
        out.append(f"<edge {ends}>{count}{places}</edge>")
    out.append("</graph></graphml>")
    return ("\n".join(out) + "\n").encode()


def _clean(text: str) -> str:
    """Without what XML cannot hold."""
    return "".join(c for c in text if c.isprintable() or c in "\t\n")


def _plain(text: str) -> str:
    return escape(_clean(text))


def _quoted(text: str) -> str:
    return quoteattr(_clean(text))


# ------------------------------------------------------------------ SVG


def to_svg(graph: Graph, code: str) -> bytes:
    """The graph as a picture in the language ``code``; see ``seized.writing.network``."""
    from seized.writing.network import network_svg  # it imports from here

    return network_svg(graph, code).encode()
