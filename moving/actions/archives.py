"""Asking for an archive of one's own record, making it, and letting it go again."""

import hashlib
import tempfile
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import connection, transaction
from django.utils import timezone

from moving.archive.making import make
from moving.models import Archive, archive_store
from moving.progress import Progress
from moving.record.choosing import EVERYTHING
from moving.record.taking import choices_of
from notices.actions import notify
from people import permissions, trail
from people.models import User
from sharing.refusals import Refused
from tenants.aside import set_aside
from tenants.jobs import enqueue
from tenants.schemas import in_schema

MAKE = "moving.make_archive"
# What is not made by then never will be: its owner may ask anew.
GIVEN_UP_AFTER = timedelta(days=1)
# Archives of one person whose files are kept at a time: each holds all of their evidence again.
MOST_KEPT = 5


@transaction.atomic
def ask_archive(*, owner: User, sealed: bool, once: UUID, as_chosen: bool = False) -> Archive:
    """Have one's whole record made into a ZIP, with the words of sealed items if ticked; or as much of it as was chosen.

    The same key again is the same one, and while one like it is being made there is no second. Raises sharing's Refused
    for a key that asked for another, and while MOST_KEPT files are there.
    """
    if not permissions.can(owner, "moving.keep"):
        raise PermissionDenied
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=owner.pk)
    own = Archive.objects.filter(owner=owner)
    if held := own.filter(once=once).first():
        if (held.sealed, held.as_chosen) != (sealed, as_chosen):
            raise Refused(
                {"": "This page made another archive before. Press the button once more to make this one."}
            )
        return held
    if running := own.filter(state=Archive.State.MAKING, sealed=sealed, as_chosen=as_chosen).first():
        return running
    if own.filter(state=Archive.State.READY).count() >= MOST_KEPT:
        raise Refused({"": f"{MOST_KEPT} archives of yours are kept already. Delete the file of one first."})
    archive = Archive.objects.create(owner=owner, sealed=sealed, as_chosen=as_chosen, once=once)
    trail.record(owner, "asked for archive", archive, fields=["sealed"] if sealed else [])
    enqueue(connection.schema_name, MAKE, archive=str(archive.uid))
    return archive


def make_archive(*, uid: UUID) -> None:
    """Make what was asked for, once, however often the job runs. Whatever breaks it is raised, and tried again."""
    archive = Archive.objects.select_related("owner").filter(uid=uid, state=Archive.State.MAKING).first()
    if archive is None:
        return
    with tempfile.TemporaryFile() as file:
        choices = choices_of(archive.owner) if archive.as_chosen else EVERYTHING
        head = make(
            archive.owner, file, sealed=archive.sealed, now=timezone.now(), choices=choices,
            progress=told_on(archive),
        )  # fmt: skip
        size = file.tell()
        file.seek(0)
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
        file.seek(0)
        name = archive_store().save(f"{archive.uid.hex}.zip", File(file))
    with transaction.atomic():
        _keep(archive, head, {"name": name, "size": size, "sha256": sha256})


def told_on(row: Any) -> Progress:
    """What is told of the job is kept on its row at once, also while a transaction is open."""
    schema = connection.schema_name
    return Progress(lambda per_cent: set_aside(row, schema=schema, name="per_cent", value=per_cent))


def _keep(archive: Archive, head: dict[str, Any], file: dict[str, Any]) -> None:
    held = Archive.objects.select_for_update(of=("self",)).filter(pk=archive.pk).first()
    if held is None or held.state != Archive.State.MAKING:
        # Deleted meanwhile, or another worker was quicker.
        archive_store().delete(file["name"])
        return
    now = timezone.now()
    for name, value in file.items():
        setattr(held, name, value)
    held.counts = {kind: one["rows"] for kind, one in head["kinds"].items()}
    held.missing = head["missing"]
    held.state, held.made_at = Archive.State.READY, now
    held.until = now + timedelta(days=settings.ARCHIVE_DAYS)
    held.save()
    trail.record("system", "made archive", held)
    notify(kind="archive_ready", recipients=[held.owner], thing=held, event=f"{held.uid}:ready")


@transaction.atomic
def delete_archive(*, archive: Archive, actor: User) -> Archive:
    """Delete the file before its time; that it was there stays on the list. Again, it changes nothing."""
    if not permissions.can(actor, "moving.read_archive", archive):
        raise PermissionDenied
    held = Archive.objects.select_for_update(of=("self",)).get(pk=archive.pk)
    if held.state != Archive.State.GONE:
        _let_go(held)
        trail.record(actor, "deleted archive", held)
    return held


@transaction.atomic
def drop_outdated() -> int:
    """Delete the files whose time is over (how many), and give up what could not be made."""
    over = list(
        Archive.objects.select_for_update(of=("self",)).filter(
            state=Archive.State.READY, until__lt=timezone.now()
        )
    )
    for archive in over:
        _let_go(archive)
    trail.record_many("system", "deleted archive", over)
    _sweep()
    stuck = timezone.now() - GIVEN_UP_AFTER
    Archive.objects.filter(state=Archive.State.MAKING, asked_at__lt=stuck).update(state=Archive.State.FAILED)
    return len(over)


def _sweep() -> None:
    """Files that no row names: of a job that broke off between the two, or of an account that is gone."""
    store, long_ago = archive_store(), timezone.now() - GIVEN_UP_AFTER
    if not store.exists(""):
        return
    named = set(Archive.objects.exclude(name="").values_list("name", flat=True))
    for name in store.listdir("")[1]:
        if name not in named and store.get_modified_time(name) < long_ago:
            store.delete(name)


def _let_go(archive: Archive) -> None:
    """The row first: a file without a row is found by nobody, a row without its file is a promise broken."""
    name, archive.name, archive.state = archive.name, "", Archive.State.GONE
    archive.save(update_fields=["name", "state"])
    if name:
        transaction.on_commit(_deletion(connection.schema_name, name))


def _deletion(schema: str, name: str) -> Any:
    """Deletes the file once the row says so, in the schema of now."""

    def delete() -> None:
        with in_schema(schema):
            archive_store().delete(name)

    return delete
