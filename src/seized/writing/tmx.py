"""Aligned texts as a translation memory: TMX 1.4b (LISA OSCAR, 2005)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from seized._version import __version__
from seized.model.concordance import Cell, Concordance, Difference, Row
from seized.writing.concorded import by_row, picked
from seized.writing.docx_parts import attribute, xml_text

__all__ = ["aligned", "to_tmx"]

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'


def aligned(
    concordance: Concordance, codes: Sequence[str] = ()
) -> list[tuple[int, Row, tuple[Cell | None, ...]]]:
    """Rows with words in them: index, row, and the cells of ``codes`` (all where none are named).

    Raises ``NotFound`` for a language that was not compared.
    """
    columns = picked(concordance, tuple(codes) or concordance.codes)
    out = []
    for index, row in enumerate(concordance.rows):
        cells = tuple(row.cells[column] for column in columns)
        if any(cell is not None and cell.text.strip() for cell in cells):
            out.append((index, row, cells))
    return out


def to_tmx(concordance: Concordance, codes: Sequence[str] = ()) -> bytes:
    """A unit for each row that at least two of the versions have, of whole paragraphs.

    No version is the source of the others (``srclang="*all*"``): all six are authentic. What
    differs between versions is told in properties of type ``x-difference`` (severity and kind),
    so that a memory can leave such units out.
    """
    head = (
        f'{_HEAD}<header creationtool="seized" creationtoolversion={attribute(__version__)} '
        'segtype="paragraph" o-tmf="seized" adminlang="en" srclang="*all*" '
        'datatype="plaintext">\n'
    )
    if concordance.symbol:
        head += f'<prop type="x-symbol">{xml_text(concordance.symbol)}</prop>\n'
    seen: Counter[str] = Counter()
    units = []
    found = by_row(concordance)
    for index, row, cells in aligned(concordance, codes):
        there = [cell for cell in cells if cell is not None and cell.text.strip()]
        if len(there) > 1:
            seen[row.address] += 1
            again = f"~{seen[row.address]}" if seen[row.address] > 1 else ""
            units.append(_unit(row, found.get(index, ()), f"{row.address}{again}", there))
    body = "\n".join(units)
    return f"{head}</header>\n<body>\n{body}\n</body>\n</tmx>\n".encode()


def _unit(row: Row, found: Iterable[Difference], name: str, cells: Sequence[Cell]) -> str:
    kinds = dict.fromkeys(f"{one.severity} {one.kind}" for one in found)
    props = [f'<prop type="x-kind">{row.kind}</prop>']
    props += (f'<prop type="x-difference">{told}</prop>' for told in kinds)
    texts = "".join(
        f'<tuv xml:lang="{cell.code}"><seg>{xml_text(cell.text)}</seg></tuv>' for cell in cells
    )
    return f"<tu tuid={attribute(name)}>{''.join(props)}{texts}</tu>"
