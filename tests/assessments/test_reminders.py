"""Reminders of what is due and of what waits to be scored: whom they reach, when, and once each."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core import mail

from assessments import actions, reminding
from assessments.models import Assignment
from notices.models import Notice
from notices.tasks import mail as send
from people import actions as people
from people.models import User
from tenants import jobs
from tenants.hosts import current_institution
from tests.assessments.work import answer, returned, set_work, submitted
from tests.notices.telling import set_institution
from tests.people import pair

TODAY = date(2040, 2, 28)  # a Tuesday, after every pair of the cast has begun
KINDS = ("assessment_due_soon", "assessment_overdue", "assessment_waiting", "assessment_escalated")


def run(day: date = TODAY) -> None:
    with time_machine.travel(datetime(day.year, day.month, day.day, 6, 0, tzinfo=UTC), tick=False):
        reminding.remind()


def told() -> list[tuple[str, User]]:
    rows = Notice.objects.filter(kind__in=KINDS).select_related("recipient").order_by("pk")
    return [(row.kind.removeprefix("assessment_"), row.recipient) for row in rows]


def handed_in(cast, day: date = TODAY, **options) -> Assignment:
    """A submission of nine in the morning of that day."""
    work = submitted(cast, **options)
    moment = datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC)
    Assignment.objects.filter(pk=work.pk).update(submitted_at=moment)
    return Assignment.objects.get(pk=work.pk)


# --- what is due --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("due_on", "kind"),
    [
        (None, None),
        (TODAY + timedelta(days=8), None),
        (TODAY + timedelta(days=7), "due_soon"),
        (TODAY, "due_soon"),
        (TODAY - timedelta(days=1), "overdue"),
        (TODAY - timedelta(days=30), "overdue"),
        (TODAY - timedelta(days=31), None),
    ],
)
def test_owner_is_told_what_is_due_within_a_week_or_overdue(cast, due_on, kind):
    set_work(cast, due_on=due_on)

    run()

    assert told() == ([(kind, cast.technician)] if kind else [])


def test_each_is_told_once_and_again_when_the_day_moves(cast):
    work = set_work(cast, due_on=TODAY + timedelta(days=3))
    for _ in range(3):
        run()
    assert told() == [("due_soon", cast.technician)]

    run(TODAY + timedelta(days=4))
    run(TODAY + timedelta(days=5))
    assert told() == [("due_soon", cast.technician), ("overdue", cast.technician)]

    Assignment.objects.filter(pk=work.pk).update(due_on=TODAY + timedelta(days=9))
    run(TODAY + timedelta(days=6))

    assert [kind for kind, _ in told()] == ["due_soon", "overdue", "due_soon"]


@pytest.mark.parametrize(("make", "kinds"), [(submitted, []), (returned, ["overdue"])])
def test_only_what_is_with_its_owner_is_overdue(cast, make, kinds):
    make(cast, due_on=TODAY - timedelta(days=2))

    run()

    assert [kind for kind, _ in told() if kind in ("due_soon", "overdue")] == kinds


def test_withdrawn_work_and_work_of_somebody_who_has_gone_is_let_be(cast):
    actions.withdraw(assignment=set_work(cast, due_on=TODAY), actor=cast.trainer, once=uuid4())
    set_work(cast, person=cast.engineer, due_on=TODAY)
    people.update_person(person=cast.engineer, actor=cast.admin, is_active=False)

    run()

    assert told() == []


def test_reminder_leads_to_the_work_by_mail_without_its_title(cast):
    work = set_work(cast, due_on=TODAY)
    run()

    send(notice=Notice.objects.get(kind="assessment_due_soon").pk)

    (message,) = mail.outbox
    assert work.get_absolute_url() in message.body
    assert work.title not in message.body + message.subject


# --- what waits to be scored --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("handed_in_on", "reminded"),
    [
        (date(2040, 2, 22), False),  # Wednesday: four working days ago
        (date(2040, 2, 21), True),  # Tuesday: five
        (date(2040, 1, 22), True),
    ],
)
def test_whoever_was_asked_is_reminded_after_the_days_the_institution_chose(cast, handed_in_on, reminded):
    handed_in(cast, handed_in_on)

    run()

    assert told() == ([("waiting", cast.trainer)] if reminded else [])


def test_institution_may_choose_no_reminder(cast):
    set_institution(remind_after=0, escalate_after=0)
    handed_in(cast, date(2039, 12, 26))

    run()

    assert told() == []


def test_reminder_is_told_once_and_again_for_another_submission(cast):
    work = handed_in(cast, date(2040, 2, 20))
    for day in (TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=9)):
        run(day)
    assert told() == [("waiting", cast.trainer)]

    actions.return_work(assignment=work, actor=cast.trainer, once=uuid4(), reason="More, please.")
    again = answer(Assignment.objects.get(pk=work.pk), words="Much more.")
    actions.submit(assignment=again, actor=cast.technician, once=uuid4())
    Assignment.objects.filter(pk=work.pk).update(submitted_at=datetime(2040, 2, 29, 9, 0, tzinfo=UTC))
    run(date(2040, 3, 6))
    assert told() == [("waiting", cast.trainer)]
    run(date(2040, 3, 7))

    assert told() == [("waiting", cast.trainer), ("waiting", cast.trainer)]


def test_scored_work_waits_for_nobody(cast):
    work = handed_in(cast, date(2040, 1, 23))
    actions.return_work(assignment=work, actor=cast.supervisor, once=uuid4(), reason="More, please.")

    run()

    assert told() == []


def test_submission_that_still_waits_is_told_to_the_other_supervisors_where_the_institution_chose_so(cast):
    set_institution(remind_after=2, escalate_after=3)
    pair(cast.technician, cast.other_supervisor)
    handed_in(cast, date(2040, 2, 20), assessor=cast.supervisor)

    run(date(2040, 2, 21))
    assert told() == []
    run(date(2040, 2, 22))
    run(date(2040, 2, 24))
    assert told() == [("waiting", cast.supervisor)]
    for _ in range(2):
        run(date(2040, 2, 27))

    assert told()[:1] == [("waiting", cast.supervisor)]
    assert {(kind, person.email) for kind, person in told()[1:]} == {
        ("escalated", "other.supervisor@northmoor.example"),
        ("escalated", "trainer@northmoor.example"),
    }
    assert len(told()) == 3


def test_without_that_choice_nobody_else_is_told(cast):
    pair(cast.technician, cast.other_supervisor)
    handed_in(cast, date(2039, 11, 21), assessor=cast.supervisor)

    run()

    assert told() == [("waiting", cast.supervisor)]


def test_escalation_alone_may_be_chosen(cast):
    set_institution(remind_after=0, escalate_after=2)
    handed_in(cast, date(2040, 2, 24), assessor=cast.supervisor)

    run()

    assert told() == [("escalated", cast.trainer)]


def test_without_anybody_named_all_who_may_score_are_reminded_and_none_is_left_to_be_told(cast):
    set_institution(remind_after=2, escalate_after=2)
    pair(cast.technician, cast.other_supervisor)
    work = handed_in(cast, date(2040, 1, 23))
    Assignment.objects.filter(pk=work.pk).update(set_by=None)

    run()

    assert {(kind, person.email.split("@")[0]) for kind, person in told()} == {
        ("waiting", "supervisor"),
        ("waiting", "other.supervisor"),
    }


def test_supervisor_whose_pair_has_ended_is_neither_reminded_nor_told(cast):
    set_institution(remind_after=2, escalate_after=2)
    other = pair(cast.technician, cast.other_supervisor)
    handed_in(cast, date(2040, 1, 23))
    people.end_pair(pair=other, actor=cast.technician)

    run()

    assert sorted((kind, person.email.split("@")[0]) for kind, person in told()) == [
        ("escalated", "supervisor"),
        ("waiting", "trainer"),
    ]


def test_reminder_opens_the_submission_for_whoever_gets_it(cast, visit):
    set_institution(remind_after=2, escalate_after=2)
    work = handed_in(cast, date(2040, 1, 23))
    run()

    for notice in Notice.objects.filter(kind__in=KINDS).select_related("recipient"):
        assert notice.path == work.review_url
        assert visit(notice.recipient).get(notice.path).status_code == 200


def test_days_are_counted_by_the_institutions_clock(cast):
    """Nine in the evening of Monday in London is Tuesday in Auckland."""
    set_institution(time_zone="Pacific/Auckland", remind_after=1)
    work = submitted(cast)
    Assignment.objects.filter(pk=work.pk).update(submitted_at=datetime(2040, 2, 27, 21, 0, tzinfo=UTC))
    with time_machine.travel(datetime(2040, 2, 28, 10, 0, tzinfo=UTC), tick=False):
        jobs._tasks["assessments.remind"](schema="inst_northmoor")
    assert told() == []

    with time_machine.travel(datetime(2040, 2, 28, 17, 0, tzinfo=UTC), tick=False):
        jobs._tasks["assessments.remind"](schema="inst_northmoor")

    assert told() == [("waiting", cast.trainer)]


@pytest.mark.parametrize("size", [1, 30])
def test_search_asks_the_same_for_thirty_as_for_one(cast, django_assert_num_queries, size):
    set_institution(escalate_after=1)
    for _ in range(size):
        set_work(cast, due_on=TODAY)
        handed_in(cast, date(2040, 1, 23))
    institution = current_institution()

    with django_assert_num_queries(4):
        due = reminding.untold(reminding.due(TODAY))
        waiting = reminding.untold(reminding.waiting(TODAY, institution))
    assert (len(due), len(waiting)) == (size, 2 * size)


def test_reminders_of_one_institution_reach_nobody_at_another(cast, southby):
    set_work(cast, due_on=TODAY)
    run()

    with southby():
        assert not Notice.objects.filter(kind__in=KINDS).exists()
