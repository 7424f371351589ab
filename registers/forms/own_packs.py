"""A rule pack given as a file or pasted: what is wrong is named by line and field, and what was given is kept."""

from typing import Any

from django import forms

from registers import own_packs
from registers.reading import PackError, Problem


class OwnPackForm(forms.Form):
    """`text` holds the pack afterwards, wherever it came from; `problems` what to correct in it."""

    file = forms.FileField(
        label="File",
        required=False,
        help_text="YAML or JSON, up to 512 KB. It is checked and kept on trial; nobody is judged by it yet.",
    )
    text = forms.CharField(
        label="Or paste it here",
        required=False,
        strip=False,
        max_length=own_packs.LARGEST,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false", "class": "code"}),
    )
    problems: tuple[Problem, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].error_messages["empty"] = "This file is empty."
        self.fields["text"].error_messages["max_length"] = "A pack holds at most 512 KB."

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if upload := values.get("file"):
            values["text"] = self._read(upload)
            # Shown back for correction: a browser does not send a file twice.
            self.data = {**self.data.dict(), self.add_prefix("text"): values["text"]}  # type: ignore[attr-defined]
        if self.errors:
            return values
        if not (values.get("text") or "").strip():
            raise forms.ValidationError({"file": "Choose a file, or paste the pack below."})
        try:
            own_packs.sound(values["text"])
        except PackError as error:
            self.problems = error.problems
            first = error.problems[0]
            self.add_error("text", f"Line {first.line}, {first.field}: {first.message}")
        return values

    def _read(self, upload: Any) -> str:
        if upload.size > own_packs.LARGEST:
            self.add_error("file", "A pack holds at most 512 KB.")
            return ""
        try:
            return upload.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            self.add_error("file", "This is not a text file in UTF-8; save it as YAML or JSON.")
            return ""
