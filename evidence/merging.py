"""Two edits of what is said of one piece: compared, shown side by side, put together."""

from typing import Any

from django.http import QueryDict

from evidence.forms import PieceForm
from evidence.models import Evidence
from lib import merging
from lib.merging import Base, Merged, merge

FIELDS = ("title", "folder", "tags")


def labels() -> dict[str, str]:
    return {name: str(PieceForm.base_fields[name].label) for name in FIELDS}


def stored_fields(piece: Evidence) -> dict[str, Any]:
    return {name: getattr(piece, name) for name in FIELDS}


def form_of(piece: Evidence, **typed: Any) -> PieceForm:
    """The form that goes on from what is stored, with what was typed in its boxes."""
    base = Base.made(stored_fields(piece), of=piece.uid).sign()
    return PieceForm(initial=stored_fields(piece) | typed | {"base": base})


def met(stored: Evidence, form: PieceForm) -> Merged:
    """A valid form over what is stored now; one that does not tell what it began with is taken as it is."""
    base = Base.read(form.cleaned_data["base"], of=stored.uid)
    typed = {name: form.cleaned_data[name] for name in FIELDS}
    return merge(base, stored_fields(stored), typed) if base.marks else Merged(typed, [], [], [])


def clash_rows(merged: Merged, stored: Evidence) -> list[dict[str, Any]]:
    """For parts/conflict.html; of tags both sides' can be kept."""
    return merging.clash_rows(merged, stored_fields(stored), labels=labels(), spoken=spoken, texts=("tags",))


def chosen(sent: QueryDict, stored: Evidence) -> QueryDict:
    """The form with the choices made beside it: `theirs` takes what is stored, `both` puts the tags together."""
    choices, sent = merging.choices_in(sent), sent.copy()
    for name, theirs in stored_fields(stored).items():
        if choices.get(name) == "theirs":
            sent[name] = spoken(name, theirs)
        elif choices.get(name) == "both" and name == "tags":
            sent[name] = ", ".join([*theirs, sent.get(name, "")])
    return sent


def spoken(name: str, value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else value
