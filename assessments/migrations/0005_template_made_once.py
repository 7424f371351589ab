import uuid

from django.db import migrations, models


def give_keys(apps, schema_editor):
    templates = apps.get_model("assessments", "Template").objects
    for template in templates.filter(made_key=None):
        template.made_key = uuid.uuid4()
        template.save(update_fields=["made_key"])


class Migration(migrations.Migration):
    dependencies = [("assessments", "0004_first_versions")]

    operations = [
        migrations.AddField("template", "made_key", models.UUIDField(null=True, editable=False)),
        migrations.RunPython(give_keys, migrations.RunPython.noop, elidable=True),
        migrations.AlterField("template", "made_key", models.UUIDField(default=uuid.uuid4, editable=False)),
        migrations.AddConstraint(
            "template",
            models.UniqueConstraint(
                fields=("owner", "made_key"), nulls_distinct=False, name="assessments_template_made_once"
            ),
        ),
    ]
