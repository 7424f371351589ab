"""Reads of the platform's own console: institutions and how many accounts each has, never whose."""

from django.contrib.auth import get_user_model
from django.db import connection
from psycopg import sql

from tenants.models import Institution


def institutions_with_counts() -> list[tuple[Institution, int]]:
    """Every institution beside its number of accounts that may sign in: two queries, however many there are."""
    institutions = list(Institution.objects.prefetch_related("domains"))
    counts = account_counts([institution.schema_name for institution in institutions])
    return [(institution, counts[institution.schema_name]) for institution in institutions]


def account_counts(schemas: list[str]) -> dict[str, int]:
    """Accounts that may sign in, by schema."""
    if not schemas:
        return {}
    table = get_user_model()._meta.db_table
    one = sql.SQL("SELECT {}, count(*) FROM {} WHERE is_active")
    parts = [one.format(sql.Literal(schema), sql.Identifier(schema, table)) for schema in schemas]
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(" UNION ALL ").join(parts))
        return dict(cursor.fetchall())
