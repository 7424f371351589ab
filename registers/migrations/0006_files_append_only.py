from django.db import migrations

from lib import append_only

TABLES = ("registers_packfile", "registers_heldevidence")


class Migration(migrations.Migration):
    dependencies = [("registers", "0005_pack_files")]

    operations = [
        migrations.RunSQL(append_only.forward(table), append_only.backward(table)) for table in TABLES
    ]
