"""What an owner says about who may read."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from lib.fields import DateText
from sharing.models import Audience

SHORTEST_PASSCODE, LONGEST_PASSCODE = 6, 64
DAYS_OPEN = 30
MOST_DAYS = 366
HINTS = {
    Audience.ONLY_ME.value: "Nobody else opens it.",
    Audience.SUPERVISORS.value: "Those paired with you now. Their access ends with the pair.",
    Audience.NAMED.value: "You name them below.",
    Audience.INSTITUTION.value: "Technicians, supervisors and trainers who are signed in.",
    Audience.LINK.value: "A link that you make below, and can take back.",
    Audience.PUBLIC.value: "Signed in or not. Search engines are asked to leave it out, unless you say otherwise below.",
}


class AudienceForm(forms.Form):
    audience = forms.ChoiceField(
        label="Who can read it?",
        choices=Audience.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose who can read it.",
            "invalid_choice": "Choose one of the six audiences.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["audience"].option_hints = HINTS


class NameForm(forms.Form):
    email = forms.EmailField(
        label="Email of a person here",
        error_messages={
            "required": "Enter the person’s email address.",
            "invalid": "Enter an address such as name@example.ac.uk.",
        },
    )


def passcode_field(**more: Any) -> forms.CharField:
    """A passcode as its owner makes it up, to be read while it is typed."""
    return forms.CharField(
        label="Passcode",
        min_length=SHORTEST_PASSCODE,
        max_length=LONGEST_PASSCODE,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={
            "required": "Type the passcode that the link is to ask for.",
            "min_length": f"Use at least {SHORTEST_PASSCODE} characters, so that it is not guessed.",
            "max_length": f"Use at most {LONGEST_PASSCODE} characters.",
        },
        **more,
    )


class LinkForm(forms.Form):
    """A link's name is for its owner, who sees later which is which. Spaces around a passcode are typing, not meaning."""

    name = forms.CharField(
        label="Who is it for?",
        max_length=80,
        help_text="Only you see this name.",
        error_messages={"required": "Say who the link is for, so that you know it again."},
    )
    expires_on = DateText(
        label="Open until",
        ahead=True,
        help_text="A day within a year. Left empty, 30 days from today.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    passcode = passcode_field(
        required=False,
        help_text="Asked before the link opens anything. Give it to them another way than the link; we do not keep it.",
    )

    def clean_expires_on(self) -> date:
        today = timezone.localdate()
        last = self.cleaned_data["expires_on"] or today + timedelta(DAYS_OPEN)
        if last < today:
            raise forms.ValidationError("This day has gone: choose today or a later one.")
        if last > today + timedelta(MOST_DAYS):
            raise forms.ValidationError("Choose a day within a year; you can make another link then.")
        return last


class NewPasscodeForm(forms.Form):
    passcode = passcode_field(help_text="Give it to them another way than the link; we do not keep it.")


class PasscodeForm(forms.Form):
    """What a visitor types before a link opens."""

    passcode = forms.CharField(
        label="Passcode",
        max_length=LONGEST_PASSCODE,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Type the passcode that you were given.",
            "max_length": f"A passcode has at most {LONGEST_PASSCODE} characters.",
        },
    )


class FindableForm(forms.Form):
    findable = forms.BooleanField(
        label="Let search engines list it",
        required=False,
        help_text="Only while everyone can read it. Without the tick they are asked to leave it out.",
    )
