"""Bulk data for one institution: as many technicians as asked for, with their years, by the bulk path. No notices, no files."""

import random
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from home.seeds import bulk
from home.seeds.cast import PASSWORD, Part
from home.seeds.diaries import prepare as prepare_entry
from home.seeds.disciplines import DISCIPLINES
from home.seeds.logs import Record, Span, years_to_cover
from home.seeds.names import pairings
from home.seeds.records import old_verification
from home.seeds.records import prepare as prepare_activity
from home.seeds.stage import Stage
from home.seeds.stories import record_of
from people.models import JobTitle, Pair, RoleMembership, TrailEntry, Unit, User
from people.models.accounts import Role
from tenants.hosts import current_institution

PER_SUPERVISOR = 12
AT_ONCE = 25  # people written in one transaction
VERIFIED = 0.5
ADDRESS = "{role}-{number:05}@seed.{slug}.example"


@dataclass(frozen=True)
class Grown:
    """What a call added; people who stood already are left as they are."""

    technicians: int
    activities: int
    entries: int


def grow(*, technicians: int, years: int, say: Callable[[str], None] = lambda line: None) -> Grown:
    """Add technicians 1 to `technicians` with `years` years each, in the institution at hand.

    The same numbers on the same day give the same rows; a second call adds only who is missing.
    """
    slug, today = current_institution().slug, timezone.localdate()
    span = Span(today, years_to_cover(today, years))
    now = datetime.now(UTC).replace(microsecond=0)
    have = set(User.objects.filter(email__endswith=f"@seed.{slug}.example").values_list("email", flat=True))
    supervisors = open_supervisors(slug, technicians, have, today)
    added = activities = entries = 0
    for parts in batches(slug, technicians, have):
        stage = Stage(None, {part.key: part for part in parts}, span, now)
        with transaction.atomic():
            open_technicians(stage, parts, supervisors)
            for part in parts:
                record = write_years(stage, part, supervisors)
                activities, entries = activities + len(record.activities), entries + len(record.entries)
        added += len(parts)
        say(f"{added} technicians, {activities} activities, {entries} entries")
    return Grown(added, activities, entries)


def batches(slug: str, technicians: int, have: set[str]) -> Iterator[list[Part]]:
    """Those who are missing, some at a time; a person's number decides everything about them."""
    names, disciplines, waiting = pairings(5000), list(DISCIPLINES), []
    for number in range(1, technicians + 1):
        email = ADDRESS.format(role="technician", number=number, slug=slug)
        if email in have:
            continue
        first, last = names[number % len(names)]
        discipline = disciplines[number % len(disciplines)]
        jobs = DISCIPLINES[discipline]["jobs"]
        waiting.append(
            Part(email, email, first, last, (Role.TECHNICIAN,), discipline, jobs[number % len(jobs)],
                 supervisor=supervisor_email(slug, number), seed=f"crowd {number}")
        )  # fmt: skip
        if len(waiting) == AT_ONCE:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def supervisor_email(slug: str, number: int) -> str:
    return ADDRESS.format(role="supervisor", number=(number - 1) // PER_SUPERVISOR + 1, slug=slug)


def open_supervisors(slug: str, technicians: int, have: set[str], today: date) -> dict[str, User]:
    """One for every twelve; by e-mail, those that stood already included."""
    names = pairings(2000, step=31)
    wanted = {supervisor_email(slug, number) for number in range(1, technicians + 1)}
    fresh = [account(email, *names[1000 + place % 1000]) for place, email in enumerate(sorted(wanted - have))]
    with transaction.atomic():
        open_accounts(fresh, Role.SUPERVISOR, today)
    return {user.email: user for user in User.objects.filter(email__in=wanted)}


def account(email: str, first: str, last: str) -> User:
    uid = uuid.uuid5(uuid.NAMESPACE_DNS, email)
    return User(email=email, username=email.split("@")[0], first_name=first, last_name=last, uid=uid)


def open_accounts(people: list[User], role: str, since: date) -> None:
    """As `create_person` and `grant_role` write them."""
    password = make_password(PASSWORD if settings.DEMO else None)
    for person in people:
        person.password = password
    User.objects.bulk_create(people)
    RoleMembership.objects.bulk_create(
        RoleMembership(person=person, role=role, started_on=since) for person in people
    )
    TrailEntry.objects.bulk_create(
        TrailEntry(actor_kind="system", verb=verb, kind="people.user", object_uid=person.uid, fields=[])
        for person in people
        for verb in ("created account", f"granted {role}")
    )


def open_technicians(stage: Stage, parts: list[Part], supervisors: dict[str, User]) -> None:
    """Accounts of a batch, each in an accepted pair with their supervisor."""
    since = stage.span.parts()[0][0]
    units = {name: Unit.objects.get_or_create(name=words["unit"])[0] for name, words in DISCIPLINES.items()}
    titles = {
        name: JobTitle.objects.get_or_create(name=name)[0] for name in {part.job_title for part in parts}
    }
    for part in parts:
        person = account(part.email, part.first_name, part.last_name)
        person.unit, person.job_title = units[part.discipline], titles[part.job_title]
        stage.people[part.key] = person
    open_accounts(list(stage.people.values()), Role.TECHNICIAN, since)
    began = datetime.combine(since, datetime.min.time(), UTC) + timedelta(hours=9)
    pairs = [
        Pair(technician=stage.people[part.key], supervisor=supervisors[part.supervisor], state=Pair.State.ACCEPTED,
             started_on=since, proposed_by=supervisors[part.supervisor], proposed_at=began, answered_at=began)
        for part in parts
    ]  # fmt: skip
    Pair.objects.bulk_create(pairs)


def write_years(stage: Stage, part: Part, supervisors: dict[str, User]) -> Record:
    """One person's activities, entries and verifications."""
    record, owner = record_of(part, stage.span), stage.people[part.key]
    rng = part.rng("log")
    rows = [prepare_activity(stage, owner, seed, rng) for seed in record.activities]
    bulk.log_activities(owner, rows)
    bulk.save_entries(owner, [prepare_entry(stage, owner, seed, rng) for seed in record.entries])
    supervisor = supervisors[part.supervisor]
    chosen = [row for row in rows if is_verifiable(stage, row) and rng.random() < VERIFIED]
    signed = [
        old_verification(stage, row, supervisor, held={}, rng=random.Random(str(row.uid))) for row in chosen
    ]
    bulk.verify_activities(supervisor, signed)
    return record


def is_verifiable(stage: Stage, row) -> bool:
    done = row.end_date is not None and not row.planned and not row.sealed
    return done and row.audience != "only_me" and row.end_date < stage.days_ago(40)
