"""Forms of a mock audit: which year, and the checklist."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from lib.fields import YesNo
from lib.formats import day_span
from registers.facts import Period
from registers.models import Registration
from registers.queries import offered_periods

MOST_NOTE = 1000


class MockForm(forms.Form):
    """One choice: a registration and one of its last two periods."""

    which = forms.ChoiceField(
        label="Which year?", widget=forms.RadioSelect, error_messages={"required": "Choose a year."}
    )
    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, held: Sequence[Registration], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offers: dict[str, tuple[Registration, Period]] = {
            f"{one.uid}:{period.start.isoformat()}": (one, period)
            for one in held
            for period in offered_periods(one, timezone.localdate())
        }
        self.fields["which"].choices = [
            (key, f"{one}, {day_span(period.start, period.end)}")
            for key, (one, period) in self.offers.items()
        ]

    def chosen(self) -> tuple[Registration, Period]:
        return self.offers[self.cleaned_data["which"]]


class ChecklistForm(forms.Form):
    """A tick and a note for each line. `ticks` are those stored: {key: {"ok", "note"}}."""

    def __init__(
        self, *args: Any, lines: Sequence[dict[str, str]], ticks: dict[str, Any] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lines, kept = lines, ticks or {}
        for number, line in enumerate(lines):
            said = kept.get(line["key"], {})
            self.fields[f"ok-{number}"] = YesNo(label="In order", initial=said.get("ok", False))
            self.fields[f"note-{number}"] = forms.CharField(
                label="Note",
                required=False,
                max_length=MOST_NOTE,
                initial=said.get("note", ""),
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def ticks(self) -> dict[str, Any]:
        """What was ticked or noted, by key; lines without either are left out."""
        given = self.cleaned_data
        said = {
            line["key"]: {"ok": given[f"ok-{n}"], "note": given[f"note-{n}"]}
            for n, line in enumerate(self.lines)
        }
        return {key: value for key, value in said.items() if value["ok"] or value["note"]}

    def rows(self) -> list[dict[str, Any]]:
        """Each line with its two boxes, for the page."""
        return [
            {**line, "ok": self[f"ok-{n}"], "note": self[f"note-{n}"]} for n, line in enumerate(self.lines)
        ]
