"""The form of what stands round the contributions in a report."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from seized.register.actions.reports import organ_choices
from seized.register.cycle.forms import DateField
from seized.register.settings import LANGUAGE_NAMES
from seized.register.tongue import direction

__all__ = ["ReportForm"]

_LISTED: Final = ("symbols", "items")


def _text(label: Any, rows: int, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, widget=forms.Textarea({"rows": rows}), help_text=help_text
    )


class ReportForm(forms.Form):
    """Masthead, texts of the coordinator, arrangement. ``code`` is the language of the report."""

    symbols = forms.CharField(
        label=_("Symbol"), required=False,
        help_text=_("Such as A/77/277; several parted by semicolons. Without one a gap is left."),
    )  # fmt: skip
    organs = forms.MultipleChoiceField(label=_("Submitted to"), widget=forms.CheckboxSelectMultiple)
    issued = DateField(label=_("Date"))
    original = forms.ChoiceField(label=_("Original language"))
    items = forms.CharField(
        label=_("Agenda items"), required=False,
        help_text=_("As on the provisional agenda, such as 127 (s); several parted by semicolons."),
    )  # fmt: skip
    agenda = forms.CharField(label=_("Symbol of the provisional agenda"), required=False)
    agenda_title = forms.CharField(label=_("Title of the agenda item"), required=False)
    title = forms.CharField(label=_("Title of the report"), required=False)
    by = forms.CharField(label=_("Author line"), required=False)
    summary = _text(_("Summary"), 5)
    introduction = _text(
        _("Introduction"), 5, _("Stands after the sentence that names the resolution.")
    )
    observations = _text(_("Observations and recommendations"), 5)
    arrangement = forms.ChoiceField(
        label=_("Sections"), widget=forms.RadioSelect,
        choices=[("entities", _("By organization")), ("fields", _("By field of cooperation"))],
    )  # fmt: skip
    contents = forms.BooleanField(label=_("With a table of contents"), required=False)

    def __init__(
        self, page: str, code: str, data: Any = None, initial: dict[str, Any] | None = None
    ) -> None:
        begin = dict(initial or {})
        for name in _LISTED:
            if isinstance(begin.get(name), list):
                begin[name] = "; ".join(begin[name])
        super().__init__(data, initial=begin, label_suffix="")
        self.fields["organs"].choices = organ_choices(page)  # type: ignore[attr-defined]
        self.fields["original"].choices = list(LANGUAGE_NAMES.items())  # type: ignore[attr-defined]
        for name in ("agenda_title", "title", "by", "summary", "introduction", "observations"):
            self.fields[name].widget.attrs |= {"lang": code, "dir": direction(code)}
        for name in ("symbols", "issued", "items", "agenda"):
            self.fields[name].widget.attrs["dir"] = "ltr"

    def tell(self, wrong: dict[str, str]) -> None:
        """Show what an action found wrong beside its field."""
        for name, message in wrong.items():
            self.add_error(name if name in self.fields else None, message)
