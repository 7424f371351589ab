"""The words of the privacy notice."""

from django import forms

from sharing.models import MOST_NOTICE


class NoticeForm(forms.Form):
    """`over` is the number of the version that was shown, 0 for none."""

    words = forms.CharField(
        label="The notice",
        max_length=MOST_NOTICE,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text="**bold**, *italic*, lists with a hyphen, [words](https://address).",
        error_messages={
            "required": "Write what people are to agree to.",
            "max_length": f"Use at most {MOST_NOTICE:,} characters.",
        },
    )
    over = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
