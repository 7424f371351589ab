"""What the pages on one's own people ask: over how many weeks, of whom, quiet for how long."""

from typing import Any

from django import forms

WEEKS = [4, 8, 12, 24]
DAYS = [30, 60, 90]


class DashboardForm(forms.Form):
    weeks = forms.TypedChoiceField(
        label="Over",
        choices=[(number, f"{number} weeks") for number in WEEKS],
        coerce=int,
        required=False,
        empty_value="8",
    )
    cohort: Any = forms.ModelChoiceField(
        queryset=None,
        to_field_name="uid",
        required=False,
        label="Of whom",
        empty_label="Everybody I work with",
    )

    def __init__(self, *args: Any, cohorts: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["cohort"].queryset = cohorts


class QuietForm(forms.Form):
    days = forms.TypedChoiceField(
        label="Quiet for",
        choices=[(number, f"{number} days") for number in DAYS],
        coerce=int,
        required=False,
        empty_value="30",
    )
