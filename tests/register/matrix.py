"""Who may ask for what: every address of the pages and every operation of the API.

An address that is not in the table fails the tests; so whoever adds one says for whom it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any, NamedTuple

__all__ = [
    "OPERATIONS",
    "PAGES",
    "Cell",
    "sees_answer",
    "sees_merged",
    "sees_person",
    "sees_record",
]

Rule = Callable[[str], bool]


class Cell(NamedTuple):
    """One way to ask: ``path`` with names of the world, form data, and for whom it is.

    Those for whom it is not get a page that says so. ``gone`` is for addresses that answer with
    410 or 404 whoever asks.
    """

    method: str
    path: str
    rule: Rule
    data: Mapping[str, Any] = {}
    gone: bool = False


def _role(name: str) -> str:
    return name.partition(" ")[0]


def _side(name: str) -> str:
    return name.partition(" ")[2]


def everyone(name: str) -> bool:
    return True


def signed(name: str) -> bool:
    return name != "nobody"


def nobody_at_all(name: str) -> bool:
    return False


def staff(name: str) -> bool:
    return name in {"coordinator", "auditor", "administrator"}


def runs(name: str) -> bool:
    return name in {"coordinator", "administrator"}


def audits(name: str) -> bool:
    return name in {"auditor", "administrator"}


def administers(name: str) -> bool:
    return name == "administrator"


def adds(name: str) -> bool:
    return runs(name) or _role(name) in {"focal", "approver", "partner"}


def adds_for_halvard(name: str) -> bool:
    return runs(name) or (adds(name) and _side(name) == "halvard")


def sees_record(name: str) -> bool:
    """A cleared record for the entities concerned: those of both sides, and the staff."""
    return staff(name) or _side(name) in {"halvard", "ostra"}


def changes_record(name: str) -> bool:
    """What is cleared only the owner's approver changes."""
    return runs(name) or name == "approver halvard"


def confirms_record(name: str) -> bool:
    return name == "partner ostra"


def sees_call(name: str) -> bool:
    return staff(name) or _side(name) in {"halvard", "ostra"}


def sees_answer(name: str) -> bool:
    return staff(name) or _side(name) == "halvard"


def writes_answer(name: str) -> bool:
    return _side(name) == "halvard" and _role(name) in {"focal", "approver", "partner"}


def clears_answer(name: str) -> bool:
    return name == "approver halvard"


def returns_answer(name: str) -> bool:
    return runs(name) or clears_answer(name)


sees_merged = staff


def reads_people(name: str) -> bool:
    return audits(name) or _role(name) == "approver"


def invites(name: str) -> bool:
    return administers(name) or _role(name) == "approver"


def sees_person(name: str) -> bool:
    return audits(name) or name == "approver halvard"


def gives(name: str) -> bool:
    return administers(name) or name == "approver halvard"


def _records(many: str, one: str) -> dict[str, list[Cell]]:
    here = f"{many}/{{{many}.pk}}/"
    return {
        many: [Cell("GET", f"{many}/", everyone)],
        f"{one}-new": [Cell("GET", f"{many}/new/", adds), Cell("POST", f"{many}/new/", adds)],
        one: [Cell("GET", here, sees_record)],
        f"{one}-edit": [
            Cell("GET", f"{here}edit/", changes_record),
            Cell("POST", f"{here}edit/", changes_record),
        ],
        f"{one}-step": [
            Cell("POST", f"{here}submit/", changes_record),
            Cell("POST", f"{here}return/", changes_record),
            Cell("POST", f"{here}clear/", changes_record),
            Cell("POST", f"{here}publish/", runs),
            Cell("POST", f"{here}delete/", runs),
            Cell("POST", f"{here}confirm/", confirms_record),
        ],
    }


