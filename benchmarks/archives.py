"""What a whole record costs: the archive of five hundred items with a gigabyte of files, and its proof."""

from collections.abc import Callable
from functools import cache
from typing import Any
from uuid import uuid4

from django.utils import timezone

from benchmarks.packs import EACH, attach_file
from benchmarks.stage import People

ACTIVITIES, ENTRIES = 300, 200
# So many files of EACH bytes are a gigabyte.
FILES = 100


def make_archive(people: People) -> Callable[[], int]:
    """Asked for and made as the job makes it, into the store; the one before is deleted first."""
    owner = with_whole_record()

    def call() -> int:
        return made_for(owner).size

    return call


def prove_archive(people: People) -> Callable[[], int]:
    """The whole round trip of that archive: every row stored and compared, every file written out and read again."""
    from moving import actions
    from moving.models import Proof

    owner = with_whole_record()
    archive = made_for(owner)

    def call() -> int:
        proof = actions.ask_proof(archive=archive, actor=owner, once=uuid4())
        actions.run_proof(uid=proof.uid)
        done = Proof.objects.get(pk=proof.pk)
        if done.state != Proof.State.PASSED:
            raise SystemExit(f"The proof of the archive came out as {done.state}.")
        return done.report["octets"]

    return call


def made_for(owner: Any) -> Any:
    from moving import actions
    from moving.models import Archive

    for old in Archive.objects.filter(owner=owner, state=Archive.State.READY):
        actions.delete_archive(archive=old, actor=owner)
    asked = actions.ask_archive(owner=owner, sealed=False, once=uuid4())
    actions.make_archive(uid=asked.uid)
    made = Archive.objects.get(pk=asked.pk)
    if made.size < FILES * EACH:
        raise SystemExit(f"The archive has {made.size:,} bytes.")
    return made


@cache
def with_whole_record() -> Any:
    """Somebody with that much, all kept as an upload is."""
    from activities.models import Activity
    from benchmarks.registers import at_host, member, year_of
    from journals.models import Entry
    from people.actions import grant_role
    from people.models.accounts import Role

    at_host()
    owner = member()
    owner.save()
    grant_role(person=owner, role=Role.TECHNICIAN, actor="system")
    logged = Activity.objects.bulk_create(year_of(owner, ACTIVITIES))
    now = timezone.now()
    entries = [
        Entry(
            owner=owner, title=f"Day {n}", body="What went well. " * 40, state="published", published_at=now
        )
        for n in range(ENTRIES)
    ]
    Entry.objects.bulk_create(entries)
    for number in range(FILES):
        attach_file(logged[number], f"results {number}.txt")
    return owner
