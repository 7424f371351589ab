"""The form about a registration; it asks only the packs."""

from typing import Any

from django import forms

from lib.fields import DateWordsField
from registers import packs, shape
from registers.models import Break, Registration


def grade_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every grade under its body: value "pack:grade"."""
    newest = [packs.editions(one)[-1] for one in packs.ids()]
    return [
        (
            edition.name,
            [(f"{edition.id}:{grade.code}", f"{grade.code}, {grade.title}") for grade in edition.grades],
        )
        for edition in sorted(newest, key=lambda edition: edition.name)
    ]


class RegistrationForm(forms.Form):
    register = forms.ChoiceField(label="Register or membership", choices=grade_choices)
    is_candidate = forms.BooleanField(label="I am working towards it", required=False)
    number = forms.CharField(label="Membership or registration number", required=False, max_length=60)
    registered_on = DateWordsField(
        label="Registered since", required=False, help_text="For example 14 Mar 2024."
    )
    anchor_date = DateWordsField(
        label="Your CPD year begins on",
        required=False,
        help_text="Only if your body counts from a date of your own.",
    )
    standing = forms.ChoiceField(
        label="At present you are", choices=Registration.Standing, initial=Registration.Standing.ACTIVE
    )
    employer_pays = forms.BooleanField(label="My employer pays for it", required=False)
    break_reason = forms.ChoiceField(
        label="A break from practice",
        choices=[("", "No break"), *[(word, word.replace("_", " ").capitalize()) for word in shape.BREAKS]],
        required=False,
    )
    break_start = DateWordsField(label="Break from", required=False)
    break_end = DateWordsField(label="Break until", required=False, help_text="Empty while it goes on.")

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        start, end = given.get("break_start"), given.get("break_end")
        if given.get("break_reason") and not start and "break_start" not in self.errors:
            self.add_error("break_start", "Say when the break began.")
        if start and end and end < start:
            self.add_error("break_end", "The break ends before it begins: check both dates.")
        return given

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        pack, _, grade = given["register"].partition(":")
        names = ("is_candidate", "number", "registered_on", "anchor_date", "standing", "employer_pays")
        return {"pack": pack, "grade": grade} | {name: given[name] for name in names}

    def breaks(self) -> list[dict[str, Any]]:
        given = self.cleaned_data
        if not given["break_reason"]:
            return []
        return [{"reason": given["break_reason"], "start": given["break_start"], "end": given["break_end"]}]

    @staticmethod
    def shown(registration: Registration) -> dict[str, Any]:
        """Initial values for a stored registration."""
        held: Break | None = registration.breaks.first()
        return {
            "register": f"{registration.pack}:{registration.grade}",
            **{
                name: getattr(registration, name)
                for name in ("is_candidate", "number", "standing", "employer_pays")
            },
            "registered_on": registration.registered_on,
            "anchor_date": registration.anchor_date,
            "break_reason": held.reason if held else "",
            "break_start": held.start if held else None,
            "break_end": held.end if held else None,
        }
