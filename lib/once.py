"""One-time keys: a form carries one, so that what it asks for happens once, however often it is sent."""

from django import forms

AGAIN = "Open this page again and press the button once more."


class OnceForm(forms.Form):
    """What every act that must happen once carries: its one-time key, and what the screen showed when it was pressed."""

    once = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"required": AGAIN, "invalid": AGAIN},
    )
    changed = forms.CharField(required=False, widget=forms.HiddenInput)
    digest = forms.CharField(required=False, widget=forms.HiddenInput)

    def is_valid_with(self, form: forms.Form, *more: forms.Form) -> bool:
        """Whether the key and all that is sent with it are valid; a key that is wrong is told above the first form."""
        valid = all(one.is_valid() for one in (form, *more))
        if not self.is_valid():
            form.add_error(None, AGAIN)
        return valid and self.is_valid()
