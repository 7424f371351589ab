"""Forms about a registration; they ask only the packs."""

from typing import Any

from django import forms
from django.utils import timezone

from lib.fields import DateWordsField
from registers import packs, shape
from registers.models import REMINDERS, Registration

# Fields whose name is the model's own.
PLAIN = (
    "is_candidate", "number", "registered_on", "anchor_date", "standing", "employer_pays", "show_letters",
)  # fmt: skip
BREAKS = [("", "Choose"), *[(word, word.replace("_", " ").capitalize()) for word in shape.BREAKS]]


def grade_choices() -> list[tuple[str, Any]]:
    """Nothing chosen, then every grade under its body: value "pack:grade"."""
    newest = [packs.editions(one)[-1] for one in packs.ids()]
    return [("", "Choose")] + [
        (
            edition.name,
            [(f"{edition.id}:{grade.code}", f"{grade.code}, {grade.title}") for grade in edition.grades],
        )
        for edition in sorted(newest, key=lambda edition: edition.name)
    ]


class RegistrationForm(forms.Form):
    changed = forms.CharField(required=False, widget=forms.HiddenInput, max_length=60)
    register = forms.ChoiceField(
        label="Register or membership",
        choices=grade_choices,
        error_messages={"required": "Choose the register or membership."},
    )
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
    show_letters = forms.BooleanField(
        label="Show its letters after my name", required=False,
        help_text="On your webfolio and your account, only while you are registered: not while you work towards it.",
    )  # fmt: skip
    remind_days = forms.TypedMultipleChoiceField(
        label="Remind me before a renewal is due", choices=[(days, f"{days} days before") for days in REMINDERS],
        coerce=int, required=False, initial=list(REMINDERS), widget=forms.CheckboxSelectMultiple,
        help_text="And once after the date, as long as nothing is declared. Tick none to be left alone.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        pack, _, grade = given.get("register", "").partition(":")
        if given.get("show_letters") and grade and not packs.editions(pack)[-1].grade(grade).letters:
            self.add_error("show_letters", f"{grade} puts no letters after a name: take the tick away.")
        return given

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        pack, _, grade = given["register"].partition(":")
        return {"pack": pack, "grade": grade} | {name: given[name] for name in (*PLAIN, "remind_days")}

    @staticmethod
    def shown(registration: Registration) -> dict[str, Any]:
        """Initial values for a stored registration."""
        return {"register": f"{registration.pack}:{registration.grade}"} | {
            name: getattr(registration, name) for name in (*PLAIN, "remind_days")
        }


class BreakForm(forms.Form):
    """One break from practice; a line left empty is none."""

    reason = forms.ChoiceField(label="A break from practice", choices=BREAKS, required=False)
    start = DateWordsField(label="From", required=False)
    end = DateWordsField(label="Until", required=False, help_text="Empty while it goes on.")
    drop = forms.BooleanField(label="Take this break out", required=False)

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        reason, start, end = given.get("reason"), given.get("start"), given.get("end")
        if given.get("drop"):
            return given
        if reason and not start and "start" not in self.errors:
            self.add_error("start", "Say when the break began.")
        if (start or end) and not reason and "reason" not in self.errors:
            self.add_error("reason", "Choose what the break is for, or empty its dates.")
        if start and end and end < start:
            self.add_error("end", "The break ends before it begins: check both dates.")
        return given


class BreakFormSet(forms.BaseFormSet):
    """All breaks of one registration, and two empty lines for more."""

    def values(self) -> list[dict[str, Any]]:
        """What is kept, in order of its start; the same break twice is one."""
        given = [form.cleaned_data for form in self.forms]
        kept = {
            (one["start"], one["end"], one["reason"])
            for one in given
            if one.get("reason") and not one.get("drop")
        }
        ordered = sorted(kept, key=lambda one: (one[0], one[2]))
        return [{"reason": reason, "start": start, "end": end} for start, end, reason in ordered]


BreaksForm = forms.formset_factory(BreakForm, formset=BreakFormSet, extra=2, max_num=40, absolute_max=60)


def breaks_form(data: Any, registration: Registration | None) -> Any:
    """The formset of a registration's breaks. A form sent without it (`data` holds none) leaves the breaks as they are."""
    held = registration.breaks.all() if registration else []
    initial = [{"reason": one.reason, "start": one.start, "end": one.end} for one in held]
    sent = data if data is not None and "breaks-TOTAL_FORMS" in data else None
    return BreaksForm(sent, prefix="breaks", initial=initial)


class EndForm(forms.Form):
    """How and when a registration ended."""

    how = forms.ChoiceField(
        label="What happened?", choices=Registration.End, widget=forms.RadioSelect,
        error_messages={"required": "Choose what happened."},
    )  # fmt: skip
    on = DateWordsField(
        label="On which day?",
        initial=timezone.localdate,
        help_text="For example 14 Mar 2026.",
        error_messages={"required": "Enter the day on which it ended."},
    )


class ReturnForm(forms.Form):
    on = DateWordsField(
        label="Taken up again on", initial=timezone.localdate,
        error_messages={"required": "Enter the day on which the body took you up again."},
    )  # fmt: skip
