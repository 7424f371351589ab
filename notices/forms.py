"""What somebody chooses about their mail: each kind, and the hours in which nothing is sent."""

from typing import Any

from django import forms

from lib.fields import HourField, check_quiet_hours
from lib.hours import HOURS
from notices import choices, kinds
from notices.models import Preference, QuietHours
from people.models import User
from tenants.models import Institution

AS_INSTITUTION, NONE, OWN = "institution", "none", "own"


class PreferencesForm(forms.Form):
    """One choice for each kind that may concern this person, and their quiet hours."""

    quiet = forms.ChoiceField(label="When not to send email", widget=forms.RadioSelect)
    quiet_from = HourField(label="From", nothing="Choose")
    quiet_until = HourField(label="Until", nothing="Choose")

    def __init__(self, *args: Any, person: User, institution: Institution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.kinds = {name: kind for name, kind in kinds.may_choose().items() if concerns(person, kind)}
        for name, kind in self.kinds.items():
            self.fields[name] = forms.ChoiceField(
                label=kind.in_general, choices=Preference.How, widget=forms.RadioSelect
            )
        self.fields["quiet"].choices = [
            (AS_INSTITUTION, f"As at {institution.name}: {quiet_in_words(institution)}"),
            (NONE, "Email may come at any hour"),
            (OWN, "In hours of my own"),
        ]
        if not self.is_bound:
            self.initial = {**self.initial, **choices.chosen(person), **present_quiet_hours(person)}

    def groups(self) -> list[tuple[kinds.Group, list[Any]]]:
        """(heading, its boxes), without headings that hold none."""
        found = [
            (group, [self[name] for name, kind in self.kinds.items() if kind.group == group])
            for group in kinds.GROUPS
        ]
        return [(group, boxes) for group, boxes in found if boxes]

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("quiet") == OWN:
            check_quiet_hours(self)
            if (
                "quiet_from" in self.cleaned_data
                and self.cleaned_data["quiet_from"] is None
                and not self.errors
            ):
                self.add_error("quiet_from", "Choose the hours, or another answer above.")
        return self.cleaned_data

    @property
    def how(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.kinds}

    @property
    def quiet_hours(self) -> dict[str, Any]:
        """As `actions.choose_quiet_hours` takes them."""
        own = (self.cleaned_data["quiet_from"], self.cleaned_data["quiet_until"])
        wish = self.cleaned_data["quiet"]
        return {"as_institution": wish == AS_INSTITUTION, "hours": own if wish == OWN else None}


class CalendarForm(forms.Form):
    act = forms.ChoiceField(choices=[("make", "Make"), ("keep", "Save"), ("close", "Close")])
    with_titles = forms.BooleanField(
        label="Show titles",
        required=False,
        help_text="Without them it says “Assessment due” or “Planned activity” and no more. "
        "What is sealed never shows its title.",
    )


def concerns(person: User, kind: kinds.Kind) -> bool:
    return not kind.group.roles or person.has_role(*kind.group.roles)


def quiet_in_words(held: Institution | QuietHours) -> str:
    if held.quiet_from is None or held.quiet_until is None:
        return "at any hour"
    return f"not from {dict(HOURS)[held.quiet_from]} to {dict(HOURS)[held.quiet_until]}"


def present_quiet_hours(person: User) -> dict[str, Any]:
    held = QuietHours.objects.filter(person=person).first()
    if held is None:
        return {"quiet": AS_INSTITUTION}
    if held.quiet_from is None:
        return {"quiet": NONE}
    return {"quiet": OWN, "quiet_from": held.quiet_from, "quiet_until": held.quiet_until}
