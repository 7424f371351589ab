from django.db import migrations

from lib.digests import digest

NAMES = ("title", "maximum", "guidance", "levels", "section", "minimum", "evidence_required", "competences")


def keep_first_versions(apps, schema_editor):
    """Templates of before stay open to everybody who sets assessments, and what they say is their first version."""
    version = apps.get_model("assessments", "TemplateVersion")
    for template in apps.get_model("assessments", "Template").objects.filter(version=0):
        said = {
            "title": template.title,
            "guidance": template.guidance,
            "criteria": [
                {name: getattr(one, name) for name in NAMES} | {"weight": "1"}
                for one in template.criteria.order_by("order", "pk")
            ],
            "prompts": [],
            "tags": [],
            "pass_kind": "",
            "pass_mark": None,
            "attempts": 1,
        }
        version.objects.create(
            template=template, number=1, facts=said, digest=digest(said), at=template.changed, by=template.owner
        )
        template.version, template.sharing = 1, "institution"
        template.save(update_fields=["version", "sharing"])


class Migration(migrations.Migration):
    dependencies = [("assessments", "0003_library_versions_and_attempts")]

    operations = [migrations.RunPython(keep_first_versions, migrations.RunPython.noop, elidable=True)]
