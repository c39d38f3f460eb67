"""Bytes to ``Source``: detection, and one reader for each format, imported when it is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seized.model.errors import SeizedError
from seized.reading.detect import Kind, detect

if TYPE_CHECKING:
    from seized.model.source import Source

__all__ = ["read_source"]


def read_source(data: bytes, name: str | None = None) -> Source:
    """Read ``data`` into one text with what its layout told.

    The content decides which reader is used; ``name`` is kept in ``Source.name`` and told in
    errors. Raises ``InputError`` in one of its kinds: ``EmptyInput``, ``UnsupportedFormat``,
    ``BrokenFile``, ``HostileFile``, ``NoText``, ``MissingReader``.
    """
    try:
        return _read(detect(data), data, name)
    except SeizedError as error:
        if name is None or error.where is not None:
            raise
        raise error.at(name) from error.__cause__


def _read(kind: Kind, data: bytes, name: str | None) -> Source:
    """The readers are imported late: plain text must never pay for lxml or PDFium."""
    if kind == "text":
        from seized.reading.text import read_text

        return read_text(data, name)
    if kind == "akn":
        from seized.reading.akn import read_akn

        return read_akn(data, name)
    if kind == "html":
        from seized.reading.html import read_html

        return read_html(data, name)
    if kind == "docx":
        from seized.reading.docx import read_docx

        return read_docx(data, name)
    if kind == "doc":
        from seized.reading.doc import read_doc

        return read_doc(data, name)
    from seized.reading.pdf import read_pdf

    return read_pdf(data, name)
