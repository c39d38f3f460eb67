"""A report on a call for inputs: the contributions as they stand, the matrix, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from django.utils import translation

from seized.languages import language
from seized.meaning.fields import field_name, fields
from seized.model.dates import PartialDate
from seized.register.cycle.answered import Answered, answered, in_order
from seized.register.cycle.forms import kind_name
from seized.register.dates import shown, window
from seized.register.models import (
    Answer,
    Call,
    Invitation,
    Mandate,
    Merged,
    Question,
)
from seized.register.policy import person
from seized.register.tongue import django_code
from seized.writing import report_types as parts
from seized.writing.citing import Cited, citation, place_words
from seized.writing.report_outline import Covered, coverage, split
from seized.writing.report_types import Body, Frame, Input, Matter, Taken

__all__ = ["Gap", "cited", "frame_of", "gaps", "mandates_of", "material", "usual"]

# Mandates that the report and the agenda answer by themselves.
_OWN: Final = frozenset({"report", "agenda-item"})
_CLIP: Final = 40  # words of an action in the matrix
_STATES: Final = {
    Invitation.State.CLEARED: "cleared",
    Invitation.State.SUBMITTED: "pending",
    Invitation.State.RETURNED: "pending",
}


class Gap(NamedTuple):
    """What came in on one mandate, with its row; ``covered`` names entities by their keys."""

    mandate: Mandate
    covered: Covered


def cited(mandate: Mandate) -> Cited:
    """The place of a mandate, as documents cite it."""
    return Cited(mandate.resolution.symbol, mandate.address)


def mandates_of(call: Call) -> list[Mandate]:
    """The mandates that the report is about, in reading order: of the resolutions that ask for
    it, and those that its questions are about.
    """  # fmt: skip
    resolutions = call.mandates.values_list("resolution", flat=True)
    rows = Mandate.objects.filter(resolution__in=resolutions, gone=False)
    rows = rows | Mandate.objects.filter(question__call=call, gone=False)
    found = rows.select_related("resolution").prefetch_related("wordings", "addressees__entity")
    return sorted(found.distinct(), key=lambda m: (m.resolution.sort_key, in_order(m)))


def usual(call: Call, code: str) -> dict[str, Any]:
    """What the frame of a new report says until someone changes it, by the names of the form."""
    first = call.mandates.select_related("resolution").order_by("pk").first()
    resolution = first.resolution if first else None
    organ = resolution.organ if resolution else ""
    known = language(code).table("printing")["organs"]
    return {
        "arrangement": "entities",
        "organs": [organ if organ in known else "general-assembly"],
        "agenda": f"A/{call.session}/150",  # the same number in every session
        "agenda_title": resolution.agenda_titles.get(code, "") if resolution else "",
        "original": "en",
    }


def frame_of(call: Call, code: str, values: Mapping[str, Any]) -> Frame:
    """The frame from the values of the form; a missing one is empty."""
    issued = str(values.get("issued") or "")
    return Frame(
        code,
        session=call.session,
        organs=tuple(values.get("organs") or ("general-assembly",)),
        symbols=tuple(values.get("symbols") or ()),
        issued=PartialDate(issued) if issued else None,
        original=values.get("original") or None,
        items=tuple(values.get("items") or ()),
        arrangement="fields" if values.get("arrangement") == "fields" else "entities",
        contents=bool(values.get("contents")),
        **{name: str(values.get(name) or "") for name in _TEXTS},
    )


_TEXTS: Final = (
    "agenda", "agenda_title", "title", "by", "summary", "introduction", "observations",
)  # fmt: skip


def material(call: Call, frame: Frame) -> parts.Report:
    """The report as it would be assembled now."""
    code = frame.language
    with translation.override(django_code(code)):
        invited = sorted(
            call.invitations.select_related("entity"), key=lambda one: one.entity.name("en")
        )
        questions = list(call.questions.select_related("mandate__resolution"))
        first = call.mandates.select_related("resolution").order_by("pk").first()
        about = first.resolution.symbol if first else ""
        report = parts.Report(
            frame,
            _pursuant(call),
            tuple(_body(one, code) for one in invited),
            tuple(_matter(one, about, code) for one in questions),
            tuple(_inputs(call)),
            tuple(_merged(call, code)),
            deadline=PartialDate(call.deadline.isoformat()),
        )
        return report._replace(matrix=tuple(_matrix(call, report)))


def gaps(call: Call, report: parts.Report) -> list[Gap]:
    """What came in on every mandate that entities answer."""
    rows = [one for one in mandates_of(call) if one.deliverable not in _OWN]
    return [Gap(*pair) for pair in zip(rows, coverage(report, map(cited, rows)), strict=True)]


def _pursuant(call: Call) -> tuple[Cited, ...]:
    """The mandates that ask for a report; all that the call covers where none of them does."""
    rows = list(call.mandates.select_related("resolution").order_by("resolution__sort_key", "pk"))
    asking = [row for row in rows if row.deliverable == "report"]
    return tuple(cited(row) for row in asking or rows)


def _body(invitation: Invitation, code: str) -> Body:
    state: Any = _STATES.get(Invitation.State(invitation.state), "silent")
    return Body(invitation.entity.key, invitation.entity.name(code), state)


def _matter(question: Question, about: str, code: str) -> Matter:
    field = question.field
    name = field_name(field, code) if field in fields() else field
    if question.mandate is None:
        title = name[:1].upper() + name[1:] or question.texts.get(code) or str(question)
        return Matter(str(question.pk), title, (), name)
    place = cited(question.mandate)
    words = language(code).table("report")["matters"]
    what = words.get(question.mandate.deliverable) or words["other"]
    near = place_words(place.at, code) if place.symbol == about else ""
    key = "form" if near else "far"
    title = words[key].format(what=what, place=near, cited=citation(place, code))
    return Matter(str(question.pk), title, (place,), name)


def _inputs(call: Call) -> Iterator[Input]:
    rows = Answer.objects.filter(question__call=call).select_related("invitation__entity")
    for one in rows.order_by("question__position", "pk"):
        key = one.invitation.entity.key
        yield Input(key, str(one.question_id), one.text, one.nothing, one.language)


def _merged(call: Call, code: str) -> Iterator[parts.Merged]:
    """The merged text of each question, in the language of the report where there is one."""
    best: dict[int, Merged] = {}
    for row in Merged.objects.filter(question__call=call).order_by("pk"):
        if row.text.strip() and (row.language == code or row.question_id not in best):
            best[row.question_id] = row
    for row in best.values():
        names = tuple(dict.fromkeys(str(one.get("entity", "")) for one in row.sources))
        yield parts.Merged(str(row.question_id), row.text, names, row.language)


def _matrix(call: Call, report: parts.Report) -> Iterator[Taken]:
    """Rows for each mandate: public records about it, contributions, who did not answer."""
    code = report.frame.language
    rows = mandates_of(call)
    known = {one.mandate.pk: one for one in answered(rows, person(None))}
    sent = _sent(call)
    for mandate in rows:
        base = _base(mandate, code)
        taken = [
            *_own(mandate, base, call, report),
            *_recorded(known[mandate.pk], base, code),
            *_contributed(cited(mandate), base, report, sent),
        ]
        none = language(code).table("report")["words"]["none_here"]
        yield from taken or [base._replace(action=none)]


def _base(mandate: Mandate, code: str) -> Taken:
    wording = mandate.wording(code)
    names = [a.entity.name(code) for a in mandate.addressees.all() if a.entity is not None]
    return Taken(
        cited(mandate),
        wording.quote if wording else "",
        "\n".join(dict.fromkeys(names)),
        "",
        "",
        "",
        str(language(code).table("closure")["status"][mandate.status]),
        wording.language if wording and wording.language != code else None,
    )


def _own(mandate: Mandate, base: Taken, call: Call, report: parts.Report) -> Iterator[Taken]:
    """The report answers the mandate that asks for it, the agenda the one for an item."""
    if mandate.deliverable not in _OWN or call.session not in mandate.sessions:
        return
    frame = report.frame
    words = language(frame.language).table("report")["words"]
    if mandate.deliverable == "report":
        date = shown(frame.issued, frame.language)
        yield base._replace(action=words["this_report"], date=date, source="–".join(frame.symbols))
    else:
        yield base._replace(action=words["agenda_entry"], source=frame.agenda)


def _recorded(known: Answered, base: Taken, code: str) -> Iterator[Taken]:
    for one in known.consultations:
        names = "\n".join(entity.name(code) for entity in one.participants.all())
        told = one.outcome or one.topics or one.get_level_display()
        day = window_of(one.first, one.last, code)
        where = ", ".join(filter(None, (one.forum or one.get_form_display(), one.place)))
        yield base._replace(addressee=names, action=_clip(told), date=day, source=where)
    for joint in known.programmes:
        day = window_of(joint.first, joint.last, code)
        yield base._replace(
            addressee=joint.lead.name(code),
            action=_clip(joint.title),
            date=day,
            source=joint.source,
        )
    for deal in known.agreements:
        names = "\n".join(entity.name(code) for entity in deal.parties.all())
        title = deal.title or kind_name(deal.kind, code)
        day = shown(deal.signed, code)
        yield base._replace(addressee=names, action=_clip(title), date=day, source=title)


def window_of(first: Any, last: Any, code: str) -> str:
    """First and last day as they are known."""
    return window(first or None, last or None, code)


class _Sent(NamedTuple):
    entity: str
    day: str


def _sent(call: Call) -> dict[str, str]:
    """When each cleared contribution was cleared, by the key of its entity."""
    rows = call.invitations.filter(cleared_at__isnull=False).select_related("entity")
    return {one.entity.key: one.cleared_at.date().isoformat() for one in rows if one.cleared_at}


def _contributed(
    place: Cited, base: Taken, report: parts.Report, sent: Mapping[str, str]
) -> Iterator[Taken]:
    code = report.frame.language
    words = language(code).table("report")["words"]
    (found,) = coverage(report, [place])
    names = {body.key: body.name for body in report.bodies}
    matters = {matter.key for matter in report.matters if place in matter.cites}
    for key in found.told:
        text = " ".join(
            one.text for one in report.inputs
            if one.entity == key and one.matter in matters and not one.nothing
        )  # fmt: skip
        day = shown(PartialDate(sent[key]), code) if key in sent else ""
        yield base._replace(
            addressee=names[key], action=_clip(text), date=day, source=words["contribution"]
        )
    if found.nothing:
        listed = "\n".join(names[key] for key in found.nothing)
        yield base._replace(addressee=listed, action=words["nothing_here"])
    if missing := found.pending + found.silent:
        listed = "\n".join(names[key] for key in missing)
        yield base._replace(addressee=listed, action=words["none_here"])


def _clip(text: str) -> str:
    """The first paragraph, and no more than some forty words of it."""
    first = next((words for _, words in split(text)), "")
    words = first.split()
    if len(words) > _CLIP:
        return " ".join(words[:_CLIP]) + " …"
    return first if len(first) <= 6 * _CLIP else first[: 6 * _CLIP] + "…"
