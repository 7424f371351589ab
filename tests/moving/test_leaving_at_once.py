"""Leaving at once, each in a worker of its own."""

from threading import Barrier, Thread
from uuid import uuid4

from django.db import connection

from moving import actions, queries
from people import actions as people
from people.models import User
from sharing.refusals import Refused
from tenants.schemas import in_schema
from tests.at_once import PRESSES, pressed_at_once
from tests.people import NORTHMOOR, Cast


def test_leaving_pressed_twice_at_once_is_one_leaving(committed):
    with in_schema(committed):
        person = Cast(NORTHMOOR).technician
    sent = {"sure": "on", "once": str(uuid4())}

    answers = pressed_at_once(committed, person, "/moving/leaving/leave/", sent)

    assert answers == [302] * PRESSES
    with in_schema(committed):
        assert str(queries.leaving_of(person).once) == sent["once"]


def test_the_last_two_admins_do_not_both_leave_at_once(committed):
    with in_schema(committed):
        cast = Cast(NORTHMOOR)
        last = [cast.admin, cast.other_admin]
        for other in User.objects.holding("admin").exclude(pk__in=[one.pk for one in last]):
            people.end_role(person=other, role="admin", actor="system")
    start, refused = Barrier(2), []

    def go(person: User) -> None:
        try:
            with in_schema(committed):
                start.wait(timeout=60)
                actions.leave(owner=person, as_alumni=False, once=uuid4())
        except Refused:
            refused.append(person)
        finally:
            connection.close()

    threads = [Thread(target=go, args=[one]) for one in last]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert len(refused) == 1
    with in_schema(committed):
        assert User.objects.current().holding("admin").count() == 1
