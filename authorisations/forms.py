"""Forms of techniques and authorisations: they validate, and never save."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from activities.fields import CompetencesText
from assessments.forms import words
from authorisations.actions import Given
from authorisations.models import Authorisation, Technique
from lib.fields import DateWordsField

LONGEST_MONTHS = 120
LONGEST_DAYS = 3650
TECHNIQUE = ("name", "kind", "unit", "place", "notes", "validity_months", "disuse_days", "competences")


class TechniqueForm(forms.Form):
    """What takes an authorisation, and what each new one starts from."""

    name = forms.CharField(
        label="Name",
        max_length=120,
        help_text="For example Confocal microscope, or Handling liquid nitrogen.",
        error_messages={"required": "Give it the name that is on its door."},
    )
    kind = forms.ChoiceField(
        label="What is it?",
        choices=Technique.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what it is."},
    )
    unit: Any = forms.ModelChoiceField(
        label="Unit", queryset=None, required=False, empty_label="No unit in particular"
    )
    place = forms.CharField(label="Place", max_length=120, required=False, help_text="A room, a building.")
    validity_months = forms.IntegerField(
        label="Valid for how many months?",
        required=False,
        min_value=1,
        max_value=LONGEST_MONTHS,
        help_text="Left empty, an authorisation has no end.",
    )
    disuse_days = forms.IntegerField(
        label="Lapses after how many days without use?",
        required=False,
        min_value=1,
        max_value=LONGEST_DAYS,
        help_text="Left empty, it never lapses through disuse.",
    )
    competences = CompetencesText(
        label="Competences it shows", help_text="What of each register’s standard this builds or shows."
    )
    uid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    changed = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(self, *args: Any, units: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units
        self.fields["notes"] = words(label="Notes", rows=4, most=4_000)
        for name in ("validity_months", "disuse_days"):
            self.fields[name].widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
            said = f"Enter a whole number from 1 to {self.fields[name].max_value:,}, or leave it empty."
            self.fields[name].error_messages["invalid"] = said
            for check in self.fields[name].validators:
                check.message = said

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in TECHNIQUE}


class SignForm(forms.Form):
    """What is signed: level, last day, conditions."""

    level = forms.ChoiceField(
        label="Level",
        choices=Authorisation.Level.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say at which level they may run it."},
    )
    valid_until = DateWordsField(
        label="Valid until",
        required=False,
        ahead=True,
        help_text="The last day. Left empty, it is as long as the technique says.",
    )
    conditions = forms.CharField(
        label="Conditions",
        max_length=300,
        required=False,
        help_text="For example: not the two-photon laser. They stand on no door sheet.",
    )

    def clean_valid_until(self) -> date | None:
        until = self.cleaned_data["valid_until"]
        if until is not None and until < timezone.localdate():
            raise forms.ValidationError("Choose a day that has not passed.")
        return until

    def given(self) -> Given:
        return Given(**{name: self.cleaned_data[name] for name in ("level", "valid_until", "conditions")})


class GrantForm(SignForm):
    """And for whom, and what."""

    person: Any = forms.ModelChoiceField(
        label="Person",
        queryset=None,
        empty_label="Choose a person",
        error_messages={
            "required": "Choose who it is for.",
            "invalid_choice": "Choose somebody from the list.",
        },
    )
    technique: Any = forms.ModelChoiceField(
        label="Technique, instrument or area",
        queryset=None,
        to_field_name="uid",
        empty_label="Choose one",
        error_messages={
            "required": "Choose what it is for.",
            "invalid_choice": "Choose one from the list.",
            "invalid_pk_value": "Choose one from the list.",
        },
    )
    field_order = ("person", "technique", "level", "valid_until", "conditions")

    def __init__(self, *args: Any, people: Any, techniques: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].queryset = people
        self.fields["technique"].queryset = techniques


class UseForm(forms.Form):
    """On which day it was used; left empty, today."""

    on = DateWordsField(label="Used on", required=False, help_text="For example yesterday, or 14 Mar.")


class WithdrawForm(forms.Form):
    """Why it is taken back."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"] = words(label="Why?", rows=3, most=2_000)

    def clean_reason(self) -> str:
        reason = self.cleaned_data["reason"].strip()
        if not reason:
            raise forms.ValidationError("Say why: they are told.")
        return reason
