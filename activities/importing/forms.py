"""Forms of an import: the file, how it is read, what each column holds, what is asked besides."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings

from activities.importing.cells import DAY_FIRST, MONTH_FIRST
from activities.importing.columns import COMPARED, WRITTEN, plain
from activities.importing.delimited import DELIMITERS, ENCODINGS
from activities.importing.files import Reading, Table, too_large
from activities.importing.questions import GOES_ON, ONE_DAY, Answers, Questions
from activities.importing.rows import place
from activities.models import Category

ASKED = ("order", "unit", "open_end", "kind")
ACCEPT = ".csv,.txt,.tsv,.xlsx"
LEAVE_OUT = "Leave this column out"
GROUPS = [
    ("", LEAVE_OUT),
    ("Goes into your log", list(WRITTEN.items())),
    ("Compared with your log, never written", list(COMPARED.items())),
]


class UploadForm(forms.Form):
    """One spreadsheet. Its content is looked at where it is stored."""

    file = forms.FileField(
        label="Your spreadsheet",
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={
            "required": "Choose a file: a CSV or an Excel workbook (.xlsx).",
            "empty": "This file is empty: choose the one that holds your activities.",
            "max_length": "The name of this file is too long: shorten it and choose it again.",
        },
        max_length=200,
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.IMPORT_FILE_LIMIT:
            raise forms.ValidationError(too_large(settings.IMPORT_FILE_LIMIT))
        return file


class ReadingForm(forms.Form):
    """How a file is read: its sheet, or its letters and the sign between its cells."""

    sheet = forms.ChoiceField(label="Sheet", required=False)
    encoding = forms.ChoiceField(label="Letters", required=False, choices=list(ENCODINGS.items()))
    delimiter = forms.ChoiceField(
        label="Sign between cells", required=False, choices=list(DELIMITERS.items())
    )

    def __init__(self, *args: Any, reading: Reading, **kwargs: Any) -> None:
        first = {"sheet": reading.sheet, "encoding": reading.encoding, "delimiter": reading.delimiter}
        super().__init__(*args, initial=first, **kwargs)
        if reading.sheets:
            self.fields["sheet"].choices = [(name, name) for name in reading.sheets]
        for name in ("encoding", "delimiter") if reading.sheets else ("sheet",):
            del self.fields[name]
        if "encoding" in self.fields and reading.encoding not in ENCODINGS:
            self.fields["encoding"].choices = [(reading.encoding, "UTF-16"), *ENCODINGS.items()]

    def reading(self) -> Reading:
        given = {name: self.cleaned_data.get(name, "") for name in ("sheet", "encoding", "delimiter")}
        return Reading(**given)


class ColumnsForm(forms.Form):
    """A field of ours for each column of the file, as `column_0`, `column_1` …; `columns()` lists them."""

    def __init__(self, *args: Any, table: Table, columns: Sequence[str] = (), **kwargs: Any) -> None:
        first = {f"column_{number}": name for number, name in enumerate(columns)}
        super().__init__(*args, initial=first, **kwargs)
        self.table = table
        for number in range(len(table.head)):
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=place(table, number), required=False, choices=GROUPS
            )

    def columns(self) -> list[str]:
        return [self.cleaned_data.get(name, "") for name in self.fields]

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not self.errors:
            self._check_once()
            self._check_enough()
        return self.cleaned_data

    def _check_once(self) -> None:
        chosen: dict[str, str] = {}
        for name, field in list(self.cleaned_data.items()):
            # A length is one, in whatever unit.
            key = "duration" if field == "minutes" else field
            if key and key in chosen:
                other = self.fields[chosen[key]].label
                self.add_error(
                    name, f"“{other}” has this already: choose each once, and leave the other out."
                )
            chosen.setdefault(key, name)

    def _check_enough(self) -> None:
        columns = set(self.columns())
        if "uid" in columns:
            return
        missing = [
            word
            for word, names in (
                ("the title", {"title"}), ("the date", {"start_date"}), ("the length", {"duration", "minutes"})
            )
            if not names & columns
        ]  # fmt: skip
        if missing:
            said = " and ".join([", ".join(missing[:-1]), missing[-1]] if missing[:-1] else missing)
            self.add_error(None, f"Say which column holds {said}.")


class MeaningsForm(forms.Form):
    """What the file leaves open, only that. `answers()` keeps what was said before about what is not asked."""

    order = forms.ChoiceField(
        label="How are dates such as 3/4/2026 written?",
        widget=forms.RadioSelect,
        choices=[(DAY_FIRST, "Day first: 3 April 2026"), (MONTH_FIRST, "Month first: 4 March 2026")],
    )
    unit = forms.ChoiceField(
        label="A length without a unit, such as 2, is in …",
        widget=forms.RadioSelect,
        choices=[("h", "hours"), ("min", "minutes")],
    )
    open_end = forms.ChoiceField(
        label="An empty last day means that it …",
        widget=forms.RadioSelect,
        choices=[(ONE_DAY, "took one day"), (GOES_ON, "is still going on")],
    )
    kind = forms.ChoiceField(
        label="Rows that name no kind of learning are …", choices=[("", "Choose"), *Category.choices]
    )

    def __init__(self, *args: Any, questions: Questions, answers: Answers, **kwargs: Any) -> None:
        first = {name: getattr(answers, name) for name in ASKED}
        first |= {f"word_{n}": answers.words.get(plain(word), "") for n, word in enumerate(questions.kinds)}
        super().__init__(*args, initial=first, **kwargs)
        self.before, self.kinds = answers, questions.kinds
        for name in ASKED:
            if not getattr(questions, name):
                del self.fields[name]
            else:
                self.fields[name].error_messages["required"] = f"Choose one: {self.fields[name].label}"
        for number, word in enumerate(questions.kinds):
            self.fields[f"word_{number}"] = forms.ChoiceField(
                label=f"“{word[:80]}” is …",
                choices=[("", "Choose"), *Category.choices],
                error_messages={"required": f"Choose which kind of learning “{word[:80]}” is."},
            )

    def answers(self) -> Answers:
        said = {
            name: self.cleaned_data.get(name) or getattr(self.before, name)
            for name in ("order", "unit", "open_end", "kind")
        }
        words = {plain(word): self.cleaned_data[f"word_{n}"] for n, word in enumerate(self.kinds)}
        return Answers(**said, words=self.before.words | words)
