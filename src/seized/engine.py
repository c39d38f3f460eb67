"""``read``: the one composition of all rooms. Pure: no clock, network, environment, database."""

from __future__ import annotations

from collections.abc import Sequence

from seized._version import __version__
from seized.languages import detection, digest, language
from seized.meaning import understand
from seized.model.doubts import Doubt
from seized.model.record import Provenance, Record, SourceInfo
from seized.model.source import Source
from seized.reading import read_source
from seized.settling import settle
from seized.structure import structure

__all__ = ["read", "read_source_text", "read_with"]


def read(data: bytes, *, name: str | None = None, code: str | None = None) -> Record:
    """Read one resolution from the bytes of a file, whatever its form.

    ``name`` is kept in the record and is used for nothing else; content decides what the bytes
    are. ``code`` is one of the six language codes, where the caller knows it. The same bytes
    give the same record. Raises an ``InputError`` that says what, where and what next.
    """
    return read_source_text(read_source(data, name), code)


def read_with(
    data: bytes,
    twins: Sequence[tuple[bytes, str]],
    *,
    name: str | None = None,
    code: str | None = None,
) -> Record:
    """Read one resolution and let versions in other languages settle what its own leaves open.

    ``twins`` are bytes and names. Raises ``InputError`` where a twin is another resolution.
    """
    record = read(data, name=name, code=code)
    return settle(record, [read(bytes_, name=other) for bytes_, other in twins])


def read_source_text(source: Source, code: str | None = None) -> Record:
    """Read one resolution from a source that a reader of the ``reading`` room made."""
    chosen, doubts = _language(source, code)
    tongue = language(chosen)
    structured = structure(source, tongue)
    findings, unsure = understand(structured.resolution, source.text, chosen)
    return Record(
        source=SourceInfo(
            sha256=source.sha256,
            media_type=source.media_type,
            characters=len(source.text),
            name=source.name,
            text=source.text,
        ),
        language=chosen,  # type: ignore[arg-type]
        resolution=structured.resolution,
        provenance=Provenance(engine=__version__, languages=digest()),
        citations=findings.citations,
        actors=findings.actors,
        instruments=findings.instruments,
        events=findings.events,
        fields=findings.fields,
        clauses=findings.clauses,
        mandates=findings.mandates,
        doubts=(*source.doubts, *doubts, *structured.doubts, *unsure),
    )


def _language(source: Source, code: str | None) -> tuple[str, list[Doubt]]:
    if code is not None:
        return code, []
    found = detection(source.text)
    doubts = []
    if source.language is not None and source.language != found.code:
        values = {"declared": source.language, "found": found.code}
        doubts.append(Doubt("language-declared-otherwise", values=values))
    if found.second is not None:
        doubts.append(Doubt("language-mixed", values={"second": found.second}))
    return found.code, doubts
