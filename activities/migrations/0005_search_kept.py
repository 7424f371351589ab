"""The words of a row are kept as search finds them, so that a search over thousands reads an index, not every text.

The database fills the column by itself. No model names it, so that no list reads it along (see `lib.fulltext.KEPT`).
"""

from django.db import migrations

FORWARD = """
ALTER TABLE activities_activity ADD COLUMN search_words tsvector GENERATED ALWAYS AS (
    public.aspire_words(title || ' ' || provider || ' ' || description || ' ' || benefit_practice || ' ' || benefit_users, tags::text[])
) STORED;
CREATE INDEX activities_search_words ON activities_activity USING gin (search_words);
"""
BACKWARD = "ALTER TABLE activities_activity DROP COLUMN search_words;"


class Migration(migrations.Migration):
    dependencies = [("activities", "0004_background"), ("tenants", "0010_search_kept")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
