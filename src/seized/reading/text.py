"""Plain text and Markdown: decode, make line breaks and control characters simple."""

from __future__ import annotations

import hashlib
import re

from seized.model.doubts import Doubt
from seized.model.errors import EmptyInput, HostileFile
from seized.model.source import Block, Source
from seized.model.text import Span
from seized.reading.encodings import decode

__all__ = ["MAX_TEXT_BYTES", "read_text", "simplify"]

MAX_TEXT_BYTES = 50_000_000
"""The longest text that is read as one resolution; the longest known has some 1.2 MB."""

_MARKDOWN_SIGNS = "*_#>[|\\&<"
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_CONTROLS = bytes(byte for byte in range(256) if _CONTROL.match(chr(byte)))
_BREAKS = str.maketrans({"\v": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})


def read_text(data: bytes, name: str | None = None) -> Source:
    """Plain text or Markdown to a ``Source``; blocks only where Markdown was rendered.

    ``Source.text`` is the text as given but for this: line breaks of any kind are ``\\n``, a byte
    order mark and control characters are gone (doubt ``control-characters``); form feeds stay,
    they part pages. Bytes that are not UTF-8 give ``encoding-guessed`` or ``broken-characters``.
    Raises ``HostileFile`` beyond ``MAX_TEXT_BYTES``, ``EmptyInput`` for white space only and
    ``UnsupportedFormat`` for bytes that are no text.
    """
    if len(data) > MAX_TEXT_BYTES:
        raise HostileFile(
            f"a text of {len(data):,} bytes; the limit is {MAX_TEXT_BYTES:,}",
            advice="Cut it into one file for each resolution",
        )
    text, doubts = decode(data)
    text, more = simplify(text)
    doubts += more
    if not text or text.isspace():
        raise EmptyInput("there is nothing to read", advice="The file holds only white space")
    media_type = "text/plain"
    blocks: tuple[Block, ...] = ()
    if any(sign in text for sign in _MARKDOWN_SIGNS):
        from seized.reading.markdown import markdown_kind

        kind = markdown_kind(text)
        if kind != "none":
            media_type = "text/markdown"
        if kind == "rich":
            from seized.reading.markdown_blocks import render_markdown

            text, blocks = render_markdown(text)
    return Source(
        text=text,
        media_type=media_type,
        sha256=hashlib.sha256(data).hexdigest(),
        name=name,
        blocks=blocks,
        doubts=tuple(doubts),
    )


def simplify(text: str) -> tuple[str, list[Doubt]]:
    """Line breaks to ``\\n``; control characters dropped, counted and placed in a doubt."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\v" in text or "\x85" in text or "\u2028" in text or "\u2029" in text:
        text = text.translate(_BREAKS)
    if text.startswith("\ufeff"):
        text = text[1:]
    narrow = text.encode("latin-1", "replace")  # looked through three times as fast as the text
    count = len(narrow) - len(narrow.translate(None, _CONTROLS))
    if not count:
        return text, []
    parts = _CONTROL.split(text)
    at = len(parts[0])
    doubt = Doubt("control-characters", span=Span(at, at), values={"count": str(count)})
    return "".join(parts), [doubt]
