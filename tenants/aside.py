"""A word to the database beside the transaction at hand, seen at once, which stays whatever becomes of that."""

from contextlib import suppress
from typing import Any

import psycopg
from django.db import models
from psycopg.sql import SQL, Identifier

from tenants import schemas


def set_aside(row: models.Model, *, schema: str, name: str, value: Any) -> None:
    """Set one column of a stored row of this schema. It is told in passing: where it cannot be done within a second, as of a
    row that somebody holds, it is left.
    """
    statement = SQL("UPDATE {}.{} SET {} = %s WHERE id = %s").format(
        Identifier(schema), Identifier(row._meta.db_table), Identifier(name)
    )
    with suppress(psycopg.OperationalError), psycopg.connect(schemas.conninfo(), autocommit=True) as beside:
        beside.execute("SET lock_timeout = '1s'")
        beside.execute(statement, [value, row.pk])
