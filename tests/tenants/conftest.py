"""Provisioning, crashes and jobs need commits: these tests work on a copied database of their own, without a rollback."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection

from tests import databases
from tests.conftest import HostClient
from tests.live import Live, serving
from tests.people import PASSWORD


@pytest.fixture(scope="module")
def own_database(django_db_setup, django_db_blocker, request) -> Iterator[str]:
    """Everything this module's tests do in process is committed to a copy that goes afterwards."""
    from tenants.middleware import forget_hosts

    with (
        django_db_blocker.unblock(),
        databases.copy(request.module.__name__.rsplit(".", 1)[-1][-20:]) as name,
    ):
        before = connection.settings_dict["NAME"]
        databases.point_at(name)
        connection.set_schema_to_public()
        yield name
        forget_hosts()
        cache.clear()
        connection.set_schema_to_public()
        databases.point_at(before)


@pytest.fixture(scope="module")
def live(django_db_setup, django_db_blocker, request) -> Iterator[Live]:
    """gunicorn on a database of this module's own."""
    with django_db_blocker.unblock(), serving(request.module.__name__.rsplit(".", 1)[-1][-20:]) as server:
        yield server


def operator_client(email: str = "operator@aspirecpd.example", password: str = PASSWORD) -> HostClient:
    """A browser at the platform host, signed in as an operator by the form."""
    client = HostClient("localhost")
    client.post("/operators/sign-in/", {"email": email, "password": password})
    return client
