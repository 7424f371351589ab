"""Another due date for work that its owner has not handed in."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from assessments import states
from assessments.actions import moves
from assessments.models import Assignment, Extension
from notices.actions import notify
from people import trail
from people.models import User

SENT_BEFORE = "This form has changed the due date before. What you typed is kept: send it again."


@transaction.atomic
def extend(*, assignment: Assignment, actor: User, due_on: date, reason: str, once: UUID) -> Assignment:
    """It is due on this day from now on; its owner is told. The same `once` again is the same act.

    Whoever may score it may do that. Raises NotAllowedNow when it is not with the trainee, Refused for a day gone by or
    the one it is due on already, and for a `once` that gave it another.
    """
    held = moves.hold(assignment, actor=actor, action=states.SCORE)
    if made := Extension.objects.filter(assignment=held, once=once).first():
        if made.after != due_on:
            raise moves.Refused({"due_on": SENT_BEFORE})
        return held
    if not held.is_with_trainee:
        raise moves.NotAllowedNow(held)
    if due_on < timezone.localdate():
        raise moves.Refused({"due_on": "Choose a due date that has not passed."})
    if held.opens_on is not None and due_on < held.opens_on:
        raise moves.Refused({"due_on": "It would be due before it opens."})
    if due_on == held.due_on:
        raise moves.Refused({"due_on": "It is due on that day already."})
    return _put(held, due_on, actor=actor, reason=reason.strip(), once=once)


@transaction.atomic
def take_back_extension(*, assignment: Assignment, actor: User, given: UUID, once: UUID) -> bool:
    """Put back the due date that the extension with the key `given` replaced. The same `once` again is the same act.

    False where there is nothing to take back: it was handed in, or its date has been changed since.
    """
    held = moves.hold(assignment, actor=actor, action=states.SCORE)
    made = Extension.objects.filter(assignment=held, once=given).first()
    if Extension.objects.filter(assignment=held, once=once).exists():
        return True
    if made is None or not held.is_with_trainee or held.due_on != made.after:
        return False
    _put(held, made.before, actor=actor, reason="", once=once)
    return True


def _put(held: Assignment, due_on: date | None, *, actor: User, reason: str, once: UUID) -> Assignment:
    made = Extension.objects.create(
        assignment=held, before=held.due_on, after=due_on, actor=actor, reason=reason, once=once
    )
    held.due_on = due_on
    held.save(update_fields=["due_on"])
    trail.record(actor, "changed due date", held, fields=["due_on"])
    notify(
        kind="assessment_due_changed",
        recipients=[held.owner],
        thing=held,
        event=f"{held.uid}:due:{made.pk}",
        actor=actor,
    )
    return held
