import uuid

from django.db import migrations, models


def give_uids(apps, schema_editor):
    tokens = apps.get_model("people", "ApiToken").objects
    for token in tokens.filter(uid=None):
        token.uid = uuid.uuid4()
        token.save(update_fields=["uid"])


class Migration(migrations.Migration):
    dependencies = [("people", "0002_trail_append_only")]

    operations = [
        migrations.AddField("apitoken", "uid", models.UUIDField(null=True, editable=False)),
        migrations.RunPython(give_uids, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            "apitoken", "uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
        ),
    ]