_TEXT = "{resolution.symbol}/"
_LATER = "{later.symbol}/"
_PLACE = _TEXT + "mandates/{mandate.place}/"
PAGES: Mapping[str, list[Cell]] = {
    **_records("consultations", "consultation"),
    **_records("programmes", "programme"),
    **_records("agreements", "agreement"),
    "agreement-file": [Cell("GET", "agreements/{agreements.pk}/file/", sees_record)],
    "home": [Cell("GET", "", everyone)],
    "resolutions": [Cell("GET", "resolutions/", everyone)],
    "mandates": [Cell("GET", "mandates/", everyone)],
    "entities": [Cell("GET", "entities/", everyone)],
    "entities-all": [Cell("GET", "entities/all/", everyone)],
    "entity-new": [Cell("GET", "entities/new/", runs), Cell("POST", "entities/new/", runs)],
    "entity-edit": [
        Cell("GET", "entities/halvard/edit/", runs),
        Cell("POST", "entities/halvard/edit/", runs),
    ],
    "entity-feed": [Cell("GET", "entities/halvard/feed.atom", everyone)],
    "entity": [
        Cell("GET", "entities/halvard/", everyone),
        Cell("GET", "entities/secretary-general/", everyone),
    ],
    "calendar": [Cell("GET", "calendar/", everyone)],
    "calendar-ical": [Cell("GET", "calendar/calendar.ics", everyone)],
    "mandates-export": [Cell("GET", "mandates/mandates.csv", everyone)],
    "mandates-feed": [Cell("GET", "mandates/feed.atom", everyone)],
    "search-feed": [Cell("GET", "search/feed.atom?q=hall", everyone)],
    "feeds-own": [Cell("GET", "account/feeds/", signed)],
    "feed-make": [Cell("POST", "account/feeds/new/", signed, {"filter": "force=request"})],
    "feed-revoke": [Cell("POST", "account/feeds/{other_feed.pk}/revoke/", administers)],
    # The secret is the right: what it shows is what its owner may see.
    "feed-secret": [Cell("GET", "feeds/{feed.secret}.atom", everyone)],
    "call-report": [
        Cell("GET", "calls/{call.pk}/report/", staff),
        Cell("POST", "calls/{call.pk}/report/", runs),
    ],
    "call-report-document": [Cell("GET", "calls/{call.pk}/report/{report.pk}.docx", staff)],
    "agenda-latest": [Cell("GET", "agenda/", everyone)],
    "agenda": [Cell("GET", "agenda/97/", everyone)],
    "agenda-export": [Cell("GET", "agenda/97.csv", everyone)],
    "people": [Cell("GET", "people/", reads_people)],
    "person-invite": [
        Cell("GET", "people/invite/", invites),
        Cell("POST", "people/invite/", invites),
    ],
    "person": [Cell("GET", "people/{other.pk}/", sees_person)],
    "role-give": [
        Cell("POST", "people/{other.pk}/roles/", gives, {"role": "focal", "entity": "{halvard.pk}"})
    ],
    "person-again": [Cell("POST", "people/{other.pk}/invitation/", gives)],
    "person-step": [
        Cell("POST", "people/{other.pk}/deactivate/", administers),
        Cell("POST", "people/{other.pk}/forget/", administers),
        Cell("POST", "people/{other.pk}/signout/", administers),
    ],
    "role-end": [Cell("POST", "roles/{role.pk}/end/", gives)],
    "join": [Cell("GET", "join/nonsense/", everyone, gone=True)],
    "profile": [Cell("GET", "profile/", signed), Cell("POST", "profile/", signed)],
    "profile-export": [Cell("GET", "profile/data.json", signed)],
    "key-new": [Cell("POST", "profile/keys/", signed)],
    "key-end": [  # one's own; who leaves loses all
        Cell("POST", "profile/keys/{own_token.pk}/end/", signed),
        Cell("POST", "profile/keys/{other_token.pk}/end/", nobody_at_all),
    ],
    "signins": [Cell("GET", "profile/sign-ins/", signed)],
    "signins-end": [Cell("POST", "profile/sign-ins/end/", signed)],
    "signin-end": [
        Cell("POST", "profile/sign-ins/{own_signin.pk}/end/", signed),
        Cell("POST", "profile/sign-ins/{other_signin.pk}/end/", nobody_at_all),
    ],
    "demo": [Cell("GET", "demo/", nobody_at_all)],
    "calls": [Cell("GET", "calls/", signed)],
    "call-new": [
        Cell("GET", "calls/new/?mandate={mandate.pk}", runs),
        Cell("POST", "calls/new/?mandate={mandate.pk}", runs),
    ],
    "call": [Cell("GET", "calls/{call.pk}/", sees_call)],
    "call-edit": [
        Cell("GET", "calls/{call.pk}/edit/", runs),
        Cell("POST", "calls/{call.pk}/edit/", runs),
    ],
    "call-questions": [
        Cell("GET", "calls/{call.pk}/questions/", runs),
        Cell("POST", "calls/{call.pk}/questions/", runs),
    ],
    "call-invite": [Cell("POST", "calls/{call.pk}/invite/", runs, {"entities": "{third.pk}"})],
    "call-remind": [Cell("POST", "calls/{call.pk}/remind/", runs)],
    "call-uninvite": [Cell("POST", "calls/{call.pk}/uninvite/{silent.pk}/", runs)],
    "call-step": [
        Cell("POST", "calls/{call.pk}/freeze/", runs),
        Cell("POST", "calls/{call.pk}/close/", runs),
    ],
    "question-merge": [
        Cell("GET", "questions/{question.pk}/merge/", runs),
        Cell("POST", "questions/{question.pk}/merge/", runs),
    ],
    "contribution": [
        Cell("GET", "contributions/{invitation.pk}/", sees_answer),
        Cell("POST", "contributions/{invitation.pk}/", writes_answer),
    ],
    "contribution-step": [
        Cell("POST", "contributions/{invitation.pk}/submit/", writes_answer),
        Cell("POST", "contributions/{invitation.pk}/clear/", clears_answer),
        Cell("POST", "contributions/{invitation.pk}/return/", returns_answer, {"reason": "Why?"}),
    ],
    "audit": [Cell("GET", "audit/", audits)],
    "imports": [Cell("GET", "imports/", staff), Cell("POST", "imports/", runs)],
    "import": [Cell("GET", "imports/{run.pk}/", staff)],
    "import-cancel": [Cell("POST", "imports/{run.pk}/cancel/", runs)],
    "import-undo": [Cell("POST", "imports/{run.pk}/undo/", runs)],
    "pictures": [Cell("GET", "pictures/", everyone)],
    "picture": [Cell("GET", "pictures/fields.svg", everyone)],
    "pictures-of": [Cell("GET", "pictures/ostra/", everyone)],
    "picture-of": [Cell("GET", "pictures/ostra/cycle.svg", everyone)],
    "review": [Cell("GET", "review/", staff)],
    "review-item": [Cell("GET", "review/{item.pk}/", staff)],
    "review-decide": [Cell("POST", "review/{item.pk}/decide/", runs, {"decision": "accepted"})],
    "review-undo": [Cell("POST", "review/{item.pk}/undo/", runs)],
    "search": [Cell("GET", "search/?q=hall", everyone)],
    "about": [Cell("GET", "about/", everyone)],
    "mandate": [Cell("GET", _PLACE, everyone)],
    "mandate-correct": [Cell("POST", f"{_PLACE}correct/", runs)],
    "mandate-status": [  # addressed to the Secretary-General, for whom none of the cast works
        Cell("POST", f"{_PLACE}status/", runs, {"status": "met", "reason": "A letter."})
    ],
    "mandate-report": [Cell("POST", f"{_PLACE}report/", signed, {"text": "No"})],
    "correction-drop": [Cell("POST", f"{_PLACE}corrections/{{correction.pk}}/drop/", runs)],
    "resolution-corrections": [Cell("GET", f"{_TEXT}corrections.en.json", everyone)],
    "resolution-mandates": [Cell("GET", f"{_TEXT}mandates/", everyone)],
    "resolution-heatmap": [Cell("GET", f"{_TEXT}concordance/heatmap.svg", everyone)],
    "resolution-memory": [Cell("GET", f"{_TEXT}concordance/memory.tmx", everyone)],
    "resolution-concordance": [Cell("GET", f"{_TEXT}concordance/", everyone)],
    "resolution-redline-word": [Cell("GET", f"{_LATER}redline/changes.docx", everyone)],
    "resolution-redline": [Cell("GET", f"{_LATER}redline/", everyone)],
    "resolution-strips": [Cell("GET", f"{_LATER}genealogy/strips.svg", everyone)],
    "resolution-genealogy": [Cell("GET", f"{_LATER}genealogy/", everyone)],
    "resolution-history": [Cell("GET", f"{_LATER}history/", everyone)],
    "resolution-columns": [Cell("GET", f"{_TEXT}columns.docx?tongues=en,fr", everyone)],
    "resolution-version": [Cell("GET", f"{_TEXT}version.en.json", everyone)],
    "resolution-followup": [Cell("GET", f"{_TEXT}follow-up/", everyone)],
    "resolution-cite": [Cell("GET", f"{_TEXT}cite/", everyone)],
    "resolution-feed": [Cell("GET", f"{_TEXT}feed.atom", everyone)],
    "resolution": [Cell("GET", _TEXT, everyone)],
}


