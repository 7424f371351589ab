"""Which evidence goes with the pack, and which activities are written about at length. Pure but for the rows it is given.

The body's policy answers for every piece that the owner has not answered for: nothing goes where files are not wanted,
and where they belong to the activities discussed, those of the discussed ones go.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from registers.editions import Edition
from registers.rules.evidence import Policy, policy

WORDS = {
    Policy.WITH_RECORD: "wants the evidence with the record, so it goes along unless you leave a piece out.",
    Policy.ON_REQUEST: "asks for evidence only on request. What you tick is named in the pack, and is in the ZIP file.",
    Policy.UNWANTED: "does not want certificates or other files, so they stay behind unless you tick one.",
    Policy.UNKNOWN: "does not say in public whether it wants evidence. What you tick is named in the pack.",
}  # fmt: skip


def wanted(edition: Edition) -> str:
    """What the body wants of evidence, as a sentence."""
    return f"{edition.called} {WORDS[policy(edition)]}"


def goes_along(renewal: Any, activity: str, piece: str) -> bool:
    """Whether this piece of this activity goes with the pack; both are uids as text."""
    chosen = renewal.chosen_evidence.get(mark(activity, piece))
    if chosen is not None:
        return bool(chosen)
    if policy(renewal.edition) is Policy.UNWANTED:
        return False
    return not (asks_discussion(renewal.edition) and renewal.discussed) or activity in renewal.discussed


def mark(activity: str, piece: str) -> str:
    return f"{activity}/{piece}"


def asks_discussion(edition: Edition) -> tuple[int, int] | None:
    """(fewest, most) activities that the body wants written about at length, or None."""
    return edition.advised.get("activities_discussed")


@dataclass(frozen=True)
class Piece:
    """One piece of evidence to tick. `mark` names it with its activity."""

    mark: str
    title: str
    kind: str
    taken: bool


@dataclass(frozen=True)
class Choice:
    """One counted activity with what can be chosen of it. `title` is empty when it is sealed."""

    uid: str
    title: str
    day: Any
    pieces: tuple[Piece, ...]
    discussed: bool


def choices(renewal: Any, facts: Iterable[Any], attached: Mapping[Any, Sequence[Any]]) -> list[Choice]:
    """What the owner can choose of, oldest first. A sealed activity has neither words nor evidence to give."""
    by_uid = {str(uid): pieces for uid, pieces in attached.items()}

    def pieces_of(uid: str) -> tuple[Piece, ...]:
        held = [(str(one.uid), one) for one in by_uid.get(uid, [])]
        return tuple(
            Piece(mark(uid, key), one.title, one.get_kind_display(), goes_along(renewal, uid, key))
            for key, one in held
        )

    return [
        Choice(one.uid, one.title, one.end_date, pieces_of(one.uid), one.uid in renewal.discussed)
        for one in facts
        if not one.sealed
    ]
