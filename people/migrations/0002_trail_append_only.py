from django.db import migrations

from lib import append_only

TABLE = "people_trailentry"


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [migrations.RunSQL(append_only.forward(TABLE), append_only.backward(TABLE))]
