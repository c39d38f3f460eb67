"""The parts of a DOCX file, taken out of the zip with limits (ECMA-376 part 2, OPC)."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from typing import Any, NamedTuple
from urllib.parse import unquote

from seized.model.errors import BrokenFile, EmptyInput, HostileFile, UnsupportedFormat
from seized.reading.xml import parse_xml

__all__ = ["Package", "Relation", "W"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

MAX_PARTS = 2_000
MAX_BYTES = 200_000_000
MAX_RATIO = 200
RATIO_FROM = 1_000_000
"""Only parts above this many bytes are held to ``MAX_RATIO``: short XML may well be repetitive."""

_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/"
# ISO/IEC 29500 Strict uses other names for the same things.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/", _OFFICE),
    (
        b"http://purl.oclc.org/ooxml/drawingml/main",
        b"http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EOCD = struct.Struct("<4s4H2LH")
_LOCAL = struct.Struct("<4s22x2H")
_BAD_ZIP = (
    zipfile.BadZipFile, zlib.error, struct.error, ValueError, OSError, EOFError,
    NotImplementedError, RuntimeError, LookupError, OverflowError,
)  # fmt: skip


class Relation(NamedTuple):
    """A relationship: the last word of its type, and the name of the part it leads to."""

    kind: str
    target: str


class Package:
    """A DOCX file whose directory was checked before anything was unpacked.

    Raises ``EmptyInput``, ``UnsupportedFormat`` (encrypted, or no Word document),
    ``BrokenFile`` and ``HostileFile`` (a limit was passed).
    """

    def __init__(self, data: bytes) -> None:
        if not data:
            raise EmptyInput("the file is empty")
        if data.startswith(_OLE):
            raise UnsupportedFormat(
                "this Word file is encrypted, or an old binary DOC",
                advice="Open it in Word or LibreOffice and save it as DOCX without a password",
            )
        if not data.startswith(b"PK"):
            raise UnsupportedFormat(
                "this is no DOCX file: it is no zip archive",
                advice="Save it as DOCX, PDF or plain text and read that",
            )
        self._data = data
        self._parts = _checked(_open(data))
        self._read = 0
        found = [
            relation.target
            for relation in self.relations("").values()
            if relation.kind == "officeDocument" and relation.target in self._parts
        ]
        self.main = found[0] if found else "word/document.xml"
        if self.main not in self._parts:
            raise BrokenFile(
                "a zip archive without a Word document in it", advice="Fetch the file again"
            )

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def read(self, name: str) -> bytes:
        """The bytes of a part. Raises ``BrokenFile`` when they cannot be unpacked."""
        info = self._parts[name]
        try:
            data = _unpacked(self._data, info)
        except _BAD_ZIP as error:
            raise _broken(f"{name}: {error}") from error
        self._read += len(data)
        if self._read > MAX_BYTES:
            raise _too_big()
        return data

    def xml(self, name: str) -> Any:
        """The root element of a part; the names of the Strict variant are made Transitional."""
        return parse_xml(transitional(self.read(name)), f"DOCX part {name}")

    def relations(self, name: str) -> dict[str, Relation]:
        """The relationships of a part by their id; those of the package for an empty name."""
        folder, base = posixpath.split(name)
        source = posixpath.join(folder, "_rels", base + ".rels")
        if source not in self._parts:
            return {}
        out = {}
        for element in self.xml(source).iterchildren(f"{_RELS}Relationship"):
            if element.get("TargetMode") == "External":
                continue
            target = unquote(element.get("Target") or "")
            if target.startswith("/") or "./" in target:
                whole = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            else:
                whole = f"{folder}/{target}" if folder else target
            kind = (element.get("Type") or "").rpartition("/")[2]
            out[element.get("Id") or ""] = Relation(kind, whole)
        return out


def transitional(data: bytes) -> bytes:
    """Names of the Strict variant of OOXML replaced; UTF-16 is left to the parser as it is."""
    if b"purl.oclc.org" in data:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    return data


def _unpacked(data: bytes, info: zipfile.ZipInfo) -> bytes:
    """Unpack one part, never beyond the size in the directory.

    A document has a dozen small parts: reading them through ``ZipFile.open`` takes as long as
    parsing them. Raises one of ``_BAD_ZIP``.
    """
    at = info.header_offset
    head = _LOCAL.unpack_from(data, at)
    if head[0] != b"PK\3\4":
        raise zipfile.BadZipFile("no part where the directory says")
    at += _LOCAL.size + head[1] + head[2]
    packed = data[at : at + info.compress_size]
    if info.compress_type == zipfile.ZIP_STORED:
        out = packed
    else:
        out = zlib.decompressobj(-15).decompress(packed, info.file_size + 1)
    if len(out) != info.file_size or zlib.crc32(out) != info.CRC:
        raise zipfile.BadZipFile("size or checksum differ from the directory")
    return out


def _open(data: bytes) -> zipfile.ZipFile:
    end = data.rfind(b"PK\x05\x06")
    if end >= 0 and len(data) >= end + _EOCD.size:
        count = _EOCD.unpack_from(data, end)[4]
        # 0xFFFF says that the count stands in a Zip64 record: no document has that many parts.
        if count > MAX_PARTS:
            raise HostileFile(f"a DOCX file of {count:,} parts; the limit is {MAX_PARTS:,}")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _BAD_ZIP as error:
        raise _broken(str(error)) from error


def _checked(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    infos = archive.infolist()
    if len(infos) > MAX_PARTS:
        raise HostileFile(f"a DOCX file of {len(infos):,} parts; the limit is {MAX_PARTS:,}")
    total = 0
    parts: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        total += info.file_size
        if total > MAX_BYTES:
            raise _too_big()
        if info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * info.compress_size:
            raise HostileFile(
                f"{info.filename} unpacks to more than {MAX_RATIO} times its size",
                advice="This is how a zip bomb looks; no resolution does",
            )
        name = info.filename
        if name.startswith("/") or "\\" in name or ".." in name.split("/"):
            continue
        if info.flag_bits & 1:
            raise UnsupportedFormat(
                "the zip archive is encrypted", advice="Save it without a password"
            )
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _broken(f"{name} is compressed in a way that OPC does not allow")
        parts.setdefault(name, info)
    return parts


def _too_big() -> HostileFile:
    return HostileFile(
        f"a DOCX file that unpacks to more than {MAX_BYTES:,} bytes",
        advice="No resolution is that long; take its pictures out",
    )


def _broken(why: str) -> BrokenFile:
    return BrokenFile(f"the DOCX file is cut off or damaged: {why}", advice="Fetch it again")
