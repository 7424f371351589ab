"""The evidence part of any form: files and photos, a link, pieces from the library."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator

from evidence import actions
from evidence.inspection import Inspected
from evidence.models import Evidence
from evidence.refusals import Refused
from people.models import User

ACCEPT = "image/*,.pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.txt,.csv,.md,.mp4,.m4a,.mp3"
MOST_FILES = 20


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; the value is a list of (what it is, its name). Each refusal is a sentence of this field."""

    widget = FilesInput

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)
        self.widget.attrs |= {"accept": ACCEPT, "data-preview": True}

    def clean(self, value: Any, initial: Any = None) -> list[tuple[Inspected, str]]:
        files = [file for file in (value if isinstance(value, list | tuple) else [value]) if file]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"Add up to {MOST_FILES} files at a time.")
        found, refused = [], []
        for file in files:
            try:
                found.append((self.look_at(file), file.name))
            except Refused as refusal:
                refused.append(
                    f"{file.name}: {refusal} Choose your files again: a browser does not keep them."
                )
        if refused:
            raise forms.ValidationError(refused)
        return found

    @staticmethod
    def look_at(file: UploadedFile) -> Inspected:
        return actions.inspected(file.file, file.name or "")  # type: ignore[arg-type]


class EvidenceForm(forms.Form):
    """Beside another form in the same page, or alone in the library. `attach_to` stores what was given."""

    evidence = FilesField(
        label="Photo or file", help_text="Several at once if you like. A photo’s location is removed."
    )
    evidence_title = forms.CharField(label="What it shows", required=False, max_length=200)
    evidence_link = forms.CharField(
        label="Or a link",
        required=False,
        max_length=1000,
        validators=[
            URLValidator(schemes=["http", "https"], message="Enter a whole address, starting with https://.")
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evidence_link"].widget.attrs |= {"inputmode": "url", "autocapitalize": "none"}

    def has_any(self) -> bool:
        return bool(self.cleaned_data["evidence"] or self.cleaned_data["evidence_link"])

    def store(self, owner: User) -> list[Evidence]:
        """The pieces, added to the owner's library. Call it inside the transaction that needs them."""
        title = self.cleaned_data["evidence_title"]
        added = [
            actions.add_file(owner=owner, found=found, filename=name, title=title)
            for found, name in self.cleaned_data["evidence"]
        ]
        if link := self.cleaned_data["evidence_link"]:
            added.append(actions.add_link(owner=owner, url=link, title="" if added else title))
        return added
