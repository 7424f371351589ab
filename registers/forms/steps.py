"""Forms of the later steps of a renewal: what goes along, who endorses, what is declared."""

import uuid
from typing import Any

from django import forms

from people.models import User
from registers import returns
from registers.choosing import Choice
from registers.models import Renewal


class ChooseForm(forms.Form):
    """Which evidence goes with the pack (`piece`), and which activities are discussed (`discuss`).

    `offered` are the pieces that the form showed: one attached since keeps the body's policy.
    """

    changed = forms.CharField(required=False, widget=forms.HiddenInput, max_length=60)
    offered = forms.MultipleChoiceField(required=False)
    piece = forms.MultipleChoiceField(required=False)
    discuss = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, choices: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        marks = [(one.mark, one.title) for choice in choices for one in choice.pieces]
        self.fields["offered"].choices = self.fields["piece"].choices = marks
        self.fields["discuss"].choices = [(one.uid, one.title) for one in choices]
        for name in ("piece", "discuss", "offered"):
            self.fields[name].error_messages["invalid_choice"] = (
                "Something on this page has been deleted meanwhile: open it again and choose once more."
            )

    def values(self, renewal: Renewal) -> dict[str, Any]:
        given = self.cleaned_data
        taken = set(given["piece"])
        answered = {mark: mark in taken for mark in given["offered"] or given["piece"]}
        return {"chosen_evidence": renewal.chosen_evidence | answered, "discussed": given["discuss"]}


class DeclareForm(forms.Form):
    show_name = forms.BooleanField(
        label="Show my name on the public check page", required=False,
        help_text="Without it the page shows register, period and validity only.",
    )  # fmt: skip
    declare = forms.BooleanField(error_messages={"required": "Tick the declaration to declare."})
    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, renewal: Renewal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["declare"].label = returns.declaration_text(renewal.edition)


class EndorserForm(forms.Form):
    changed = forms.CharField(required=False, widget=forms.HiddenInput, max_length=60)
    endorser = forms.ModelChoiceField(
        User.objects.none(), label="Ask a supervisor to endorse it", empty_label=None
    )

    def __init__(self, *args: Any, supervisors: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["endorser"].queryset = supervisors


class EndorseForm(forms.Form):
    words = forms.CharField(
        label="What you can vouch for",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)


class ReuseForm(forms.Form):
    """Which of the texts offered to take."""

    ref = forms.CharField(max_length=200, error_messages={"required": "Choose the text to take."})
    changed = forms.CharField(required=False, widget=forms.HiddenInput, max_length=60)
