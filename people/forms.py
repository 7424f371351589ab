"""Forms about people: they validate and look no further than their choices."""

import re
from typing import Any, Self

from django import forms
from django.conf import settings

from lib.fields import DateWordsField, HourField, check_quiet_hours
from lib.hours import zone_choices
from people.models import JobTitle, Unit, User
from people.models.accounts import Role
from tenants.colours import contrast_with_white
from tenants.models import UNDO_LEAVING_DAYS, Institution


class PersonForm(forms.ModelForm):
    """What an admin may set on an account; the address only when it is made."""

    first_name = forms.CharField(label="First name", max_length=150)
    last_name = forms.CharField(label="Last name", max_length=150)
    unit = forms.ModelChoiceField(
        Unit.objects.filter(is_current=True), required=False, empty_label="No unit yet"
    )
    job_title = forms.ModelChoiceField(
        JobTitle.objects.filter(is_current=True), required=False, empty_label="No job title yet"
    )
    roles = forms.MultipleChoiceField(
        choices=Role.choices, widget=forms.CheckboxSelectMultiple, help_text="One person may hold several."
    )

    class Meta:
        model = User
        fields = ["first_name", "last_name", "unit", "job_title"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.is_bound:
            self.initial["roles"] = sorted(self.instance.roles)
        if self.instance.has_left:
            # They hold none, and get none before they are back.
            del self.fields["roles"]


class NewPersonForm(PersonForm):
    email = forms.EmailField(
        label="Email", help_text="They sign in with it and are sent a link to choose a password."
    )

    field_order = ["first_name", "last_name", "email", "roles", "unit", "job_title"]

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError(
                f"{email} already has an account here. Search for it in the list of people."
            )
        return email


class PersonFilterForm(forms.Form):
    q = forms.CharField(label="Name or email", required=False)
    role = forms.ChoiceField(choices=[("", "Every role"), *Role.choices], required=False)
    unit = forms.ModelChoiceField(Unit.objects.all(), required=False, empty_label="Every unit")
    paired = forms.ChoiceField(
        label="Pairing",
        choices=[("", "Paired or not"), ("no", "Not paired"), ("waiting", "Waiting for an answer")],
        required=False,
    )

    def in_words(self) -> str:
        """The filter as it stands, for the closed filter box; empty when it lets everything through."""
        chosen = [value for value in getattr(self, "cleaned_data", {}).values() if value]
        return ", ".join(str(value) for value in chosen)


class PairForm(forms.Form):
    """A pair made from the admin's side."""

    technician = forms.ModelChoiceField(User.objects.none(), empty_label="Choose one")
    supervisor = forms.ModelChoiceField(User.objects.none(), empty_label="Choose one")
    started_on = DateWordsField(label="First day", required=False, help_text="Empty means today.")
    ends_on = DateWordsField(
        label="Last day", required=False, ahead=True, help_text="Empty means open-ended."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.current()
        self.fields["technician"].queryset = people.holding(Role.TECHNICIAN)
        self.fields["supervisor"].queryset = people.holding(Role.SUPERVISOR)


class OwnPairForm(forms.Form):
    """A pair proposed by one of the two: the other is named by e-mail address, so that nobody browses accounts."""

    email = forms.EmailField(label="Their email address here")
    side = forms.ChoiceField(
        label="They are",
        choices=[("supervisor", "my supervisor"), ("technician", "a technician I supervise")],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sides = {"supervisor": Role.TECHNICIAN, "technician": Role.SUPERVISOR}
        choices = [
            (side, label) for side, label in self.fields["side"].choices if person.has_role(sides[side])
        ]
        self.fields["side"].choices = choices
        if len(choices) == 1:
            self.fields["side"].initial = choices[0][0]

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["first_name", "last_name", "theme"]
        labels = {"theme": "Light or dark"}

    # Of the version that the form was opened with: see `lib.merging`.
    base = forms.CharField(required=False, widget=forms.HiddenInput)

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class EmailChangeForm(forms.Form):
    new_email = forms.EmailField(label="New email address")


class SettingsForm(forms.Form):
    """Some of an institution's own fields, each under its name."""

    @classmethod
    def of(cls, institution: Institution) -> Self:
        return cls(initial={name: getattr(institution, name) for name in cls.base_fields})


class InstitutionForm(SettingsForm):
    name = forms.CharField(label="Name of the institution", max_length=120)
    crest = forms.RegexField(
        r"^[A-Za-z]{1,3}\Z",
        label="Letters on the crest",
        error_messages={"invalid": "Give one to three letters."},
    )
    colour = forms.CharField(label="Colour", widget=forms.TextInput(attrs={"type": "color"}))

    def clean_colour(self) -> str:
        colour = self.cleaned_data["colour"].lower()
        if not re.fullmatch(r"#[0-9a-f]{6}", colour):
            raise forms.ValidationError("Give the colour as # and six digits, for example #6a1b3d.")
        ratio = contrast_with_white(colour)
        if ratio < 4.5:
            raise forms.ValidationError(
                f"White letters on this colour reach a contrast of {ratio:.1f}; 4.5 is needed. Choose a darker one."
            )
        return colour


WAITS = [2, 3, 5, 10, 15, 20]


class InstitutionHoursForm(SettingsForm):
    """By which clock the institution lives, when it mails nobody, and how long a submission may wait."""

    time_zone = forms.ChoiceField(
        label="Time zone",
        choices=zone_choices,
        help_text="Days begin, reminders go out and quiet hours are counted by this clock.",
        error_messages={"invalid_choice": "Choose a time zone from the list."},
    )
    quiet_from = HourField(
        label="Quiet from",
        nothing="No quiet hours",
        help_text="What happens from now on is mailed when the quiet hours are over. Everybody may choose other hours.",
    )
    quiet_until = HourField(label="Quiet until", nothing="No quiet hours")
    remind_after = forms.TypedChoiceField(
        label="Remind whoever is to score a submission",
        choices=[(0, "Never"), *((days, f"After {days} working days") for days in WAITS)],
        coerce=int,
        help_text="Working days are Monday to Friday.",
    )
    escalate_after = forms.TypedChoiceField(
        label="If it still waits, ask the person’s other supervisors",
        choices=[(0, "Never"), *((days, f"After {days} more working days") for days in WAITS)],
        coerce=int,
        help_text="They may score it already; this tells them that it waits.",
    )

    def clean(self) -> dict[str, Any]:
        check_quiet_hours(self)
        return self.cleaned_data


QUOTAS = [500, 1024, 2048, 5 * 1024, 10 * 1024, 20 * 1024, 50 * 1024]
RECORDINGS = [100, 250, 500, 1024, 2048]


def megabytes(amount: int) -> str:
    return f"{amount // 1024} GB" if amount % 1024 == 0 else f"{amount} MB"


def recording_choices() -> list[tuple[int, str]]:
    """What the platform lets an institution choose."""
    most = settings.EVIDENCE_RECORDING_LIMIT // 1024**2
    return [(amount, megabytes(amount)) for amount in RECORDINGS if amount <= most] or [
        (most, megabytes(most))
    ]


class InstitutionStorageForm(SettingsForm):
    """How much evidence one person may keep, and how long a film or a sound recording may be."""

    evidence_quota_mb = forms.TypedChoiceField(
        label="Evidence that one person may keep",
        choices=[(amount, megabytes(amount)) for amount in QUOTAS],
        coerce=int,
        help_text="Earlier versions and the originals of photos count too. Whoever has more keeps it, and adds nothing.",
    )
    recording_limit_mb = forms.TypedChoiceField(
        label="Largest film or sound recording",
        choices=recording_choices,
        coerce=int,
        help_text="Large files are sent in parts, and go on by themselves after a break of the link.",
    )


class InstitutionLeavingForm(SettingsForm):
    """What becomes of the record of whoever leaves; they are shown it before anything is lost."""

    leaver_days = forms.IntegerField(
        label="Days that a leaver’s account still reads",
        min_value=UNDO_LEAVING_DAYS,
        max_value=3650,
        help_text=f"Then their record is deleted. In the first {UNDO_LEAVING_DAYS} days they can come back.",
        error_messages={
            "min_value": f"Give them {UNDO_LEAVING_DAYS} days or more: so long they can come back.",
            "required": "Type a number of days.",
        },
    )
    alumni_months = forms.IntegerField(
        label="Months that alumni may read on",
        min_value=0,
        max_value=120,
        help_text="Whoever leaves may choose to keep an account that only reads their own record. 0: nobody does.",
        error_messages={"required": "Type a number of months, or 0."},
    )
    leaving_note = forms.CharField(
        label="Your rules of retention",
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="In your own words: what you keep of people who leave, for how long, and why. Plain text.",
    )
