"""What the register has already, told from the bytes of an input before it is read."""

from __future__ import annotations

from hashlib import sha256

import msgspec

from seized._version import __version__
from seized.corrections import file_beside
from seized.languages import digest
from seized.model.record import Provenance
from seized.register.models import Version
from seized.register.texts.prepared import content_of

__all__ = ["Known", "engine_of"]


def engine_of(provenance: Provenance) -> str:
    """What read a record: the engine and its knowledge, as a version keeps it."""
    return f"{provenance.engine}+{provenance.languages[:12]}"


class Known:
    """The sources of all current versions, what read them, and what they say, as short keys.

    An interrupted load goes on where it stopped, without reading again what is in. Some ten
    thousand versions take a few megabytes.
    """

    def __init__(self) -> None:
        self._here = engine_of(Provenance(engine=__version__, languages=digest()))
        rows = Version.objects.filter(current=True).values_list("sha256", "engine", "content")
        self._keys: set[bytes] = set()
        self._said: set[bytes] = set()
        for source, engine, content in rows.iterator(chunk_size=2000):
            self._keys.add(_key(source, engine))
            self._said.add(bytes.fromhex(content)[:16])

    def document(self, data: bytes, name: str) -> bool:
        """Whether this document was read by this engine; corrections beside it are read anew."""
        return (
            bool(self._keys)
            and _key(sha256(data).hexdigest(), self._here) in self._keys
            and not file_beside(name).is_file()
        )

    def record(self, line: bytes) -> bool:
        """Whether this record, as JSON on one line, is in; one that cannot be read is not."""
        if not self._said:
            return False
        try:
            return bytes.fromhex(content_of(line))[:16] in self._said
        except msgspec.MsgspecError:
            return False


def _key(digest_of_source: str, engine: str) -> bytes:
    return sha256(f"{digest_of_source}/{engine}".encode()).digest()[:16]
