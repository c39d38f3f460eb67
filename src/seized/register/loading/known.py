"""What the register has already, told from the bytes of an input before it is read."""

from __future__ import annotations

from hashlib import sha256

import msgspec

from seized._version import __version__
from seized.corrections import file_beside
from seized.languages import digest
from seized.model.record import Provenance
from seized.register.models import Version

__all__ = ["Known", "engine_of"]


class _Source(msgspec.Struct):
    sha256: str


class _Glance(msgspec.Struct):
    """As much of a record as tells whether it is known; the rest is passed over."""

    source: _Source
    provenance: Provenance


_GLANCE = msgspec.json.Decoder(_Glance)


def engine_of(provenance: Provenance) -> str:
    """What read a record: the engine and its knowledge, as a version keeps it."""
    return f"{provenance.engine}+{provenance.languages[:12]}"


class Known:
    """The sources of all current versions and what read them, as one set of short keys.

    An interrupted load goes on where it stopped, without reading again what is in. Some ten
    thousand versions take a few megabytes.
    """

    def __init__(self) -> None:
        self._here = engine_of(Provenance(engine=__version__, languages=digest()))
        rows = Version.objects.filter(current=True).values_list("sha256", "engine")
        self._keys = {_key(*row) for row in rows.iterator(chunk_size=2000)}

    def document(self, data: bytes, name: str) -> bool:
        """Whether this document was read by this engine; corrections beside it are read anew."""
        return (
            bool(self._keys)
            and _key(sha256(data).hexdigest(), self._here) in self._keys
            and not file_beside(name).is_file()
        )

    def record(self, line: bytes) -> bool:
        """Whether this record, as JSON, is in; one that cannot be read is not."""
        if not self._keys:
            return False
        try:
            found = _GLANCE.decode(line)
        except msgspec.MsgspecError:
            return False
        return _key(found.source.sha256, engine_of(found.provenance)) in self._keys


def _key(digest_of_source: str, engine: str) -> bytes:
    return sha256(f"{digest_of_source}/{engine}".encode()).digest()[:16]
