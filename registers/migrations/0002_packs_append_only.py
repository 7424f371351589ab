from django.db import migrations

from lib import append_only

TABLE = "registers_frozenpack"


class Migration(migrations.Migration):
    dependencies = [("registers", "0001_initial")]

    operations = [migrations.RunSQL(append_only.forward(TABLE), append_only.backward(TABLE))]
