"""Two versions of a registration, of what a renewal says and of what goes with it: rows for parts/conflict.html.

Each row names what differs (`label`), and says it as it is stored and as it was sent (`stored`, `yours`).
"""

from collections.abc import Iterable
from typing import Any

from lib.formats import day, day_span
from registers.choosing import Choice
from registers.forms import ChooseForm, RegistrationForm, StatementsForm
from registers.forms.registrations import BREAKS
from registers.models import Registration, Renewal
from sharing.conflicts import compared

Rows = list[dict[str, str]]
SAID = {True: "Yes", False: "No"}
GOES = {True: "Goes along", False: "Stays behind"}
AT_LENGTH = {True: "Written about at length", False: "Not written about at length"}


def registration_rows(stored: Registration, form: RegistrationForm, breaks: Any) -> Rows:
    """Box by box, and the breaks as one; breaks that were not sent differ from nothing."""
    kept = RegistrationForm.shown(stored)
    typed = {name: form.cleaned_data[name] for name in kept}
    labels = {name: str(form.fields[name].label) for name in kept}
    if breaks.is_bound:
        kept["breaks"] = _breaks((one.reason, one.start, one.end) for one in stored.breaks.all())
        typed["breaks"] = _breaks((one["reason"], one["start"], one["end"]) for one in breaks.values())
        labels["breaks"] = "Breaks from practice"
    return compared(kept, typed, labels=labels, spoken=_spoken)


def _breaks(held: Iterable[tuple[str, Any, Any]]) -> str:
    words = dict(BREAKS)
    return "\n".join(sorted(f"{words[reason]}, {day_span(start, end)}" for reason, start, end in held))


def _spoken(name: str, value: Any) -> str:
    """A box's value as the screen says it."""
    if name in ("registered_on", "anchor_date"):
        return day(value)
    if name == "remind_days":
        return ", ".join(f"{days} days before" for days in value)
    if name == "standing":
        return str(Registration.Standing(value).label)
    if name == "register":
        return str(Registration(pack=value.partition(":")[0], grade=value.partition(":")[2]))
    return SAID[value] if isinstance(value, bool) else value


def statement_rows(stored: Renewal, form: StatementsForm) -> Rows:
    """The texts, the statement chosen and the ticks."""
    labels = {name: str(box.label) for name, box in form.fields.items() if name != "changed"}
    return compared(StatementsForm.shown(stored), form.cleaned_data, labels=labels, spoken=_spoken)


def choice_rows(offered: Iterable[Choice], form: ChooseForm) -> Rows:
    """Which pieces go along and which activities are discussed. `offered` is as stored now."""
    kept, typed, labels = {}, {}, {}
    for one in offered:
        kept[one.uid], typed[one.uid] = (
            AT_LENGTH[one.discussed],
            AT_LENGTH[one.uid in form.cleaned_data["discuss"]],
        )
        labels[one.uid] = one.title
        for piece in one.pieces:
            kept[piece.mark], typed[piece.mark] = (
                GOES[piece.taken],
                GOES[piece.mark in form.cleaned_data["piece"]],
            )
            labels[piece.mark] = f"{piece.title}, of {one.title}"
    return compared(kept, typed, labels=labels, spoken=lambda _, value: value)
