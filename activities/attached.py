"""What is attached to an activity as evidence."""

from collections.abc import Iterable
from typing import Any

from activities.models import Activity
from people.access import PersonRequest
from people.models import User


class UnknownEvidence(ValueError):
    """A uid that is none of this person's evidence."""


def attach_files(request: PersonRequest, activity: Activity) -> list[str]:
    """Attach the files sent with the form; sentences about those refused."""
    return []


def own_evidence(owner: User, uids: Iterable[str]) -> list[Any]:
    """The owner's evidence with these uids; raises UnknownEvidence."""
    if list(uids):
        raise UnknownEvidence("This evidence is not among yours: send the file first, then its uid.")
    return []


def attach_by_uid(activity: Activity, evidence: list[Any], *, actor: User, only: bool = False) -> None:
    """Attach these; with `only`, take away everything else."""


def evidence_rows(request: PersonRequest, activity: Activity) -> list[dict[str, Any]]:
    """The evidence this reader may see, for parts/evidence_rows.html."""
    return []
