"""HTML and XHTML to a ``Source``: pages of document servers, exports of word processors."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from seized.model.doubts import Doubt
from seized.model.errors import BrokenFile, HostileFile, NoText
from seized.model.source import Block, Mark, Source
from seized.reading.encodings import decode

if TYPE_CHECKING:
    from lxml import etree

    from seized.reading.html_blocks import Piece

__all__ = ["MAX_HTML_BYTES", "read_html"]

MAX_HTML_BYTES = 50_000_000
"""The longest page that is read."""

_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)", re.I
)
# HTML takes these names for their supersets (WHATWG Encoding Standard).
_SUPERSETS = {
    **dict.fromkeys(("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk"), "gb18030"),
}
_LANGUAGES = frozenset(("ar", "en", "es", "fr", "ru", "zh"))


def read_html(data: bytes, name: str | None = None) -> Source:
    """Read a page into blocks; scripts, styles and navigation are left out.

    ``Source.text`` holds the blocks in reading order, one a line, then the notes: what links of
    the shape ``<a href="#note">1</a>`` point to. ``Source.language`` is what the page claims.
    Raises ``HostileFile`` for pages over ``MAX_HTML_BYTES`` or nested deeper than 256 elements,
    ``BrokenFile`` for what cannot be parsed and ``NoText`` for pages without words.
    """
    if len(data) > MAX_HTML_BYTES:
        raise HostileFile(
            f"a page of {len(data):,} bytes; the limit is {MAX_HTML_BYTES:,}",
            advice="Save the text of the document alone",
        )
    text, doubts = _decode(data)
    root = _parse(text)
    from seized.reading.html_blocks import read_blocks

    text, blocks = _assemble(read_blocks(root))
    if not text.strip():
        raise NoText("a page without words", advice="Its text may be loaded by a script")
    language = _language(root)
    return Source(
        text=text,
        media_type="text/html",
        sha256=hashlib.sha256(data).hexdigest(),
        name=name,
        blocks=blocks,
        language=language,
        doubts=tuple(doubts),
    )


def _decode(data: bytes) -> tuple[str, list[Doubt]]:
    """By byte order mark, then as UTF-8, then as declared, then by evidence."""
    declared = _CHARSET.search(data, 0, 4096)
    if declared is not None and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        codec = declared[1].decode("ascii").lower()
        codec = _SUPERSETS.get(codec, codec)
        try:
            # Pages that were converted to UTF-8 often keep the declaration they had.
            return data.decode("utf-8" if not codec.startswith("utf-16") else codec), []
        except (UnicodeDecodeError, LookupError):
            pass
        try:
            return data.decode(codec), []
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(data)


def _parse(text: str) -> etree._Element:
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8",
        recover=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        no_network=True,
    )
    if text.startswith("<?xml"):
        text = text.partition("?>")[2]  # it would claim an encoding that no longer holds
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BrokenFile(f"a page that cannot be parsed: {str(error)[:200]}") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise HostileFile("a page nested deeper than 256 elements, or with a text of over 10 MB")
    if root is None:
        raise NoText("a page without words")
    return root


def _language(root: etree._Element) -> str | None:
    for element in (root, *root.iterchildren("body")):
        for attribute in ("lang", "{http://www.w3.org/XML/1998/namespace}lang"):
            language = (element.get(attribute) or "")[:2].lower()
            if language in _LANGUAGES:
                return language
    return None


def _assemble(pieces: list[Piece]) -> tuple[str, tuple[Block, ...]]:
    lines: list[str] = []
    blocks: list[Block] = []
    at = 0
    for piece in sorted(pieces, key=_order):
        head = piece.label + "\t" if piece.label else ""
        line = head + piece.content.text
        start = at + len(head)
        marks = tuple(Mark(start + a, start + b, kind) for a, b, kind in piece.content.marks)
        if line.strip():
            blocks.append(
                Block(
                    at,
                    at + len(line),
                    piece.kind,
                    level=piece.level,
                    marker=piece.marker,
                    marks=marks,
                    centred=piece.centred,
                )
            )
        lines.append(line)
        at += len(line) + 1
    return "\n".join(lines), tuple(blocks)


def _order(piece: Piece) -> tuple[bool, int]:
    """Notes last, by their numbers; all else, and notes without number, as it stands."""
    marker = piece.marker or ""
    return piece.kind == "note", int(marker) if marker.isdecimal() else 0
