"""What an owner does with one piece of their library: name it, file it, delete it, take it back."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from evidence import allowances
from evidence.models import Attachment, Evidence
from evidence.readers import FROZEN
from people import trail
from people.models import User
from sharing.actions import delete_item, restore_item

# (evidence=, actor=) -> None, called in the transaction that takes a piece out of its library, brings it back, or gives it
# another name or file.
LIBRARY_CHANGED: list[Callable[..., None]] = []


def locked(evidence: Evidence) -> Evidence:
    """As stored, held until the transaction ends; whoever attaches it meanwhile need not wait."""
    return Evidence.objects.select_for_update(of=("self",), no_key=True).get(pk=evidence.pk)


def pin(evidence: Evidence) -> None:
    """What was handed in with something that never changes, before attachments said so, stays the present version."""
    rows = Attachment.objects.filter(evidence=evidence, kind__in=FROZEN, sha256="")
    rows.update(sha256=evidence.sha256)


def tell(evidence: Evidence, actor: User) -> None:
    for follow in LIBRARY_CHANGED:
        follow(evidence=evidence, actor=actor)


@transaction.atomic
def edit_evidence(*, evidence: Evidence, actor: User, values: dict[str, Any]) -> Evidence:
    """Set `title`, `folder` and `tags`, those that are given."""
    stored = locked(evidence)
    fields = trail.changed_fields(stored, values)
    if not fields:
        return stored
    for name in fields:
        setattr(stored, name, values[name])
    stored.changed = timezone.now()
    stored.save(update_fields=[*fields, "changed"])
    trail.record(actor, "changed", stored, fields=fields)
    if "title" in fields:
        tell(stored, actor)
    return stored


@transaction.atomic
def delete_evidence(*, evidence: Evidence, actor: User) -> Evidence:
    """Take a piece out of the library and off everything it hangs on but what never changes; it can be taken back."""
    pin(evidence)
    if delete_item(item=evidence, actor=actor):
        tell(evidence, actor)
    return evidence


@transaction.atomic
def restore_evidence(*, evidence: Evidence, actor: User) -> Evidence:
    """Back in the library, and on everything it hung on. Raises sharing's TooLate, and OverQuota."""
    if evidence.deleted_at:
        earlier = evidence.versions.order_by().aggregate(size=Sum("size"), original=Sum("original_size"))
        allowances.take_room(
            actor, evidence.size + evidence.original_size + sum(one or 0 for one in earlier.values())
        )
    if restore_item(item=evidence, actor=actor):
        tell(evidence, actor)
    return evidence
