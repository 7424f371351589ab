"""Daily jobs: due at their hour by each institution's own clock, once a day, and when a worker comes back late."""

import json
from collections import Counter
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from tenants import jobs
from tenants.actions import change_institution
from tenants.models import DailyRun, Institution
from tenants.schemas import in_schema

JOB = "registers.remind"


def queued(job: str = JOB) -> Counter:
    """How often the job waits, by schema."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM public.procrastinate_jobs WHERE task_name = %s", [job])
        found = [json.loads(row[0]) for row in cursor.fetchall()]
    assert all(set(one) == {"schema"} for one in found)
    return Counter(one["schema"] for one in found)


def set_clock(slug: str, name: str) -> None:
    with in_schema("public"):
        change_institution(institution=Institution.objects.get(slug=slug), time_zone=name)


@pytest.mark.parametrize(
    ("now", "waiting"),
    [
        (datetime(2026, 1, 14, 5, 59, tzinfo=UTC), {}),
        (datetime(2026, 1, 14, 6, 0, tzinfo=UTC), {"inst_northmoor": 1, "inst_southby": 1}),
        # In summer the clock in London is an hour ahead.
        (datetime(2026, 7, 14, 5, 0, tzinfo=UTC), {"inst_northmoor": 1, "inst_southby": 1}),
        # The worker was down at six and is back at noon.
        (datetime(2026, 1, 14, 12, 0, tzinfo=UTC), {"inst_northmoor": 1, "inst_southby": 1}),
    ],
)
def test_daily_job_is_due_at_its_hour_by_the_institutions_clock(db, now, waiting):
    assert jobs.DAILY[JOB] == 6

    jobs.enqueue_due(now)

    assert queued() == waiting


def test_daily_job_is_queued_once_a_day_however_often_the_round_goes(db):
    for hour in (6, 7, 12, 23):
        jobs.enqueue_due(datetime(2026, 1, 14, hour, 10, tzinfo=UTC))
    assert queued() == {"inst_northmoor": 1, "inst_southby": 1}

    jobs.enqueue_due(datetime(2026, 1, 15, 6, 0, tzinfo=UTC))

    assert queued() == {"inst_northmoor": 2, "inst_southby": 2}
    assert DailyRun.objects.filter(job=JOB).count() == 2


def test_night_in_which_the_clocks_go_back_counts_once(db):
    set_clock("southby", "America/Halifax")
    # 25 October 2026: London has the hour from one to two twice.
    for minutes in range(0, 6 * 60, 10):
        jobs.enqueue_due(datetime(2026, 10, 25, minutes // 60, minutes % 60, tzinfo=UTC))

    assert queued("activities.clear_files") == {"inst_northmoor": 1, "inst_southby": 1}


def test_each_institution_has_its_own_morning(db):
    set_clock("southby", "Pacific/Auckland")

    jobs.enqueue_due(datetime(2026, 1, 14, 17, 0, tzinfo=UTC))  # six in the morning of the 15th in Auckland

    assert queued() == {"inst_northmoor": 1, "inst_southby": 1}
    days = dict(DailyRun.objects.filter(job=JOB).values_list("institution__slug", "day"))
    assert {slug: day.day for slug, day in days.items()} == {"northmoor": 14, "southby": 15}


def test_closed_institution_has_no_daily_jobs(db):
    with in_schema("public"):
        Institution.objects.filter(slug="southby").update(state=Institution.State.CLOSED)

    jobs.enqueue_due(datetime(2026, 1, 14, 6, 0, tzinfo=UTC))

    assert queued() == {"inst_northmoor": 1}


def test_round_asks_the_same_for_two_institutions_as_for_one(db, django_assert_num_queries):
    # into public; savepoint, runs, institutions, the days noted, one for each job, end of the savepoint
    with django_assert_num_queries(6 + len(jobs.DAILY)):
        jobs.enqueue_due(datetime(2026, 1, 14, 23, 0, tzinfo=UTC))
    with django_assert_num_queries(5):
        jobs.enqueue_due(datetime(2026, 1, 14, 23, 10, tzinfo=UTC))


def test_job_runs_by_its_institutions_clock(db):
    set_clock("northmoor", "Pacific/Auckland")
    seen = []
    jobs.task("tests.daily_clock")(lambda: seen.append(timezone.localdate().isoformat()))

    with time_machine.travel(datetime(2026, 1, 14, 12, 0, tzinfo=UTC), tick=False):
        jobs._tasks["tests.daily_clock"](schema=connection.schema_name)
        outside = timezone.localdate().isoformat()

    assert (seen, outside) == (["2026-01-15"], "2026-01-14")


def test_page_shows_the_day_of_its_institution(cast, visit):
    set_clock("northmoor", "Pacific/Auckland")

    with time_machine.travel(datetime(2026, 1, 14, 12, 0, tzinfo=UTC), tick=False):
        page = visit(cast.technician).get("/journal/new/").content.decode()
        outside = timezone.localdate().isoformat()

    assert "15 Jan 2026" in page
    assert outside == "2026-01-14"
