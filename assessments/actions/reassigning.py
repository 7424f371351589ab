"""Asking somebody else to score a piece of work."""

from uuid import UUID

from django.db import transaction

from assessments import states
from assessments.actions import moves
from assessments.models import Assignment
from notices.actions import notify
from people import trail
from people.models import User

REASSIGN = "assessments.reassign_assignment"
VERB = "asked somebody else to score"


@transaction.atomic
def reassign(*, assignment: Assignment, actor: User, assessor: User | None, once: UUID) -> Assignment:
    """This trainer is asked to score it from now on, besides those who may anyway; None asks nobody in particular.

    Whoever set it may do that until it is completed or withdrawn. Drafts of scores stay, and who wrote them. Saying what is
    so already changes nothing. Raises NotAllowedNow, and Refused for who cannot score it.
    """
    held = moves.hold(assignment, actor=actor, action=REASSIGN)
    if held.state in (states.COMPLETED, states.WITHDRAWN):
        raise moves.NotAllowedNow(held)
    if held.assessor_id == (assessor.pk if assessor else None):
        return held
    if assessor is not None and not assessor.has_role("trainer"):
        raise moves.Refused({"assessor": f"{assessor} is no trainer."})
    if assessor is not None and assessor.pk == held.owner_id:
        raise moves.Refused({"assessor": f"{assessor} cannot score their own work; choose somebody else."})
    held.assessor = assessor
    held.save(update_fields=["assessor"])
    trail.record(actor, VERB, held, fields=["assessor"])
    if assessor is not None:
        notify(
            kind="assessment_reassigned",
            recipients=[assessor],
            thing=held,
            event=f"{held.uid}:assessor:{once}",
            actor=actor,
            path=held.review_url,
        )
    return held
