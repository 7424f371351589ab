"""One button pressed several times at once, each press reaching a worker of its own. For tests of `committed`."""

from threading import Barrier, Thread
from typing import Any

from django.db import connection

from people.models import User
from tenants.schemas import in_schema
from tests.conftest import HostClient

PRESSES = 4


def pressed_at_once(schema: str, person: User, path: str, sent: dict[str, Any]) -> list[int]:
    """The status of each answer."""
    start, answers = Barrier(PRESSES), []

    def press() -> None:
        try:
            client = HostClient("northmoor.localhost", raise_request_exception=False)
            with in_schema(schema):
                client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
            start.wait(timeout=60)
            answers.append(client.post(path, sent).status_code)
        finally:
            connection.close()

    threads = [Thread(target=press) for _ in range(PRESSES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
