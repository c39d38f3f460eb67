"""Forms of calls for inputs and of the answers to them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seized.meaning.fields import field_name, fields
from seized.register.actions.answers import Said
from seized.register.calls import contributions, questions
from seized.register.cycle import planning
from seized.register.models import Answer, Call, Entity, Mandate, Question
from seized.register.settings import LANGUAGE_NAMES
from seized.register.tongue import CODES

__all__ = ["AnswersForm", "CallForm", "PrepareForm", "QuestionForm"]

_MOST_TEXT: Final = 60_000  # characters of one answer, far beyond any cap


class _Day(forms.DateField):
    """A whole day, typed as 2026-03-25 or picked."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date", "size": 12}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **kwargs)


class CallForm(forms.Form):
    """What a call has that can be changed later."""

    title = forms.CharField(label=_("Title"), max_length=250)
    session = forms.IntegerField(
        label=_("Session to which the report goes"), min_value=1, max_value=999
    )
    considered = _Day(label=_("Report considered on"), required=False)
    deadline = _Day(label=_("Inputs due"))
    words = forms.IntegerField(
        label=_("Words for all answers of an entity"), min_value=1, max_value=20_000
    )
    message = forms.CharField(
        label=_("Message in the letter"), required=False, widget=forms.Textarea({"rows": 4})
    )
    edition = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name in ("title", "message"):
            self.fields[name].widget.attrs["dir"] = "auto"

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {k: v for k, v in self.cleaned_data.items() if k != "edition"}

    def differences(self, current: Call) -> list[tuple[Any, str, str]]:
        """Label, mine, theirs, for every field that is not the same in both."""
        pairs = (
            (n, str(v or ""), str(getattr(current, n) or "")) for n, v in self.values().items()
        )
        return [(self.fields[n].label, a, b) for n, a, b in pairs if a != b]


