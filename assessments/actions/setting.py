"""Setting work to one person, and taking it back."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from assessments import states
from assessments.actions import moves
from assessments.contents import Content
from assessments.models import AssignedCriterion, AssignedPrompt, Assignment, Template, Transition
from notices.actions import notify
from people import permissions, trail
from people.models import User

SENT_BEFORE = "This form has set another assessment before: send it again."


@transaction.atomic
def assign(
    *,
    template: Template,
    person: User,
    actor: User,
    once: UUID,
    due_on: date | None = None,
    opens_on: date | None = None,
    assessor: User | None = None,
) -> Assignment:
    """Set a copy of the template to one person. The same `once` for the same person sets it once.

    Raises PermissionDenied for someone the actor may not set work to, Refused with the field that is wrong, and for a
    `once` that set another template.
    """
    if not permissions.can(actor, "assessments.set_assessment", person):
        raise PermissionDenied
    content = template.content
    _refuse_odd(person, actor, assessor=assessor, has_criteria=bool(content.criteria))
    values = _copied(template, content) | {
        "set_by": actor,
        "assessor": assessor,
        "due_on": due_on,
        "opens_on": opens_on,
    }
    assignment, is_new = Assignment.objects.get_or_create(owner=person, set_key=once, defaults=values)
    if assignment.template_id != template.pk:
        raise moves.Refused({"people": SENT_BEFORE})
    if is_new:
        _copy_parts(content, assignment)
        Transition.objects.create(assignment=assignment, to_state=states.OPEN, actor=actor, once=once)
        trail.record(actor, "set assessment", assignment)
        notify(
            kind="assessment_set",
            recipients=[person],
            thing=assignment,
            event=f"{assignment.uid}:set",
            actor=actor,
        )
    return assignment


def _refuse_odd(person: User, actor: User, *, assessor: User | None, has_criteria: bool) -> None:
    if person == actor:
        raise moves.Refused({"people": "Nobody sets an assessment to themselves; ask a colleague to."})
    if not person.has_role("technician"):
        raise moves.Refused({"people": f"{person} is not a technician; give them that role first."})
    if assessor is not None and not assessor.has_role("trainer", "supervisor"):
        raise moves.Refused({"assessor": f"{assessor} is neither a trainer nor a supervisor."})
    if assessor == person:
        raise moves.Refused({"assessor": f"{person} cannot score their own work; choose somebody else."})
    if not has_criteria:
        raise moves.Refused({"": "Add at least one criterion to the template before you set it."})


def _copied(template: Template, content: Content) -> dict[str, Any]:
    """What the work keeps of the template as it is now, whatever becomes of that."""
    return {
        "template": template,
        "template_version": template.version,
        "title": content.title,
        "guidance": content.guidance,
        "maximum": content.maximum,
        "pass_kind": content.pass_kind,
        "pass_mark": content.pass_mark,
        "attempts": content.attempts,
    }


def _copy_parts(content: Content, assignment: Assignment) -> None:
    AssignedCriterion.objects.bulk_create(
        AssignedCriterion(assignment=assignment, order=order, **vars(text))
        for order, text in enumerate(content.criteria, start=1)
    )
    AssignedPrompt.objects.bulk_create(
        AssignedPrompt(assignment=assignment, order=order, label=prompt.label, hint=prompt.hint)
        for order, prompt in enumerate(content.prompts, start=1)
    )


@transaction.atomic
def withdraw(*, assignment: Assignment, actor: User, once: UUID, reason: str = "") -> Assignment:
    """The setter takes work back; what was written stays readable, and locked."""
    held, is_done = moves.begin(assignment, states.WITHDRAWN, actor=actor, action=states.WITHDRAW, once=once)
    if is_done:
        return held
    moves.move(held, states.WITHDRAWN, actor=actor, once=once, reason=reason.strip())
    return held
