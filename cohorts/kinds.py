"""The kinds of item: what each does when it is set to one person, and how it reads in the matrix. A new kind is one entry.

A kind says how it is set to a person (`set_to`), what each member's copy looks like now (`marks`, one query for a
whole cohort) and what stands for a member without a copy (`blank`). What it cannot do it leaves out: `remind`, `extend`,
`take_back` (an extension) and `withdraw` are None for a kind that knows no such thing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from assessments import actions as assessments
from assessments import states
from assessments.models import Assignment
from cohorts import tasks
from cohorts.marks import Key, Mark, address_before
from cohorts.models import Attendance, CohortAssignment, CohortItem
from cohorts.models.items import ASSESSMENT, EVENT, TASK
from cohorts.reminding import remind_of
from notices.actions import notify
from people.models import User

MINE = "/cohorts/mine/"


@dataclass(frozen=True)
class Kind:
    """`noun` is what is counted: `assessment,assessments`. See the module for the rest."""

    noun: str
    label: str
    set_to: Callable[[CohortItem, User, User], None]
    marks: Callable[[Sequence[CohortItem], User], dict[Key, Mark]]
    blank: Callable[[CohortItem, date, date], Mark | None]
    remind: Callable[..., bool] | None = None
    extend: Callable[..., object] | None = None
    take_back: Callable[..., bool] | None = None
    withdraw: Callable[..., bool] | None = None

    @property
    def named(self) -> str:
        """`an event`, `a task`."""
        label = self.label.lower()
        return f"{'an' if label[0] in 'aeiou' else 'a'} {label}"


# --- assessments -----------------------------------------------------------------------------------------------------
def set_assessment(item: CohortItem, person: User, actor: User) -> None:
    """One member's copy, once: whoever comes back finds the work they had. Withdrawn work is set anew."""
    if item.template is None or not person.has_role("technician"):
        return
    link = CohortAssignment.objects.filter(item=item, person=person).select_related("assignment").first()
    if link is not None and link.assignment.state != states.WITHDRAWN:
        return
    once = item.once if link is None else link.assignment.uid
    made = assessments.assign(
        template=item.template, person=person, actor=actor, once=once, due_on=item.due_on
    )
    if link is None:
        CohortAssignment.objects.create(item=item, person=person, assignment=made)
    else:
        link.assignment = made
        link.save(update_fields=["assignment"])


COLUMNS = ("uid", "state", "due_on", "total", "maximum")


def assessment_marks(items: Sequence[CohortItem], looker: User) -> dict[Key, Mark]:
    """One query: the states of all, and which of them this member may open."""
    opened = Assignment.objects.visible_to(looker).filter(cohort_link__item__in=items).order_by().values("pk")
    # A truth is read ten times as fast as a moment.
    links = (
        CohortAssignment.objects.filter(item__in=items)
        .order_by()
        .annotate(is_begun=Q(assignment__answered_at__isnull=False), may_open=Q(assignment_id__in=opened))
    )
    wanted = (
        "item_id",
        "person_id",
        "may_open",
        "is_begun",
        *(f"assignment__{name}" for name in COLUMNS),
    )
    today, address = timezone.localdate(), address_before("review:work_score")
    found: dict[Key, Mark] = {}
    for item, person, may_open, is_begun, uid, state, due_on, total, maximum in links.values_list(*wanted):
        shown = states.shown_as(state=state, due_on=due_on, is_begun=is_begun, today=today)
        if may_open:
            found[item, person] = Mark(shown, "", f"{address}{uid}/", total, maximum, due_on, uid)
        else:
            found[item, person] = Mark(shown, due_on=due_on, work=uid)
    return found


def not_set(item: CohortItem, joined_on: date, today: date) -> Mark | None:
    return None


def remind_of_assessment(*, work: UUID, actor: User) -> bool:
    held = Assignment.objects.select_related("owner").get(uid=work)
    return remind_of(held, kind="assessment_reminded", actor=actor)


def extend_assessment(*, work: UUID, actor: User, due_on: date, reason: str, once: UUID) -> Assignment:
    held = Assignment.objects.get(uid=work)
    return assessments.extend(assignment=held, actor=actor, due_on=due_on, reason=reason, once=once)


def take_back_assessment(
    *, work: UUID, actor: User, given: UUID, once: UUID, before: date | None = None
) -> bool:
    """Its own extensions know the day `before`."""
    held = Assignment.objects.get(uid=work)
    return assessments.take_back_extension(assignment=held, actor=actor, given=given, once=once)


def withdraw_unbegun(*, work: UUID, actor: User, once: UUID) -> bool:
    """Take back work that its owner has not begun, and that the actor may take back; False where it stays."""
    held = Assignment.objects.filter(uid=work, set_by=actor, state=states.OPEN, answered_at=None).first()
    if held is None:
        return False
    assessments.withdraw(assignment=held, actor=actor, once=once)
    return True


# --- events ----------------------------------------------------------------------------------------------------------
def set_event(item: CohortItem, person: User, actor: User) -> None:
    """They are told of what is still to come; whether they came is marked afterwards."""
    if item.due_on is None or item.due_on >= timezone.localdate():
        notify(
            kind="event_set",
            recipients=[person],
            thing=item,
            event=f"{item.uid}:event",
            actor=actor,
            path=MINE,
        )


def event_marks(items: Sequence[CohortItem], looker: User) -> dict[Key, Mark]:
    """One query: those somebody has marked."""
    places = {item.pk: item for item in items}
    rows = (
        Attendance.objects.filter(item__in=items).order_by().values_list("item_id", "person_id", "attended")
    )
    found = {}
    for item, person, attended in rows:
        shown, word = ("completed", "Attended") if attended else ("not_met", "Did not attend")
        found[item, person] = Mark(shown, word, places[item].address, due_on=places[item].due_on)
    return found


def event_blank(item: CohortItem, joined_on: date, today: date) -> Mark | None:
    """Before its day it is to come, from then on it waits to be marked; whoever joined later was not meant."""
    if item.due_on is not None and joined_on > item.due_on:
        return None
    is_over = item.due_on is not None and item.due_on <= today
    shown = ("attention", "Not marked") if is_over else ("planned", "To come")
    return Mark(*shown, url=item.get_absolute_url(), due_on=item.due_on)


KINDS: dict[str, Kind] = {
    ASSESSMENT: Kind(
        "assessment,assessments",
        "Assessment",
        set_assessment,
        assessment_marks,
        not_set,
        remind=remind_of_assessment,
        extend=extend_assessment,
        take_back=take_back_assessment,
        withdraw=withdraw_unbegun,
    ),
    TASK: Kind(
        "task,tasks",
        "Task",
        tasks.set_task,
        tasks.marks,
        not_set,
        remind=tasks.remind,
        extend=tasks.extend,
        take_back=tasks.take_back,
        withdraw=tasks.withdraw_undone,
    ),
    EVENT: Kind("event,events", "Event", set_event, event_marks, event_blank),
}


def marks_of(items: Sequence[CohortItem], looker: User) -> dict[Key, Mark]:
    """All kinds together; a kind without an item here asks nothing."""
    found: dict[Key, Mark] = {}
    for name, kind in KINDS.items():
        if own := [item for item in items if item.kind == name]:
            found |= kind.marks(own, looker)
    return found
