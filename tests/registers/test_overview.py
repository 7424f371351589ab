"""The institution's overview: counts of statuses and dates, nobody's name, and as many queries for fifty as for one."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activities.models import Activity
from people.models import User
from registers import queries
from registers.models import Registration
from registers.overview import Line, overview

YEAR = date.today().year
TODAY = date(YEAR, 6, 30)


def people(count, start=0):
    return User.objects.bulk_create(
        User(username=f"member{number}", email=f"member{number}@example.org", last_name="Zebrafish")
        for number in range(start, start + count)
    )


def holding(owners, pack="science-council", grade="RSciTech", **values):
    return Registration.objects.bulk_create(
        Registration(owner=owner, pack=pack, grade=grade, **values) for owner in owners
    )


def whole_year(owner):
    """One activity in each of three kinds, with all that the Science Council asks of it."""
    flags = {"has_description": True, "has_practice": True, "has_users": True}
    Activity.objects.bulk_create(
        Activity(
            owner=owner, title="Zebrafish", start_date=TODAY - timedelta(9), end_date=TODAY - timedelta(9),
            minutes=60, category=category, **flags,
        )
        for category in ("work_based", "formal", "other")
    )  # fmt: skip


@pytest.fixture(autouse=True)
def nobody_else(cast):
    Registration.objects.all().delete()


def test_counts_who_meets_the_rules_and_whose_end_is_near(cast):
    ready, late = people(2), people(4, start=2)
    holding(ready + late)
    for owner in ready:
        whole_year(owner)

    (early,) = overview(TODAY)
    (december,) = overview(date(YEAR, 12, 1))

    assert early == Line("Science Council", "RSciTech", 6, met=2, not_met=4, due_soon=0, undated=0)
    assert (december.not_met, december.due_soon) == (4, 4)


def test_small_groups_are_not_counted_and_undated_ones_said(cast):
    holding(people(4))
    holding(people(5, start=10), pack="bsas", grade="RTech-C")

    small, undated = sorted(overview(TODAY), key=lambda line: line.grade)

    assert small == Line("Science Council", "RSciTech", None)
    assert (undated.held, undated.undated, undated.met) == (5, 5, 0)


def test_ended_registrations_and_closed_accounts_are_left_out(cast):
    held = holding(people(6))
    Registration.objects.filter(pk=held[0].pk).update(ended_on=TODAY, ended_as="resigned")
    User.objects.filter(pk=held[1].owner_id).update(is_active=False)

    (line,) = overview(TODAY)

    assert line.held is None


def test_the_same_findings_as_each_persons_own(cast):
    for owner in people(5):
        holding([owner])
    whole_year(cast.technician)
    holding([cast.technician])

    (line,) = overview(date.today())

    (own,) = queries.standings(cast.technician)
    assert (line.met, own.open_count) == (1, 0)


def test_fifty_people_cost_as_many_queries_as_one(cast):
    holding(people(1))
    with CaptureQueriesContext(connection) as one:
        overview(TODAY)
    for owner in people(50, start=1):
        holding([owner])
        whole_year(owner)

    with CaptureQueriesContext(connection) as many:
        overview(TODAY)

    assert (len(one), len(many)) == (5, 5)


def test_admins_see_numbers_and_no_names(cast, visit):
    owners = people(6)
    holding(owners)
    whole_year(owners[0])

    answer = visit(cast.admin).get("/registers/overview/")

    html = answer.content.decode()
    assert answer.status_code == 200
    assert "RSciTech, Science Council" in html
    assert "Zebrafish" not in html


def test_an_empty_institution_is_told_what_will_be_here(cast, visit):
    assert "Nobody holds a register yet" in visit(cast.admin).get("/registers/overview/").content.decode()


@pytest.mark.parametrize("who", ["technician", "supervisor", "trainer", "editor"])
def test_nobody_else_sees_the_overview(cast, visit, who):
    assert visit(getattr(cast, who)).get("/registers/overview/").status_code == 403