class _Mandates(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    widget = forms.CheckboxSelectMultiple
    code = "en"

    def label_from_instance(self, obj: Any) -> str:
        """The place and the beginning of the words."""
        words = obj.wording(self.code)
        said = (words.action or words.quote) if words else ""
        return f"{obj}: {said[:160]}{'…' if len(said) > 160 else ''}"


class _Entities(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    widget = forms.CheckboxSelectMultiple
    code = "en"
    why: Mapping[int, str] = {}

    def label_from_instance(self, obj: Any) -> str:
        """The name, and why it is proposed."""
        reason = {
            "addressee": gettext("addressee"),
            "last-round": gettext("asked in the last round"),
            "class": gettext("belongs to the addressees, has a focal point"),
        }.get(self.why.get(obj.pk, ""))
        return f"{obj.name(self.code)} ({reason})" if reason else str(obj.name(self.code))


class PrepareForm(CallForm):
    """A new call, proposed from a mandate that asks for a report."""

    mandates = _Mandates(Mandate.objects.none(), label=_("Mandates covered"))
    fields_asked = forms.MultipleChoiceField(
        label=_("Fields asked about"), required=False, widget=forms.CheckboxSelectMultiple
    )
    entities = _Entities(Entity.objects.none(), label=_("Entities invited"), required=False)
    question_words = forms.IntegerField(
        label=_("Words for an answer"), min_value=1, max_value=20_000, initial=300
    )
    field_order = (
        "title", "session", "considered", "deadline", "mandates", "fields_asked", "entities",
        "question_words", "words", "message",
    )  # fmt: skip

    def __init__(self, mandate: Mandate, code: str, *args: Any, **kwargs: Any) -> None:
        self.code = code
        resolution = mandate.resolution
        around = resolution.mandates.filter(gone=False).prefetch_related("wordings", "addressees")
        self.previous = contributions.previous_call([resolution])
        why = contributions.invited(list(around), self.previous)
        kwargs["initial"] = {
            **_proposed(mandate, list(around), why, code),
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)
        del self.fields["edition"]
        chosen: Any = self.fields["mandates"]
        chosen.code, chosen.queryset = code, around
        listed: Any = self.fields["entities"]
        listed.code, listed.why = code, why
        listed.queryset = Entity.objects.filter(is_class=False, kind__in=["un", "partner"]) | (
            Entity.objects.filter(pk__in=list(why))
        )
        listed.queryset = listed.queryset.exclude(key__contains="#").order_by("kind", "key")
        about: Any = self.fields["fields_asked"]
        about.choices = [(key, field_name(key, code)) for key in fields()]

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        found = super().values()
        found["fields"] = found.pop("fields_asked")
        return {**found, "previous": self.previous}

    def planned(self) -> planning.Plan | None:
        """The plan towards the day in the form, or the day proposed."""
        day: Any = self["considered"].value()
        try:
            on = day if isinstance(day, datetime.date) else datetime.date.fromisoformat(day or "")
        except ValueError:
            return None
        return planning.plan_of(on)


def _proposed(
    mandate: Mandate, around: list[Mandate], why: Mapping[int, str], code: str
) -> dict[str, Any]:
    """What the form begins with."""
    session = mandate.sessions[0] if mandate.sessions else None
    day = planning.considered_on([mandate])
    plan = planning.plan_of(day) if day else None
    symbol = mandate.resolution.symbol
    return {
        "title": questions.title(session, symbol, code) if session else symbol,
        "session": session,
        "considered": day,
        "deadline": plan.deadline if plan else None,
        "mandates": [m.pk for m in around],
        "fields_asked": questions.fields_of([mandate.resolution]),
        "entities": list(why),
        "words": Call._meta.get_field("words").default,
        "question_words": Question._meta.get_field("words").default,
    }


class QuestionForm(forms.Form):
    """One question in six languages; ``id`` is empty for a new one."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    words = forms.IntegerField(
        label=_("Words for an answer"), min_value=1, max_value=20_000, initial=300
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for code in CODES:
            widget = forms.Textarea(
                {"rows": 3, "lang": code, "dir": "rtl" if code == "ar" else "ltr"}
            )
            self.fields[f"text_{code}"] = forms.CharField(
                label=LANGUAGE_NAMES[code], required=False, widget=widget, max_length=2000
            )

    def row(self) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        texts = {code: data.get(f"text_{code}", "") for code in CODES}
        return {"id": data.get("id"), "texts": texts, "words": data.get("words")}


class AnswersForm(forms.Form):
    """All answers of one contribution; the fields of question 7 end in ``-7``."""

    def __init__(self, asked: Iterable[Question], *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.asked = list(asked)
        for question in self.asked:
            key = question.pk
            self.fields[f"text-{key}"] = forms.CharField(
                required=False,
                max_length=_MOST_TEXT,
                widget=forms.Textarea(
                    {"rows": 7, "dir": "auto", "data-words": question.words,
                     "aria-describedby": f"count-{key}"}
                ),
            )  # fmt: skip
            self.fields[f"nothing-{key}"] = forms.BooleanField(required=False)
            self.fields[f"edition-{key}"] = forms.IntegerField(
                required=False, widget=forms.HiddenInput
            )
            self.fields[f"sources-{key}"] = forms.CharField(
                required=False, max_length=2000, widget=forms.HiddenInput
            )

    @staticmethod
    def start(lines: Iterable[contributions.Line]) -> dict[str, Any]:
        """What the form begins with: saved answers, else those of the last round."""
        out: dict[str, Any] = {}
        for line in lines:
            key, answer = line.question.pk, line.answer
            out[f"edition-{key}"] = answer.edition if answer else 0
            shown, sources = answer, list(answer.sources) if answer else []
            if answer is None and line.last is not None:
                shown, sources = line.last, [f"answer:{line.last.pk}"]
            out[f"text-{key}"] = shown.text if shown else ""
            out[f"nothing-{key}"] = bool(answer and answer.nothing)
            out[f"sources-{key}"] = " ".join(sources)
        return out

    def said(self) -> dict[int, Said]:
        """What the action takes, by question."""
        data = self.cleaned_data
        return {
            q.pk: Said(
                data.get(f"text-{q.pk}") or "",
                bool(data.get(f"nothing-{q.pk}")),
                data.get(f"edition-{q.pk}") or 0,
                tuple((data.get(f"sources-{q.pk}") or "").split()),
            )
            for q in self.asked
        }

    def take(self, current: Mapping[int, Answer | None]) -> None:
        """Go on from the editions of the answers as they are now; the words typed stay."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        for key, answer in current.items():
            self.data[f"edition-{key}"] = str(answer.edition if answer else 0)  # type: ignore[index]

    def insert(self, key: int, source: str, text: str) -> None:
        """Put a text of the register below what was typed to a question."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        typed = str(self.data.get(f"text-{key}", "")).strip()
        sources = str(self.data.get(f"sources-{key}", "")).split()
        self.data[f"text-{key}"] = f"{typed}\n{text}".strip()  # type: ignore[index]
        self.data[f"sources-{key}"] = " ".join(dict.fromkeys([*sources, source]))  # type: ignore[index]
        self.data.pop(f"nothing-{key}", None)  # type: ignore[attr-defined]
