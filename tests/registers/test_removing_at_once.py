"""A registration removed in one window while a renewal under it is declared in another."""

import time
import uuid
from threading import Event, Thread

from django.db import DatabaseError, connection, transaction

from registers import actions
from registers.actions.drafts import locked
from registers.models import Registration, Renewal
from tenants.schemas import in_schema
from tests.people import NORTHMOOR, Cast
from tests.registers import declared

WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


def until_somebody_waits():
    for _ in range(400):
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("Nobody waits.")


def test_what_is_being_declared_is_waited_for_and_stays(committed):
    with in_schema(committed):
        owner = Cast(NORTHMOOR).technician
        renewal = declared.begun(owner)
        registration = renewal.registration
    is_held, said = Event(), []

    def remove():
        try:
            is_held.wait(timeout=60)
            with in_schema(committed):
                actions.remove_registration(registration=registration, actor=owner)
        except (actions.RegistrationRefused, DatabaseError) as refusal:
            said.append(refusal)
        finally:
            connection.close()

    other = Thread(target=remove)
    other.start()
    with in_schema(committed), transaction.atomic():
        locked(renewal)
        is_held.set()
        until_somebody_waits()
        actions.declare_renewal(renewal=renewal, actor=owner, once=uuid.uuid4())
    other.join()

    assert [type(one) for one in said] == [actions.RegistrationRefused]
    with in_schema(committed):
        assert Registration.objects.filter(pk=registration.pk).exists()
        assert Renewal.objects.get(pk=renewal.pk).state == Renewal.State.DECLARED
