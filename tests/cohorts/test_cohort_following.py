"""Dashboards, who is quiet, where reviews wait: counts of what is shared, for one's own people alone."""

from datetime import date, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.utils import timezone

from activities.models import Activity
from assessments import actions as assessments
from assessments.models import Assignment
from cohorts import following, reckoning
from cohorts.reckoning import Fact
from journals.models import Entry
from people.models import User
from tests import things
from tests.assessments import work
from tests.cohorts.samples import cohort_of, set_to, technicians

WEDNESDAY = date(2026, 11, 25)
ANNA, BO = SimpleNamespace(pk=1), SimpleNamespace(pk=2)


def test_weeks_begin_on_monday_and_the_last_is_this_one():
    assert reckoning.first_day(WEDNESDAY, 1) == date(2026, 11, 23)
    assert reckoning.first_day(WEDNESDAY, 4) == date(2026, 11, 2)


def test_summary_counts_weeks_people_and_kinds_with_their_zeros():
    facts = [
        Fact(1, date(2026, 11, 22), "activity", "formal"),
        Fact(1, date(2026, 11, 23), "activity", "other"),
        Fact(1, date(2026, 11, 23), "entry"),
        Fact(1, date(2026, 11, 15), "activity", "formal"),
        Fact(1, date(2026, 11, 30), "activity", "formal"),
    ]

    found = reckoning.summarise(
        facts,
        people=[ANNA, BO],
        categories=["formal", "other", "professional"],
        since=date(2026, 11, 16),
        weeks=2,
    )

    assert [(week.starts_on.day, week.activities, week.entries) for week in found.weeks] == [
        (16, 1, 0),
        (23, 1, 1),
    ]
    assert [(one.activities, one.entries) for one in found.people] == [(2, 1), (0, 0)]
    assert found.categories == [("formal", 1), ("other", 1), ("professional", 0)]
    assert (found.activities, found.entries, found.silent) == (2, 1, 1)


def test_highest_week_fills_the_drawing_and_an_empty_one_has_no_height():
    weeks = [reckoning.Week(WEDNESDAY, 1, 3), reckoning.Week(WEDNESDAY, 0, 0)]

    high, none = reckoning.bars(weeks)

    assert high.activities_height + high.entries_height == reckoning.TALLEST
    assert high.entries_top + high.entries_height == high.activities_top
    assert (none.activities_height, none.entries_height, none.x) == (0, 0, 57.5)


def test_loads_put_the_oldest_first_and_leave_out_who_is_not_known():
    work_there = [(date(2026, 11, 3), [1, 2, 9]), (date(2026, 11, 1), [2]), (date(2026, 11, 5), [1, 1])]

    found = reckoning.loads(work_there, {1: "Anna", 2: "Bo"})

    assert [(one.person, one.waiting, one.oldest.day) for one in found] == [("Bo", 2, 1), ("Anna", 2, 3)]


def test_competences_are_counted_by_activity_and_by_person_the_most_frequent_first():
    shown = [
        Fact(1, WEDNESDAY, "activity", "formal", ["sc/R/A1", "sc/R/B2", "sc/R/B2"]),
        Fact(1, WEDNESDAY, "activity", "formal", ["sc/R/B2"]),
        Fact(2, WEDNESDAY, "activity", "other", ["sc/R/B2"]),
        Fact(2, WEDNESDAY, "entry"),
    ]

    found = reckoning.by_competence(shown)

    assert [(one.value, one.activities, one.people) for one in found] == [
        ("sc/R/B2", 3, 2),
        ("sc/R/A1", 1, 1),
    ]


def test_dashboard_counts_competences_of_what_each_scorer_may_read(cast, visit):
    cohort_of(cast, cast.technician)
    log(cast, audience="institution", competences=["science-council/RSciTech/A1"])
    log(cast, audience="supervisors", competences=["science-council/RSciTech/A1"])
    log(cast, audience="only_me", competences=["science-council/RSciTech/A2"])
    log(cast, audience="public", sealed=True, competences=["science-council/RSciTech/A3"])

    counted = {
        name: [
            (shown.code, number.activities, number.people)
            for shown, number in visit(getattr(cast, name)).get("/cohorts/dashboard/").context["competences"]
        ]
        for name in ("supervisor", "trainer", "other_trainer")
    }

    assert counted == {"supervisor": [("A1", 2, 1)], "trainer": [("A1", 1, 1)], "other_trainer": []}


def totals(cast, name, cohort=None):
    member = getattr(cast, name)
    people = [one.pk for one in following.people_of(member, cohort)]
    since = timezone.localdate() - timedelta(days=28)
    return sorted(fact.what for fact in following.facts(member, people, since))


