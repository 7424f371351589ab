"""Rows that no field leads from to their person: whatever names one of the items of the record, by its uid."""

from typing import TYPE_CHECKING

from django.db.models import Q

from people.models import User

if TYPE_CHECKING:
    from moving.record.gathering import Seen


def of_own_items(person: User, seen: "Seen") -> Q:
    """About an item of the record."""
    return Q(object_uid__in=seen.uids())


def did_themselves(person: User, seen: "Seen") -> Q:
    return Q(actor_id=person.pk)


def done_by_others(person: User, seen: "Seen") -> Q:
    """What others did to their account or to an item of the record."""
    by_others = ~Q(actor_id=person.pk) | Q(actor_id=None)
    return by_others & Q(object_uid__in=[*seen.uids(), str(person.uid)])


def written_for_others(person: User, seen: "Seen") -> Q:
    return Q(author_id=person.pk, removed_at=None) & ~Q(owner_id=person.pk)
