"""Verbs about registrations."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from people import trail
from people.models import User
from registers.models import Registration

REGISTRATION_FIELDS = (
    "pack", "grade", "number", "is_candidate", "employer_pays", "registered_on", "anchor_date", "standing", "ended_on",
)  # fmt: skip


@transaction.atomic
def save_registration(
    *,
    owner: User,
    values: dict[str, Any],
    breaks: list[dict[str, Any]],
    registration: Registration | None = None,
) -> Registration:
    """Add a registration, or change one of the owner's. `breaks` replace those there: {reason, start, end}."""
    registration = registration or Registration(owner=owner)
    fields = [name for name in REGISTRATION_FIELDS if name in values]
    for name in fields:
        setattr(registration, name, values[name])
    is_new = registration.pk is None
    registration.save()
    registration.breaks.all().delete()
    for one in breaks:
        registration.breaks.create(**one)
    trail.record(owner, "added" if is_new else "changed", registration, fields=fields)
    return registration


@transaction.atomic
def end_registration(*, registration: Registration, actor: User) -> Registration:
    """It lapsed or was given up: kept as history, judged no more."""
    if registration.ended_on is None:
        registration.ended_on = timezone.localdate()
        registration.save(update_fields=["ended_on"])
        trail.record(actor, "ended", registration)
    return registration