def log(cast, **values):
    made = things.activity(cast, **values)
    Activity.objects.filter(pk=made.pk).update(
        start_date=timezone.localdate(), end_date=None if values.get("ongoing") else timezone.localdate()
    )
    return made


def test_dashboard_counts_only_what_is_shared_with_whoever_looks(cast):
    cohort_of(cast, cast.technician)
    for audience in ("only_me", "supervisors", "institution"):
        log(cast, audience=audience)
        things.entry(cast, audience)
    log(cast, audience="public", sealed=True)
    things.entry(cast, "public", publish=False)
    things.entry(cast, "public", sealed=True)

    assert totals(cast, "supervisor") == ["activity", "activity", "entry", "entry"]
    assert totals(cast, "trainer") == ["activity", "entry"]
    assert totals(cast, "other_trainer") == totals(cast, "other_supervisor") == []


def test_dashboard_shows_the_zeros_and_no_title(cast, visit):
    activity = log(cast)
    cohort = cohort_of(cast, cast.colleague)

    page = visit(cast.supervisor).get("/cohorts/dashboard/?weeks=4").content.decode()
    trainers = visit(cast.trainer).get(f"/cohorts/dashboard/?weeks=4&cohort={cohort.uid}")

    assert "Megan Okafor" in page and "Tomasz Brandt" in page and "Ruth Adeyemi" not in page
    assert activity.title not in page
    assert [one.person for one in trainers.context["summary"].people] == [cast.colleague]
    assert trainers.context["summary"].silent == 1
    assert visit(cast.technician).get("/cohorts/dashboard/").status_code == 403
    assert visit(cast.other_trainer).get(f"/cohorts/dashboard/?cohort={cohort.uid}").status_code == 422


@pytest.mark.parametrize("size", [1, 50])
def test_following_pages_cost_the_same_for_one_and_fifty(cast, visit, django_assert_num_queries, size):
    people = technicians(size)
    cohort = cohort_of(cast, *people)
    set_to(cast, cohort)
    Entry.objects.bulk_create(
        Entry(owner=one, title="A", audience="institution", state="published", published_at=timezone.now())
        for one in people
    )
    for one in people[:2]:
        shown = {"competences": ["science-council/RSciTech/A1"], "category": "formal", "minutes": 60}
        day = timezone.localdate()
        Activity.objects.create(
            owner=one, title="A", audience="institution", start_date=day, end_date=day, **shown
        )
    client = visit(cast.trainer)
    client.get("/home/")

    with django_assert_num_queries(11):
        client.get("/cohorts/dashboard/")
    with django_assert_num_queries(9):
        client.get("/cohorts/quiet/")


def test_who_is_quiet_is_told_by_presence_and_by_what_they_share(cast, visit):
    today = timezone.localdate()
    cohort_of(cast, cast.technician, cast.engineer, cast.colleague)
    User.objects.filter(pk=cast.technician.pk).update(last_seen=today)
    User.objects.filter(pk=cast.engineer.pk).update(last_seen=today - timedelta(days=45))
    User.objects.filter(pk=cast.colleague.pk).update(last_seen=today)
    log(cast, audience="institution")

    client = visit(cast.trainer)
    at_30 = client.get("/cohorts/quiet/?days=30").context["found"]
    at_60 = client.get("/cohorts/quiet/?days=60").context["found"]

    assert [(one.person.first_name, one.is_unseen, one.is_silent) for one in at_30] == [
        ("Tomasz", True, True), ("Ruth", False, True)
    ]  # fmt: skip
    assert [(one.person.first_name, one.is_unseen) for one in at_60] == [("Tomasz", False), ("Ruth", False)]
    assert client.get("/cohorts/quiet/?days=7").status_code == 422
    assert visit(cast.supervisor).get("/cohorts/quiet/").status_code == 403


def test_reviews_waiting_are_counted_for_each_who_may_score(cast, visit):
    cohort = cohort_of(cast, cast.technician, cast.colleague)
    set_to(cast, cohort)
    for held in Assignment.objects.all():
        assessments.submit(assignment=work.answer(held), actor=held.owner, once=uuid4())
    work.submitted(cast, person=cast.engineer)

    found = following.reviews_waiting(cast.trainer)
    page = visit(cast.trainer).get("/cohorts/waiting/").content.decode()

    assert {(one.person.first_name, one.waiting) for one in found} == {("Priya", 2), ("Alan", 1)}
    assert "Alan Whitcombe" in page and "Confocal" not in page
    assert following.reviews_waiting(cast.other_trainer) == []
