"""An institution's schema for the moment: cloned from the template inside the transaction at hand, and gone with it.

Nobody else ever sees it, nothing of it is ever committed, and a process that dies leaves nothing to clear up.
"""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from django.db import connection, transaction
from django_tenants.utils import schema_context

from tenants import contenttypes, schemas
from tenants.provisioning import for_server, postgres_program

# What only psql understands, and what would stay set after the clone.
NOT_SQL = re.compile(
    r"^(\\(un)?restrict .*|SET .*|SELECT pg_catalog\.set_config\('search_path'.*)$", re.MULTILINE
)


@contextmanager
def scratch_schema() -> Iterator[str]:
    """Inside a schema of its own with what every institution starts with; every change in it is undone at the end.

    Call it outside any transaction that is to be kept: constraints that wait for the end of one are checked only where
    `check_constraints` is called. Yields the name of the schema. Raises schemas.NotCurrent.
    """
    if schemas.template_fingerprint() != schemas.fingerprint():
        raise schemas.NotCurrent(
            "The template is not of this code: an upgrade is running, or this process is old."
        )
    name = f"scratch_{uuid4().hex}"
    dump = _dump().replace(schemas.TEMPLATE, name)
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(NOT_SQL.sub("", dump))
            with schema_context(name):
                yield name
            transaction.set_rollback(True)
    finally:
        contenttypes.cache.drop(name)


def check_constraints() -> None:
    """What waits for the end of the transaction is checked now. Raises IntegrityError."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _dump() -> str:
    """The template as statements that any connection can run."""
    said = subprocess.run(  # noqa: S603
        [
            postgres_program("pg_dump"), "--no-owner", "--no-privileges", "--rows-per-insert", "500",
            "--schema", schemas.TEMPLATE, schemas.conninfo(),
        ],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    return for_server(said)
