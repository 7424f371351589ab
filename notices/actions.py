"""Telling people."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from notices import kinds
from notices.models import Notice
from people.models import User
from tenants import jobs


@transaction.atomic(savepoint=False)
def notify(
    *,
    kind: str,
    recipients: Iterable[User],
    thing: Any,
    event: str,
    actor: User | None = None,
    path: str | None = None,
    to_address: str = "",
) -> list[Notice]:
    """Tell each recipient once that `event` happened to `thing`; the actor is never told of their own act.

    `event` names the occurrence (such as "<uid>:submitted:2"): the same one reported again tells nobody again.
    `path` defaults to the thing's own page. Returns the notices made now.
    """
    if kind not in kinds.KINDS:
        raise KeyError(kind)
    people = {person.pk: person for person in recipients if person.is_active and person != actor}
    values = {"kind": kind, "actor": actor, "to_address": to_address, "about": thing.uid, "event": event}
    values["path"] = path if path is not None else thing.get_absolute_url()
    # Who has been told of it already keeps their notice: the constraint leaves the new row out, also in a race.
    fresh = [Notice(recipient=person, **values) for person in people.values()]
    Notice.objects.bulk_create(fresh, ignore_conflicts=True)
    told = list(Notice.objects.filter(uid__in=[notice.uid for notice in fresh]))
    jobs.enqueue_each(connection.schema_name, "notices.mail", [{"notice": notice.pk} for notice in told])
    return told


def mark_read(*, notice: Notice) -> Notice:
    if notice.read_at is None:
        notice.read_at = timezone.now()
        notice.save(update_fields=["read_at"])
    return notice
