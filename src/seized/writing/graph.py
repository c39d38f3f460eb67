"""Who cites whom: the citations of many records as a graph, as GraphML and as a picture."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from seized.languages import language
from seized.model.errors import SymbolError
from seized.model.record import Record
from seized.symbols import parse, session_on, unroman

__all__ = ["Edge", "Graph", "Node", "citation_graph", "to_graphml", "to_svg"]

_FIRST_YEAR: Final = 1945  # session N of the Assembly opens in the year 1945 + N
_COLUMN, _ROW, _BOX, _HIGH, _MARGIN, _TOP = 190, 34, 150, 24, 20, 44


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
    """The graph as a picture: a column for each session, oldest first, documents below.

    Documents that were read have a filled box; lines run from the citing document to the cited.
    The title and the description are in the language ``code``.
    """
    words = language(code).table("tables")["words"]
    columns: dict[int, list[Node]] = {}
    for node in graph.nodes:
        columns.setdefault(node.session or 0, []).append(node)
    at: dict[str, tuple[int, int]] = {}
    for x, session in enumerate(sorted(columns)):
        for y, node in enumerate(columns[session]):
            at[node.symbol] = (_MARGIN + x * _COLUMN, _TOP + y * _ROW)
    width = 2 * _MARGIN + max(0, len(columns) - 1) * _COLUMN + _BOX
    height = _TOP + max((len(c) for c in columns.values()), default=0) * _ROW + _MARGIN
    desc = str(words["graph_desc"]).format(nodes=len(graph.nodes), edges=len(graph.edges))
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" aria-labelledby="t d" lang="{code}">',
        f'<title id="t">{_plain(str(words["graph_title"]))}</title>',
        f'<desc id="d">{_plain(desc)}</desc>',
        "<style>rect{fill:#fff;stroke:#1a5a96}.read{fill:#1a5a96}text{font:12px sans-serif;"
        "fill:#1b1b1b}.on{fill:#fff}path{fill:none;stroke:#5b7083;opacity:.55}"
        ".head{font-weight:bold}</style>",
    ]
    for x, session in enumerate(sorted(columns)):
        label = str(words["session"]).format(n=session) if session else "–"
        place = f'x="{_MARGIN + x * _COLUMN + _BOX // 2}" y="26" text-anchor="middle"'
        out.append(f'<text class="head" {place}>{_plain(label)}</text>')
    out.extend(_line(edge, at) for edge in graph.edges)
    out.extend(_box(node, *at[node.symbol]) for node in graph.nodes)
    out.append("</svg>")
    return ("\n".join(out) + "\n").encode()


def _line(edge: Edge, at: dict[str, tuple[int, int]]) -> str:
    """From the side of the citing box to the near side of the cited one."""
    (x1, y1), (x2, y2) = at[edge.source], at[edge.target]
    y1, y2 = y1 + _HIGH // 2, y2 + _HIGH // 2
    if x1 == x2:
        curve = f"M{x1 + _BOX} {y1}C{x1 + _BOX + 28} {y1} {x1 + _BOX + 28} {y2} {x2 + _BOX} {y2}"
    else:
        x1, x2 = (x1, x2 + _BOX) if x1 > x2 else (x1 + _BOX, x2)
        middle = (x1 + x2) // 2
        curve = f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"
    width = 1 + min(len(edge.places), 4) * 0.4
    told = f"{edge.source} → {edge.target} ({', '.join(edge.places)})"
    return f'<path d="{curve}" stroke-width="{width:.1f}"><title>{_plain(told)}</title></path>'


def _box(node: Node, x: int, y: int) -> str:
    read = ' class="read"' if node.read else ""
    on = ' class="on"' if node.read else ""
    shown = node.symbol if len(node.symbol) <= 20 else f"{node.symbol[:19]}…"
    told = f"{node.symbol} {node.title}".strip()
    return (
        f"<g><title>{_plain(told)}</title>"
        f'<rect{read} x="{x}" y="{y}" width="{_BOX}" height="{_HIGH}" rx="4"/>'
        f'<text{on} x="{x + _BOX // 2}" y="{y + 16}" text-anchor="middle" direction="ltr">'
        f"{_plain(shown)}</text></g>"
    )
