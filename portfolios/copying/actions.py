"""Copying to several people, and taking back what nobody has touched."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from notices.actions import notify
from people import trail
from people.access import require
from people.models import User
from portfolios.copying.kinds import KINDS
from portfolios.copying.models import CopyAct, CopyLine
from portfolios.copying.queries import OWN, receivers
from sharing.refusals import Refused

# Things times people in one act.
MOST = 200
Sources = dict[str, Collection[UUID]]


@transaction.atomic
def copy_to_people(*, actor: User, sources: Sources, people: Collection[UUID], once: UUID) -> CopyAct:
    """Each of these things of the actor's own to each of these people, as a draft of theirs: all of it or nothing.

    `sources` are uids by kind (of CopyLine.Kind). Whoever has one of that kind and title keeps theirs and gets none. One key
    is one act; Refused for a key that did something else, and for too much at once. PermissionDenied for what is not the
    actor's own and for whom they neither supervise nor train now.
    """
    require(actor, "portfolios.copy")
    User.objects.select_for_update().get(pk=actor.pk)
    if done := CopyAct.objects.filter(owner=actor, once=once).first():
        return _same_as_before(done, sources, people)
    things, targets = _own_things(actor, sources), _held_people(actor, people)
    if not things or not targets:
        raise Refused({"": "Choose at least one thing to copy, and at least one person."})
    if len(things) * len(targets) > MOST:
        raise Refused({"": f"That makes {len(things) * len(targets)} copies; {MOST} are possible at once."})
    act = CopyAct.objects.create(owner=actor, once=once)
    for person in targets:
        lines = [_copied(act, kind, thing, person=person) for kind, thing in things]
        if any(line.outcome == CopyLine.Outcome.MADE for line in lines):
            path = reverse("portfolios:copied_list")
            notify(
                kind="copied_to_you",
                recipients=[person],
                thing=act,
                event=str(act.uid),
                actor=actor,
                path=path,
            )
    trail.record(actor, "copied to people", act)
    return act


def _same_as_before(act: CopyAct, sources: Sources, people: Collection[UUID]) -> CopyAct:
    asked = {(kind, uid, person) for kind, uids in sources.items() for uid in uids for person in people}
    if asked != set(act.lines.values_list("kind", "source_uid", "person__uid")):
        raise Refused({"": "This form was sent before for something else. Open it again."})
    return act


def _own_things(actor: User, sources: Sources) -> list[tuple[str, Any]]:
    """What is copied, in the order of the lists it was chosen from."""
    found: list[tuple[str, Any]] = []
    for kind, own in OWN.items():
        uids = set(sources.get(kind, ()))
        things = list(own(actor).filter(uid__in=uids)) if uids else []
        if len(things) != len(uids):
            raise PermissionDenied
        found += [(kind, thing) for thing in things]
    return found


def _held_people(actor: User, people: Collection[UUID]) -> list[User]:
    """The receivers, locked: two people who copy to one do it one after the other."""
    allowed = receivers(actor).order_by().values("pk")
    held = User.objects.select_for_update().filter(pk__in=allowed, uid__in=set(people)).order_by("pk")
    found = list(held)
    if len(found) != len(set(people)):
        raise PermissionDenied
    return found


def _copied(act: CopyAct, kind: str, thing: Any, *, person: User) -> CopyLine:
    how = KINDS[kind]
    line = CopyLine(act=act, person=person, kind=kind, source_uid=thing.uid)
    if had := how.same(thing.title, person):
        line.thing_uid, line.outcome = had.uid, CopyLine.Outcome.SAME
    else:
        copy = how.make(thing, person, act.owner)
        line.thing_uid, line.outcome, line.token = copy.uid, CopyLine.Outcome.MADE, copy.changed_token
    line.save()
    return line


@transaction.atomic
def take_back(*, act: CopyAct, actor: User) -> int:
    """Take back the copies that are as they arrived, from those who may still be copied to; how many.

    What was changed, published or given evidence stays with its owner, and so does what was deleted. A second time does what
    the first left, which is mostly nothing.
    """
    require(actor, "portfolios.read_copies", act)
    held = CopyAct.objects.select_for_update().get(pk=act.pk)
    theirs = set(receivers(actor).values_list("pk", flat=True))
    waiting = held.lines.filter(outcome=CopyLine.Outcome.MADE, person__in=theirs).select_related("person")
    undone = 0
    for line in waiting:
        how = KINDS[line.kind]
        copy = how.find(line.thing_uid, line.person)
        if copy is not None and how.untouched(copy, line.token):
            how.remove(copy, actor)
            line.outcome = CopyLine.Outcome.UNDONE
            line.save(update_fields=["outcome"])
            undone += 1
    if undone:
        held.undone_at = timezone.now()
        held.save(update_fields=["undone_at"])
        trail.record(actor, "took back copies", held)
    return undone
