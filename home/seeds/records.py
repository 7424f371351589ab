"""Writes a technician's composed record by the actions of activities, then moves its times to where they belong."""

import random
from datetime import datetime, timedelta
from decimal import Decimal

from activities.actions import change_activity, log_activity, verify_activity
from activities.models import Activity, Verification
from home.seeds.cast import Part
from home.seeds.logs import ActivitySeed
from home.seeds.stage import Stage, new_uid
from home.seeds.stories import record_of
from home.seeds.templates import VERIFY_NOTES
from notices.models import Notice
from people.models import User

AUDIENCES = ["supervisors"] * 17 + ["only_me", "institution", "public"]
SETTLED = 40  # days after which most of what will be verified has been
DILIGENT, USUAL, NEW = (
    0.8,
    0.45,
    0.15,
)  # the share verified: by the demo's supervisor, by others, of the newest


def write_logs(stage: Stage) -> None:
    for part in stage.technicians():
        record = stage.records[part.key] = record_of(part, stage.span)
        rng = part.rng("log")
        logged = [write_activity(stage, part, seed, rng) for seed in record.activities]
        Activity.objects.bulk_update(logged, ["created", "changed", "audience"], batch_size=500)


def write_activity(stage: Stage, part: Part, seed: ActivitySeed, rng: random.Random) -> Activity:
    """Logged by the action; the caller stores the times and the audience set here."""
    activity, _ = log_activity(owner=stage.people[part.key], values=seed.values, uid=new_uid(rng))
    activity.created = logged_at(stage, seed, rng)
    activity.changed = min(stage.now, activity.created + timedelta(minutes=rng.randint(0, 90)))
    activity.audience = rng.choice(AUDIENCES)
    return activity


def logged_at(stage: Stage, seed: ActivitySeed, rng: random.Random) -> datetime:
    """Most people log within the fortnight; a plan was made some weeks ago."""
    if seed.values["planned"] or seed.values["end_date"] is None:
        return stage.moment(min(seed.values["start_date"], stage.days_ago(rng.randint(2, 40))), rng)
    return stage.moment(min(stage.today, seed.day + timedelta(days=rng.randint(0, 12))), rng)


def verify_logs(stage: Stage) -> None:
    """Supervisors have seen most of what is older than some weeks, and little of what is new."""
    signed = []
    for part in stage.technicians():
        supervisor = stage.supervisor_of(part)
        if supervisor is None or not stage.records[part.key].activities:
            continue
        rng = part.rng("verified")
        for activity in worth_verifying(stage, part):
            share = DILIGENT if part.supervisor == "supervisor" else USUAL
            if rng.random() < (share if activity.end_date < stage.days_ago(SETTLED) else NEW):
                signed.append(verify(stage, activity, supervisor, rng))
    Verification.objects.bulk_update(signed, ["at"], batch_size=500)
    date_notices(signed)
    edit_after_signing(stage)


def worth_verifying(stage: Stage, part: Part) -> list[Activity]:
    done = Activity.objects.filter(
        owner=stage.people[part.key], planned=False, sealed=False, end_date__isnull=False
    )
    return list(done.exclude(audience="only_me").order_by("end_date", "pk"))


def verify(stage: Stage, activity: Activity, supervisor: User, rng: random.Random) -> Verification:
    points = Decimal(max(1, round(activity.minutes / 60))) if rng.random() < 0.7 else None
    made = verify_activity(
        activity=activity,
        actor=supervisor,
        points=points,
        note=rng.choice(VERIFY_NOTES),
        once=new_uid(rng),
        changed=activity.changed_token,
    )
    made.at = stage.moment(min(stage.today, activity.end_date + timedelta(days=rng.randint(14, 35))), rng)
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
