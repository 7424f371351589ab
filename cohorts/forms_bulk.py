"""Forms for several people at once: what is done to those chosen, people by a list of addresses, people by a rule."""

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from assessments.forms import words
from cohorts.actions import Conditions, Wanted
from cohorts.addresses import MOST, addresses_in
from cohorts.forms import not_passed
from lib.fields import DateWordsField
from lib.formats import day
from people.models import JobTitle, Unit

ACTS = [
    ("remind", "Send a reminder"),
    ("extend", "Change the due date"),
    ("assign", "Set again what is lacking"),
    ("move", "Move to another cohort"),
]
LARGEST = 1_000_000
RULE = ("unit", "job_title", "joined_after")


class CellsField(forms.MultipleChoiceField):
    """Single cells of a matrix, each `<person's uid>.<item's uid>`; cleans to (item, person) pairs of objects."""

    def __init__(self, *, people: QuerySet, items: QuerySet, **options: Any) -> None:
        super().__init__(required=False, **options)
        self.people, self.items = people, items

    def valid_value(self, value: str) -> bool:
        return True

    def clean(self, value: Any) -> list[tuple[Any, Any]]:
        asked = [str(one).partition(".") for one in super().clean(value)]
        people = {str(one.uid): one for one in self.people} if asked else {}
        items = {str(one.uid): one for one in self.items} if asked else {}
        if any(person not in people or item not in items for person, _, item in asked):
            raise forms.ValidationError("Something you ticked is not in this cohort any more.")
        return [(items[item], people[person]) for person, _, item in dict.fromkeys(asked)]


class ChosenForm(forms.Form):
    """What to do, to which people, for which items (no item means all), and to which single cells besides."""

    act = forms.ChoiceField(
        choices=ACTS,
        error_messages={
            "required": "Choose what to do.",
            "invalid_choice": "Choose what to do from the list.",
        },
    )
    pick: Any = forms.ModelMultipleChoiceField(
        queryset=None,
        to_field_name="uid",
        required=False,
        error_messages={
            "invalid_choice": "Somebody you ticked is not in this cohort any more.",
            "invalid_pk_value": "Somebody you ticked is not in this cohort any more.",
        },
    )
    item: Any = forms.ModelMultipleChoiceField(
        queryset=None,
        to_field_name="uid",
        required=False,
        error_messages={
            "invalid_choice": "Choose items of this cohort.",
            "invalid_pk_value": "Choose items of this cohort.",
        },
    )

    def __init__(self, *args: Any, people: QuerySet, items: QuerySet, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["pick"].queryset = people
        self.fields["item"].queryset = items
        self.fields["cell"] = CellsField(people=people, items=items)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        if given["act"] == "move" and not given["pick"]:
            self.add_error("pick", "Tick the people who move.")
        elif not given["pick"] and not given["cell"]:
            self.add_error("pick", "Tick at least one person.")
        return given

    @property
    def keys(self) -> dict[str, Any]:
        """What was ticked, as the acts take it: by primary keys."""
        given = self.cleaned_data
        return {
            "people": [person.pk for person in given["pick"]],
            "items": [item.pk for item in given["item"]],
            "cells": {(item.pk, person.pk) for item, person in given["cell"]},
        }


class ExtendForm(forms.Form):
    due_on = DateWordsField(
        label="New due date", ahead=True, error_messages={"required": "Say by when it is due now."}
    )
    reason = words(label="Reason", rows=2, most=500)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].required = True
        self.fields["reason"].error_messages["required"] = "Say why, in a few words; they can read it."

    def clean_due_on(self) -> date | None:
        return not_passed(self.cleaned_data["due_on"])


class MoveForm(forms.Form):
    to: Any = forms.ModelChoiceField(
        queryset=None,
        to_field_name="uid",
        label="To which cohort?",
        empty_label="Choose one",
        error_messages={
            "required": "Choose the cohort they move to.",
            "invalid_choice": "Choose a cohort you run.",
        },
    )

    def __init__(self, *args: Any, cohorts: QuerySet, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].queryset = cohorts


class AddressesForm(forms.Form):
    """Addresses in a file, in a box, or both; cleans `found` to the addresses in their order."""

    file = forms.FileField(
        label="CSV file",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
    )
    text = forms.CharField(
        label="Or paste addresses",
        required=False,
        max_length=LARGEST,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        read = self._read(given.get("file")) if given.get("file") else ""
        found = addresses_in(f"{read}\n{given.get('text', '')}")
        if not found and not self.errors:
            self.add_error(
                "text", "There is no email address in it. Give one on each line, or a CSV file that has them."
            )
        if len(found) > MOST:
            self.add_error("text", f"Bring {MOST} addresses at most at once.")
        given["found"] = found
        return given

    def _read(self, file: Any) -> str:
        if file.size > LARGEST:
            self.add_error("file", "The file is larger than 1 MB; a list of addresses is not.")
            return ""
        try:
            return file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            self.add_error("file", "This is no text file. Save the list as CSV (UTF-8) and bring that.")
            return ""


class RuleForm(forms.Form):
    unit: Any = forms.ModelChoiceField(
        Unit.objects.all(), required=False, label="In this unit", empty_label="Any unit"
    )
    job_title: Any = forms.ModelChoiceField(
        JobTitle.objects.all(), required=False, label="With this job title", empty_label="Any job title"
    )
    joined_after = DateWordsField(label="Account made after", required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not any(given[name] for name in RULE):
            self.add_error("unit", "Say at least one thing; otherwise every technician would join.")
        return given

    @property
    def conditions(self) -> Conditions:
        return Conditions(**{name: self.cleaned_data[name] for name in RULE})


class ByRuleForm(RuleForm):
    """The same, with what a cohort made for it needs besides."""

    due_on = DateWordsField(label="Due date", required=False, ahead=True)
    starts_on = DateWordsField(
        label="First day", ahead=True, error_messages={"required": "Say when it starts."}
    )
    name = forms.CharField(max_length=120, label="Name of the cohort", required=False)

    def __init__(self, *args: Any, wanted: Wanted, **options: Any) -> None:
        super().__init__(*args, **options)
        self.wanted = wanted
        del self.fields["starts_on" if wanted.template else "due_on"]

    def clean_due_on(self) -> date | None:
        return not_passed(self.cleaned_data["due_on"])

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "wanted": replace(self.wanted, due_on=given.get("due_on")),
            "conditions": self.conditions,
            "name": given["name"] or named_after(self.conditions),
            "starts_on": given.get("starts_on") or timezone.localdate(),
        }


def named_after(rule: Conditions) -> str:
    """A rule in words, as the name of a cohort: “Technicians in Bioimaging, Senior technician, since 1 Sep 2026”."""
    parts = [
        f"Technicians in {rule.unit}" if rule.unit else "Technicians",
        f"{rule.job_title}" if rule.job_title else "",
        f"since {day(rule.joined_after)}" if rule.joined_after else "",
    ]
    return ", ".join(part for part in parts if part)[:120]
