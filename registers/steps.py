"""The steps of a renewal: each an address of its own, in this order, with how far it has come. Pure."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from lib.formats import count
from registers import returns

# name of the address: the step's words
STEPS = {
    "renewal_detail": "Check",
    "renewal_statements": "Write",
    "renewal_evidence": "Evidence",
    "renewal_ask": "Endorsement",
    "renewal_declare": "Declare",
}


@dataclass(frozen=True)
class Step:
    """`state` is `done`, `open` or `optional`; `note` says what is open, or why it is done."""

    name: str
    label: str
    url: str
    state: str
    note: str
    is_present: bool


def steps_of(renewal: Any, present: str, *, not_met: int, endorsed: bool) -> list[Step]:
    """The progress list. `not_met` is how many rules are open; nothing in it stops anyone from going on."""
    chosen = renewal.chosen_evidence or renewal.discussed
    notes = {
        "renewal_detail": ("open", count(not_met, "rule open", "rules open")) if not_met else ("done", "every rule"),
        "renewal_statements": written(renewal),
        "renewal_evidence": ("done", "chosen") if chosen else ("optional", "as the body asks"),
        "renewal_ask": asked(renewal, endorsed),
        "renewal_declare": ("open", "to do"),
    }  # fmt: skip
    return [
        Step(name, label, reverse(f"renewals:{name}", args=[renewal.uid]), *notes[name], name == present)
        for name, label in STEPS.items()
    ]


def written(renewal: Any) -> tuple[str, str]:
    over = returns.too_long(renewal.edition, renewal.answers)
    missing = returns.unanswered(renewal.edition, renewal.answers)
    if over:
        return "open", "too long"
    if returns.statement_choices(renewal.edition) and not renewal.statement:
        return "open", "statement to choose"
    return ("open", f"{len(missing)} to write") if missing else ("done", "nothing missing")


def asked(renewal: Any, endorsed: bool) -> tuple[str, str]:
    if endorsed:
        return "done", "endorsed"
    if renewal.endorsed_at:
        return "open", "no longer valid"
    return ("open", "asked") if renewal.is_asked else ("optional", "can be skipped")


def around(steps: list[Step]) -> tuple[Step | None, Step | None]:
    """The step before the present one and the one after it."""
    at = next(index for index, one in enumerate(steps) if one.is_present)
    return (steps[at - 1] if at else None), (steps[at + 1] if at + 1 < len(steps) else None)
