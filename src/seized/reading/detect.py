"""What kind of file the bytes are. The content decides; a name is only used in messages."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from seized.model.errors import BrokenFile, EmptyInput, UnsupportedFormat

__all__ = ["HEAD", "Kind", "detect"]

Kind = Literal["text", "docx", "doc", "pdf", "akn", "html"]

HEAD = 65_536
"""How many bytes are looked at; a kind that shows itself later than this is none of ours."""

_SAVE_AS = "Save it as DOCX, PDF, HTML or plain text and read that"
_OCR = "It is a picture; run character recognition on it first and read the text"
_UNPACK = "Unpack it and read the files in it"


class _Magic(NamedTuple):
    """``head`` at ``offset`` says that the file is ``what``; ``advice`` says what to do with it."""

    head: bytes
    what: str
    advice: str
    offset: int = 0


_FOREIGN = (
    _Magic(rb"{\rtf", "an RTF file", _SAVE_AS),
    _Magic(b"\xffWPC", "a WordPerfect file", _SAVE_AS),
    _Magic(b"%!PS", "a PostScript file", "Convert it to PDF and read that"),
    _Magic(b"\x89PNG\r\n\x1a\n", "a PNG image", _OCR),
    _Magic(b"\xff\xd8\xff", "a JPEG image", _OCR),
    _Magic(b"GIF87a", "a GIF image", _OCR),
    _Magic(b"GIF89a", "a GIF image", _OCR),
    _Magic(b"II*\0", "a TIFF image", _OCR),
    _Magic(b"MM\0*", "a TIFF image", _OCR),
    _Magic(b"WEBP", "a WebP image", _OCR, 8),
    _Magic(b"AT&TFORM", "a DjVu file", _OCR),
    _Magic(b"ftyp", "a video, sound or HEIF file", "It holds no text", 4),
    _Magic(b"ID3", "a sound file", "It holds no text"),
    _Magic(b"OggS", "a sound or video file", "It holds no text"),
    _Magic(b"RIFF", "a sound or video file", "It holds no text"),
    _Magic(b"\x1a\x45\xdf\xa3", "a video file", "It holds no text"),
    _Magic(b"\x1f\x8b", "a gzip archive", _UNPACK),
    _Magic(b"BZh", "a bzip2 archive", _UNPACK),
    _Magic(b"\xfd7zXZ\0", "an xz archive", _UNPACK),
    _Magic(b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    _Magic(b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    _Magic(b"\x28\xb5\x2f\xfd", "a Zstandard archive", _UNPACK),
    _Magic(b"ustar", "a tar archive", _UNPACK, 257),
    _Magic(b"SQLite format 3\0", "an SQLite database", "It is no document"),
    _Magic(b"\x7fELF", "a program", "It is no document"),
    _Magic(b"MZ\x90\0", "a program", "It is no document"),
    _Magic(b"\xca\xfe\xba\xbe", "a program", "It is no document"),
    _Magic(b"\0asm", "a program", "It is no document"),
    _Magic(b"PAR1", "a Parquet file", "It is no document"),
)

_OFFICE_ZIPS = (
    ("xl/workbook.xml", "an Excel workbook"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("META-INF/container.xml", "an EPUB book"),
    ("content.xml", "an OpenDocument file"),
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


def detect(data: bytes) -> Kind:
    """Name the reader for ``data``.

    Raises ``EmptyInput`` when there is nothing but white space, ``BrokenFile`` for a zip whose
    directory cannot be read, and ``UnsupportedFormat`` with the name of the format, and advice,
    for what Seized does not read. ``text`` is the answer when nothing else shows itself;
    whether it is text at all is for the text reader to say.
    """
    head = data[:HEAD]
    if not head.strip(b" \t\r\n\f\v\0\xef\xbb\xbf") and not data[HEAD:].strip(b" \t\r\n\f\v\0"):
        raise EmptyInput("there is nothing to read", advice="The file is empty or holds only space")
    if head[:1] in b"PMI\xd0%{<\xff\x89G\x1f\x7f\xfd7R(\xca\0BSAO\x1a" or b"\0" in head[:512]:
        kind = _by_magic(data, head)
        if kind is not None:
            return kind
    if b"%PDF-" in head[:1024]:
        return "pdf"
    return _by_markup(head)


def _by_magic(data: bytes, head: bytes) -> Kind | None:
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _by_zip_directory(data)
    if head.startswith(_OLE):
        return "doc"
    for head_bytes, what, advice, offset in _FOREIGN:
        if head.startswith(head_bytes, offset):
            raise UnsupportedFormat(f"this is {what}, which Seized does not read", advice=advice)
    return None


def _by_zip_directory(data: bytes) -> Kind:
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise BrokenFile(
            f"a zip-based file (perhaps DOCX) that is cut off or damaged: {error}",
            advice="Fetch it again",
        ) from error
    if "[Content_Types].xml" in names and any(n.startswith("word/") for n in names):
        return "docx"
    for member, what in _OFFICE_ZIPS:
        if member in names:
            raise UnsupportedFormat(f"this is {what}, which Seized does not read", advice=_SAVE_AS)
    raise UnsupportedFormat(
        "this is a zip archive, not one document",
        advice="Name one of the files in it, as in archive.zip/75-268.docx",
    )


_ROOT = re.compile(
    r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>\s*)*"
    r"<(?:(?P<prefix>[\w.-]+):)?(?P<name>[A-Za-z][\w.-]*)",
    re.DOTALL | re.IGNORECASE,
)
_TAG = (
    "html|head|body|p|div|br|hr|table|span|h[1-6]|ul|ol|li|meta|article|section|main|font|center"
    "|b|i|em|strong|title|style|script|pre|blockquote|header|footer|nav|a|sup|link|form|dl"
)
_HTML_START = re.compile(rf"(?:{_TAG})\Z", re.IGNORECASE)
_HTML_END = re.compile(r"</(?:p|div|li|td|h[1-6]|body|span)\s*>", re.IGNORECASE)
_XML_NAMES = {
    "pkg:package": "a Word document in one XML file",
    "w:worddocument": "a Word 2003 XML document",
    "svg": "an SVG drawing",
    "rss": "a news feed",
    "feed": "a news feed",
}


def _by_markup(head: bytes) -> Kind:
    if b"<" not in head:
        return "text"
    text = _head_text(head).lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        match = _ROOT.match(text)
        if match is not None:
            kind = _by_root(text, match)
            if kind is not None:
                return kind
    # Fragments of a page, pasted without their head, seldom begin with a tag.
    return "html" if len(_HTML_END.findall(text, 0, 16_384)) >= 3 else "text"


def _by_root(text: str, match: re.Match[str]) -> Kind | None:
    name = match["name"]
    if name == "akomaNtoso":
        return "akn"
    if _HTML_START.match(name) or "<!doctype html" in text[: match.end()].lower():
        return "html"
    if text.startswith("<?xml") or "xmlns" in text[match.end() : match.end() + 500]:
        full = f"{match['prefix']}:{name}" if match["prefix"] else name
        what = _XML_NAMES.get(full.lower(), f"XML with the root element <{full[:60]}>")
        raise UnsupportedFormat(
            f"this is {what}, not Akoma Ntoso", advice="Of XML, Seized reads Akoma Ntoso and XHTML"
        )
    return None


def _head_text(head: bytes) -> str:
    for bom, codec in _BOMS:
        if head.startswith(bom):
            return head[len(bom) :].decode(codec, "ignore")
    if head[:2] == b"<\0":
        return head.decode("utf-16-le", "ignore")
    if head[:2] == b"\0<":
        return head.decode("utf-16-be", "ignore")
    return head.decode("latin-1")
