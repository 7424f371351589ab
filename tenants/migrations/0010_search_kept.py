"""The words of a row as search finds them, in one function that a generated column may use: see `lib.fulltext.KEPT`."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION public.aspire_words(words text, tags text[]) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT to_tsvector('public.aspire', one.words) || to_tsvector('public.aspire_plain', one.words)
    FROM (SELECT $1 || ' ' || array_to_string($2, ' ')) AS one(words)
$$;
"""
BACKWARD = "DROP FUNCTION public.aspire_words(text, text[]);"


class Migration(migrations.Migration):
    dependencies = [("tenants", "0009_notice_number")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
