"""Something done to several members at once: once, all of it or nothing, and taken back where that is possible."""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from cohorts import choosing, grid, kinds, queries
from cohorts.actions.holding import done_before, hold
from cohorts.actions.items import set_to
from cohorts.actions.members import add_member, remove_member
from cohorts.marks import Key
from cohorts.models import BulkAct, Cohort, CohortItem, Membership
from people import trail
from people.models import User
from sharing.refusals import Refused

Keys = Collection[int]
NONE: frozenset[Key] = frozenset()


def touches(
    cohort: Cohort, act: str, *, actor: User, people: Keys, items: Keys, cells: Collection[Key] = NONE
) -> list[choosing.Touch]:
    """What the act would do to these people and items (all items where none is named) and to these single cells besides,
    and what it leaves alone.
    """
    everybody = _everybody(people, cells)
    found = grid.load(cohort, actor, members=queries.members_of(cohort).filter(person__in=everybody))
    if items or not people:
        found = found.only([*items, *(item for item, _ in cells)])
    told = queries.told_today(found.items, everybody) if act == choosing.REMIND else ()
    chosen = choosing.Chosen(people=people, items=items, cells=cells)
    return [one for one in choosing.choose(act, found.rows, found.items, told=told) if chosen.holds(one)]


def _everybody(people: Keys, cells: Collection[Key]) -> set[int]:
    """Whoever was ticked, in whole or in a single cell."""
    return {*people, *(person for _, person in cells)}


def touched_by(cohort: Cohort, act: str, **chosen: Any) -> list[choosing.Touch]:
    """What the act does touch; `chosen` as for `touches`. Raises Refused where that is too much at once."""
    rows = [one for one in touches(cohort, act, **chosen) if not one.why_not]
    _refuse_many(len(rows))
    return rows


def _refuse_many(number: int) -> None:
    if number > choosing.MOST:
        said = f"That is {number} at once; choose fewer people or items, {choosing.MOST} at most."
        raise Refused({"": said})


def _done_once(
    cohort: Cohort, once: UUID, kind: str, *, people: Keys, actor: User, do: Callable[[], list]
) -> BulkAct:
    """What `do` answers is kept as what was touched; the second time with one key nothing is done.

    Raises Refused for a key that did something else, or touched others.
    """
    if done := done_before(cohort, once, kind, people=people):
        return done
    made = BulkAct.objects.create(cohort=cohort, kind=kind, actor=actor, once=once, touched=do())
    trail.record(actor, f"did to several: {kind}", cohort)
    return made


@transaction.atomic
def remind_all(
    *, cohort: Cohort, people: Keys, items: Keys, actor: User, once: UUID, cells: Collection[Key] = NONE
) -> BulkAct:
    """Tell each of them of each item that is still with them, once a day at most."""
    held = hold(cohort, actor)

    def do() -> list[dict[str, Any]]:
        rows = touched_by(held, choosing.REMIND, actor=actor, people=people, items=items, cells=cells)
        return [
            _key(one)
            for one in rows
            if not one.why_not
            and (tell := kinds.KINDS[one.item.kind].remind)
            and tell(work=one.mark.work, actor=actor)
        ]

    return _done_once(held, once, BulkAct.Kind.REMIND, people=_everybody(people, cells), actor=actor, do=do)


def _key(one: choosing.Touch, work: UUID | None = None) -> dict[str, Any]:
    known = work or (one.mark.work if one.mark else None)
    return {"person": one.person.pk, "item": one.item.pk, "work": str(known)}


@transaction.atomic
def extend_all(
    *,
    cohort: Cohort,
    actor: User,
    once: UUID,
    due_on: date,
    reason: str,
    people: Keys,
    items: Keys,
    cells: Collection[Key] = NONE,
) -> BulkAct:
    """Another due date for what is still with them. Raises Refused."""
    held = hold(cohort, actor)

    def do() -> list[dict[str, Any]]:
        rows = touched_by(held, choosing.EXTEND, actor=actor, people=people, items=items, cells=cells)
        changed = []
        for one in rows:
            extend = kinds.KINDS[one.item.kind].extend
            if extend is None or one.mark is None or one.mark.due_on == due_on:
                continue
            key = uuid5(once, str(one.mark.work))
            extend(work=one.mark.work, actor=actor, due_on=due_on, reason=reason, once=key)
            changed.append(_key(one) | {"before": one.mark.due_on and one.mark.due_on.isoformat()})
        return changed

    return _done_once(held, once, BulkAct.Kind.EXTEND, people=_everybody(people, cells), actor=actor, do=do)


@transaction.atomic
def assign_again(
    *, cohort: Cohort, people: Keys, items: Keys, actor: User, once: UUID, cells: Collection[Key] = NONE
) -> BulkAct:
    """Set items of the cohort to those who lack them, or whose copy was withdrawn."""
    held = hold(cohort, actor)

    def do() -> list[dict[str, Any]]:
        rows = touched_by(held, choosing.ASSIGN, actor=actor, people=people, items=items, cells=cells)
        for one in rows:
            set_to(one.item, one.person, actor)
        marks = kinds.marks_of(list({one.item.pk: one.item for one in rows}.values()), actor)
        made = [(one, marks.get((one.item.pk, one.person.pk))) for one in rows]
        return [_key(one, mark.work) for one, mark in made if mark]

    return _done_once(held, once, BulkAct.Kind.ASSIGN, people=_everybody(people, cells), actor=actor, do=do)


