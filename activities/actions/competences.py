"""Competences that a body renumbered: the mappings stored on activities follow."""

import re
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone

from activities.models import Activity
from people import trail


def held_competences(codes: Iterable[str]) -> list[tuple[UUID, list[str], date]]:
    """(uid, competences, day) of every activity, deleted ones too, that may show one of the codes.

    `day` is when an unmarked code was meant: the activity's own day, or that of its last change where it is earlier.
    """
    wanted = "|".join(re.escape(code) for code in codes)
    rows = (
        Activity.objects.annotate(listed=Cast("competences", TextField()))
        .filter(listed__regex=rf'/({wanted})(@[0-9-]+)?"')
        .order_by("pk")
        .values_list("uid", "competences", "start_date", "end_date", "changed")
    )
    return [
        (uid, listed, min(end or start, timezone.localdate(changed)))
        for uid, listed, start, end, changed in rows
    ]


@transaction.atomic
def replace_competences(*, uid: UUID, replaced: dict[str, str]) -> list[str]:
    """Store other references for those named, and answer which of them were there. `changed` stays as it is.

    An open form may write the old ones back: they are read in the edition of the activity's day, so nothing is lost.
    """
    stored = Activity.objects.select_for_update().get(uid=uid)
    found = [one for one in stored.competences if one in replaced]
    if found:
        stored.competences = list(dict.fromkeys(replaced.get(one, one) for one in stored.competences))
        stored.save(update_fields=["competences"])
        trail.record("system", "renumbered competences", stored, fields=["competences"])
    return found
