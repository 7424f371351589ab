"""Reminders of renewals: 90, 30 and 7 days before and once after, to whom they belong, once each."""

import uuid
from datetime import date, timedelta

import pytest
import time_machine

from notices.models import Notice
from people.models import User
from registers import actions, packs, reminding
from registers.facts import Period
from registers.models import Registration

# A year away from the day the tests run, so that nothing hangs on it.
YEAR = 2031
DUE = date(YEAR, 12, 31)


def hold(owner: User, **values) -> Registration:
    known = {"pack": "science-council", "grade": "RSciTech", "registered_on": date(YEAR - 5, 1, 1)}
    return actions.save_registration(owner=owner, values=known | values, breaks=[])


def on(day: date) -> list[int]:
    """What the search of that day finds, as thresholds."""
    return [one.days for one in reminding.reminders(day)]


def run(day: date) -> None:
    with time_machine.travel(f"{day.isoformat()} 07:00", tick=False):
        reminding.remind()


def kinds() -> list[str]:
    found = Notice.objects.filter(kind__startswith="renewal_").order_by("pk")
    return list(found.values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("left", "found"),
    [(91, []), (90, [90]), (60, [90]), (30, [30]), (8, [30]), (7, [7]), (0, [7]), (-1, [-1]), (-30, [-1]), (-31, [])],
)  # fmt: skip
def test_nearest_day_passed_is_told(cast, left, found):
    registration = hold(cast.technician)
    last = {"period_from": date(YEAR - 1, 1, 1), "period_to": date(YEAR - 1, 12, 31)}
    before = actions.start_renewal(registration=registration, **last)
    actions.declare_renewal(renewal=before, actor=cast.technician, once=uuid.uuid4())

    assert on(DUE - timedelta(days=left)) == found


def test_each_is_told_once_however_often_the_job_runs(cast):
    registration = hold(cast.technician)
    for left in (92, 90, 90, 89, 30, 29, 7, 1, -1, -1, -2, -20):
        run(DUE - timedelta(days=left))

    assert kinds() == ["renewal_due_in_90", "renewal_due_in_30", "renewal_due_in_7", "renewal_overdue"]
    assert {one.recipient for one in Notice.objects.filter(kind__startswith="renewal_")} == {cast.technician}
    assert {one.path for one in Notice.objects.filter(kind__startswith="renewal_")} == {
        registration.get_absolute_url()
    }


def test_declared_period_is_left_alone_and_a_withdrawn_one_is_not(cast):
    registration = hold(cast.technician)
    renewal = actions.start_renewal(registration=registration, period_from=date(YEAR, 1, 1), period_to=DUE)
    day = DUE - timedelta(days=20)
    being_prepared = on(day)
    actions.declare_renewal(renewal=renewal, actor=cast.technician, once=uuid.uuid4())
    after = on(day)
    actions.withdraw_renewal(renewal=renewal, actor=cast.technician)

    assert (being_prepared, after, on(day)) == ([30], [], [30])


@pytest.mark.parametrize(
    "values",
    [
        {"is_candidate": True},
        {"remind_days": []},
        {"pack": "imeche", "grade": "EngTech"},
        {"pack": "iop", "grade": "RSciTech"},
        {"pack": "advance-he", "grade": "AFHEA"},
    ],
    ids=["candidate", "off", "asked when the body likes", "on request", "no return"],
)
def test_nothing_is_told_to_who_has_nothing_due_or_wants_none(cast, values):
    hold(cast.technician, **values)

    assert on(DUE - timedelta(days=5)) == []


def test_nothing_is_told_of_what_ended_or_to_who_left(cast):
    ended = hold(cast.technician)
    actions.end_registration(registration=ended, actor=cast.technician, how="lapsed")
    hold(cast.engineer)
    User.objects.filter(pk=cast.engineer.pk).update(is_active=False)

    assert on(DUE - timedelta(days=5)) == []


def test_holder_chooses_the_days(cast):
    hold(cast.technician, remind_days=[7])

    assert (on(DUE - timedelta(days=20)), on(DUE - timedelta(days=5)), on(DUE + timedelta(days=1))) == (
        [], [7], [-1],
    )  # fmt: skip


def test_period_before_the_registration_is_nobodys(cast):
    hold(cast.technician, registered_on=date(YEAR + 1, 1, 1))

    assert on(date(YEAR + 1, 1, 5)) == []


@pytest.mark.parametrize(
    ("pack", "period", "due"),
    [
        ("science-council", Period(date(2026, 1, 1), date(2026, 12, 31)), date(2026, 12, 31)),
        ("ipem-rct", Period(date(2026, 1, 1), date(2026, 12, 31)), date(2027, 1, 31)),
        ("rsb", Period(date(2026, 4, 1), date(2027, 3, 31)), date(2027, 3, 31)),
        ("rsc", Period(date(2026, 4, 1), date(2027, 3, 31)), date(2027, 3, 31)),
        ("imeche", Period(date(2026, 4, 1), date(2027, 3, 31)), None),
    ],
)
def test_due_day_is_the_bodys_or_the_last_of_the_period(pack, period, due):
    assert reminding.last_day(packs.editions(pack)[-1], period) == due


@pytest.mark.parametrize("size", [1, 30])
def test_search_asks_as_much_for_thirty_as_for_one(cast, django_assert_num_queries, size):
    owners = [
        User.objects.create(username=f"u{number}", email=f"u{number}@northmoor.example")
        for number in range(size)
    ]
    for owner in owners:
        hold(owner)

    with django_assert_num_queries(2):
        found = reminding.reminders(DUE - timedelta(days=5))
    assert len(found) == size


def test_reminder_of_one_institution_tells_nobody_at_another(cast, southby):
    hold(cast.technician)
    run(DUE - timedelta(days=5))

    with southby():
        assert not Notice.objects.filter(kind__startswith="renewal_").exists()


def test_notice_and_mail_name_no_register(cast):
    hold(cast.technician, number="4711")
    run(DUE - timedelta(days=5))

    (notice,) = Notice.objects.filter(kind="renewal_due_in_7")
    assert "4711" not in notice.event + notice.path and "RSciTech" not in notice.sentence
