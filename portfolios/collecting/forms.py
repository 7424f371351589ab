"""What is typed and chosen about a collection."""

from typing import Any
from uuid import UUID

from django import forms

from portfolios.collecting.models import Collection, CollectionPiece
from portfolios.collecting.sources import SOURCES
from portfolios.finding import dated

GONE = "Choose from the list: something you ticked is gone, or a draft or sealed by now."


class CollectionForm(forms.Form):
    title = forms.CharField(
        label="What is it called?",
        max_length=120,
        help_text="Its readers see this.",
        error_messages={"required": "Give the collection a title."},
    )
    introduction = forms.CharField(
        label="Introduction",
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="**bold**, *italic*, lists with a hyphen, [words](https://address).",
    )
    changed = forms.CharField(required=False, widget=forms.HiddenInput)


class PiecesForm(forms.Form):
    """A list for each kind of thing that the owner has any of, without what is in the collection already."""

    def __init__(self, *args: Any, collection: Collection, **options: Any) -> None:
        super().__init__(*args, **options)
        there = set(collection.pieces.values_list("object_uid", flat=True))
        for kind, label in CollectionPiece.Kind.choices:
            rows = [one for one in SOURCES[kind].offered(collection.owner) if one.uid not in there]
            if rows:
                self.fields[kind] = forms.MultipleChoiceField(
                    label=label,
                    required=False,
                    choices=[
                        (str(one.uid), str(one) if kind == CollectionPiece.Kind.PAGE else dated(one))
                        for one in rows
                    ],
                    widget=forms.CheckboxSelectMultiple,
                    error_messages={"invalid_choice": GONE},
                )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not any(given.values()):
            raise forms.ValidationError("Tick at least one thing to put in.")
        return given

    @property
    def chosen(self) -> list[tuple[str, UUID]]:
        return [(kind, UUID(uid)) for kind, uids in self.cleaned_data.items() for uid in uids]
