"""Aligned texts for translation tools: XLIFF 2.1 (OASIS, 2018), core module."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from seized.languages import language
from seized.model.concordance import Concordance, Difference
from seized.writing.concorded import by_row, readings_words, touched, words_of
from seized.writing.docx_parts import attribute, xml_text
from seized.writing.tables import Names, no_names
from seized.writing.tmx import aligned

__all__ = ["to_xliff"]

_NAMESPACE: Final = "urn:oasis:names:tc:xliff:document:2.0"
_PRIORITY: Final = {"substance": 1, "structure": 4, "form": 7}


def to_xliff(
    concordance: Concordance,
    source: str,
    targets: Sequence[str] = (),
    *,
    names: Names = no_names,
) -> dict[str, bytes]:
    """One document for each target language (all others where none are named), by its code.

    A unit is a row that the source version has; its name is the address. Where the target has no
    counterpart, the segment waits for one (``state="initial"``); all others are ``final``.
    Differences between the two are notes, in the language of the source, priority 1 for those of
    substance. Raises ``NotFound`` for a language that was not compared.
    """
    wanted = tuple(targets) or tuple(code for code in concordance.codes if code != source)
    return {target: _document(concordance, source, target, names) for target in wanted}


def _document(concordance: Concordance, source: str, target: str, names: Names) -> bytes:
    units = []
    differences = by_row(concordance)
    for index, row, (ours, theirs) in aligned(concordance, (source, target)):
        if ours is None or not ours.text.strip():
            continue
        found = _notes(differences.get(index, ()), (source, target), names)
        state, there = "initial", ""
        if theirs is not None and theirs.text.strip():
            state, there = "final", f"<target>{xml_text(theirs.text)}</target>"
        units.append(
            f'<unit id="u{index}" name={attribute(row.address)} type="seized:{row.kind}">{found}'
            f'<segment id="s1" state="{state}"><source>{xml_text(ours.text)}</source>{there}'
            "</segment></unit>"
        )
    original = attribute(concordance.symbol or words_of("side", "untitled", source))
    turned = f'srcDir="{language(source).direction}" trgDir="{language(target).direction}"'
    body = "\n".join(units)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<xliff xmlns="{_NAMESPACE}" version="2.1" srcLang="{source}" trgLang="{target}">\n'
        f'<file id="f1" original={original} {turned}>\n{body}\n</file>\n</xliff>\n'
    ).encode()


def _notes(found: Iterable[Difference], codes: tuple[str, str], names: Names) -> str:
    out = []
    for one in found:
        if touched(one, codes):
            kind = words_of("difference", one.kind, codes[0])
            said = readings_words(one, codes, codes[0], names)
            out.append(
                f'<note category="{one.severity}" priority="{_PRIORITY[one.severity]}">'
                f"{xml_text(f'{kind}. {said}' if said else kind)}</note>"
            )
    return f"<notes>{''.join(out)}</notes>" if out else ""
