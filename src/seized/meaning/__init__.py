"""Resolution to findings: citations, actors, instruments, events, fields, clauses, mandates."""

from __future__ import annotations

from seized.meaning.actors import find_actors
from seized.meaning.citations import find_citations
from seized.meaning.citations_doubts import citation_doubts
from seized.meaning.clauses import act_doubts, find_clauses, read_acts
from seized.meaning.events import find_events
from seized.meaning.fields import find_fields
from seized.meaning.instruments import find_instruments
from seized.meaning.mandates import find_mandates
from seized.meaning.passages import running
from seized.meaning.textdoubts import text_doubts
from seized.model.doubts import Doubt
from seized.model.findings import Findings
from seized.model.resolution import Resolution

__all__ = ["understand"]


def understand(
    resolution: Resolution, source_text: str, code: str
) -> tuple[Findings, tuple[Doubt, ...]]:
    """Everything that is found in a resolution, and the doubts about it.

    ``source_text`` is the text that the pieces of the paragraphs lead into; ``code`` one of the
    six. Linear in the length of the text. Raises ``UnsupportedLanguage`` for any other code.
    """
    whole = running(resolution)
    actors = find_actors(resolution, source_text, code, whole)
    citations = find_citations(resolution, source_text, code)
    acts = read_acts(resolution, code)
    fields = find_fields(resolution, source_text, code, actors, whole)
    findings = Findings(
        citations=citations,
        actors=actors,
        instruments=find_instruments(
            resolution, source_text, code, actors, citations, fields, whole
        ),
        events=find_events(resolution, source_text, code, whole),
        clauses=find_clauses(resolution, source_text, code, acts),
        mandates=find_mandates(resolution, source_text, code, actors, acts),
        fields=fields,
    )
    doubts = (
        *citation_doubts(resolution, citations),
        *act_doubts(findings.clauses, code),
        *text_doubts(resolution, source_text, code, whole, acts),
    )
    return findings, doubts
