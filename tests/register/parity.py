"""What the API has for each page, and which actions each of its operations runs.

The actions are read from the code of the operations, so that nobody has to keep a list: a class
that an operation names, or holds in a table of steps, is one that it can run.
"""

from __future__ import annotations

import dis
import inspect
from collections.abc import Callable, Iterator, Mapping
from types import CodeType, FunctionType, ModuleType
from typing import Any, get_args

from seized.register.actions.base import Action
from seized.register.api import api

__all__ = ["ALIKE", "BY_HAND", "actions_of", "every_action", "operations"]

BY_HAND: Mapping[str, str] = {
    "Join": "a person who is invited has no key yet: the secret link of the mail is the right",
}
"""Actions that no operation runs, and why."""

_DRAWN = "a picture of what its operation gives as numbers"
ALIKE: Mapping[str, tuple[str, ...] | str] = {
    "home": ("mandates", "list_calls", "contributions", "review"),
    "resolutions": ("resolutions",),
    "resolution": ("resolution", "record"),
    "resolution-version": ("record",),
    "resolution-columns": ("concordance_columns",),
    "resolution-mandates": ("resolution_mandates",),
    "resolution-followup": ("follow_up",),
    "resolution-concordance": ("concordance",),
    "resolution-memory": ("concordance_memory",),
    "resolution-heatmap": _DRAWN,
    "resolution-redline": ("redline",),
    "resolution-redline-word": ("redline_document",),
    "resolution-genealogy": ("genealogy",),
    "resolution-strips": _DRAWN,
    "resolution-history": ("history",),
    "resolution-corrections": ("corrections_file",),
    "resolution-cite": ("cite",),
    "mandates": ("mandates",),
    "mandates-export": ("mandate_lines",),
    "mandate": ("mandate", "mandate_status", "corrections"),
    "mandate-correct": ("correct_mandate", "decide"),
    "correction-drop": ("drop_correction",),
    "mandate-status": ("set_status", "leave_status"),
    "mandate-report": ("report_mandate",),
    "entities": ("entities",),
    "entities-all": ("entities",),
    "entity": ("entity", "asked"),
    "entity-new": ("add_entity",),
    "entity-edit": ("change_entity",),
    **{
        f"{one}{page}": operations
        for one in ("consultation", "programme", "agreement")
        for page, operations in {
            "s": (f"{one}s",),
            "": (one,),
            "-new": (f"add_{one}",),
            "-edit": (f"change_{one}",),
            "-step": (f"{one}_step", f"delete_{one}"),
        }.items()
    },
    "agreement-file": ("agreement_file",),
    "calls": ("list_calls",),
    "call": ("one_call",),
    "call-new": ("prepare_call",),
    "call-edit": ("change_call",),
    "call-questions": ("save_questions",),
    "call-invite": ("invite",),
    "call-uninvite": ("uninvite",),
    "call-remind": ("remind",),
    "call-step": ("call_step", "discard_call"),
    "question-merge": ("merged", "merge_answers"),
    "contribution": ("contribution", "save_answers", "contribution_step"),
    "contribution-step": ("contribution_step",),
    "call-report": ("reports", "report", "assemble_report"),
    "call-report-document": ("report_document",),
    "agenda": ("agenda_of",),
    "agenda-latest": ("agenda_of",),
    "agenda-export": ("agenda_of",),
    "calendar": ("calendar",),
    "calendar-ical": ("calendar",),
    "imports": ("imports", "start_import"),
    "import": ("one_import", "import_files"),
    "import-cancel": ("cancel_import",),
    "import-undo": ("undo_import",),
    "review": ("review",),
    "review-item": ("review_item",),
    "review-decide": ("decide",),
    "review-undo": ("undecide",),
    "search": ("find",),
    "people": ("people",),
    "person": ("one_person",),
    "person-invite": ("invite_person",),
    "person-again": ("invite_again",),
    "person-step": ("person_step",),
    "role-give": ("give_role",),
    "role-end": ("end_role",),
    "profile": ("profile", "change_profile", "keys", "me"),
    "profile-export": ("own_data",),
    "signins": ("sign_ins",),
    "signins-end": ("end_sign_ins",),
    "signin-end": ("end_sign_in",),
    "key-new": ("make_key",),
    "key-end": ("revoke_key",),
    "feeds-own": ("feeds",),
    "feed-make": ("make_feed",),
    "feed-revoke": ("revoke_feed",),
    "feed-secret": "the secret in the address is the right; it is read without a key",
    "mandates-feed": "Atom has an address of its own, which readers of feeds ask without a key",
    "search-feed": "Atom has an address of its own, which readers of feeds ask without a key",
    "entity-feed": "Atom has an address of its own, which readers of feeds ask without a key",
    "resolution-feed": "Atom has an address of its own, which readers of feeds ask without a key",
    "audit": ("audit_trail",),
    "pictures": ("counts",),
    "pictures-of": ("counts", "moments"),
    "picture": _DRAWN,
    "picture-of": _DRAWN,
    "join": BY_HAND["Join"],
    "about": "what the software is: the document of the API says so of itself",
    "demo": "one-click sign-in of the demonstration",
}
"""What can be asked of the API in place of each page; or why nothing can."""


def every_action() -> Iterator[type[Action[Any]]]:
    """Every change that can be made: the classes that none other is made from."""
    rest = [Action]
    while rest:
        one = rest.pop()
        below = one.__subclasses__()
        rest += below
        if not below and one.__module__.startswith("seized."):
            yield one


def operations() -> dict[str, Callable[..., Any]]:
    """Every operation of the API by its name, as the function that was written for it."""
    found = {}
    for _prefix, router in api._routers:
        for view in router.path_operations.values():
            for one in view.operations:
                found[one.operation_id] = inspect.unwrap(one.view_func)
    return found


def _is_attribute(one: dis.Instruction | None) -> bool:
    return one is not None and one.opname in {"LOAD_ATTR", "LOAD_METHOD"}


def _with_inner(code: CodeType) -> Iterator[CodeType]:
    """The code of a function, and of the functions and comprehensions inside it."""
    yield code
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from _with_inner(one)


def _named(function: FunctionType) -> Iterator[Any]:
    """What a function holds or names: globals, and the parts of modules that it takes."""
    yield from (cell.cell_contents for cell in function.__closure__ or ())
    for code in _with_inner(function.__code__):
        told = [*dis.get_instructions(code), None, None]
        for one, after, then in zip(told, told[1:], told[2:], strict=False):
            if one is None or one.opname != "LOAD_GLOBAL":
                continue
            value = function.__globals__.get(one.argval)
            if isinstance(value, ModuleType) and _is_attribute(after):
                value, after = getattr(value, after.argval), then
            if not _is_attribute(after):  # one whose attribute is read is not called
                yield value


def actions_of(function: Any) -> frozenset[type[Action[Any]]]:
    """The actions that an operation can run, read from its code and that of its own helpers."""
    function = inspect.unwrap(function)
    asked = inspect.signature(function).parameters.get("step")
    steps = get_args(asked.annotation) if asked else ()
    found: set[type[Action[Any]]] = set()
    seen: list[FunctionType] = []
    rest = [function]
    while rest:
        one = rest.pop()
        seen.append(one)
        for value in _named(one):
            if isinstance(value, type) and issubclass(value, Action):
                found.add(value)
            elif isinstance(value, Mapping):
                found.update(value[step] for step in steps if step in value)
            elif isinstance(value, FunctionType) and value not in seen:
                rest += [value] if value.__module__ == function.__module__ else []
    return frozenset(found)
