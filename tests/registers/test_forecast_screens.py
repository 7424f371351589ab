"""The forecast where people see it: a line on the start page, every pending rule on the register's page."""

from datetime import date

import pytest
import time_machine

from registers.actions import save_registration
from tests.tellers import Teller

DAY = date(2026, 7, 1)


@pytest.fixture
def july():
    with time_machine.travel(f"{DAY.isoformat()} 12:00", tick=True):
        yield


@pytest.fixture
def held(july, cast):
    return save_registration(owner=cast.technician, values={"pack": "iet", "grade": "MIET"}, breaks=[])


def test_home_says_whether_each_register_is_on_track(visit, cast, held):
    Teller(cast).activity(
        cast.technician, start_date=date(2026, 3, 2), end_date=date(2026, 3, 2), minutes=18 * 60
    )

    page = visit(cast.technician).get("/home/").content.decode()

    assert "On track: every rule will be met by 31 December 2026." in page
    assert f'href="{held.get_absolute_url()}#forecast"' in page


def test_register_says_when_and_why_it_will_be_late(visit, cast, held):
    Teller(cast).activity(
        cast.technician, start_date=date(2026, 3, 2), end_date=date(2026, 3, 2), minutes=9 * 60
    )

    page = visit(cast.technician).get(held.get_absolute_url()).content.decode()

    assert "Will it be met in time?" in page
    assert "it would be met on 30 August 2027, 242 days late" in page
    assert "Late at this pace" in page
