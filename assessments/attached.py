"""What hangs on an answer. A draft's evidence is its owner's alone; a submission has attachments of its own, for scorers.

So whoever scores sees what was handed in with each version, and nothing that was added since.
"""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from assessments.models import Assignment, Submission
from evidence import queries, readers, uses
from evidence.models import Evidence
from evidence.rows import row_for

# Words for `evidence.models.Attachment.kind`.
DRAFT, FROZEN = "answer", "submission"


def pieces_on(assignment: Assignment) -> dict[UUID, list[Evidence]]:
    """The draft's evidence by criterion uid, and by the assignment's own for the whole; in one query."""
    uids = [assignment.uid, *(criterion.uid for criterion in assignment.criteria.all())]
    return queries.attached(DRAFT, uids)


def attached_to(assignment: Assignment) -> dict[UUID, list[dict[str, Any]]]:
    """The same as plain rows, for the screen and for the snapshot; `sha256` tells one file from another for good."""
    return {uid: [as_row(one) for one in pieces] for uid, pieces in pieces_on(assignment).items()}


def as_row(piece: Evidence) -> dict[str, Any]:
    return row_for(piece) | {"uid": str(piece.uid), "sha256": piece.sha256}


def submissions_read_by(member: Any) -> QuerySet:
    """Uids of the submissions whose evidence this member may open."""
    work = Assignment.objects.visible_to(member).order_by().values("pk")
    return Submission.objects.filter(assignment__in=work).order_by().values("uid")


def assessments_with(piece: Evidence) -> list[uses.Use]:
    """Drafts that show it, and submissions, each with the version that was handed in."""
    drafts = uses.attached_uids(piece, DRAFT)
    rows = Assignment.objects.filter(Q(uid__in=drafts) | Q(criteria__uid__in=drafts)).distinct()
    found = [uses.Use("Assessment", one.title, one.get_absolute_url()) for one in rows]
    frozen = uses.attached_uids(piece, FROZEN)
    for one in Submission.objects.filter(uid__in=frozen).select_related("assignment"):
        title = f"{one.assignment.title}, {str(one).lower()}"
        url = one.assignment.get_absolute_url()
        found.append(uses.Use("Submission", title, url, sha256=frozen[one.uid], frozen=True))
    return found


def register() -> None:
    readers.register(FROZEN, submissions_read_by, frozen=True)
    uses.register(assessments_with)
