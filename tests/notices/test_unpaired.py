"""The daily report of who is paired with nobody: to the admins, only when there is somebody, the latest one unread."""

from datetime import UTC, datetime

import pytest
import time_machine

from notices.models import Notice
from notices.tasks import report_unpaired
from people import actions
from people.models import User
from people.models.accounts import Role
from people.queries import unpaired
from tenants import jobs
from tests.people import pair


def reported() -> list[tuple[str, bool]]:
    rows = Notice.objects.filter(kind="unpaired_report").order_by("made_at", "pk")
    return [(row.recipient.email, row.read_at is None) for row in rows.select_related("recipient")]


def run(day: int) -> None:
    # After every pair of the cast has begun.
    with time_machine.travel(datetime(2040, 3, day, 2, 0, tzinfo=UTC), tick=False):
        report_unpaired()


def test_admins_are_told_once_a_day_and_the_latest_report_stays_unread(cast):
    for _ in range(2):
        run(10)
    assert sorted(reported()) == [
        ("admin@northmoor.example", True),
        ("other.admin@northmoor.example", True),
    ]

    run(11)

    assert sorted(reported()) == [
        ("admin@northmoor.example", False),
        ("admin@northmoor.example", True),
        ("other.admin@northmoor.example", False),
        ("other.admin@northmoor.example", True),
    ]


def test_report_leads_to_the_list_of_both_sides(cast, visit):
    run(10)

    page = visit(cast.admin).get(Notice.objects.filter(kind="unpaired_report")[0].path).content.decode()

    assert "Ruth Adeyemi" in page and "Dev Chandra" in page


@pytest.mark.parametrize("side", ["technicians", "supervisors", None])
def test_report_is_sent_only_when_there_is_somebody_on_either_side(cast, side):
    """The cast's unpaired are paired with each other; then one side gets one more."""
    pair(cast.colleague, cast.other_supervisor)
    for person in unpaired()["technicians"]:
        pair(person, cast.other_supervisor)
    if side:
        role = Role.TECHNICIAN if side == "technicians" else Role.SUPERVISOR
        actions.create_person(
            email="new@northmoor.example", first_name="N", last_name="W", roles=[role], actor=cast.admin
        )
    assert {name for name, people in unpaired().items() if people.exists()} == ({side} if side else set())

    run(10)

    assert bool(reported()) == bool(side)


def test_admin_who_has_gone_is_told_nothing(cast):
    actions.update_person(person=cast.other_admin, actor=cast.admin, is_active=False)

    run(10)

    assert reported() == [("admin@northmoor.example", True)]


def test_report_is_due_at_two_in_the_morning(cast):
    assert jobs.DAILY["notices.unpaired"] == 2
    assert not User.objects.filter(notices__kind="unpaired_report").exists()
