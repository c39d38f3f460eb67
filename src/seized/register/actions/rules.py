"""What consultations, programmes and agreements must be, whoever enters them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from seized.languages import language
from seized.meaning.actors import actors
from seized.meaning.fields import fields
from seized.model.dates import PartialDate
from seized.register.models import Agreement, Consultation, Programme

__all__ = ["agreement", "agreement_kinds", "attached", "consultation", "programme"]

Wrong = dict[str, str]
Many = Mapping[str, Sequence[Any]]
_MOST_BYTES: Final = 20 << 20
_SUFFIXES: Final = (".pdf", ".docx", ".doc", ".odt", ".txt")


def agreement_kinds() -> tuple[str, ...]:
    """The kinds of instruments, as the engine names them."""
    return tuple(language("en").table("instruments")["kinds"])


def _before(first: Any, second: Any) -> bool:
    """Whether ``first`` is before ``second`` even if each is taken as the words allow."""
    return (
        isinstance(first, PartialDate)
        and isinstance(second, PartialDate)
        and first.last < second.first
    )


def _known(wrong: Wrong, name: str, values: Iterable[str], catalogue: Iterable[str]) -> None:
    if not set(values) <= set(catalogue):
        wrong[name] = _("Choose from the list.")


def consultation(row: Consultation, many: Many) -> Wrong:
    """Two or more took part; it ends after it begins; the next one comes later."""
    wrong: Wrong = {}
    if not row.first:
        wrong["first"] = _("Say when it was; a year is enough.")
    if _before(row.last, row.first):
        wrong["last"] = _("The last day is before the first.")
    if _before(row.next_date, row.first):
        wrong["next_date"] = _("The next step is before this consultation.")
    if len(set(many["participants"])) < 2:
        wrong["participants"] = _("Choose at least two entities.")
    _known(wrong, "fields", row.fields, fields())
    return wrong


def programme(row: Programme, many: Many) -> Wrong:
    """Two or more carry it out; it ends after it begins; money and targets are not negative."""
    wrong: Wrong = {}
    if _before(row.last, row.first):
        wrong["last"] = _("The end is before the beginning.")
    if len({row.lead, *many["partners"], *many["contributing"]} - {None}) < 2:
        wrong["partners"] = _("Choose at least one entity beside the lead.")
    if row.budget is not None and row.budget < 0:
        wrong["budget"] = _("An amount is not below zero.")
    if not (len(row.currency) == 3 and row.currency.isascii() and row.currency.isupper()):
        wrong["currency"] = _("Write a currency as three capitals, such as USD.")
    _known(wrong, "fields", row.fields, fields())
    _known(wrong, "countries", row.countries, actors())
    return wrong


def agreement(row: Agreement, many: Many) -> Wrong:
    """Two or more parties; signed, then in force, then expired; it replaces another one."""
    wrong: Wrong = {}
    if row.kind not in agreement_kinds():
        wrong["kind"] = _("Choose from the list.")
    if len(set(many["parties"])) < 2:
        wrong["parties"] = _("Choose at least two entities.")
    if _before(row.in_force, row.signed):
        wrong["in_force"] = _("It enters into force before it is signed.")
    if _before(row.expires, row.in_force or row.signed):
        wrong["expires"] = _("It expires before it begins.")
    if _circle(row):
        wrong["replaces"] = _("An agreement cannot replace itself.")
    _known(wrong, "fields", row.fields, fields())
    return wrong


def attached(file: Any) -> Wrong:
    """The text of an agreement: a file of a kind that is known, and not too large."""
    if not isinstance(file, UploadedFile):
        return {}
    if not (file.name or "").lower().endswith(_SUFFIXES):
        return {"text": _("Attach a PDF, Word, ODT or plain text file.")}
    if (file.size or 0) > _MOST_BYTES:
        return {"text": _("The file is larger than 20 MB.")}
    return {}


def _circle(row: Agreement) -> bool:
    seen, at = {row.pk}, row.replaces
    while at is not None and row.pk is not None:
        if at.pk in seen:
            return True
        seen.add(at.pk)
        at = at.replaces
    return False
