"""Who cites whom as a picture: a column for each session, lines from citing to cited."""

from __future__ import annotations

from collections import defaultdict

from seized.languages import language
from seized.writing.concorded import words_of
from seized.writing.graph import Edge, Graph, Node
from seized.writing.markup import Column, table_for
from seized.writing.svg import Canvas, Point, fitted, width_of

__all__ = ["network_svg", "network_table"]

_COLUMN, _ROW, _BOX, _HIGH, _EDGE, _TOP = 200.0, 30.0, 148.0, 22.0, 16.0, 74.0
_ROUNDS = 4  # more rounds of sorting hardly take out any more crossings


def network_svg(graph: Graph, code: str) -> str:
    """The picture, told in the language ``code``.

    Documents stand in columns by session, the oldest first, each near those that it is linked
    to. Those that were read have a filled box.
    """
    columns: dict[int, list[Node]] = defaultdict(list)
    for node in graph.nodes:
        columns[node.session or 0].append(node)
    ordered = _untangled([columns[session] for session in sorted(columns)], graph.edges)
    canvas = Canvas("network", code, max(2 * _EDGE + (len(ordered) - 1) * _COLUMN + _BOX, 560))
    _legend(canvas)
    at: dict[str, Point] = {}
    most = max(map(len, ordered), default=0)
    for number, nodes in enumerate(ordered):
        x = _EDGE + number * _COLUMN
        session = nodes[0].session
        name = words_of("network", "undated", code)
        if session:
            form = str(language(code).table("tables")["words"]["session"])
            name = form.format(n=session)
        canvas.text(x + _BOX / 2, _TOP - 14, name, "strong", anchor="middle")
        first = _TOP + (most - len(nodes)) * _ROW / 2
        for row, node in enumerate(nodes):
            at[node.symbol] = Point(x, first + row * _ROW)
    for edge in graph.edges:
        _line(canvas, edge, at)
    for node in graph.nodes:
        _box(canvas, node, at[node.symbol])
    counts = {"nodes": len(graph.nodes), "edges": len(graph.edges)}
    desc = words_of("network", "desc", code, **counts)
    title = words_of("network", "title", code)
    return canvas.finish(title, desc, _TOP + most * _ROW + _EDGE)


def _untangled(columns: list[list[Node]], edges: tuple[Edge, ...]) -> list[list[Node]]:
    """Each column sorted by the mean place of its neighbours (Sugiyama's barycentres)."""
    near: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        near[edge.source].append(edge.target)
        near[edge.target].append(edge.source)
    place = {node.symbol: n / len(column) for column in columns for n, node in enumerate(column)}
    for _ in range(_ROUNDS):
        for column in columns:

            def mean(node: Node) -> float:
                found = [place[symbol] for symbol in near[node.symbol]]
                return sum(found) / len(found) if found else place[node.symbol]

            column.sort(key=mean)
            place.update((node.symbol, n / len(column)) for n, node in enumerate(column))
    return columns


def _legend(canvas: Canvas) -> None:
    x, y = _EDGE, 22.0
    for key, fill in (("read", "blue"), ("cited", "paper blue-line hair"), ("weight", "")):
        words = words_of("network", key, canvas.code)
        if fill:
            canvas.box(x, y - 11, 22, 14, fill, radius=3)
        else:
            canvas.curve(Point(x, y - 4), Point(x + 22, y - 4), "none quiet-line", weight=2.4)
        canvas.text(x + 28, y, words, "quiet")
        x += 28 + width_of(words) + 18


def _line(canvas: Canvas, edge: Edge, at: dict[str, Point]) -> None:
    """From the side of the citing box to the near side of the cited one."""
    start, end = at[edge.source], at[edge.target]
    middle = _HIGH / 2
    if start.x == end.x:
        ends = (Point(start.x + _BOX, start.y + middle), Point(end.x + _BOX, end.y + middle))
    elif start.x > end.x:
        ends = (Point(start.x, start.y + middle), Point(end.x + _BOX, end.y + middle))
    else:
        ends = (Point(start.x + _BOX, start.y + middle), Point(end.x, end.y + middle))
    tip = f"{edge.source} → {edge.target} ({', '.join(edge.places)})"
    weight = 1 + min(len(edge.places), 4) * 0.4
    canvas.curve(*ends, "none quiet-line faint", tip, weight)


def _box(canvas: Canvas, node: Node, at: Point) -> None:
    canvas.begin(f"{node.symbol} {node.title}".strip())
    fill, ink = ("blue", "paper") if node.read else ("paper blue-line hair", "")
    canvas.box(at.x, at.y, _BOX, _HIGH, fill, radius=3)
    name = fitted(node.symbol, _BOX - 10)
    canvas.text(at.x + _BOX / 2, at.y + 15, name, ink, anchor="middle", ltr=True)
    canvas.end()


def network_table(graph: Graph, code: str) -> str:
    """The same as a table: a line for every citing and cited document."""
    columns = [
        Column(words_of("columns", "citing", code), code=True),
        Column(words_of("columns", "cited", code), code=True),
        Column(words_of("columns", "places", code), code=True),
    ]
    rows = [(edge.source, edge.target, ", ".join(edge.places)) for edge in graph.edges]
    return table_for(words_of("network", "title", code), columns, rows, code)
