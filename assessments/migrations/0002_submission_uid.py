import uuid

from django.db import migrations, models


def give_uids(apps, schema_editor):
    submissions = apps.get_model("assessments", "Submission").objects
    for submission in submissions.filter(uid=None):
        submission.uid = uuid.uuid4()
        submission.save(update_fields=["uid"])


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_initial")]

    operations = [
        migrations.AddField("submission", "uid", models.UUIDField(null=True, editable=False)),
        migrations.RunPython(give_uids, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            "submission", "uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
        ),
    ]
