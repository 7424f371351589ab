"""Tasks set to a cohort: each member's own, and how it reads in the matrix."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from cohorts.marks import Key, Mark, address_before
from cohorts.models import CohortItem, CohortTask
from cohorts.reminding import remind_of
from duties import actions, states
from duties.models import Task
from people.models import User


def set_task(item: CohortItem, person: User, actor: User) -> None:
    """One member's task, once: whoever comes back finds the one they had. One that was withdrawn is set anew."""
    if not person.has_role("technician"):
        return
    link = CohortTask.objects.filter(item=item, person=person).select_related("task").first()
    if link is not None and link.task.state != states.WITHDRAWN:
        return
    once = item.once if link is None else link.task.uid
    made = actions.set_task(
        owner=person, actor=actor, title=item.title, words=item.notes, due_on=item.due_on, once=once
    )
    CohortTask.objects.update_or_create(item=item, person=person, defaults={"task": made})


COLUMNS = ("uid", "state", "due_on", "set_by_id")


def marks(items: Sequence[CohortItem], looker: User) -> dict[Key, Mark]:
    """One query: the states of all, and which of them this member may open."""
    opened = Task.objects.visible_to(looker).filter(cohort_link__item__in=items).order_by().values("pk")
    links = CohortTask.objects.filter(item__in=items).order_by().annotate(may_open=Q(task_id__in=opened))
    today, address = timezone.localdate(), address_before("duties:task_detail")
    found = {}
    wanted = ("item_id", "person_id", "may_open", *(f"task__{name}" for name in COLUMNS))
    for item, person, may_open, uid, state, due_on, set_by in links.values_list(*wanted):
        shown = states.shown_as(state=state, due_on=due_on, today=today)
        url = f"{address}{uid}/" if may_open else ""
        found[item, person] = Mark(shown, url=url, due_on=due_on, work=uid, may_extend=set_by == looker.pk)
    return found


def remind(*, work: UUID, actor: User) -> bool:
    held = Task.objects.select_related("owner").get(uid=work)
    return remind_of(held, kind="task_reminded", actor=actor)


def extend(*, work: UUID, actor: User, due_on: date, reason: str, once: UUID) -> Task:
    return actions.change_due(
        task=Task.objects.get(uid=work), actor=actor, due_on=due_on, reason=reason, once=once
    )


def take_back(*, work: UUID, actor: User, given: UUID, once: UUID, before: date | None) -> bool:
    held = Task.objects.get(uid=work)
    return actions.put_back_due(task=held, actor=actor, given=given, once=once, before=before)


def withdraw_undone(*, work: UUID, actor: User, once: UUID) -> bool:
    """Take back a task that its owner has not handed in, and that the actor set; False where it stays."""
    held = Task.objects.filter(uid=work, set_by=actor, state=states.OPEN, done_at=None).first()
    if held is None:
        return False
    actions.withdraw_task(task=held, actor=actor, once=once)
    return True
