"""What the database needs to refuse two rows of one thing whose days overlap."""

from django.db import migrations

FORWARD = "CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public"


class Migration(migrations.Migration):
    dependencies = [("tenants", "0006_job_failures")]

    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
