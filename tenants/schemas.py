"""Schemas: the fingerprint of their migrations, the template they are cloned from, keeping all of them current."""

import hashlib
import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django_tenants.utils import schema_context
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

from tenants import contenttypes
from tenants.models import Institution

# Nobody's slug can become this, and no text in a dump contains it by accident.
TEMPLATE = "zz_template_8f3a1c_schema"
MIGRATING = 7_312_402  # key of the advisory lock held while schemas change

# Called in the template schema once it is migrated: what every institution starts with (groups, home page …).
FURNISH: list[Callable[[], None]] = []

# Called in every institution's schema at the end of an upgrade: what new code owes to what is stored. Long work is a job.
AFTER_UPGRADE: list[Callable[[], None]] = []

in_schema = schema_context


class NotCurrent(RuntimeError):
    """The template that is there was not made by the code of this process; try again once the upgrade is through."""


def conninfo() -> str:
    """The current database as a libpq connection string, for programs and connections beside Django's."""
    known = {option.keyword.decode() for option in Conninfo.get_defaults()}
    params = connection.get_connection_params()
    return make_conninfo("", **{key: value for key, value in params.items() if key in known and value})


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two starts at once change schemas one after the other.

    The lock lives on a connection of its own: migrating closes Django's, which would let the lock go.
    """
    with psycopg.connect(conninfo(), autocommit=True) as held:
        held.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        yield


def expected_migrations(names: list[str]) -> set[tuple[str, str]]:
    """Every (app, migration) on disk of the apps named: SHARED_APPS for `public`, TENANT_APPS for institutions."""
    labels = {config.label for config in apps.get_app_configs() if config.name in names}
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return {key for key in loader.disk_migrations if key[0] in labels}


def fingerprint() -> str:
    """Changes with the migrations that a template has, and with what furnishes it: each module, and the FILES it names."""
    parts = [f"{app}.{name}" for app, name in sorted(expected_migrations(settings.TENANT_APPS))]
    for furnish in FURNISH:
        module = sys.modules[furnish.__module__]
        parts += [
            inspect.getsource(module),
            *(file.read_text("utf-8") for file in getattr(module, "FILES", ())),
        ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def recorded_migrations(schema: str) -> set[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [f'"{schema}".django_migrations'])
        if cursor.fetchone()[0] is None:
            return set()
        cursor.execute(f'SELECT app, name FROM "{schema}".django_migrations')  # noqa: S608 - a name of ours
        return set(cursor.fetchall())


def exists(schema: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [schema])
        return cursor.fetchone() is not None


def drop(schema: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE')
    contenttypes.cache.drop(schema)


def migrate(schema: str) -> None:
    """Bring one schema to the present; the public one included."""
    where = {"shared": True} if schema == "public" else {"tenant": True, "schema_name": schema}
    call_command("migrate_schemas", interactive=False, verbosity=0, **where)
    contenttypes.cache.drop(schema)


def template_fingerprint() -> str | None:
    """The template carries its fingerprint as the schema's comment, written last: a half-made one has none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = %s", [TEMPLATE]
        )
        row = cursor.fetchone()
    return row[0] if row else None


def build_template() -> None:
    """Migrate and furnish the template schema, unless the one there already matches the code."""
    wanted = fingerprint()
    if template_fingerprint() == wanted:
        return
    drop(TEMPLATE)
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE SCHEMA "{TEMPLATE}"')
    migrate(TEMPLATE)
    with schema_context(TEMPLATE):
        for furnish in FURNISH:
            furnish()
    with connection.cursor() as cursor:
        cursor.execute(f"COMMENT ON SCHEMA \"{TEMPLATE}\" IS '{wanted}'")


def bring_up_to_date(say: Callable[[str], None] = lambda line: None) -> None:
    """Public, template and every institution at the code's migrations; what already matches costs one query."""
    with schema_context("public"), one_at_a_time():
        if not expected_migrations(settings.SHARED_APPS) <= recorded_migrations("public"):
            migrate("public")
        call_command("createcachetable", verbosity=0)
        build_template()
        expected = expected_migrations(settings.TENANT_APPS)
        for schema in Institution.objects.values_list("schema_name", flat=True):
            if not expected <= recorded_migrations(schema):
                say(f"Updating {schema}")
                migrate(schema)


def follow_up() -> None:
    """Let every institution's stored data follow what came with the new code: an upgrade ends with it."""
    with schema_context("public"):
        names = list(Institution.objects.values_list("schema_name", flat=True))
    for schema in names:
        with schema_context(schema):
            for owed in AFTER_UPGRADE:
                owed()
