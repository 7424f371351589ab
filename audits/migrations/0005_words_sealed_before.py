from django.db import migrations

from registers.packfiles.facts import seal_activity

SEALED = {"activity": "Sealed activity", "entry": "Sealed entry"}


def take_words_out(apps, schema_editor):
    """What was sealed before leaves the copies that sealing takes it out of from now on."""
    activities = apps.get_model("activities", "Activity").objects.filter(sealed=True)
    sealed = {str(uid) for uid in activities.values_list("uid", flat=True)}
    for name in ("MockAudit", "BlindReview"):
        for copy in apps.get_model("audits", name).objects.iterator():
            rows = [seal_activity(one) if one["uid"] in sealed else one for one in copy.facts["activities"]]
            if rows != copy.facts["activities"]:
                copy.facts["activities"] = rows
                copy.save(update_fields=["facts"])
    entries = apps.get_model("journals", "Entry").objects.filter(sealed=True).values("uid")
    pieces = apps.get_model("evidence", "Evidence").objects.filter(kind="item")
    pieces.filter(ref_kind="activity", ref_uid__in=activities.values("uid")).update(title=SEALED["activity"])
    pieces.filter(ref_kind="entry", ref_uid__in=entries).update(title=SEALED["entry"])


class Migration(migrations.Migration):
    dependencies = [
        ("audits", "0004_blind_reviews"),
        ("activities", "0001_initial"),
        ("evidence", "0001_initial"),
        ("journals", "0001_initial"),
    ]

    operations = [migrations.RunPython(take_words_out, migrations.RunPython.noop)]
