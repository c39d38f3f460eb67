"""``<meta>`` of a resolution: what AKN4UN (guidelines, part 1, levels MUST and SHOULD) asks for.

Work, Expression and Manifestation in this order, each with ``FRBRthis``, ``FRBRuri``, ``FRBRdate``
and ``FRBRauthor``; country, number and subtype equal to the parts of the IRI; language by ISO
639-2; publication; lifecycle; analysis of the vote; references; ``source`` on each child.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

from lxml import etree

from seized.languages import language
from seized.model.dates import PartialDate
from seized.model.errors import SymbolError
from seized.model.record import Record
from seized.model.resolution import Resolution, Vote
from seized.symbols import parse, work_iri
from seized.writing.wording import wording

__all__ = [
    "NS",
    "Iris",
    "clean",
    "committee_id",
    "component_name",
    "iris",
    "meta",
    "organ_id",
    "sub",
]

NS = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_SOURCE = "#source"
_UNKNOWN = "0001-01-01"  # as the published files write a date that is not known
_ORGANS = {
    "general-assembly": ("ga", "generalAssembly", "General Assembly"),
    "security-council": ("sc", "securityCouncil", "Security Council"),
    "economic-and-social-council": (
        "ecosoc", "economicAndSocialCouncil", "Economic and Social Council"
    ),
    "human-rights-council": ("hrc", "humanRightsCouncil", "Human Rights Council"),
}  # fmt: skip
_NO_ORGAN = ("un", "unitedNations", "United Nations")
_REFERENCES = (
    ("TLCConcept", "dateOfIssuance", "concept", "Date of issuance"),
    ("TLCConcept", "dateOfAdoption", "concept", "Date of adoption"),
    ("TLCConcept", "symbol", "concept", "Symbol"),
    ("TLCConcept", "resolutionTitle", "concept", "Resolution title"),
    ("TLCConcept", "agendaItem", "concept", "Agenda item"),
    ("TLCConcept", "session", "concept", "Session"),
    ("TLCConcept", "meeting", "concept", "Meeting"),
    ("TLCConcept", "adopted", "concept", "Adopted"),
    ("TLCConcept", "preamble", "concept", "Preamble"),
    ("TLCConcept", "noMainCommittee", "concept", "Without reference to a Main Committee"),
    ("TLCConcept", "generalDistribution", "concept", "General distribution"),
    ("TLCConcept", "adoption", "concept", "Adoption"),
    ("TLCConcept", "adoptedWithoutVote", "concept", "Adopted without a vote"),
    ("TLCConcept", "adoptedRecordedVote", "concept", "Adopted by recorded vote"),
    ("TLCConcept", "adoptedNonRecordedVote", "concept", "Adopted by non-recorded vote"),
    ("TLCConcept", "inFavour", "concept", "In favour"),
    ("TLCConcept", "against", "concept", "Against"),
    ("TLCConcept", "abstaining", "concept", "Abstaining"),
    ("TLCRole", "author", "role", "Author"),
    ("TLCRole", "issuer", "role", "Issuing body"),
    ("TLCRole", "editor", "role", "Editor"),
    ("TLCRole", "publisher", "role", "Publisher"),
)
_COMMITTEES = {
    "first-committee": "First Committee",
    "second-committee": "Second Committee",
    "third-committee": "Third Committee",
    "fourth-committee": "Special Political and Decolonization Committee (Fourth Committee)",
    "fifth-committee": "Fifth Committee",
    "sixth-committee": "Sixth Committee",
}
_OUTCOMES = {
    "without-vote": "#adoptedWithoutVote",
    "recorded": "#adoptedRecordedVote",
    "non-recorded": "#adoptedNonRecordedVote",
}


class Iris(NamedTuple):
    """The names of work and expression, and what stands in them."""

    work: str
    expression: str
    subtype: str
    number: str


def sub(parent: etree._Element, tag: str, text: str = "", /, **attributes: str) -> etree._Element:
    """A new child in the namespace of Akoma Ntoso; characters that XML lacks are left out."""
    cleaned = {name: clean(value) for name, value in attributes.items()}
    child = etree.SubElement(parent, f"{{{NS}}}{tag}", cleaned)
    if text:
        child.text = clean(text)
    return child


_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF))


def clean(text: str) -> str:
    """The text without control characters and half surrogate pairs, which XML cannot hold."""
    text = text.translate(_CONTROLS)
    if text.isascii():
        return text
    return text.encode("utf-8", "ignore").decode("utf-8")


def iris(record: Record) -> Iris:
    """The IRIs of a record. A text without a symbol is named by the digest of its source."""
    resolution = record.resolution
    date = resolution.adopted or ""
    try:
        work = work_iri(parse(resolution.symbol or ""), date)
    except SymbolError:
        number = f"sha256-{record.source.sha256[:16]}"
        actor = {"general-assembly": "unga", "security-council": "unsc"}.get(
            resolution.organ or "", "un"
        )
        work = f"/akn/un/statement/deliberation/{actor}/{date}/{number}"
    code = language(record.language).table("language")["iso639_2"]
    version = resolution.issued if resolution.issued and resolution.issued.day else ""
    _, subtype, _, _, number = work.rsplit("/", 4)
    return Iris(work, f"{work}/{code}@{version}", subtype, number)


def _day(date: PartialDate | None) -> str:
    """A full date, or the date that stands for an unknown one: a day is never invented."""
    return str(date) if date is not None and date.day is not None else _UNKNOWN


def meta(parent: etree._Element, record: Record, component: str = "main") -> None:
    """Append ``<meta>``; for an attachment ``component`` is ``annex_1``, with identity alone."""
    names = iris(record)
    element = sub(parent, "meta")
    _identification(element, record, names, component)
    if component != "main":
        return
    resolution = record.resolution
    symbol = resolution.symbol or names.number
    sub(
        element,
        "publication",
        date=_day(resolution.issued or resolution.adopted),
        name="United Nations document",
        showAs=wording(record.language).masthead(resolution)[0].text,
        number=symbol,
    )
    lifecycle = sub(element, "lifecycle", source=_SOURCE)
    sub(
        lifecycle,
        "eventRef",
        eId="event_1",
        date=_day(resolution.adopted),
        source="#original",
        type="generation",
        refersTo="#adoption",
    )
    workflow = sub(element, "workflow", source=_SOURCE)
    sub(
        workflow,
        "step",
        eId="step_1",
        date=_day(resolution.adopted),
        outcome="#adopted",
        by=f"#{organ_id(resolution)}",
    )
    if resolution.vote is not None:
        _analysis(element, resolution.vote)
    _references(element, resolution, names)


def organ_id(resolution: Resolution) -> str:
    """The name by which the references of the document know the adopting organ."""
    return _ORGANS.get(resolution.organ or "", _NO_ORGAN)[0]


def committee_id(resolution: Resolution) -> str:
    """The name of the Main Committee, or of the concept that there was none."""
    committee = resolution.committee
    return clean(committee) if committee in _COMMITTEES else "noMainCommittee"


def _identification(element: etree._Element, record: Record, names: Iris, component: str) -> None:
    resolution = record.resolution
    organ = organ_id(resolution)
    adopted = _day(resolution.adopted)
    issued = _day(resolution.issued or resolution.adopted)
    main = "!main" if component == "main" else f"!main/{component}"
    identification = sub(element, "identification", source=_SOURCE)
    work = sub(identification, "FRBRWork")
    _names(work, f"{names.work}/{main}", names.work)
    sub(work, "FRBRdate", date=adopted, name="adoption")
    sub(work, "FRBRauthor", **{"href": f"#{organ}", "as": "#author"})
    sub(work, "FRBRcountry", value="un")
    sub(work, "FRBRsubtype", value=names.subtype)
    sub(work, "FRBRnumber", value=names.number)
    expression = sub(identification, "FRBRExpression")
    _names(expression, f"{names.expression}/{main}", names.expression)
    sub(expression, "FRBRdate", date=issued, name="publication")
    sub(expression, "FRBRauthor", **{"href": f"#{organ}", "as": "#issuer"})
    code = language(record.language).table("language")["iso639_2"]
    sub(expression, "FRBRlanguage", language=code)
    manifestation = sub(identification, "FRBRManifestation")
    _names(manifestation, f"{names.expression}/{main}.xml", f"{names.expression}.xml")
    sub(manifestation, "FRBRdate", date=issued, name="markup")
    sub(manifestation, "FRBRauthor", **{"href": _SOURCE, "as": "#editor"})


def _names(element: etree._Element, this: str, uri: str) -> None:
    sub(element, "FRBRthis", value=this)
    sub(element, "FRBRuri", value=uri)


def _analysis(element: etree._Element, vote: Vote) -> None:
    analysis = sub(element, "analysis", source=_SOURCE)
    parliamentary = sub(analysis, "parliamentary")
    voting = sub(parliamentary, "voting", eId="voting_1", outcome=_OUTCOMES[vote.method])
    counts = (
        ("inFavour", vote.in_favour),
        ("against", vote.against),
        ("abstaining", vote.abstaining),
    )
    for name, count in counts:
        if count is not None:
            sub(voting, "count", eId=f"voting_1__{name}", value=str(count), refersTo=f"#{name}")
    if len(voting) == 0:
        sub(voting, "quorum", eId="voting_1__quorum", value="")


def _references(element: etree._Element, resolution: Resolution, names: Iris) -> None:
    references = sub(element, "references", source=_SOURCE)
    sub(
        references,
        "original",
        eId="original",
        href=f"{names.work}/!main",
        showAs=resolution.symbol or names.number,
    )
    for draft in resolution.drafts:
        sub(
            references,
            "passiveRef",
            eId=f"draft_{len(references)}",
            href=f"https://undocs.org/{quote(clean(draft))}",
            showAs=draft,
        )
    eid, name, shown = _ORGANS.get(resolution.organ or "", _NO_ORGAN)
    organization = "/akn/ontology/organization/un"
    sub(references, "TLCOrganization", eId=eid, href=f"{organization}/{name}", showAs=shown)
    sub(references, "TLCOrganization", eId="source", href=f"{organization}/seized", showAs="Seized")
    committee = committee_id(resolution)
    if committee in _COMMITTEES:
        shown = _COMMITTEES[committee]
        href = f"{organization}/{committee}"
        sub(references, "TLCOrganization", eId=committee, href=href, showAs=shown)
    for kind, key, branch, text in _REFERENCES:
        sub(references, kind, eId=key, href=f"/akn/ontology/{branch}/un/{key}", showAs=text)


def component_name(address: str) -> str:
    """``annex_1`` for ``annex1``."""
    return address.replace("annex", "annex_", 1)
