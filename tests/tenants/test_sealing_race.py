"""Words are copied while they are being sealed: the copy waits, and holds none. Needs commits, so a database of its own."""

import threading
import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from activities.actions import change_activity
from audits import actions as audits
from audits.models import BlindReview, MockAudit
from registers.facts import Period
from registers.models import Registration
from tenants.models import Institution
from tenants.schemas import in_schema
from tests import things
from tests.audits import mock_samples
from tests.people import NORTHMOOR, Cast

MARK = "Zebrafish"
YEAR = date.today().year


def run_again(mock: MockAudit, cast: Cast) -> None:
    period = Period(date(YEAR, 1, 1), date(YEAR, 12, 31))
    audits.run_mock(registration=mock.registration, period=period, once=uuid.uuid4())


def ask(mock: MockAudit, cast: Cast) -> None:
    """With the words read before, as a page does that has been open for a while."""
    mock_samples.asked(cast, mock)


def copies() -> list[MockAudit | BlindReview]:
    return [*MockAudit.objects.all(), *BlindReview.objects.all()]


@pytest.mark.parametrize("copy", [run_again, ask])
def test_no_copy_made_meanwhile_keeps_sealed_words(own_database, copy: Callable[..., Any]):
    schema = Institution.objects.get(slug="northmoor").schema_name
    with in_schema(schema):
        cast = Cast(NORTHMOOR)
        activity = things.activity(cast, title=f"{MARK} tank repair")
        registration = Registration.objects.filter(owner=cast.technician).first() or things.registration(cast)
        mock = mock_samples.mock_of(registration)
        assert MARK in str(mock.facts)
        before = len(copies())
    sealing, copied = threading.Event(), threading.Event()

    def seal() -> None:
        with in_schema(schema), transaction.atomic():
            change_activity(activity=activity, actor=cast.technician, values={"sealed": True})
            sealing.set()
            # Nobody else sees it yet: a copy that does not wait is made of the words as they were.
            copied.wait(timeout=2)
        connection.close()

    def meanwhile() -> None:
        sealing.wait(timeout=30)
        with in_schema(schema):
            copy(mock, cast)
        copied.set()
        connection.close()

    threads = [threading.Thread(target=one) for one in (seal, meanwhile)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with in_schema(schema):
        assert len(copies()) == before + 1
        assert not [one for one in copies() if MARK in str(one.facts)]
