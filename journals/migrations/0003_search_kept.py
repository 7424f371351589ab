"""The words of a row are kept as search finds them, so that a search over thousands reads an index, not every text.

The database fills the column by itself. No model names it, so that no list reads it along (see `lib.fulltext.KEPT`).
"""

from django.db import migrations

FORWARD = """
ALTER TABLE journals_entry ADD COLUMN search_words tsvector GENERATED ALWAYS AS (
    public.aspire_words(title || ' ' || body, tags::text[])
) STORED;
CREATE INDEX journals_search_words ON journals_entry USING gin (search_words);
"""
BACKWARD = "ALTER TABLE journals_entry DROP COLUMN search_words;"


class Migration(migrations.Migration):
    dependencies = [("journals", "0002_reflection_templates"), ("tenants", "0010_search_kept")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
