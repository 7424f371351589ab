"""What an owner says about who may read."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone

from lib.fields import DateText
from sharing.models import Audience

DAYS_OPEN = 30
MOST_DAYS = 366


class AudienceForm(forms.Form):
    audience = forms.ChoiceField(label="Who can read it?", choices=Audience.choices, widget=forms.RadioSelect)


class NameForm(forms.Form):
    email = forms.EmailField(
        label="E-mail of a person here",
        error_messages={
            "required": "Enter the person’s e-mail address.",
            "invalid": "Enter an address such as name@example.ac.uk.",
        },
    )


class LinkForm(forms.Form):
    """A link's name is for its owner, who sees later which is which."""

    name = forms.CharField(
        label="Who is it for?",
        max_length=80,
        help_text="Only you see this name.",
        error_messages={"required": "Say who the link is for, so that you know it again."},
    )
    expires_on = DateText(
        label="Open until",
        help_text="A day within a year. Left empty, 30 days from today.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_expires_on(self) -> date:
        today = timezone.localdate()
        last = self.cleaned_data["expires_on"] or today + timedelta(DAYS_OPEN)
        if last < today:
            raise forms.ValidationError("This day has gone: choose today or a later one.")
        if last > today + timedelta(MOST_DAYS):
            raise forms.ValidationError("Choose a day within a year; you can make another link then.")
        return last
