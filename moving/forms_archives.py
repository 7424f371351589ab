"""Asking for an archive, and for its proof."""

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
