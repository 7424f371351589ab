from django.db import migrations

from lib import append_only

TABLE = "tenants_operatoract"


class Migration(migrations.Migration):
    dependencies = [("tenants", "0001_initial")]

    operations = [migrations.RunSQL(append_only.forward(TABLE), append_only.backward(TABLE))]
