"""Forms of consultations, programmes and agreements; rules beyond a single field are actions'."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seized.languages import language
from seized.meaning.actors import actor_name, actors
from seized.meaning.fields import field_name, fields
from seized.model.findings import Mandate as Read
from seized.register.actions.rules import agreement_kinds
from seized.register.dates import shown
from seized.register.models import (
    Agreement,
    Consultation,
    Entity,
    Mandate,
    Programme,
    Shared,
    Visibility,
)
from seized.register.models.fields import PartialDateField
from seized.register.policy import Person, can, visible

__all__ = [
    "AgreementField",
    "AgreementForm",
    "ConsultationForm",
    "EntitiesField",
    "EntityField",
    "MandateForm",
    "ProgrammeForm",
    "RecordForm",
    "ResultForm",
    "called",
    "choosable",
    "kind_name",
]


def kind_name(kind: str, code: str) -> str:
    """The name of a kind of instrument in a language; the kind itself if it is not known."""
    words = language(code).table("instruments")["kinds"].get(kind)
    return str(words[0]) if words else kind


class DateField(forms.CharField):
    """A year, a month or a day."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("help_text", _("2026, 2026-03 or 2026-03-25"))
        super().__init__(max_length=10, **kwargs)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off", "size": 12}

    def clean(self, value: Any) -> Any:
        """A partial date, or nothing."""
        return PartialDateField().to_python(super().clean(value))


class MandatesField(forms.CharField):
    """Mandates by their places, one on a line: ``A/RES/75/268#op4``."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        """Rows as their places; what was typed as it is."""
        return value if value is None or isinstance(value, str) else "\n".join(map(str, value))

    def clean(self, value: Any) -> Any:
        """The mandates. Raises ``ValidationError`` that names the lines that fit none."""
        found: list[Mandate] = []
        unknown: list[str] = []
        for line in dict.fromkeys(part.strip() for part in (value or "").splitlines()):
            if not line:
                continue
            row = _mandate(line)
            if row is None:
                unknown.append(line)
            else:
                found.append(row)
        if unknown:
            raise forms.ValidationError(
                _("No mandate of the register stands at: %(places)s"),
                params={"places": ", ".join(map(str, unknown))},
            )
        return found


def _mandate(place: str) -> Mandate | None:
    symbol, _mark, at = place.partition("#")
    address, dash, ordinal = at.rpartition("-")
    rows = Mandate.objects.filter(resolution__symbol=symbol, gone=False)
    if dash and ordinal.isascii() and ordinal.isdigit():
        found = rows.filter(address=address, ordinal=int(ordinal)).first()
        if found is not None:
            return found
    return rows.filter(address=at, ordinal=1).first()


class EntityField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One entity, by its name in the language ``code``."""

    code = "en"

    def label_from_instance(self, obj: Any) -> str:
        """The name in the language of the page."""
        return str(obj.name(self.code)) if isinstance(obj, Entity) else str(obj)


def called(record: Shared, code: str) -> str:
    """What a record is called in a language: its title, or what it was and when."""
    if isinstance(record, Agreement):
        name, day = record.title or kind_name(record.kind, code), record.signed
    elif isinstance(record, Consultation):
        name, day = record.forum or record.get_form_display(), record.first
    else:
        return str(record)
    return f"{name}, {shown(day, code)}" if day else str(name)


class AgreementField(EntityField):
    """One agreement, by its title or kind, its day and its parties in the language ``code``."""

    def label_from_instance(self, obj: Any) -> str:
        """The agreement in the language of the page."""
        parties = " · ".join(party.name(self.code) for party in obj.parties.all())
        said = called(obj, self.code)
        return f"{said} ({parties})" if parties else said


class EntitiesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Some entities, by their names in the language ``code``."""

    code = "en"
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        """The name in the language of the page."""
        return str(obj.name(self.code))


def choosable(kept: Iterable[int] = ()) -> QuerySet[Entity]:
    """Entities that a form offers, and those of ``kept`` whatever they are."""
    rows = Entity.objects.filter(is_class=False) | Entity.objects.filter(pk__in=list(kept))
    return rows.exclude(key__contains="#").order_by("kind", "key")


def _many(label: Any, required: bool = False) -> EntitiesField:
    return EntitiesField(Entity.objects.none(), label=label, required=required)


def _fields() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Fields"), required=False, widget=forms.CheckboxSelectMultiple
    )


class RecordForm(forms.Form):
    """What every record has. ``record`` is the one to change, ``None`` for a new one."""

    owner = EntityField(Entity.objects.none(), label=_("Recorded by"))
    visibility = forms.ChoiceField(label=_("Who may see it"), choices=Visibility.choices)
    mandates = MandatesField(
        label=_("Mandates answered"),
        required=False,
        help_text=_("One on a line, as A/RES/75/268#op4."),
    )
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea({"rows": 2}))
    edition = forms.IntegerField(required=False, widget=forms.HiddenInput)

    last_fields: tuple[str, ...] = ("mandates", "visibility", "owner", "note", "edition")

    def __init__(self, who: Person, code: str, record: Shared | None, *args: Any, **kw: Any):
        kw["initial"] = {**(said(record) if record else {}), **kw.get("initial", {})}
        kw.setdefault("label_suffix", "")
        super().__init__(*args, **kw)
        self.code = code
        owners = [e.pk for e in Entity.objects.all() if can(who, "record.add", e)]
        kept = [record.owner_id] if record else []
        for name, field in self.fields.items():
            if isinstance(field, (EntityField, EntitiesField)) and name != "replaces":
                field.code = code
                chosen = kw["initial"].get(name) or []
                field.queryset = choosable(getattr(e, "pk", e) for e in _listed(chosen))
            if isinstance(field.widget, (forms.TextInput, forms.Textarea)):
                field.widget.attrs["dir"] = "auto"
        self.fields["owner"].queryset = choosable(kept).filter(pk__in=[*owners, *kept])  # type: ignore[attr-defined]
        subjects = _fields()  # a class cannot declare it: forms keep their fields under this name
        subjects.choices = [(key, field_name(key, code)) for key in fields()]
        self.fields["fields"] = subjects
        self.order_fields([n for n in self.fields if n not in self.last_fields])

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {k: v for k, v in self.cleaned_data.items() if k != "edition"}

    def shown(self, name: str, value: Any) -> str:
        """A value of one of its fields as a person reads it."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
            choices: Any = field.choices
            names = {str(k): str(v) for k, v in choices}
            return ", ".join(names.get(str(v), str(v)) for v in _listed(value))
        return ", ".join(
            v.name(self.code) if isinstance(v, Entity) else str(v) for v in _listed(value)
        )

    def differences(self, current: Shared) -> list[tuple[Any, str, str]]:
        """Label, mine, theirs, for every field that is not the same in both."""
        theirs = said(current)
        rows = []
        for name, mine in self.values().items():
            pair = self.shown(name, mine), self.shown(name, theirs.get(name))
            if pair[0] != pair[1]:
                rows.append((self.fields[name].label, *pair))
        return rows


def _listed(value: Any) -> list[Any]:
    if value in (None, ""):
        return []
    if isinstance(value, str) or not hasattr(value, "__iter__"):
        return [value]
    return sorted(value, key=str)


def said(record: Shared) -> dict[str, Any]:
    """The values of a record by the names of a form."""
    out: dict[str, Any] = {}
    for field in record._meta.get_fields():
        if not field.auto_created and field.concrete:
            value = getattr(record, field.name)
            out[field.name] = list(value.all()) if field.many_to_many else value
    return out


class ConsultationForm(RecordForm):
    """A consultation."""

    first = DateField(label=_("First day"), required=True)
    last = DateField(label=_("Last day"))
    level = forms.ChoiceField(label=_("Who consulted"), choices=Consultation.Level.choices)
    form = forms.ChoiceField(label=_("How"), choices=Consultation.Form.choices)
    forum = forms.CharField(label=_("Forum"), max_length=200, required=False)
    place = forms.CharField(label=_("Place"), max_length=160, required=False)
    participants = _many(_("Participants"), required=True)
    topics = forms.CharField(label=_("Topics"), required=False, widget=forms.Textarea({"rows": 3}))
    outcome = forms.CharField(
        label=_("Outcome"), required=False, widget=forms.Textarea({"rows": 4})
    )
    next_step = forms.CharField(
        label=_("Next step"), required=False, widget=forms.Textarea({"rows": 2})
    )
    next_date = DateField(label=_("Date of the next step"))


