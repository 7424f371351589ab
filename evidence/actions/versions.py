"""Another file in place of one, under the same address."""

from django.db import transaction
from django.utils import timezone

from evidence import allowances, storing, uses
from evidence.actions.library import locked, pin, tell
from evidence.inspection import Inspected
from evidence.models import Evidence, Scan, Version
from evidence.models.files import FILE_FIELDS
from evidence.refusals import StillHeld
from people import trail
from people.models import User


@transaction.atomic
def replace_file(*, evidence: Evidence, found: Inspected, filename: str, actor: User) -> Evidence:
    """Give a piece its next version; all that shows it shows that one, and what never changes keeps the one before.

    The file that is there already changes nothing. What was verified or signed with the piece is looked at again.
    Raises OverQuota.
    """
    allowances.take_room(actor, storing.room_for(found))
    stored = locked(evidence)
    if stored.sha256 == storing.digest_of(found):
        return stored
    pin(stored)
    Version.objects.create(
        evidence=stored, number=stored.number, **{name: getattr(stored, name) for name in FILE_FIELDS}
    )
    stored.number += 1
    stored.changed = timezone.now()
    storing.put(stored, found, filename)
    stored.save(update_fields=[*FILE_FIELDS, "number", "changed"])
    trail.record(actor, "replaced", stored, fields=["file"])
    if stored.scan == Scan.WAITING:
        storing.scan_later(stored.uid)
    tell(stored, actor)
    return stored


@transaction.atomic
def delete_version(*, version: Version, actor: User) -> None:
    """Delete an earlier file for good. Raises StillHeld while something that never changes points to it."""
    evidence = locked(version.evidence)
    if held := uses.holding(evidence, version):
        raise StillHeld(f"This version stays: {held[0].words} has it for good.")
    trail.record(actor, "deleted version", evidence)
    storing.discard(storing.names_of(version))
    Version.objects.filter(pk=version.pk).delete()
