"""A table that only grows: SQL for a trigger that refuses to change or delete its rows.

Every schema carries its own function, so that a schema can be copied or dumped alone.
"""


def forward(table: str) -> str:
    return f"""
CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION '{table} is append-only';
END
$body$;
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {table}_append_only();
"""


def backward(table: str) -> str:
    return f"DROP TRIGGER {table}_append_only ON {table}; DROP FUNCTION {table}_append_only();"
