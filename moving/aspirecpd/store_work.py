"""One assessment: its criteria with every mark, what had been handed in, frozen, and the moves with their times."""

from collections.abc import Mapping
from typing import Any

from assessments import snapshots, states
from assessments.attached import FROZEN, attached_to
from assessments.models import AssignedCriterion, Assignment, Submission, Transition
from evidence.models import Attachment, Evidence
from lib.digests import digest
from lib.formats import figure
from moving.aspirecpd.judged import Work, uid_of
from moving.aspirecpd.storing import note_brought, note_in_trail
from people.models import User

# Who set, returned or completed it was never kept; only who submits is certain.
UNNAMED = "In AspireCPD, which kept no name."


def store_work(work: Work, *, owner: User, setter: User | None, pieces: Mapping[str, Evidence]) -> Assignment:
    uid = uid_of(work.source)
    made = Assignment.objects.create(
        uid=uid,
        set_key=uid,
        owner=owner,
        set_by=setter if setter != owner else None,
        version=1 if work.handed_in_at else 0,
        **work.values,
    )
    AssignedCriterion.objects.bulk_create(
        AssignedCriterion(assignment=made, **values) for values in work.criteria
    )
    if work.handed_in_at:
        _freeze(made, work, pieces)
    before = ""
    for number, (state, at) in enumerate(work.moves):
        Transition.objects.create(
            assignment=made,
            from_state=before,
            to_state=state,
            at=at,
            actor=owner if state == states.SUBMITTED else None,
            reason="" if state == states.SUBMITTED else UNNAMED,
            version=made.version if state != states.OPEN else 0,
            marks=_marks(made) if state in (states.COMPLETED, states.RETURNED) else {},
            once=uid_of(f"{work.source}/move/{number}"),
        )
        before = state
    note_in_trail([made])
    note_brought([(work.source, uid, work.digest)])
    return made


def _freeze(made: Assignment, work: Work, pieces: Mapping[str, Evidence]) -> None:
    """What it holds now is what was handed in: the old system kept no versions."""
    snapshot = snapshots.take(made, evidence=attached_to(made))
    made.submission_hash = digest(snapshot)
    submission = Submission.objects.create(
        assignment=made,
        uid=uid_of(f"{work.source}/submission"),
        number=1,
        snapshot=snapshot,
        digest=made.submission_hash,
        at=work.handed_in_at,
    )
    Attachment.objects.bulk_create(
        [
            Attachment(evidence=pieces[one.source], kind=FROZEN, object_uid=submission.uid)
            for one in work.pieces
        ]
    )
    made.save(update_fields=["submission_hash"])


def _marks(made: Assignment) -> dict[str, Any]:
    """The marks shown with a move, in the shape that `assessments.actions.scoring` keeps them."""
    return {
        "overall_feedback": made.overall_feedback,
        "total": figure(made.total) or None,
        "maximum": figure(made.maximum),
        "passed": None,
        "digest": made.submission_hash,
        "criteria": [
            {
                "uid": str(one.uid),
                "order": one.order,
                "title": one.title,
                "score": one.score,
                "maximum": one.maximum,
                "feedback": one.feedback,
            }
            for one in made.criteria.all()
        ],
    }
