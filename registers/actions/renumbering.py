"""Carrying stored competences through a new edition's change of codes: once for each change, recorded, and reversible.

A stored mapping reads `pack/grade/code`, or `pack/grade/code@YYYY-MM-DD`: the code in the edition in force that day.
Without a mark it is read on the day of what it is mapped to. Judging reads both in any edition, so that nothing depends
on when this runs; it makes what is stored say the present code. Frozen renewals keep the codes they were declared with.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from people import trail
from registers import packs
from registers.facts import CompetenceRef
from registers.models import RenumberedMapping, Renumbering
from registers.renumbering import Change, rewritten
from tenants import jobs

JOB = "registers.renumber"


@dataclass(frozen=True)
class Holder:
    """A kind of object that stores competences.

    `among(codes)` answers (uid, references, day in whose edition an unmarked one is read) of those that may hold one of
    the codes; `replace(uid=…, replaced={before: after})` stores the others and answers which were there.
    """

    kind: str
    among: Callable[[Iterable[str]], Iterable[tuple[UUID, list[str], date]]]
    replace: Callable[..., list[str]]


# Every room that stores competences enters its holder here (config/wiring.py).
COMPETENCE_HOLDERS: list[Holder] = []


def due_changes(today: date) -> dict[tuple[str, date], list[Change]]:
    """The changes of codes in force by a day that were not carried through here yet, by framework and day."""
    done = set(Renumbering.objects.values_list("pack", "since"))
    begun = sorted(
        (one for one in packs.changes() if one.since <= today),
        key=lambda one: (one.since, one.pack, one.code),
    )
    grouped = groupby(begun, key=lambda one: (one.pack, one.since))
    return {key: changes for key, group in grouped if (changes := list(group)) and key not in done}


def carry_competences(today: date | None = None) -> list[Renumbering]:
    """Carry every change that is due through what is stored in this institution, oldest first. Again is nothing."""
    found = [
        carry_change(pack=pack, since=since, changes=changes)
        for (pack, since), changes in due_changes(today or timezone.localdate()).items()
    ]
    return [one for one in found if one]


@transaction.atomic
def carry_change(*, pack: str, since: date, changes: Sequence[Change]) -> Renumbering | None:
    """Carry one framework's change through, or None when that was done before (or at this moment, by another)."""
    renumbering, is_new = Renumbering.objects.get_or_create(pack=pack, since=since)
    if not is_new:
        return None
    for holder in COMPETENCE_HOLDERS:
        for uid, references, day in holder.among(sorted({one.code for one in changes})):
            replaced = _replaced(references, day, changes)
            written = holder.replace(uid=uid, replaced=replaced) if replaced else []
            RenumberedMapping.objects.bulk_create(
                RenumberedMapping(
                    renumbering=renumbering, kind=holder.kind, object_uid=uid, before=one, after=replaced[one]
                )
                for one in written
            )
    trail.record("system", "carried competences through", renumbering)
    return renumbering


def _replaced(references: list[str], day: date, changes: Sequence[Change]) -> dict[str, str]:
    found = {}
    for text in references:
        try:
            read = CompetenceRef.parse(text)
        except ValueError:
            continue
        family = packs.editions(read.pack)[-1].packs if read.pack in packs.ids() else ()
        own = [one for one in changes if one.pack in family]
        if becomes := rewritten(read, read_on=read.mapped_on or day, changes=own):
            found[text] = str(becomes)
    return found


@transaction.atomic
def restore_competences(*, renumbering: Renumbering) -> int:
    """Write back what the mappings were, where they still read as they became; answers how many. It is not carried again.

    Only the latest change of a framework can be taken back. Raises ValueError.
    """
    stored = Renumbering.objects.select_for_update().get(pk=renumbering.pk)
    if stored.restored_at:
        return 0
    later = Renumbering.objects.filter(pack=stored.pack, since__gt=stored.since, restored_at=None)
    if later.exists():
        raise ValueError("A later change of this framework was carried through: take that one back first.")
    replace = {holder.kind: holder.replace for holder in COMPETENCE_HOLDERS}
    count = 0
    for one in stored.mappings.all():
        count += len(replace[one.kind](uid=one.object_uid, replaced={one.after: one.before}))
    stored.restored_at = timezone.now()
    stored.save(update_fields=["restored_at"])
    trail.record("system", "took competences back", stored)
    return count


@jobs.task(JOB)
def renumber() -> None:
    carry_competences()


def begin_with_present_codes() -> None:
    """A new institution stores nothing yet: no change of the past is owed to it. Called where all of them start from."""
    for pack, since in due_changes(timezone.localdate()):
        Renumbering.objects.create(pack=pack, since=since)


def ask_to_carry() -> None:
    """Queue it in the present institution, where a change is due: what an upgrade does."""
    if due_changes(timezone.localdate()):
        jobs.enqueue(connection.schema_name, JOB)
