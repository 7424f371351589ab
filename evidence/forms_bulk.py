"""Forms of acts on several pieces: which act on which, and what to set."""

import uuid
from typing import Any

from django import forms

from evidence.forms import folder_box
from evidence.models import LibraryChange
from lib.fields import TagsText

Kind = LibraryChange.Kind
LABELS = {
    Kind.MOVED: "Move to a folder",
    Kind.TAGS_ADDED: "Add tags",
    Kind.TAGS_REMOVED: "Remove tags",
    Kind.DELETED: "Delete",
}
# The box that each act asks for; deleting asks for none.
TAKES = {Kind.MOVED: "folder", Kind.TAGS_ADDED: "tags", Kind.TAGS_REMOVED: "tags", Kind.DELETED: ""}


class PickForm(forms.Form):
    """The bar above the library: what to do with those ticked."""

    act = forms.ChoiceField(
        label="What to do with them",
        choices=list(LABELS.items()),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose what to do with them."),
    )


class ActForm(forms.Form):
    """The confirmation of one act: what to set, and the key that makes it one act."""

    folder = folder_box(help_text="One that is there, or a new name. Empty takes them out of their folder.")
    tags = TagsText(label="Tags", help_text="With commas between them.")
    act = forms.ChoiceField(choices=list(LABELS.items()), widget=forms.HiddenInput)
    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, act: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.takes = TAKES[Kind(act)]
        for name in {"folder", "tags"} - {self.takes}:
            del self.fields[name]
        if self.takes == "tags":
            self.fields["tags"].required = True
            self.fields["tags"].error_messages["required"] = "Write at least one tag."

    @property
    def value(self) -> Any:
        value = self.cleaned_data.get(self.takes)
        return value.strip() if isinstance(value, str) else value
