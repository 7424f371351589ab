"""Two presses that reach two workers: one comment, and no error of ours. Needs commits, so a database of its own."""

import uuid
from collections.abc import Iterator
from threading import Barrier, Thread

import pytest
from django.core.cache import cache
from django.db import connection

from sharing.models import Comment
from tenants.middleware import forget_hosts
from tenants.models import Institution
from tenants.schemas import in_schema
from tests import databases, things
from tests.conftest import HostClient
from tests.people import NORTHMOOR, Cast


@pytest.fixture
def schema(django_db_setup, django_db_blocker) -> Iterator[str]:
    with django_db_blocker.unblock(), databases.copy("comments_at_once") as name:
        before = connection.settings_dict["NAME"]
        databases.point_at(name)
        connection.set_schema_to_public()
        yield Institution.objects.get(slug="northmoor").schema_name
        forget_hosts()
        cache.clear()
        connection.set_schema_to_public()
        databases.point_at(before)


def test_button_pressed_twice_at_once_says_it_once(schema):
    with in_schema(schema):
        cast = Cast(NORTHMOOR)
        entry, supervisor = things.entry(cast), cast.supervisor
    sent = {"words": "Good.", "once": str(uuid.uuid4())}
    start, answers = Barrier(4), []

    def press():
        try:
            client = HostClient("northmoor.localhost", raise_request_exception=False)
            with in_schema(schema):
                client.force_login(supervisor, backend="django.contrib.auth.backends.ModelBackend")
            start.wait()
            answers.append(client.post(f"/sharing/entry/{entry.uid}/comments/", sent).status_code)
        finally:
            connection.close()

    threads = [Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [302] * 4
    with in_schema(schema):
        assert Comment.objects.filter(object_uid=entry.uid).count() == 1
