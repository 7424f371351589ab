"""Writes a technician's composed record by the actions of activities, then moves its times to where they belong."""

import random
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from activities.actions import change_activity, log_activity, verify_activity
from activities.models import Activity, Verification
from home.seeds import bulk
from home.seeds.cast import Part
from home.seeds.logs import ActivitySeed
from home.seeds.stage import Stage, new_uid
from home.seeds.stories import record_of
from home.seeds.templates import VERIFY_NOTES
from notices.models import Notice
from people.models import User

AUDIENCES = ["supervisors"] * 17 + ["only_me", "institution", "public"]
RECENT = 120  # days within which everything is done by the actions, with the notices they send
SETTLED = 40  # days after which most of what will be verified has been
DILIGENT, USUAL, NEW = (
    0.8,
    0.45,
    0.15,
)  # the share verified: by the demo's supervisor, by others, of the newest


def write_logs(stage: Stage) -> None:
    """What is recent by the action, what is older by the bulk path."""
    for part in stage.technicians():
        record = stage.records[part.key] = record_of(part, stage.span)
        rng, owner = part.rng("log"), stage.people[part.key]
        rows = [prepare(stage, owner, seed, rng) for seed in record.activities]
        old = [row for row, seed in zip(rows, record.activities, strict=True) if is_old(stage, seed.day)]
        bulk.log_activities(owner, old)
        recent = [
            act(owner, row, seed.values)
            for row, seed in zip(rows, record.activities, strict=True)
            if not is_old(stage, seed.day)
        ]
        Activity.objects.bulk_update(recent, ["created", "changed", "audience"], batch_size=500)


def is_old(stage: Stage, day: date) -> bool:
    return day < stage.days_ago(RECENT)


def prepare(stage: Stage, owner: User, seed: ActivitySeed, rng: random.Random) -> Activity:
    """The row as it is to stand, with its times and audience; not yet saved."""
    seed.uid = new_uid(rng)
    row = bulk.activity_row(owner, seed.values, seed.uid)
    row.created = logged_at(stage, seed, rng)
    row.changed = min(stage.now, row.created + timedelta(minutes=rng.randint(0, 90)))
    row.audience = rng.choice(AUDIENCES)
    return row


def act(owner: User, row: Activity, values: dict[str, Any]) -> Activity:
    """Logged by the action; the caller stores the times and the audience."""
    activity, _ = log_activity(owner=owner, values=values, uid=row.uid)
    activity.created, activity.changed, activity.audience = row.created, row.changed, row.audience
    return activity


def logged_at(stage: Stage, seed: ActivitySeed, rng: random.Random) -> datetime:
    """Most people log within the fortnight; a plan was made some weeks ago."""
    if seed.values["planned"] or seed.values["end_date"] is None:
        return stage.moment(min(seed.values["start_date"], stage.days_ago(rng.randint(2, 40))), rng)
    return stage.moment(min(stage.today, seed.day + timedelta(days=rng.randint(0, 12))), rng)


def verify_logs(stage: Stage) -> None:
    """Supervisors have seen most of what is older than some weeks, and little of what is new."""
    by_action: list[Verification] = []
    for part in stage.technicians():
        supervisor = stage.supervisor_of(part)
        if supervisor is None or not stage.records[part.key].activities:
            continue
        chosen = to_verify(stage, part)
        old = [activity for activity in chosen if is_old(stage, activity.end_date)]
        held, rng = bulk.evidence_of(old), part.rng("old points")
        rows = [old_verification(stage, one, supervisor, held=held, rng=rng) for one in old]
        bulk.verify_activities(supervisor, rows)
        rng = part.rng("points")
        by_action += [
            verify(stage, one, supervisor, rng) for one in chosen if not is_old(stage, one.end_date)
        ]
    Verification.objects.bulk_update(by_action, ["at"], batch_size=500)
    date_notices(by_action)
    edit_after_signing(stage)


def to_verify(stage: Stage, part: Part) -> list[Activity]:
    rng = part.rng("verified")
    share = DILIGENT if part.supervisor == "supervisor" else USUAL
    return [
        activity
        for activity in worth_verifying(stage, part)
        if rng.random() < (share if activity.end_date < stage.days_ago(SETTLED) else NEW)
    ]


def old_verification(
    stage: Stage, activity: Activity, supervisor: User, *, held: dict, rng: random.Random
) -> Verification:
    row = bulk.verification_row(
        activity,
        supervisor,
        points=points_for(activity, rng),
        note=rng.choice(VERIFY_NOTES),
        once=new_uid(rng),
        evidence=held.get(activity.uid, []),
    )
    row.at = verified_at(stage, activity, rng)
    return row


def points_for(activity: Activity, rng: random.Random) -> Decimal | None:
    return Decimal(max(1, round(activity.minutes / 60))) if rng.random() < 0.7 else None


def verified_at(stage: Stage, activity: Activity, rng: random.Random) -> datetime:
    return stage.moment(min(stage.today, activity.end_date + timedelta(days=rng.randint(14, 35))), rng)


def worth_verifying(stage: Stage, part: Part) -> list[Activity]:
    done = Activity.objects.filter(
        owner=stage.people[part.key], planned=False, sealed=False, end_date__isnull=False
    )
    return list(done.exclude(audience="only_me").order_by("end_date", "pk"))


def verify(stage: Stage, activity: Activity, supervisor: User, rng: random.Random) -> Verification:
    made = verify_activity(
        activity=activity,
        actor=supervisor,
        points=points_for(activity, rng),
        note=rng.choice(VERIFY_NOTES),
        once=new_uid(rng),
        changed=activity.changed_token,
    )
    made.at = verified_at(stage, activity, rng)
    return made


def date_notices(signed: list[Verification]) -> None:
    """Technicians were told when it happened."""
    moments = {made.activity.uid: made.at for made in signed}
    told = list(Notice.objects.filter(kind="activity_verified", about__in=moments))
    for notice in told:
        notice.made_at = moments[notice.about]
    Notice.objects.bulk_update(told, ["made_at"], batch_size=1000)


def edit_after_signing(stage: Stage) -> None:
    """Two verifications that an edit has voided."""
    for key in ("technician", "engineer"):
        if key not in stage.people:
            continue
        owner = stage.people[key]
        signed = Verification.objects.live().filter(activity__owner=owner).order_by("-at").first()
        if signed is not None:
            activity = signed.activity
            change_activity(activity=activity, actor=owner, values={"minutes": activity.minutes + 30})
