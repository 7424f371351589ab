"""Forms of an application: they validate, and ask only the packs and the owner's own things."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from applications import frameworks
from applications.linked import SOURCES, own_rows
from applications.models import Application, Link
from applications.queries import Grid
from applications.shapes import Row
from lib.fields import DateText, YesNo
from lib.formats import day as day_said
from registers.rules.returns import count_words

LONGEST = 40_000


def grade_choices() -> list[Any]:
    return [("", "Choose"), *frameworks.offered(timezone.localdate())]


class StartForm(forms.Form):
    grade = forms.ChoiceField(
        label="What are you applying for?",
        choices=grade_choices,
        help_text="Every body and grade whose competences or checklist are known here.",
        error_messages={"required": "Choose the body and grade."},
    )
    title = forms.CharField(
        label="Your name for it", required=False, max_length=200,
        help_text="Only if you prepare more than one.",
    )  # fmt: skip
    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def chosen(self) -> dict[str, Any]:
        pack, _, grade = self.cleaned_data["grade"].partition(":")
        return {"pack": pack, "grade": grade, "once": self.cleaned_data["once"]}


class CopyForm(forms.Form):
    grade = StartForm.base_fields["grade"]
    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    chosen = StartForm.chosen


class RouteForm(forms.Form):
    route = forms.ChoiceField(label="Which route do you take?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = application.asked
        self.fields["route"].choices = [(one.name, f"{one.name.capitalize()} route") for one in asked.routes]
        self.fields["route"].option_hints = {
            one.name: one.rule[0].upper() + one.rule[1:] + "." for one in asked.routes
        }
        self.fields["route"].initial = application.route


class StatementForm(forms.Form):
    """The text for one part. A hard limit refuses; guides are counted beside it."""

    text = forms.CharField(label="Your statement", required=False, max_length=LONGEST,
                           widget=forms.Textarea(attrs={"rows": 14}))  # fmt: skip
    names = forms.MultipleChoiceField(
        label="What this account also shows", required=False, widget=forms.CheckboxSelectMultiple
    )
    changed = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: Row, named: tuple[Row, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        figures = (row.least, row.most, row.limit)
        self.fields["text"].widget.attrs["data-words"] = " ".join(
            "-" if one is None else str(one) for one in figures
        )
        if named:
            self.fields["names"].choices = [(one.code, f"{one.code} {one.statement}") for one in named]
        else:
            del self.fields["names"]

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        words = count_words(text)
        if self.row.limit is not None and words > self.row.limit:
            raise forms.ValidationError(
                f"This is {words} words of at most {self.row.limit}: take out {words - self.row.limit}."
            )
        return text

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"text": given["text"], "names": given.get("names", []), "changed": given["changed"]}


class LinkForm(forms.Form):
    """Something of one's own to link, and the reason for this one part."""

    thing = forms.ChoiceField(label="What shows it?", error_messages={"required": "Choose what to link."})
    reason = forms.CharField(
        label="Why it shows this", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A sentence for this part alone: what in it answers the heading.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, owner: Any, taken: set[tuple[str, str]], first: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["thing"].choices = [("", "Choose"), *linkable(owner, taken, first)]

    def chosen(self) -> dict[str, Any]:
        kind, _, uid = self.cleaned_data["thing"].partition(":")
        return {"kind": kind, "object_uid": uuid.UUID(uid), "reason": self.cleaned_data["reason"]}


MOST_OFFERED = 200


def linkable(owner: Any, taken: set[tuple[str, str]], first: list[str]) -> list[Any]:
    """The owner's things by kind, newest first, those that are mapped to the part on top: one query for each kind."""
    groups = []
    for kind in Link.Kind:
        made = SOURCES[kind][1]
        things = [made(one) for one in own_rows(kind, owner)[:MOST_OFFERED]]
        things.sort(key=lambda one: one.uid not in first)
        options = [
            (f"{one.kind}:{one.uid}", f"{one.title}, {day_said(one.day)}" if one.day else one.title)
            for one in things
            if (one.kind, one.uid) not in taken
        ]
        if options:
            groups.append((Link.Kind(kind).label, options))
    return groups


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Why it shows this", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class SupporterForm(forms.Form):
    name = forms.CharField(
        label="Their name", max_length=120, error_messages={"required": "Enter their name."}
    )
    email = forms.EmailField(
        label="Their email",
        error_messages={
            "required": "Enter their email.",
            "invalid": "Enter an address such as name@example.ac.uk.",
        },
    )
    shown = forms.MultipleChoiceField(
        label="Evidence they may see by name", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="They always see your statements; of your evidence only what you tick: its title, date and your reason.",
    )  # fmt: skip

    def __init__(self, *args: Any, grid: Grid, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (str(one.link.uid), f"{row.state.row.code}: {one.thing.title}")
            for section in grid.sections
            for row in section.rows
            for one in row.links
            if not one.thing.sealed and not one.thing.hidden
        ]
        if choices:
            self.fields["shown"].choices = choices
        else:
            del self.fields["shown"]

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"name": given["name"], "email": given["email"], "shown": given.get("shown", [])}


class SubmitForm(forms.Form):
    day = DateText(label="Sent on", required=True, help_text="For example today, or 14 Mar 2026.")
    true = YesNo(label="What I have written is my own and true")
    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean_true(self) -> bool:
        if not self.cleaned_data["true"]:
            raise forms.ValidationError("Tick this to note that it was sent.")
        return True

    def clean_day(self) -> date:
        return _past(self.cleaned_data["day"])


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(
        label="What did the body decide?",
        choices=[("registered", "I am registered"), ("refused", "Not this time")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the body decided."},
    )
    day = DateText(label="On", required=True)

    def clean_day(self) -> date:
        return _past(self.cleaned_data["day"])


def _past(day: date) -> date:
    if day > timezone.localdate():
        raise forms.ValidationError("This day is still to come: enter the day it happened.")
    return day
