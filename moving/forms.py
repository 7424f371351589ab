"""The table of categories as one form: a choice beside each name, and a line for one more."""

from collections.abc import Iterable
from typing import Any

from django import forms

from activities.models import Category
from moving.actions import Meaning
from moving.models import CategoryMap

UNDECIDED = "Not decided: comes as Other"


class MeaningsForm(forms.Form):
    """`rows` are the lines that stand there; each has a hidden `was-…`, what the screen showed when it was opened."""

    new_name = forms.CharField(
        label="Another name",
        max_length=200,
        required=False,
        help_text="As it stands in the old system; capitals do not matter.",
    )
    new_category = forms.ChoiceField(
        label="What it means here", choices=[("", "Choose"), *Category.choices], required=False
    )

    def __init__(self, *args: Any, rows: Iterable[CategoryMap], **options: Any) -> None:
        super().__init__(*args, **options)
        self.rows = list(rows)
        choices = [("", UNDECIDED), *Category.choices]
        for row in self.rows:
            self.fields[f"category-{row.uid}"] = forms.ChoiceField(
                label=row.name, choices=choices, required=False, initial=row.category
            )
            self.fields[f"was-{row.uid}"] = forms.ChoiceField(
                choices=choices, required=False, initial=row.category, widget=forms.HiddenInput
            )
        for name in ("new_name", "new_category"):
            self.fields[name] = self.fields.pop(name)  # below the table, as on the page

    def clean(self) -> dict[str, Any]:
        held = self.cleaned_data
        if "new_name" in self.errors or "new_category" in self.errors:
            return held
        name = held["new_name"] = " ".join(held["new_name"].split())
        if name.casefold() in {row.name.casefold() for row in self.rows}:
            self.add_error("new_name", "This name stands in the table already; choose there.")
        elif name and not held["new_category"]:
            self.add_error("new_category", "Choose what this name means here.")
        elif held["new_category"] and not name:
            self.add_error("new_name", "Write the name that this is for.")
        return held

    @property
    def lines(self) -> list[tuple[Any, Any]]:
        """(choice, hidden) of each row, for the page."""
        return [(self[f"category-{row.uid}"], self[f"was-{row.uid}"]) for row in self.rows]

    @property
    def meanings(self) -> dict[str, Meaning]:
        held = self.cleaned_data
        return {
            str(row.uid): Meaning(held[f"was-{row.uid}"], held[f"category-{row.uid}"])
            for row in self.rows
            if f"category-{row.uid}" in self.data
        }

    @property
    def new(self) -> tuple[str, str] | None:
        name = self.cleaned_data["new_name"]
        return (name, self.cleaned_data["new_category"]) if name else None

    def after(self, overtaken: Iterable[CategoryMap]) -> list[dict[str, str]]:
        """Both versions of the lines that somebody else decided, for `parts/conflict.html`."""
        labels = dict(self.fields[f"category-{self.rows[0].uid}"].choices) if self.rows else {}
        return [
            {
                "label": row.name,
                "stored": labels[row.category],
                "yours": labels[self.cleaned_data[f"category-{row.uid}"]],
            }
            for row in overtaken
        ]

    def seen_again(self, overtaken: Iterable[CategoryMap]) -> "MeaningsForm":
        """What was chosen, over what stands now: saving once more is meant."""
        data = self.data.copy()
        for row in overtaken:
            data[f"was-{row.uid}"] = row.category
        return MeaningsForm(data, rows=self.rows)
