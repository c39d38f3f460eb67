"""Forms about people and entities; rules beyond a single field are the actions'."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from seized.register.actions.tokens import SCOPES
from seized.register.cycle.forms import EntityField, choosable
from seized.register.models import Entity, Role
from seized.register.policy import DELEGATED, Person
from seized.register.settings import LANGUAGE_NAMES
from seized.register.tongue import CODES

__all__ = ["EntityForm", "InviteForm", "ProfileForm", "RoleForm", "TokenForm"]

_LANGUAGES: Final = [(code, LANGUAGE_NAMES[code]) for code in CODES]


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "size": 12})
    return forms.DateField(label=label, required=False, widget=widget)


def _own_entities(who: Person, *roles: str) -> QuerySet[Entity]:
    """All for those with a role for the whole register, else those of the own roles."""
    if Role.ADMINISTRATOR in who.everywhere or (not roles and who.everywhere):
        return choosable()
    held = frozenset().union(*(who.roles.get(r, frozenset()) for r in roles or who.roles))
    return choosable().filter(pk__in=held)


class RoleForm(forms.Form):
    """A role, the entity for which it is, and its days."""

    role = forms.ChoiceField(label=_("Role"), choices=())
    entity = EntityField(
        Entity.objects.none(),
        label=_("Entity"),
        required=False,
        help_text=_("Coordinators, auditors and administrators have none."),
    )
    since = _day(_("First day"))
    until = _day(_("Last day"))

    def __init__(self, who: Person, code: str, *args: Any, **kw: Any) -> None:
        kw.setdefault("label_suffix", "")
        super().__init__(*args, **kw)
        all_roles = Role.ADMINISTRATOR in who.everywhere
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (value, label) for value, label in Role.choices if all_roles or value in DELEGATED
        ]
        entity: Any = self.fields["entity"]
        entity.code, entity.queryset = code, _own_entities(who, Role.APPROVER)
        if not all_roles:
            entity.required, entity.help_text = True, ""

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {n: self.cleaned_data[n] for n in ("role", "entity", "since", "until")}


class InviteForm(RoleForm):
    """An address, the language of the mail, and a first role."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    language = forms.ChoiceField(label=_("Language of the mail"), choices=_LANGUAGES)

    field_order = ("email", "language", "role", "entity", "since", "until")


class ProfileForm(forms.Form):
    """What people say of themselves."""

    name = forms.CharField(label=_("Your name"), max_length=160)
    language = forms.ChoiceField(label=_("Language of pages and mail"), choices=_LANGUAGES)

    def __init__(self, *args: Any, **kw: Any) -> None:
        kw.setdefault("label_suffix", "")
        super().__init__(*args, **kw)
        self.fields["name"].widget.attrs |= {"dir": "auto", "autocomplete": "name"}


class TokenForm(forms.Form):
    """A key to the API."""

    title = forms.CharField(label=_("What it is for"), max_length=80)
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"), widget=forms.CheckboxSelectMultiple
    )
    entity = EntityField(
        Entity.objects.none(),
        label=_("Entity"),
        required=False,
        help_text=_("With an entity, the key has your roles for that entity alone."),
    )
    days = forms.IntegerField(label=_("Days until it ends"), min_value=1, max_value=366, initial=90)

    def __init__(self, who: Person, code: str, *args: Any, **kw: Any) -> None:
        kw.setdefault("label_suffix", "")
        super().__init__(*args, **kw)
        self.fields["scopes"].choices = [(s, s) for s in SCOPES]  # type: ignore[attr-defined]
        self.fields["scopes"].initial = ["read"]
        self.fields["title"].widget.attrs["dir"] = "auto"
        entity: Any = self.fields["entity"]
        entity.code, entity.queryset = code, _own_entities(who)


class EntityForm(forms.Form):
    """An entity: its key, on which side it stands, its names."""

    key = forms.CharField(
        label=_("Key"),
        max_length=160,
        help_text=_("Small Latin letters, digits and hyphens; it stands in addresses and stays."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Entity.Kind.choices)

    def __init__(self, entity: Entity | None, *args: Any, **kw: Any) -> None:
        kw.setdefault("label_suffix", "")
        if entity is not None:
            names = {f"name_{c}": n for c, n in entity.names.items()}
            kw["initial"] = {"key": entity.key, "kind": entity.kind, **names}
        super().__init__(*args, **kw)
        if entity is not None:
            del self.fields["key"]
        for code in ("en", *(c for c in CODES if c != "en")):
            attrs = {"dir": "rtl" if code == "ar" else "ltr", "lang": code}
            self.fields[f"name_{code}"] = forms.CharField(
                label=LANGUAGE_NAMES[code],
                max_length=300,
                required=code == "en",
                widget=forms.TextInput(attrs),
            )

    def names(self) -> dict[str, str]:
        """The names by language code."""
        return {c: self.cleaned_data.get(f"name_{c}", "") for c in CODES}
