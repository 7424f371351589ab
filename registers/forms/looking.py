"""Forms for a look: at another body's rules, and at a pack by its code."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from lib.fields import DateWordsField
from lib.formats import day_span, file_size
from registers.facts import Period
from registers.packfiles.codes import normalise_code


class LookForm(forms.Form):
    """Judge my log under any pack and grade."""

    grade = forms.ChoiceField(label="Grade")
    period_from = DateWordsField(label="From", required=False)
    period_to = DateWordsField(label="To", required=False)

    def __init__(self, *args: Any, edition: Any, period: Period | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grade"].choices = [(one.code, f"{one.code}, {one.title}") for one in edition.grades]
        if period:
            self.fields["period_from"].help_text = f"Empty means {day_span(period.start, period.end)}."


class CodeForm(forms.Form):
    code = forms.CharField(label="Code printed on the pack", max_length=20)

    def clean_code(self) -> str:
        code = normalise_code(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(
                "That is not a code of ours: it looks like NM-7K4Q-2M9X. Check each sign."
            )
        return code


class CheckFileForm(forms.Form):
    """A file that somebody was given, to be compared with those that were issued."""

    file = forms.FileField(
        label="The file you were given",
        allow_empty_file=True,
        error_messages={"required": "Choose the file you were given."},
    )

    def __init__(self, *args: Any, limit: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.limit = limit
        self.fields["file"].help_text = f"Up to {file_size(limit)}. It is compared and not kept."

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > self.limit:
            raise forms.ValidationError(too_large(self.limit))
        return file


def too_large(limit: int) -> str:
    """The sentence for a file that is larger than is compared here."""
    return f"Files up to {file_size(limit)} can be compared here. Compare its SHA-256 yourself with the ones listed below."
