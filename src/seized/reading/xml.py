"""XML from strangers: no document type, no entities, no network, no huge trees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from seized.model.errors import BrokenFile, HostileFile

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["MAX_XML_BYTES", "parse_xml"]

MAX_XML_BYTES = 64_000_000
"""The longest XML that is parsed; the longest resolution known has some 3 MB."""

_LIMITS = ("depth", "huge", "amplification", "entity loop", "too long", "xml_max", "name too")


def parse_xml(data: bytes, what: str = "XML") -> etree._Element:
    """The root element of ``data``; comments and processing instructions are left out.

    A document type declaration is refused (entities, "billion laughs", external files), and so
    are trees deeper than 256 levels, text nodes over 10 MB and more than ``MAX_XML_BYTES``.
    Raises ``HostileFile`` for those and ``BrokenFile`` for XML that is not well formed; ``what``
    names the format in the message.
    """
    from lxml import etree

    if len(data) > MAX_XML_BYTES:
        raise HostileFile(
            f"{what} of {len(data):,} bytes; the limit is {MAX_XML_BYTES:,}",
            advice="No resolution is that long; read its parts one by one",
        )
    if b"<!DOCTYPE" in (data.replace(b"\0", b"") if b"\0" in data[:4] else data):
        raise _doctype(what)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root: Any = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise _syntax(what, _said(error)) from error
    # An encoding that hides the declaration from the search above does not hide it here.
    if root.getroottree().docinfo.doctype:
        raise _doctype(what)
    return root


def _said(error: Exception) -> str:
    """What the parser says, once: it tells the place a second time in brackets."""
    message = str(getattr(error, "msg", None) or error)
    return message.partition(" (<string>")[0]


def _doctype(what: str) -> HostileFile:
    return HostileFile(
        f"{what} with a document type declaration, which may define entities",
        advice="Remove the <!DOCTYPE ...> declaration if you trust the file",
    )


def _syntax(what: str, message: str) -> BrokenFile | HostileFile:
    low = message.lower()
    if any(limit in low for limit in _LIMITS):
        return HostileFile(f"{what} beyond the limits of the parser: {message[:200]}")
    return BrokenFile(f"{what} that is not well formed: {message[:200]}", advice="Fetch it again")
