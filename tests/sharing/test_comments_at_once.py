"""Presses of one button that reach several workers at once: one comment, and no error of ours."""

import uuid
from threading import Barrier, Thread

from django.db import connection

from sharing.models import Comment
from tenants.schemas import in_schema
from tests import things
from tests.conftest import HostClient
from tests.people import NORTHMOOR, Cast

PRESSES = 4


def test_button_pressed_twice_at_once_says_it_once(committed):
    with in_schema(committed):
        cast = Cast(NORTHMOOR)
        entry, supervisor = things.entry(cast), cast.supervisor
    sent = {"words": "Good.", "once": str(uuid.uuid4())}
    start, answers = Barrier(PRESSES), []

    def press():
        try:
            client = HostClient("northmoor.localhost", raise_request_exception=False)
            with in_schema(committed):
                client.force_login(supervisor, backend="django.contrib.auth.backends.ModelBackend")
            start.wait(timeout=60)
            answers.append(client.post(f"/sharing/entry/{entry.uid}/comments/", sent).status_code)
        finally:
            connection.close()

    threads = [Thread(target=press) for _ in range(PRESSES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [302] * PRESSES
    with in_schema(committed):
        assert Comment.objects.filter(object_uid=entry.uid).count() == 1
