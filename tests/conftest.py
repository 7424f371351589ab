"""The stage for every test: a copied database, the schema of Northmoor, the cast, clients that know their host."""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as drawing

from tests import databases
from tests.people import NORTHMOOR, SOUTHBY, Cast

# No test is a test of speed: a busy machine draws its examples slowly, and finds the same.
drawing.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
drawing.load_profile("unhurried")

# Processes that a test starts keep their files beside ours, and go with them.
os.environ["ASPIRE_TEST_DATA"] = str(settings.VAR)
# They are no workers of the test run, and would look for a folder of their own (see config.settings.test).
os.environ.pop("PYTEST_XDIST_WORKER", None)


def pytest_sessionfinish() -> None:
    shutil.rmtree(os.environ["ASPIRE_TEST_DATA"], ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker) -> Iterator[None]:
    databases.ensure_server()
    with django_db_blocker.unblock(), databases.copy("main") as name:
        databases.point_at(name)
        yield
        databases.point_at("postgres")


@pytest.fixture
def db(db) -> Iterator[None]:
    """Rolled back after the test; inside Northmoor unless the test goes elsewhere."""
    from tenants.middleware import forget_hosts
    from tenants.models import Institution

    connection.set_schema_to_public()
    connection.set_tenant(Institution.objects.get(slug="northmoor"))
    yield
    forget_hosts()
    connection.set_schema_to_public()
    cache.clear()


@pytest.fixture
def cast(db) -> Cast:
    return Cast(NORTHMOOR)


@pytest.fixture
def southby_cast(db) -> Cast:
    """People of Southby; use inside `southby`."""
    return Cast(SOUTHBY)


@pytest.fixture
def southby(db):
    """A context manager that enters Southby's schema."""
    from tenants.models import Institution
    from tenants.schemas import in_schema

    with in_schema("public"):
        schema = Institution.objects.get(slug="southby").schema_name
    return lambda: in_schema(schema)


@pytest.fixture
def committed(django_db_setup, django_db_blocker) -> Iterator[str]:
    """Northmoor's schema in a database of this test's own, where what is done stays done: for two transactions at once."""
    from tenants.middleware import forget_hosts
    from tenants.models import Institution

    with django_db_blocker.unblock(), databases.copy("committed") as name:
        before = connection.settings_dict["NAME"]
        databases.point_at(name)
        connection.set_schema_to_public()
        yield Institution.objects.get(slug="northmoor").schema_name
        forget_hosts()
        cache.clear()
        connection.set_schema_to_public()
        databases.point_at(before)


class HostClient(Client):
    """A browser at one institution's host; leaves the connection in the schema it found."""

    def __init__(self, host: str, **defaults: object) -> None:
        super().__init__(HTTP_HOST=host, **defaults)

    def request(self, **request):
        tenant = connection.tenant
        try:
            return super().request(**request)
        finally:
            connection.set_tenant(tenant)


@pytest.fixture
def visit(db):
    """`visit(person)` is a client signed in as that person; `visit()` one without a session."""

    def enter(person=None, host: str = "northmoor.localhost") -> HostClient:
        client = HostClient(host)
        if person is not None:
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return enter
