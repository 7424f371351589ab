"""Each day of a registration is declared once. Of two declarations that share a day the older one is withdrawn, and recorded
so, before the database refuses such a pair.
"""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone


def withdraw_older(apps, schema_editor):
    Renewal = apps.get_model("registers", "Renewal")
    TrailEntry = apps.get_model("people", "TrailEntry")
    standing = {}
    for one in Renewal.objects.filter(state="declared").exclude(registration=None).order_by("-declared_at", "-pk"):
        newer = standing.setdefault(one.registration_id, [])
        if any(one.period_from <= other.period_to and other.period_from <= one.period_to for other in newer):
            Renewal.objects.filter(pk=one.pk).update(state="withdrawn", withdrawn_at=timezone.now())
            TrailEntry.objects.create(
                actor=None, actor_kind="system", verb="withdrew renewal", kind="registers.renewal", object_uid=one.uid, fields=[]
            )
        else:
            newer.append(one)


class Migration(migrations.Migration):

    dependencies = [
        ("registers", "0007_own_packs"),
        ("people", "0001_initial"),
        ("tenants", "0007_ranges"),
    ]

    operations = [
        migrations.AlterField(
            model_name="renewal",
            name="replaces",
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="replaced_by", to="registers.renewal"),
        ),
        migrations.RunPython(withdraw_older, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="renewal",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("state", "declared")),
                expressions=[
                    (models.F("registration"), "="),
                    (
                        models.Func(
                            "period_from",
                            "period_to",
                            django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_upper=True),
                            function="DATERANGE",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="registers_day_declared_once",
            ),
        ),
    ]
