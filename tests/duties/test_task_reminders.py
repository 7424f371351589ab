"""Reminders of tasks due soon or overdue, and their days in the calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from duties import reminding
from duties.calendar import days
from duties.models import Task
from notices.models import Notice
from tests import things
from tests.duties import samples

TODAY = date(2040, 2, 28)


def run(day: date = TODAY) -> list[str]:
    with time_machine.travel(datetime(day.year, day.month, day.day, 6, 0, tzinfo=UTC), tick=False):
        reminding.remind()
    rows = Notice.objects.filter(kind__in=[reminding.DUE_SOON, reminding.OVERDUE]).order_by("pk")
    return [row.kind.removeprefix("task_") for row in rows]


@pytest.mark.parametrize(
    ("ahead", "kinds"), [(8, []), (7, ["due_soon"]), (0, ["due_soon"]), (-1, ["overdue"]), (-31, [])]
)
@pytest.mark.parametrize("by", ["trainer", "technician", None])
def test_owner_is_told_once_of_what_is_due(cast, by, ahead, kinds):
    things.task(cast, by, due_on=TODAY + timedelta(days=ahead))

    assert [run(), run()] == [kinds, kinds]
    assert {row.recipient for row in Notice.objects.filter(kind__startswith="task_due")} <= {cast.technician}


@pytest.mark.parametrize("state", ["done", "completed", "withdrawn"])
def test_task_that_is_not_with_its_owner_is_let_be(cast, state):
    samples.IN_STATE[state](cast, due_on=TODAY)

    assert run() == []


def test_another_day_is_another_reminder(cast):
    task = things.task(cast, due_on=TODAY)
    run()
    Task.objects.filter(pk=task.pk).update(due_on=TODAY + timedelta(days=5))

    assert run() == ["due_soon", "due_soon"]


@pytest.mark.parametrize("size", [1, 50])
def test_fifty_are_told_in_as_many_queries_as_one(cast, django_assert_num_queries, size):
    for _ in range(size):
        things.task(cast, due_on=TODAY)

    with (
        time_machine.travel(datetime(2040, 2, 28, 6, 0, tzinfo=UTC), tick=False),
        django_assert_num_queries(5),
    ):
        reminding.remind()
    assert Notice.objects.filter(kind="task_due_soon").count() == size


@pytest.mark.parametrize("size", [1, 50])
def test_search_asks_the_same_for_fifty_as_for_one(cast, django_assert_num_queries, size):
    for _ in range(size):
        things.task(cast, due_on=TODAY)

    with django_assert_num_queries(2):
        rows = Task.objects.with_owner()
        due = reminding.due_among(rows, TODAY, soon=reminding.DUE_SOON, overdue=reminding.OVERDUE)
        found = reminding.untold(due)
    assert len(found) == size


def test_calendar_has_the_day_of_what_is_to_do(cast):
    day = TODAY + timedelta(days=3)
    task = things.task(cast, due_on=day)
    things.task(cast)
    samples.done(cast, due_on=day)

    (found,) = days(cast.technician)

    assert (found.uid, found.what, found.title, found.first, found.last) == (
        task.uid, "Task due", task.title, day, day,
    )  # fmt: skip
    assert list(days(cast.supervisor)) == []
