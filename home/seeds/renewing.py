"""Registrations, breaks and renewals of the demo: held, aimed at, lapsed, half prepared and declared."""

from datetime import date, timedelta
from pathlib import Path

from django.db import transaction

from home.seeds.cast import Part
from home.seeds.stage import Stage, new_uid
from lib.digests import digest
from people import trail
from registers import actions
from registers.freezing import facts_of
from registers.models import FrozenPack, Registration, Renewal
from registers.packfiles.codes import new_code

RSCITECH = {"pack": "science-council", "grade": "RSciTech"}
# Colleagues without a story of their own: some are registered, some are not yet.
USUAL = [RSCITECH, None, {"pack": "ist", "grade": "RSciTech"}, None, RSCITECH | {"grade": "RSci"}, None]
HELD = {
    "rscitech": [RSCITECH | {"show_letters": True}, {"pack": "rsb", "grade": "RSciTech"}],
    "engtech": [
        {"pack": "engineering-council", "grade": "EngTech", "is_candidate": True},
        {"pack": "iet", "grade": "TMIET", "employer_pays": True},
    ],
    "supervisor": [RSCITECH | {"grade": "RSci"}, {"pack": "northmoor-labs", "grade": "Lead"}],
    **{
        story: [RSCITECH]
        for story in ("two_categories", "no_practice", "no_users", "no_activity", "lapsed", "declared", "half_declared", "on_break")
    },
}  # fmt: skip
OWN_RULES = Path(__file__).parent / "northmoor-labs.yaml"
SUMMARY = (
    "I run practicals and look after instruments. This year I learned chiefly from bringing in a new method and from teaching "
    "it to others; what I read helped where I tried it at the bench within the week."
)


def use_own_rules(stage: Stage) -> None:
    """Northmoor keeps a register of its own, whose rules let a surplus be carried over."""
    if stage.house.slug == "northmoor":
        admin = stage.people["admin"]
        made = actions.add_own_pack(text=OWN_RULES.read_text(encoding="utf-8"), actor=admin)
        actions.use_own_pack(own_pack=made, actor=admin)


def register_people(stage: Stage) -> None:
    """What each holds, and what they have made of it this year and last."""
    for index, part in enumerate(stage.technicians()):
        usual = USUAL[index % len(USUAL)]
        held = HELD.get(part.story) or ([usual] if usual and part.story != "newcomer" else [])
        made = [hold(stage, part, values) for values in held]
        if made and part.story in RENEWALS:
            RENEWALS[part.story](stage, part, made[0])


def hold(stage: Stage, part: Part, values: dict) -> Registration:
    rng = part.rng(f"register {values['pack']}")
    since = stage.days_ago(365 * stage.span.years + rng.randint(100, 900))
    is_candidate = values.get("is_candidate", False)
    breaks = []
    if part.story == "on_break":
        breaks = [{"reason": "parental_leave", "start": stage.days_ago(500), "end": stage.days_ago(250)}]
    registration = actions.save_registration(
        owner=stage.people[part.key],
        values=values
        | {
            "number": "" if is_candidate else str(rng.randint(100_000, 999_999)),
            "registered_on": None if is_candidate else since,
            "anchor_date": None if is_candidate else since,
        },
        breaks=breaks,
    )
    created = stage.moment(min(since, stage.days_ago(30)), rng)
    Registration.objects.filter(pk=registration.pk).update(created=created)
    return registration


def lapse(stage: Stage, part: Part, registration: Registration) -> None:
    actions.end_registration(
        registration=registration, actor=stage.people[part.key], how="lapsed", on=stage.days_ago(330)
    )


def year(stage: Stage, back: int) -> tuple[date, date]:
    return date(stage.today.year - back, 1, 1), date(stage.today.year - back, 12, 31)


def declare_last_year(stage: Stage, part: Part, registration: Registration) -> None:
    """Last year's return, declared shortly before the closing date."""
    first, last = year(stage, 1)
    renewal = actions.start_renewal(registration=registration, period_from=first, period_to=last)
    declare_on(stage, part, renewal, day=last - timedelta(days=15))


def declare_twice(stage: Stage, part: Part, registration: Registration) -> None:
    """Last year's, and the one before: declared, taken back for a text left out, opened again and declared anew."""
    declare_last_year(stage, part, registration)
    owner = stage.people[part.key]
    first, last = year(stage, 2)
    renewal = actions.start_renewal(registration=registration, period_from=first, period_to=last)
    declare_on(stage, part, renewal, day=last - timedelta(days=20))
    actions.withdraw_renewal(renewal=renewal, actor=owner)
    back = stage.moment(last - timedelta(days=12), part.rng("withdrawn"))
    Renewal.objects.filter(pk=renewal.pk).update(withdrawn_at=back)
    again = actions.reopen_renewal(renewal=renewal, actor=owner)
    again = actions.change_renewal(renewal=again, actor=owner, values={"show_name": True})
    declare_on(stage, part, again, day=last - timedelta(days=11), begun=1)


def declare_this_year(stage: Stage, part: Part, registration: Registration) -> None:
    """This year's, declared by the action today; where the year is young, last year's."""
    declare_last_year(stage, part, registration)
    if stage.today.month >= 7:
        first, last = year(stage, 0)
        renewal = actions.start_renewal(registration=registration, period_from=first, period_to=last)
        actions.declare_renewal(
            renewal=renewal, actor=stage.people[part.key], once=new_uid(part.rng("declared"))
        )


def prepare_half(stage: Stage, part: Part, registration: Registration) -> None:
    """Begun, one text written, endorsement asked for, nothing declared."""
    owner = stage.people[part.key]
    first, last = year(stage, 0)
    renewal = actions.start_renewal(registration=registration, period_from=first, period_to=last)
    renewal = actions.change_renewal(
        renewal=renewal, actor=owner, values={"answers": {"summary": SUMMARY}, "show_name": True}
    )
    if supervisor := stage.supervisor_of(part):
        actions.ask_endorsement(renewal=renewal, endorser=supervisor, actor=owner)


def ask_for_line(stage: Stage, part: Part, registration: Registration) -> None:
    """The engineer's IET record of this year, begun, and waiting for their supervisor's line."""
    owner = stage.people[part.key]
    held = owner.registrations.get(pack="iet")
    first, last = year(stage, 0)
    renewal = actions.start_renewal(registration=held, period_from=first, period_to=last)
    if supervisor := stage.supervisor_of(part):
        actions.ask_endorsement(renewal=renewal, endorser=supervisor, actor=owner)


@transaction.atomic
def declare_on(stage: Stage, part: Part, renewal: Renewal, *, day: date, begun: int = 6) -> FrozenPack:
    """As `declare_renewal`, on a day that has passed: a frozen pack cannot be dated afterwards. `begun`: days before it."""
    owner, rng = stage.people[part.key], part.rng(f"declared {day.isoformat()}")
    at = stage.moment(day, rng)
    code = new_code(actions.prefix())
    facts = facts_of(renewal, code=code, declared_on=day)
    Renewal.objects.filter(pk=renewal.pk).update(
        state=Renewal.State.DECLARED, created=at - timedelta(days=begun), changed=at, declared_at=at
    )
    trail.record(owner, "declared renewal", renewal)
    return FrozenPack.objects.create(
        renewal=renewal, code=code, facts=facts, digest=digest(facts), once=new_uid(rng), made_at=at
    )


RENEWALS = {
    "rscitech": declare_twice,
    "engtech": ask_for_line,
    "declared": declare_this_year,
    "half_declared": prepare_half,
    "lapsed": lapse,
}
