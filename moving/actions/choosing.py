"""Choosing, item by item, what goes along when its owner leaves: whole, as a stub, or not at all."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from evidence.models import Attachment, Evidence
from moving.models import Chosen
from moving.queries import choosable_rows, chosen_among
from moving.record.choosing import CHOOSABLE
from people import permissions, trail
from people.models import User
from sharing.refusals import Refused

TAKE = "take"


@transaction.atomic
def choose(*, owner: User, kind: str, what: Mapping[UUID, str]) -> int:
    """Set for each of these items of one kind whether it is taken, a stub of it, or left. How many files follow them.

    A file that hangs on nothing that is taken whole is left with it; its own choice can be changed back. Raises Refused
    for an item that is not theirs, or a stub of a kind that has none. Twice is once.
    """
    if not permissions.can(owner, "moving.keep"):
        raise PermissionDenied
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=owner.pk)
    _refuse_odd(owner, kind, what)
    before = chosen_among(owner, what)
    new = {uid: one for uid, one in what.items() if before.get(uid, TAKE) != one}
    if not new:
        return 0
    Chosen.objects.filter(owner=owner, object_uid__in=new).delete()
    kept = [
        Chosen(owner=owner, kind=kind, object_uid=uid, what=one) for uid, one in new.items() if one != TAKE
    ]
    Chosen.objects.bulk_create(kept)
    trail.record(owner, "chose what to take along", owner, fields=[kind])
    return _leave_files(owner, [one.object_uid for one in kept])


def _refuse_odd(owner: User, kind: str, what: Mapping[UUID, str]) -> None:
    if not CHOOSABLE[kind].has_stub and Chosen.What.STUB in what.values():
        raise Refused({"": "There is no stub of these: take them, or leave them."})
    if choosable_rows(owner, kind).filter(uid__in=what).count() < len(what):
        raise Refused({"": "One of these is not there any more. Look at the list again."})


def _leave_files(owner: User, uids: Collection[UUID]) -> int:
    """The evidence on these that hangs on nothing taken whole, and about which nothing is said yet."""
    hanging = Attachment.objects.filter(evidence__owner=owner)
    chosen = Chosen.objects.filter(owner=owner).values("object_uid")
    elsewhere = hanging.exclude(object_uid__in=chosen).values("evidence")
    pieces = Evidence.objects.filter(pk__in=hanging.filter(object_uid__in=uids).values("evidence"))
    pieces = pieces.exclude(pk__in=elsewhere).exclude(uid__in=chosen)
    left = [
        Chosen(owner=owner, kind="evidence", object_uid=uid, what=Chosen.What.LEAVE)
        for uid in pieces.values_list("uid", flat=True)
    ]
    return len(Chosen.objects.bulk_create(left))
