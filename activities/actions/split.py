"""One activity in several parts, each with a title, a length and a kind of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from activities.actions.changes import done_before, held, keep_change, made
from activities.actions.log import change_activity, unsaved
from activities.models import KIND, Activity, Change, ChangedActivity
from evidence import actions as evidence_actions
from evidence.queries import attached_to
from lib.formats import duration
from lib.sealing import seal
from people import trail
from people.models import User
from sharing.refusals import Stale

MOST_PARTS = 10
SAME_IN_PARTS = (
    "start_date", "end_date", "planned", "was_planned", "tags", "competences", "sealed", "audience",
)  # fmt: skip


class SplitRefused(ValueError):
    """The parts do not make up the whole; the message says what is missing."""


@dataclass(frozen=True)
class Part:
    title: str
    minutes: int
    category: str


def check_parts(parts: Sequence[Part], whole: int) -> None:
    """Raises SplitRefused unless there are from 2 to MOST_PARTS parts that add up to `whole` minutes."""
    if not 2 <= len(parts) <= MOST_PARTS:
        raise SplitRefused(f"Write from 2 to {MOST_PARTS} parts.")
    added = sum(part.minutes for part in parts)
    if added != whole:
        gap = f"{duration(abs(whole - added))} {'missing' if added < whole else 'too much'}"
        raise SplitRefused(f"The parts add up to {duration(added)} of {duration(whole)}: {gap}.")


@transaction.atomic
def split_activity(
    *, activity: Activity, actor: User, parts: Sequence[Part], once: UUID, evidence_to_all: bool, changed: str
) -> Change:
    """Make the activity its first part and log the others beside it. The same `once` again is the same act.

    A verification of the whole is voided, as by an edit. Points and claims stay with the first part, so that nothing is
    counted twice; the words go with each. Raises SplitRefused, or Stale for one that is not as `changed` says.
    """
    if done := done_before(actor, once):
        return done
    stored = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    if changed != stored.changed_token:
        raise Stale(stored)
    check_parts(parts, stored.minutes)
    first = ChangedActivity(before=held(stored, ["minutes", "category"]), sealed_before=seal(stored.words()))
    rest = [_part_of(stored, part) for part in parts[1:]]
    new = {"title": parts[0].title, "minutes": parts[0].minutes, "category": parts[0].category}
    first.activity = change_activity(activity=stored, actor=actor, values=new)
    first.after = held(first.activity, ["changed"])
    Activity.objects.bulk_create(rest)
    trail.record_many(actor, "logged", rest)
    if evidence_to_all and (pieces := attached_to(KIND, stored)):
        for part in rest:
            evidence_actions.attach(thing=part, kind=KIND, evidence=pieces, actor=actor)
    items = [first, *(made(part) for part in rest)]
    return keep_change(owner=actor, kind=Change.Kind.SPLIT, once=once, items=items)


def _part_of(whole: Activity, part: Part) -> Activity:
    same = {name: getattr(whole, name) for name in SAME_IN_PARTS}
    own = {"title": part.title, "minutes": part.minutes, "category": part.category}
    return unsaved(whole.owner, whole.words() | same | own)
