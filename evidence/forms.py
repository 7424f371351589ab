"""The evidence part of any form: files and photos, a link, pieces from the library."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator

from evidence import actions, allowances, storing
from evidence.inspection import Inspected
from evidence.models import Evidence
from evidence.refusals import OverQuota, Refused, megabytes, room_size
from lib.fields import TagsText
from people.models import User

ACCEPT = "image/*,.pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.txt,.csv,.md,.mp4,.m4a,.mp3,.heic"
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
        label="Photo or file",
        help_text="Several at once if you like. Others get a photo without its location; your original stays yours.",
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

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner
        self.fields["evidence_link"].widget.attrs |= {"inputmode": "url", "autocapitalize": "none"}

    def clean_evidence(self) -> list[tuple[Inspected, str]]:
        files = self.cleaned_data["evidence"]
        if files:
            try:
                allowances.refuse_over(self.owner, sum(storing.room_for(found) for found, _ in files))
            except OverQuota as over:
                raise forms.ValidationError(str(over)) from None
        return files

    def has_any(self) -> bool:
        return bool(self.cleaned_data["evidence"] or self.cleaned_data["evidence_link"])

    def store(self, owner: User) -> list[Evidence]:
        """The pieces, added to the owner's library. Call it inside the transaction that needs them."""
        title, folder = self.cleaned_data["evidence_title"], self.cleaned_data.get("folder", "")
        added = [
            actions.add_file(owner=owner, found=found, filename=name, title=title, folder=folder)
            for found, name in self.cleaned_data["evidence"]
        ]
        if link := self.cleaned_data["evidence_link"]:
            added.append(actions.add_link(owner=owner, url=link, title="" if added else title))
        return added


def folder_box(**options: Any) -> forms.CharField:
    """A folder by its name: one that is there, or a new one."""
    usual: dict[str, Any] = {
        "label": "Folder",
        "required": False,
        "max_length": 60,
        "help_text": "One that is there, or a new name.",
        "widget": forms.TextInput(attrs={"list": "folders", "autocomplete": "off"}),
    }
    return forms.CharField(**usual | options)


class AddForm(EvidenceForm):
    """The page of the library that adds to it."""

    folder = folder_box()


class PieceForm(forms.Form):
    """What its owner says of one piece."""

    title = forms.CharField(
        label="What it shows", max_length=200, error_messages={"required": "Say what it shows."}
    )
    folder = folder_box()
    tags = TagsText(label="Tags", help_text="With commas between them.")
    # Of the version that the form was opened with: see `evidence.merging`.
    base = forms.CharField(required=False, widget=forms.HiddenInput)


class ReplaceForm(forms.Form):
    """One file in place of another; `found` is what it is, `filename` its name, once the form is valid."""

    evidence = FilesField(
        label="The new file",
        help_text="What shows this piece shows the new file from now on; what you submitted or declared keeps the old one.",
    )
    found: Inspected
    filename: str

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner
        self.fields["evidence"].widget.allow_multiple_selected = False

    def clean_evidence(self) -> Any:
        files = self.cleaned_data["evidence"]
        if len(files) != 1:
            raise forms.ValidationError("Choose one file.")
        self.found, self.filename = files[0]
        try:
            allowances.refuse_over(self.owner, storing.room_for(self.found))
        except OverQuota as over:
            raise forms.ValidationError(str(over)) from None
        return files


def sizes_said() -> str:
    """The limits in a sentence, for beside a box that takes files."""
    limits = allowances.limits()
    said = (
        f"Pictures up to {megabytes(limits.image_bytes)}, other files up to {megabytes(limits.other_bytes)}"
    )
    if limits.recording_bytes > limits.other_bytes:
        return f"{said}, films and sound up to {room_size(limits.recording_bytes)}."
    return f"{said}, films and sound too: your institution can allow longer ones."
