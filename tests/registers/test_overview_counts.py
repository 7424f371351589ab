"""The overview counts the findings of its people: each of them judged alone, under every pack, with logs of all kinds."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from django.utils import timezone

from activities.models import Activity
from evidence.models import Attachment, Evidence
from people.models import User
from plans.models import Goal, Plan
from registers import packs, periods, queries
from registers.models import Break, Registration, Renewal
from registers.overview import SOON, overview
from tests.registers.cases import FIVE

# Enough for each group to be counted, and for several states in it.
EACH = 6


def everybody():
    """So many holders of every pack's first and last grade: (pack, grade, person)."""
    groups = sorted({(name, edge.code) for name in packs.ids() for edge in grades_of(name)})
    people = User.objects.bulk_create(
        User(username=f"holder{number}", email=f"holder{number}@example.org")
        for number in range(len(groups) * EACH)
    )
    return [(*groups[index // EACH], person) for index, person in enumerate(people)]


def grades_of(name):
    grades = packs.editions(name)[-1].grades
    return grades[0], grades[-1]


def hold(pack, grade, person, *, draw, today):
    """A registration with a date in most cases, sometimes a break or another standing than active."""
    held = Registration.objects.create(
        owner=person,
        pack=pack,
        grade=grade,
        anchor_date=draw.choice([None, date(today.year - 3, 3, 1), date(today.year - 1, 11, 15)]),
        standing=draw.choice(["active"] * 6 + ["partly_active", "retired"]),
    )
    if draw.random() < 0.15:
        Break.objects.create(registration=held, reason="parental_leave", start=today - timedelta(500))
    return held


def activity(person, *, draw, today, careful):
    """One activity. A careful person leaves nothing out; another plans, seals, forgets and runs over the edges."""
    start = today - timedelta(draw.randint(0, 60 if careful else 500))
    pack = draw.choice(["bsas", "rsb", "ibms"])
    edition = packs.editions(pack)[-1]
    claim = {
        "pack": pack,
        "category": draw.choice(edition.categories).code,
        "points": draw.choice(["30", None]),
    }
    codes = [f"advance-he/{one.code}" for one in packs.editions("advance-he")[-1].subunits]
    return Activity(
        owner=person,
        title="Zebrafish",
        start_date=start,
        end_date=start if careful else draw.choice([start, start + timedelta(90), None]),
        minutes=draw.choice([30, 240, 900]),
        category=draw.choice(FIVE),
        planned=not careful and draw.random() < 0.3,
        was_planned=draw.random() < 0.4,
        has_description=careful,
        has_practice=careful or draw.random() < 0.5,
        has_users=careful or draw.random() < 0.5,
        claims=[claim] * draw.choice([0, 1, 1, 2]) if not careful else [{**claim, "points": "60"}],
        competences=codes if careful else draw.sample(codes, 2),
        deleted_at=None if careful or draw.random() < 0.8 else timezone.now(),
    )


def prepare(held, *, draw, today):
    """A renewal being prepared for the present period, with all that its return asks for."""
    edition, period, _ = queries.period_of(held, today)
    if period is None:
        return
    options = [one["code"] for field in edition.return_fields for one in field.options]
    Renewal.objects.create(
        owner=held.owner,
        registration=held,
        pack=held.pack,
        grade=held.grade,
        period_from=period.start,
        period_to=period.end,
        exceptional_reason="Leave.",
        statement=draw.choice(options) if options else "",
        answers={field.key: "Written." for field in edition.return_fields},
    )


def plan_years(person, today):
    plan = Plan.objects.create(
        owner=person, title="Plan", start=date(today.year - 4, 1, 1), end=date(today.year + 4, 12, 31)
    )
    Goal.objects.create(plan=plan, title="Learn", order=1)


def attach(activities, draw):
    """Evidence on every second activity, some of it thrown away since."""
    for one in activities[::2]:
        gone = timezone.now() if draw.random() < 0.3 else None
        piece = Evidence.objects.create(
            owner=one.owner, kind="link", title="Link", url="https://example.org", deleted_at=gone
        )
        Attachment.objects.create(evidence=piece, kind="activity", object_uid=one.uid)


@pytest.fixture
def institution(cast):
    """Everybody's registrations; the same ones each time."""
    draw, today = random.Random(20261128), timezone.localdate()
    Registration.objects.all().delete()
    logged, found = [], []
    for index, (pack, grade, person) in enumerate(everybody()):
        held = hold(pack, grade, person, draw=draw, today=today)
        careful = index % 2 == 0
        number = draw.randint(20, 30) if careful else draw.randint(0, 6)
        logged += [activity(person, draw=draw, today=today, careful=careful) for _ in range(number)]
        if index % 4 == 0:
            prepare(held, draw=draw, today=today)
        if index % 5 == 0:
            plan_years(person, today)
        found.append(held)
    attach(Activity.objects.bulk_create(logged), draw)
    return found


def state_of(standing, today):
    """The state of a registration by the findings that its holder sees."""
    if standing.period is None:
        return {"undated": 1}
    if standing.open_count == 0:
        return {"met": 1}
    end = periods.due_on(standing.edition, standing.period) or standing.period.end
    return {"not_met": 1, "due_soon": int((end - today).days <= SOON)}


def test_counts_are_the_findings_of_everybody_judged_alone(institution):
    today = timezone.localdate()
    expected, open_rules = {}, Counter()
    for held in institution:
        (alone,) = queries.standings(held.owner)
        counts = expected.setdefault((held.edition.name, held.grade), Counter())
        counts.update({"held": 1, **state_of(alone, today)})
        open_rules.update(one.rule for one in alone.findings if one.status == "not_met")

    lines = {(line.register, line.grade): line for line in overview(today)}

    names = ("held", "met", "not_met", "due_soon", "undated")
    assert {key: {name: getattr(line, name) for name in names} for key, line in lines.items()} == {
        key: {name: counts[name] for name in names} for key, counts in expected.items()
    }
    # It would say little if all stood or fell alike, or by one rule.
    whole = sum(expected.values(), Counter())
    assert min(whole["met"], whole["not_met"], whole["undated"]) >= 10, whole
    deciding = {
        "record",
        "breadth",
        "points",
        "benefit_practice",
        "benefit_users",
        "evidence",
        "plan",
        "statement",
    }
    assert deciding <= set(open_rules), open_rules
