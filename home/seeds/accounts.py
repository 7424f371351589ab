"""Accounts, roles and pairs of the demo, by the people actions."""

import random
from datetime import timedelta

from django.contrib.auth.hashers import make_password

from home.seeds.cast import PASSWORD, Part
from home.seeds.disciplines import DISCIPLINES
from home.seeds.stage import Stage
from people import actions
from people.models import JobTitle, Pair, Unit, User


def open_accounts(stage: Stage) -> None:
    """Everybody in the cast; the first admin stands already, since the institution was made for them."""
    units = {name: Unit.objects.get_or_create(name=words["unit"])[0] for name, words in DISCIPLINES.items()}
    for part in stage.parts.values():
        stage.people[part.key] = open_account(part, unit=units[part.discipline])
    password = make_password(PASSWORD)
    for part in stage.parts.values():
        rng = part.rng("account")
        joined = stage.days_ago(365 * stage.span.years + rng.randint(0, 200))
        signed_in = (
            None if part.story == "newcomer" else stage.moment(stage.days_ago(rng.randint(0, 25)), rng)
        )
        User.objects.filter(pk=stage.people[part.key].pk).update(
            password=password,
            date_joined=stage.moment(joined, rng),
            last_login=signed_in,
            last_seen=signed_in.date() if signed_in else None,
        )


def open_account(part: Part, *, unit: Unit) -> User:
    title, _ = JobTitle.objects.get_or_create(name=part.job_title)
    person = User.objects.filter(email=part.email).first()
    if person is None:
        person = actions.create_person(
            email=part.email,
            first_name=part.first_name,
            last_name=part.last_name,
            roles=part.roles,
            actor="system",
            unit=unit,
            job_title=title,
        )
    values = {"first_name": part.first_name, "last_name": part.last_name, "unit": unit, "job_title": title}
    return actions.update_person(person=person, actor="system", language=part.language, **values)


def pair_up(stage: Stage) -> None:
    """Every technician with their supervisor, in the state that their story tells."""
    for part in stage.technicians():
        if part.supervisor and part.supervisor in stage.people:
            pair_one(stage, part)
    stage.refresh()


def pair_one(stage: Stage, part: Part) -> None:
    rng = part.rng("pair")
    technician, supervisor = stage.people[part.key], stage.people[part.supervisor]
    started = stage.days_ago(30 if part.story == "newcomer" else 365 * stage.span.years - rng.randint(0, 60))
    ends = stage.days_ago(75) if part.story == "expired_pair" else None
    if part.story == "unaccepted_pair":
        started = stage.days_ago(4)
    pair = actions.propose_pair(
        technician=technician, supervisor=supervisor, actor=supervisor, started_on=started, ends_on=ends
    )
    if part.story == "unaccepted_pair":
        return
    answer = actions.decline_pair if part.story == "declined_pair" else actions.accept_pair
    pair = answer(pair=pair, actor=technician)
    if part.story == "ended_pair":
        actions.end_pair(pair=pair, actor=technician)
        Pair.objects.filter(pk=pair.pk).update(
            ended_at=stage.moment(stage.days_ago(140), rng), ends_on=stage.days_ago(140)
        )
    date_pair(stage, pair, rng)


def date_pair(stage: Stage, pair: Pair, rng: random.Random) -> None:
    """Proposed when it began, answered within the week."""
    proposed = stage.moment(pair.started_on, rng)
    answered = min(stage.now, proposed + timedelta(days=rng.randint(0, 6)))
    Pair.objects.filter(pk=pair.pk).update(proposed_at=proposed, answered_at=answered)
