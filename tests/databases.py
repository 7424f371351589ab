"""One template database per fingerprint of migrations and cast; each run works on a copy made in a third of a second."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

from lib import append_only
from tenants import embedded, schemas

HERE = Path(__file__).parent


def ensure_server() -> None:
    if not os.environ.get("DATABASE_URL"):
        embedded.Server().start()


def maintenance() -> psycopg.Connection:
    params = psycopg.conninfo.conninfo_to_dict(schemas.conninfo())
    return psycopg.connect(**{**params, "dbname": "postgres"}, autocommit=True)


def fingerprint() -> str:
    sources = [
        HERE / "people.py",
        Path(append_only.__file__),
        *sorted(settings.ROOT.glob("*/migrations/*.py")),
    ]
    sources += [settings.ROOT / "tenants" / "provisioning.py", settings.ROOT / "config" / "wiring.py"]
    digest = hashlib.sha256()
    for source in sources:
        digest.update(str(source.relative_to(settings.ROOT)).encode() + source.read_bytes())
    digest.update(schemas.fingerprint().encode())
    return digest.hexdigest()[:12]


def point_at(name: str) -> None:
    """Every connection of this process now leads to the database `name`."""
    for connection in connections.all():
        connection.close()
        connection.settings_dict["NAME"] = name
    settings.DATABASES["default"]["NAME"] = name


def template() -> str:
    """The name of the finished template database, building it first when the code has moved on."""
    from tests import people

    name = f"aspire_tests_{fingerprint()}"
    with maintenance() as server:
        # Two runs at once build it once.
        server.execute("SELECT pg_advisory_lock(772041)")
        found = server.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
        ).fetchone()
        if found and found[0] == "complete":
            return name
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        point_at(name)
        schemas.bring_up_to_date()
        people.build()
        connections["default"].cursor().execute("ANALYZE")
        point_at("postgres")
        server.execute(sql.SQL("COMMENT ON DATABASE {} IS 'complete'").format(sql.Identifier(name)))
    return name


@contextmanager
def copy(suffix: str) -> Iterator[str]:
    """A database of one's own, gone afterwards."""
    source = template()
    name = f"aspire_run_{os.getpid()}_{suffix}"
    with maintenance() as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(source))
        )
        try:
            yield name
        finally:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