def _api_records(many: str, one: str) -> dict[str, list[Cell]]:
    here = f"{many}/{{{many}.pk}}"
    return {
        many: [Cell("GET", many, everyone)],
        one: [Cell("GET", here, sees_record)],
        f"add_{one}": [Cell("POST", many, adds_for_halvard, {"owner": "halvard"})],
        f"change_{one}": [Cell("PATCH", here, changes_record, {"note": "More"})],
        f"delete_{one}": [Cell("DELETE", here, runs)],
        f"{one}_step": [
            Cell("POST", f"{here}/submit", changes_record, {"reason": ""}),
            Cell("POST", f"{here}/return", changes_record, {"reason": "Why?"}),
            Cell("POST", f"{here}/publish", runs, {"reason": ""}),
            Cell("POST", f"{here}/confirm", confirms_record, {"reason": ""}),
        ],
    }


_FOCAL: Mapping[str, Any] = {"role": "focal", "entity": "halvard"}
_RESOLUTION = "resolutions/{resolution.symbol}"
_NAMED: Mapping[str, Any] = {"names": {"en": "Another name"}}
_PREPARED: Mapping[str, Any] = {
    "title": "Inputs", "session": 97, "deadline": "2047-01-01", "mandates": ["{mandate.pk}"],
}  # fmt: skip
OPERATIONS: Mapping[str, list[Cell]] = {
    "resolutions": [Cell("GET", "resolutions", everyone)],
    "record": [Cell("GET", "resolutions/{resolution.symbol}/versions/en", everyone)],
    "resolution": [Cell("GET", "resolutions/{resolution.symbol}", everyone)],
    "mandates": [Cell("GET", "mandates", everyone)],
    "mandate_lines": [Cell("GET", "mandates.ndjson", everyone)],
    "mandate": [Cell("GET", "mandates/{mandate.pk}", everyone)],
    "entities": [Cell("GET", "entities", everyone)],
    "asked": [Cell("GET", "entities/halvard/mandates", everyone)],
    "entity": [Cell("GET", "entities/halvard", everyone)],
    "agenda_of": [Cell("GET", "agenda/97", everyone)],
    "find": [Cell("GET", "search?q=hall&language=en", everyone)],
    **_api_records("consultations", "consultation"),
    **_api_records("programmes", "programme"),
    **_api_records("agreements", "agreement"),
    "imports": [Cell("GET", "imports", staff)],
    "one_import": [Cell("GET", "imports/{run.pk}", staff)],
    "import_files": [Cell("GET", "imports/{run.pk}/files", staff)],
    "start_import": [Cell("POST", "imports", runs, {"files": "A/RES/1/1"})],
    "cancel_import": [Cell("POST", "imports/{run.pk}/cancel", runs)],
    "undo_import": [Cell("POST", "imports/{run.pk}/undo", runs)],
    "mandate_status": [Cell("GET", "mandates/{mandate.pk}/status", everyone)],
    "set_status": [
        Cell("PATCH", "mandates/{mandate.pk}/status", runs, {"status": "met", "reason": "Seen."})
    ],
    "leave_status": [
        Cell("POST", "mandates/{mandate.pk}/status/release", runs, {"reason": "Seen."})
    ],
    "report_mandate": [Cell("POST", "mandates/{mandate.pk}/report", signed, {"words": "No"})],
    "review": [Cell("GET", "review", staff)],
    "review_item": [Cell("GET", "review/{item.pk}", staff)],
    "decide": [Cell("POST", "review/{item.pk}/decide", runs, {"decision": "accept"})],
    "undecide": [Cell("POST", "review/{item.pk}/undo", runs)],
    "list_calls": [Cell("GET", "calls", signed)],
    "one_call": [Cell("GET", "calls/{call.pk}", sees_call)],
    "prepare_call": [Cell("POST", "calls", runs, _PREPARED)],
    "change_call": [Cell("PATCH", "calls/{call.pk}", runs, {"title": "Others"})],
    "discard_call": [Cell("DELETE", "calls/{call.pk}", runs)],
    "invite": [Cell("POST", "calls/{call.pk}/contributions", runs, {"entities": ["third"]})],
    "remind": [Cell("POST", "calls/{call.pk}/remind", runs)],
    "call_step": [
        Cell("POST", "calls/{call.pk}/open", runs),
        Cell("POST", "calls/{call.pk}/freeze", runs),
        Cell("POST", "calls/{call.pk}/thaw", runs),
        Cell("POST", "calls/{call.pk}/close", runs),
    ],
    "contributions": [Cell("GET", "contributions", signed)],
    "contribution": [Cell("GET", "contributions/{invitation.pk}", sees_answer)],
    "save_answers": [
        Cell(
            "PATCH",
            "contributions/{invitation.pk}",
            writes_answer,
            {"language": "en", "answers": []},
        )
    ],
    "contribution_step": [
        Cell("POST", "contributions/{invitation.pk}/submit", writes_answer),
        Cell("POST", "contributions/{invitation.pk}/clear", clears_answer),
        Cell("POST", "contributions/{invitation.pk}/return", returns_answer, {"reason": "Why?"}),
    ],
    "reports": [Cell("GET", "calls/{call.pk}/reports", staff)],
    "report": [Cell("GET", "calls/{call.pk}/reports/{report.pk}", staff)],
    "report_document": [Cell("GET", "calls/{call.pk}/reports/{report.pk}/document", staff)],
    "assemble_report": [Cell("POST", "calls/{call.pk}/reports", runs, {"language": "en"})],
    "audit_trail": [Cell("GET", "audit", audits)],
    "keys": [Cell("GET", "keys", signed)],
    "revoke_key": [Cell("POST", "keys/{other_token.pk}/revoke", administers)],
    "feeds": [Cell("GET", "feeds", signed)],
    "revoke_feed": [Cell("POST", "feeds/{other_feed.pk}/revoke", administers)],
    "sign_ins": [Cell("GET", "sign-ins", signed)],
    "end_sign_ins": [Cell("POST", "sign-ins/end", signed)],
    "end_sign_in": [Cell("POST", "sign-ins/{other_signin.pk}/end", administers)],
    "me": [Cell("GET", "me", signed)],
    "profile": [Cell("GET", "me/profile", signed)],
    "change_profile": [Cell("PATCH", "me/profile", signed, {"name": "Another"})],
    "own_data": [Cell("GET", "me/data", signed)],
    "make_key": [Cell("POST", "keys", signed, {"name": "Mine", "scopes": ["read"]})],
    "make_feed": [Cell("POST", "feeds", signed, {"query": "force=request"})],
    "people": [Cell("GET", "people", reads_people)],
    "one_person": [Cell("GET", "people/{other.pk}", sees_person)],
    "invite_person": [Cell("POST", "people", gives, {**_FOCAL, "email": "new@example.org"})],
    "invite_again": [Cell("POST", "people/{other.pk}/invitation", gives)],
    "give_role": [Cell("POST", "people/{other.pk}/roles", gives, _FOCAL)],
    "end_role": [Cell("POST", "roles/{role.pk}/end", gives)],
    "person_step": [
        Cell("POST", "people/{other.pk}/deactivate", administers),
        Cell("POST", "people/{other.pk}/reactivate", administers),
        Cell("POST", "people/{other.pk}/factor", administers),
        Cell("POST", "people/{other.pk}/forget", administers),
        Cell("POST", "people/{other.pk}/signout", administers),
    ],
    "add_entity": [Cell("POST", "entities", runs, {**_NAMED, "key": "fourth", "kind": "un"})],
    "change_entity": [Cell("PATCH", "entities/halvard", runs, _NAMED)],
    "save_questions": [Cell("PUT", "calls/{call.pk}/questions", runs, {"questions": []})],
    "uninvite": [Cell("DELETE", "calls/{call.pk}/contributions/{silent.pk}", runs)],
    "merged": [Cell("GET", "questions/{question.pk}/merged/en", staff)],
    "merge_answers": [Cell("PUT", "questions/{question.pk}/merged/en", runs, {"text": "All"})],
    "corrections": [Cell("GET", "mandates/{mandate.pk}/corrections", staff)],
    "correct_mandate": [
        Cell("POST", "mandates/{mandate.pk}/corrections", runs, {"assignments": ["force=urge"]})
    ],
    "drop_correction": [Cell("DELETE", "mandates/{mandate.pk}/corrections/{correction.pk}", runs)],
    "corrections_file": [Cell("GET", "resolutions/{resolution.symbol}/corrections/en", everyone)],
    "agreement_file": [Cell("GET", "agreements/{agreements.pk}/file", sees_record)],
    "attach_file": [Cell("POST", "agreements/{agreements.pk}/file", changes_record, {"file": "A"})],
    "remove_file": [Cell("DELETE", "agreements/{agreements.pk}/file", changes_record)],
    **{
        f"{name}_lines": [Cell("GET", f"{many}.ndjson", everyone)]
        for name, many in {
            "resolution": "resolutions",
            "paragraph": "paragraphs",
            "citation": "citations",
            "mention": "mentions",
            "entity": "entities",
            "consultation": "consultations",
            "programme": "programmes",
            "agreement": "agreements",
        }.items()
    },
    "resolution_mandates": [Cell("GET", f"{_RESOLUTION}/mandates", everyone)],
    "follow_up": [Cell("GET", f"{_RESOLUTION}/follow-up", everyone)],
    "cite": [Cell("GET", f"{_RESOLUTION}/citation?at=op4", everyone)],
    "history": [Cell("GET", f"{_RESOLUTION}/history", everyone)],
    "concordance": [Cell("GET", f"{_RESOLUTION}/concordance", everyone)],
    "concordance_memory": [Cell("GET", f"{_RESOLUTION}/concordance/memory", everyone)],
    "concordance_columns": [Cell("GET", f"{_RESOLUTION}/concordance/columns", everyone)],
    "redline": [Cell("GET", "resolutions/{later.symbol}/redline", everyone)],
    "redline_document": [Cell("GET", "resolutions/{later.symbol}/redline/document", everyone)],
    "genealogy": [Cell("GET", "resolutions/{later.symbol}/genealogy", everyone)],
    "calendar": [Cell("GET", "calendar?entity=halvard&last=2070-01-01&first=2061-01-01", everyone)],
    "counts": [Cell("GET", "counts/fields?partner=ostra", everyone)],
    "moments": [Cell("GET", "moments/ostra", everyone)],
    "contribution_lines": [Cell("GET", "contributions.ndjson", signed)],
}


def filled(text: Any, world: SimpleNamespace) -> Any:
    """A path or value with the names of the world in it."""
    if isinstance(text, list):
        return [filled(one, world) for one in text]
    if not isinstance(text, str):
        return text
    return text.format(**vars(world))