class ProgrammeForm(RecordForm):
    """A joint programme; its results are a formset beside it."""

    title = forms.CharField(label=_("Title"), max_length=250)
    lead = EntityField(Entity.objects.none(), label=_("Lead"))
    partners = _many(_("Partners"))
    contributing = _many(_("Contributing"))
    countries = forms.MultipleChoiceField(
        label=_("Countries"), required=False, widget=forms.CheckboxSelectMultiple
    )
    first = DateField(label=_("Begins"))
    last = DateField(label=_("Ends"))
    budget = forms.DecimalField(
        label=_("Budget"), max_digits=14, decimal_places=2, min_value=0, required=False
    )
    currency = forms.CharField(label=_("Currency"), max_length=3, initial="USD")
    source = forms.CharField(label=_("Source of funds"), max_length=200, required=False)
    summary = forms.CharField(
        label=_("Summary"), required=False, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = [key for key, entry in actors().items() if entry.kind.endswith("-state")]
        names = sorted((actor_name(key, self.code), key) for key in states)
        self.fields["countries"].choices = [(k, n) for n, k in names]  # type: ignore[attr-defined]


class ResultForm(forms.Form):
    """A target and what was reached; an empty row says nothing."""

    text = forms.CharField(label=_("Target"), max_length=250, required=False)
    unit = forms.CharField(label=_("Unit"), max_length=60, required=False)
    target = forms.DecimalField(label=_("Planned"), max_digits=14, decimal_places=2, required=False)
    reached = forms.DecimalField(
        label=_("Reached"), max_digits=14, decimal_places=2, required=False
    )
    on = DateField(label=_("Date"), help_text="")

    def clean(self) -> dict[str, Any]:
        """Numbers without words say nothing that can be read."""
        data = dict(super().clean() or self.cleaned_data)
        if not data.get("text") and any(v not in (None, "") for v in data.values()):
            self.add_error("text", gettext("Say what the target is."))
        return data


class AgreementForm(RecordForm):
    """An agreement, its text as a file."""

    kind = forms.ChoiceField(label=_("Kind"))
    title = forms.CharField(label=_("Title"), max_length=250, required=False)
    parties = _many(_("Parties"), required=True)
    signed = DateField(label=_("Signed"))
    in_force = DateField(label=_("In force"))
    expires = DateField(label=_("Expires"))
    replaces = AgreementField(Agreement.objects.none(), label=_("Replaces"), required=False)
    text = forms.FileField(label=_("Text"), required=False)

    def __init__(self, who: Person, code: str, record: Shared | None, *args: Any, **kw: Any):
        super().__init__(who, code, record, *args, **kw)
        kinds = [(key, kind_name(key, code)) for key in agreement_kinds()]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        others = visible(Agreement.objects.prefetch_related("parties"), who)
        old: Any = self.fields["replaces"]
        old.code, old.queryset = code, others.exclude(pk=record.pk) if record else others

    def values(self) -> dict[str, Any]:
        """A file that was not given again stays."""
        found = super().values()
        if not hasattr(found.get("text"), "content_type"):
            found.pop("text", None) if found.get("text") is not False else found.update(text="")
        return found


class MandateForm(forms.Form):
    """What a mandate is, to be said otherwise. ``read`` is the mandate as the record has it."""

    force = forms.ChoiceField(label=_("Force"))
    deliverable = forms.ChoiceField(label=_("Deliverable"))
    addressees = _many(_("Addressees"))
    classes = forms.MultipleChoiceField(
        label=_("Addressees that no name tells apart"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sessions = forms.CharField(
        label=_("Due at sessions"), required=False, max_length=60, help_text="77, 79"
    )
    date = DateField(label=_("Due on"))
    periodicity = forms.ChoiceField(label=_("How often"), required=False)
    reason = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea({"rows": 2}))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, code: str, read: Read, seen: str, data: Any = None) -> None:
        self.said = _said_of(read)
        super().__init__(data, initial={**self.said, "seen": seen}, label_suffix="")
        self.code = code
        words = language(code).table("tables")
        for name in ("force", "deliverable"):
            self.fields[name].choices = list(words[name].items())  # type: ignore[attr-defined]
        often = [("", "–"), *words["periodicity"].items()]
        self.fields["periodicity"].choices = often  # type: ignore[attr-defined]
        self.fields["classes"].choices = list(words["class"].items())  # type: ignore[attr-defined]
        keys = [a.actor for a in read.addressees if a.actor]
        asked = Entity.objects.filter(key__in=keys)
        many = self.fields["addressees"]
        many.code, many.queryset = code, choosable(asked.values_list("pk", flat=True))  # type: ignore[attr-defined]
        self.initial["addressees"] = [e.pk for e in asked if e.key in self.said["addressees"]]
        self.fields["sessions"].widget.attrs |= {"inputmode": "numeric", "size": 12, "dir": "ltr"}
        self.fields["reason"].widget.attrs["dir"] = "auto"

    def assignments(self) -> list[str]:
        """What is said otherwise than it was read, as ``seized correct --set`` takes it."""
        data = self.cleaned_data
        names = {"force": "force", "deliverable": "deliverable", "sessions": "session",
                 "date": "due.date", "periodicity": "due.periodicity"}  # fmt: skip
        out = []
        for name, short in names.items():
            value = str.__str__(data[name] or "").replace(" ", "").replace("،", ",")
            if value != self.said[name]:
                out.append(f"{short}={value}")
        who = [entity.key for entity in data["addressees"]]
        if {*who} != {*self.said["addressees"]} or {*data["classes"]} != {*self.said["classes"]}:
            out.append("addressee=" + ",".join([*who, *data["classes"]]))
        return out


def _said_of(read: Read) -> dict[str, Any]:
    asked = [one for one in read.addressees if one.role == "addressee"]
    return {
        "force": read.force,
        "deliverable": read.deliverable,
        "addressees": [one.actor for one in asked if one.actor],
        "classes": [one.class_ for one in asked if not one.actor],
        "sessions": ",".join(map(str, read.due.sessions)),
        "date": str.__str__(read.due.date) if read.due.date else "",
        "periodicity": read.due.periodicity or "",
    }


FORMS: Final[dict[type[Shared], type[RecordForm]]] = {
    Consultation: ConsultationForm,
    Programme: ProgrammeForm,
    Agreement: AgreementForm,
}
