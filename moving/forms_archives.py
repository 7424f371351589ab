"""Asking for an archive, and for its proof."""

from typing import Any

from django import forms


class OnceForm(forms.Form):
    """A button with the one-time key of its page."""

    once = forms.UUIDField(widget=forms.HiddenInput)


class AskForm(OnceForm):
    sealed = forms.BooleanField(
        label="With the words of my sealed items",
        help_text="Whoever opens the file can read them. Without the tick sealed items are in it as bare facts.",
        required=False,
    )
    as_chosen = forms.BooleanField(
        label="Only what I chose to take along",
        help_text="Without what you leave, and with stubs as you chose them.",
        required=False,
    )

    def __init__(self, *args: Any, has_choices: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_choices:
            del self.fields["as_chosen"]
