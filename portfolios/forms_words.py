"""The forms of blocks that hold words and addresses. The cleaned data of each is the block's value."""

from typing import Any

from django import forms
from django.conf import settings

from portfolios import tables
from portfolios.embeds import site_of
from portfolios.queries import Offer


class BlockForm(forms.Form):
    """One block. Its cleaned data is the block's value: texts and lists of texts.

    With `unfinished` its boxes may be empty: for what is saved while someone types.
    """

    def __init__(self, *args: Any, offer: Offer, unfinished: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer = offer
        if unfinished:
            for field in self.fields.values():
                field.required = False

    def offer_choices(self, name: str, choices: list[tuple[str, str]], *, kind: str) -> None:
        """What the box `name` offers, with what was chosen before of this kind of item."""
        value, offered = self[name].value() or [], {uid for uid, _ in choices}
        chosen = [value] if isinstance(value, str) else value
        rest = [uid for uid in chosen if uid not in offered]
        self.fields[name].choices = [*choices, *(self.offer.older(kind, rest) if rest else [])]


class YesBox(forms.BooleanField):
    """A tick, stored as `yes` or nothing."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)

    def to_python(self, value: Any) -> Any:
        return "yes" if super().to_python(value) else ""


class WebAddress(forms.URLField):
    """A whole address of the web."""

    def __init__(self, **options: Any) -> None:
        messages = {
            "required": "Give the address, such as https://example.org/paper.",
            "invalid": "Give a whole address, such as https://example.org/paper.",
        }
        super().__init__(
            assume_scheme="https",
            max_length=1000,
            error_messages=messages | options.pop("error_messages", {}),
            **options,
        )

    def clean(self, value: Any) -> str:
        address = super().clean(value)
        if address and not address.startswith(("https://", "http://")):
            raise forms.ValidationError("Give an address that begins with https:// or http://.")
        return address


class HeadingForm(BlockForm):
    text = forms.CharField(
        label="Words of the heading", max_length=120, error_messages={"required": "Write the heading."}
    )


class TextForm(BlockForm):
    text = forms.CharField(
        label="Words",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="**bold**, *italic*, lists with a hyphen, [words](https://address).",
        error_messages={"required": "Write the text, or remove this block."},
    )


class TableForm(BlockForm):
    caption = forms.CharField(
        label="What the table shows",
        max_length=200,
        error_messages={"required": "Say in a few words what the table shows."},
    )
    text = forms.CharField(
        label="Rows",
        max_length=10_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "class": "code"}),
        help_text="One row to a line, with | between the cells; or paste from a spreadsheet.",
        error_messages={"required": "Write at least one row, or remove this block."},
    )
    head = YesBox(label="The first row holds the headings")

    def clean_text(self) -> str:
        text = self.cleaned_data["text"].replace("\r\n", "\n").strip("\n ")
        try:
            tables.check(text)
        except tables.BadTable as bad:
            raise forms.ValidationError(str(bad)) from bad
        if not text and self.fields["text"].required:
            raise forms.ValidationError("Write at least one row, or remove this block.")
        return text


class EmbedForm(BlockForm):
    title = forms.CharField(
        label="What it is", max_length=200, error_messages={"required": "Say in a few words what it is."}
    )
    url = WebAddress(label="Its address")
    text = forms.CharField(
        label="What there is to see",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Readers see a card. Nothing is loaded from the other site until they follow it.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["url"].help_text = f"From {', '.join(sorted(set(settings.EMBED_SITES.values())))}."

    def clean_url(self) -> str:
        address = self.cleaned_data["url"]
        if address and not site_of(address, settings.EMBED_SITES):
            raise forms.ValidationError(
                "Cards are for the sites named here, by https. For any other, add a link."
            )
        return address


class LinkForm(BlockForm):
    title = forms.CharField(
        label="Words of the link", max_length=200, error_messages={"required": "Write the words of the link."}
    )
    url = WebAddress(label="Address")
