"""Verifying: a supervisor saw this version and awards its points. An edit of what was signed voids it."""

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from activities.models import KIND, Activity, Verification
from evidence.models import Evidence
from evidence.queries import attached, attached_to
from lib.digests import canonical_json, digest
from notices.actions import notify
from people import trail
from people.models import User
from signoffs import actions as signoffs


class VerificationRefused(ValueError):
    """It cannot be verified as it stands; the message says why in words for the screen."""


def signed_facts(activity: Activity, evidence: Iterable[Evidence]) -> dict[str, Any]:
    """What a verification covers: the words, the days, the minutes and the evidence."""
    return activity.words() | {
        "start_date": activity.start_date,
        "end_date": activity.end_date,
        "minutes": activity.minutes,
        "evidence": sorted(one.signed_as for one in evidence),
    }


@transaction.atomic
def verify_activity(
    *, activity: Activity, actor: User, points: Decimal | None, note: str, once: UUID, changed: str
) -> Verification:
    """Sign the present version. The same `once` again is the same verification.

    Raises VerificationRefused for a planned activity, and for one that is no longer as `changed` says it was read.
    """
    stored = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    done = Verification.objects.filter(once=once, activity=stored, by=actor).first()
    if done:
        return done
    if Verification.objects.filter(once=once).exists():
        raise VerificationRefused("This form has been sent before: open the activity again, then verify it.")
    if stored.planned:
        raise VerificationRefused("A planned activity can be verified once it is done.")
    if changed != stored.changed_token:
        raise VerificationRefused(
            "This activity was changed while you read it: read it again, then verify it."
        )
    _void(stored, why=Verification.Why.REPLACED)
    facts = signed_facts(stored, attached_to(KIND, stored))
    made = Verification.objects.create(
        activity=stored,
        by=actor,
        by_name=actor.display_name,
        points_awarded=points,
        note=note,
        digest=digest(facts),
        facts=plain(facts),
        once=once,
    )
    trail.record(actor, "verified", stored)
    notify(
        kind="activity_verified",
        recipients=[stored.owner],
        thing=stored,
        event=f"{made.uid}:verified",
        actor=actor,
    )
    return made


@transaction.atomic
def withdraw_verification(*, activity: Activity, actor: User) -> None:
    """The supervisor takes back the verification in force; nothing happens when there is none."""
    if _void(activity, why=Verification.Why.WITHDRAWN):
        trail.record(actor, "withdrew verification", activity)


@transaction.atomic
def refresh_verification(*, activity: Activity, actor: User) -> None:
    """Void the verification in force, and what others have signed, where they no longer cover the activity as stored.

    Called after every change of its words, days, minutes or evidence, and after sealing.
    """
    refresh_verifications(activities=[activity], actor=actor)


@transaction.atomic
def refresh_verifications(*, activities: Iterable[Activity], actor: User) -> None:
    """As `refresh_verification`, in as few queries for a thousand as for one."""
    stored = {activity.pk: activity for activity in activities}
    live = [(one, stored[one.activity_id]) for one in Verification.objects.live().filter(activity__in=stored)]
    evidence = attached(KIND, [activity.uid for _, activity in live]) if live else {}
    void = [
        (one.pk, activity)
        for one, activity in live
        if one.digest != digest(signed_facts(activity, evidence.get(activity.uid, ())))
    ]
    if void:
        changed = Verification.objects.filter(pk__in=[key for key, _ in void])
        changed.update(voided_at=timezone.now(), voided_why=Verification.Why.CHANGED)
        trail.record_many(actor, "voided verification", [activity for _, activity in void])
    signoffs.look_again_at(kind=KIND, uids=[activity.uid for activity in stored.values()], actor=actor)


def plain(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts as JSON holds them."""
    return json.loads(canonical_json(facts))


def _void(activity: Activity, *, why: str) -> int:
    live = Verification.objects.live().filter(activity=activity)
    return live.update(voided_at=timezone.now(), voided_why=why)
