from django.db import migrations

from lib import append_only

TABLE = "applications_submitted"


class Migration(migrations.Migration):
    dependencies = [("applications", "0001_initial")]

    operations = [migrations.RunSQL(append_only.forward(TABLE), append_only.backward(TABLE))]
