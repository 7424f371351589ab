"""How a request and its answer look: the state in words, and the lines of the witness block."""

from typing import Any

from django.forms import Form

from signoffs import snapshots
from signoffs.kinds import KINDS
from signoffs.models import Signature, SignRequest

STATES = {
    SignRequest.State.SIGNED: ("completed", "Signed"),
    SignRequest.State.DECLINED: ("not_met", "Not confirmed"),
    SignRequest.State.REVOKED: ("withdrawn", "Taken back"),
}


def answer_of(row: SignRequest) -> Signature | None:
    """Read from what the query brought along."""
    return getattr(row, "signature", None)


def state_of(row: SignRequest) -> tuple[str, str]:
    """(a word of the interface's statuses, what it says here)."""
    answer = answer_of(row)
    if answer and answer.is_void:
        return "void", "No longer valid"
    if answer and answer.answer == Signature.Answer.NOT_ME:
        return "attention", "Wrong address"
    if row.is_expired:
        return "expired", "Expired"
    if row.state == SignRequest.State.WAITING:
        return ("changed", "Waiting, for the version before") if row.outdated_at else ("waiting", "Waiting")
    return STATES[SignRequest.State(row.state)]


def witness_line(signature: Signature) -> dict[str, Any]:
    """For parts/witness.html."""
    return {
        "role": "Confirmed by",
        "name": f"{signature.name}, {signature.role}",
        "when": signature.at,
        "digest": signature.digest,
        "void": signature.get_voided_why_display() if signature.is_void else "",
        "request": signature.request,
    }


def to_sign(found: SignRequest, form: Form, *, changed: bool) -> dict[str, Any]:
    """What a page shows to whoever is to sign; `changed` where the thing is another than they had read."""
    kind = KINDS[found.kind]
    return {
        "found": found, "owner": found.owner, "kind": kind, "form": form, "changed": changed,
        "question": kind.question.format(owner=found.owner),
        "version": snapshots.shown(found.version()),
    }  # fmt: skip


def listed(rows: Any) -> list[dict[str, Any]]:
    """Rows of the owner's list: the request, what it is about, its state."""
    return [{"request": row, "title": row.version()["title"], "state": state_of(row)} for row in rows]