@transaction.atomic
def move_members(*, cohort: Cohort, to: Cohort, people: Keys, actor: User, once: UUID) -> BulkAct:
    """They leave this cohort and join the other, which sets them its items. Raises Refused, for too many as well."""
    held, other = (hold(one, actor) for one in sorted((cohort, to), key=lambda one: one.pk))
    if held.pk != cohort.pk:
        held, other = other, held
    if held.pk == other.pk:
        raise PermissionDenied

    def do() -> list[dict[str, Any]]:
        moved = []
        members = list(queries.members_of(held).filter(person__in=people))
        _refuse_many(len(members))
        for member in members:
            before = set(_works(other, member.person, actor))
            remove_member(cohort=held, person=member.person, actor=actor)
            add_member(cohort=other, person=member.person, actor=actor)
            fresh = {
                work: item for work, item in _works(other, member.person, actor).items() if work not in before
            }
            works = [{"item": item, "work": str(work)} for work, item in fresh.items()]
            moved.append({"person": member.person.pk, "to": other.pk, "from": member.pk, "works": works})
        return moved

    return _done_once(held, once, BulkAct.Kind.MOVE, people=people, actor=actor, do=do)


def _works(cohort: Cohort, person: User, actor: User) -> dict[UUID, int]:
    """This person's copies there: uid of the work -> key of the item."""
    items = [item for item in cohort.items.all() if kinds.KINDS[item.kind].withdraw]
    found = kinds.marks_of(items, actor)
    return {mark.work: item for (item, one), mark in found.items() if one == person.pk and mark.work}


@transaction.atomic
def undo(*, act: BulkAct, actor: User) -> int:
    """Take it back as far as possible: work that was begun or changed since stays as it is, and what is not the actor's to
    take back. Returns how many were undone.

    Undoing twice is one act. Where nothing at all could be undone it stays open to whoever can.
    """
    cohort = hold(act.cohort, actor)
    held = BulkAct.objects.select_for_update().get(pk=act.pk)
    if not held.may_undo:
        return 0
    undone = sum(_undone(held, row, actor) for row in held.touched)
    if undone:
        held.undone_at = timezone.now()
        held.save(update_fields=["undone_at"])
        trail.record(actor, f"took back: {held.kind}", cohort)
    return undone


def _undone(act: BulkAct, row: dict[str, Any], actor: User) -> bool:
    """Whether this one was taken back; what another trainer alone may take back is not."""
    try:
        with transaction.atomic():
            return UNDO[act.kind](act, row, actor)
    except PermissionDenied:
        return False


def _undo_extension(act: BulkAct, row: dict[str, Any], actor: User) -> bool:
    take_back, work = _kind_of(row).take_back, UUID(row["work"])
    before = row.get("before")
    return take_back is not None and take_back(
        work=work,
        actor=actor,
        given=uuid5(act.once, str(work)),
        once=uuid5(act.uid, str(work)),
        before=date.fromisoformat(before) if before else None,
    )


def _undo_assigning(act: BulkAct, row: dict[str, Any], actor: User) -> bool:
    withdraw, work = _kind_of(row).withdraw, UUID(row["work"])
    return withdraw is not None and withdraw(work=work, actor=actor, once=uuid5(act.uid, str(work)))


def _kind_of(row: dict[str, Any]) -> kinds.Kind:
    return kinds.KINDS[CohortItem.objects.values_list("kind", flat=True).get(pk=row["item"])]


def _undo_move(act: BulkAct, row: dict[str, Any], actor: User) -> bool:
    """Back where they were, unless they left there meanwhile; what the other cohort set and nobody began is withdrawn."""
    other, person = Cohort.objects.get(pk=row["to"]), User.objects.get(pk=row["person"])
    if not Membership.objects.current().filter(cohort=other, person=person).exists():
        return False
    remove_member(cohort=other, person=person, actor=actor)
    _withdraw_all(act, row["works"], actor)
    if not Membership.objects.current().filter(cohort=act.cohort, person=person).exists():
        Membership.objects.filter(pk=row["from"]).update(left_on=None)
    return True


def _undo_adding(act: BulkAct, row: dict[str, Any], actor: User) -> bool:
    person = User.objects.get(pk=row["person"])
    works = [{"item": item, "work": str(work)} for work, item in _works(act.cohort, person, actor).items()]
    remove_member(cohort=act.cohort, person=person, actor=actor)
    _withdraw_all(act, works, actor)
    return True


def _withdraw_all(act: BulkAct, works: Iterable[dict[str, Any]], actor: User) -> None:
    for one in works:
        _undo_assigning(act, one, actor)


UNDO: dict[str, Callable[[BulkAct, dict[str, Any], User], bool]] = {
    BulkAct.Kind.EXTEND: _undo_extension,
    BulkAct.Kind.ASSIGN: _undo_assigning,
    BulkAct.Kind.MOVE: _undo_move,
    BulkAct.Kind.ADD: _undo_adding,
}
