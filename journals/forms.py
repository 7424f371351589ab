"""The entry form, one for writing, editing, autosave and the API; and the filter of the list."""

from typing import Any

import django_filters
from django import forms
from django.utils import timezone

from journals.models import Entry
from journals.querysets import EntryQuerySet
from lib.fields import DateText, TagsText, YesNo
from lib.filters import LogFilter, edge
from sharing.models import Audience

LONGEST_TEXT = 60_000
STATES = [("draft", "Drafts"), ("published", "Published"), ("sealed", "Sealed")]


class EntryForm(forms.Form):
    """What a person writes. `values()` are the cleaned fields as `actions.save_entry` takes them.

    With `unfinished` the title may wait: for what is saved while someone types.
    """

    title = forms.CharField(
        label="Title",
        max_length=200,
        error_messages={
            "required": "Give the entry a title.",
            "max_length": "Shorten the title to 200 characters; the text has room for more.",
        },
    )
    date = DateText(label="Date", widget=forms.TextInput(attrs={"autocomplete": "off"}))
    body = forms.CharField(
        label="What happened, and what do you make of it?",
        help_text="A blank line starts a paragraph. **bold**, *italic*, ## heading, - list, > quote.",
        required=False,
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        error_messages={"max_length": "Shorten the text to 60,000 characters, or write two entries."},
    )
    tags = TagsText(label="Tags", help_text="Words to find it by, with commas between them.")
    audience = forms.ChoiceField(
        label="Who can read it once it is published?",
        choices=Audience.choices,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of the six audiences."},
    )
    sealed = YesNo(
        label="Seal it", help_text="Only you can read it, whoever it is published to. It cannot be searched."
    )
    uid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    changed = forms.CharField(required=False, widget=forms.HiddenInput, max_length=60)

    def __init__(self, *args: Any, unfinished: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = not unfinished
        self.fields["audience"].option_hints = {
            Audience.NAMED.value: "Name them, and make links, on the entry’s sharing page."
        }

    def clean_date(self) -> Any:
        return self.cleaned_data["date"] or timezone.localdate()

    def clean_body(self) -> str:
        return self.cleaned_data["body"].replace("\r\n", "\n").rstrip()

    def values(self) -> dict[str, Any]:
        names = ["title", "date", "body", "tags", "sealed"]
        if self.cleaned_data["audience"]:
            names.append("audience")
        return {name: self.cleaned_data[name] for name in names}


def form_values(entry: Entry) -> dict[str, Any]:
    """What the form shows for a stored entry. It opens sealed words: for the owner's own session only."""
    return entry.words() | {
        "uid": entry.uid,
        "date": entry.date,
        "tags": entry.tags,
        "audience": entry.audience,
        "sealed": entry.sealed,
        "changed": entry.changed_token,
    }


class EntryFilter(LogFilter):
    """GET parameters: q, from, to, tag, state. `owner` is the view's own."""

    q = django_filters.CharFilter(label="Search", method="by_text", max_length=200)
    tag = django_filters.CharFilter(label="Tag", method="by_tag", max_length=40)
    state = django_filters.ChoiceFilter(
        label="State", choices=STATES, method="by_state", empty_label="Any state"
    )

    class Meta:
        model = Entry
        fields: list[str] = []

    def by_state(self, queryset: EntryQuerySet, name: str, value: str) -> EntryQuerySet:
        return queryset.filter(sealed=True) if value == "sealed" else queryset.filter(state=value)


# `from` is a word of Python's own and cannot be written in the class.
EntryFilter.base_filters.update({"from": edge("From"), "to": edge("To")})
