"""How words are found, without accents, for every institution: by their English stems, and as they are written."""

from django.db import migrations

FORWARD = """
CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;
CREATE TEXT SEARCH CONFIGURATION public.aspire (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION public.aspire
    ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, pg_catalog.english_stem;
CREATE TEXT SEARCH CONFIGURATION public.aspire_plain (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION public.aspire_plain
    ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, pg_catalog.simple;
"""
BACKWARD = """
DROP TEXT SEARCH CONFIGURATION public.aspire;
DROP TEXT SEARCH CONFIGURATION public.aspire_plain;
"""


class Migration(migrations.Migration):
    dependencies = [("tenants", "0002_acts_append_only")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
