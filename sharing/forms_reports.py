"""What is said in a report, and how an admin settles it."""

import uuid

from django import forms

from sharing.models import MOST_SAID, Report

LONG = f"Use at most {MOST_SAID:,} characters."


class ReportForm(forms.Form):
    reason = forms.ChoiceField(
        label="What is wrong with it?",
        choices=Report.Reason,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is wrong.", "invalid_choice": "Choose one of the reasons."},
    )
    words = forms.CharField(
        label="In your own words",
        required=False,
        max_length=MOST_SAID,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The admins of the institution read it; whose it is does not.",
        error_messages={"max_length": LONG},
    )
    quote = forms.CharField(
        label="The passage you mean",
        required=False,
        max_length=MOST_SAID,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The admins cannot read the thing itself: without this they see only what you say of it.",
        error_messages={"max_length": LONG},
    )
    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class SettleForm(forms.Form):
    state = forms.ChoiceField(
        label="How do you settle it?",
        choices=[
            (Report.State.DISMISSED.value, "Nothing is wrong: others see it as before"),
            (Report.State.UPHELD.value, "The report is right: it stays hidden from others"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how you settle it.", "invalid_choice": "Choose one of the two."},
    )
    answer = forms.CharField(
        label="What you say to whom it concerns",
        required=False,
        max_length=MOST_SAID,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": LONG},
    )
