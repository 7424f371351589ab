"""Competences that a body renumbered: the mappings stored on goals follow."""

import re
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone

from people import trail
from plans.models import Goal


def held_competences(codes: Iterable[str]) -> list[tuple[UUID, list[str], date]]:
    """(uid, competences, day of the last change) of every goal, deleted ones too, that may name one of the codes."""
    wanted = "|".join(re.escape(code) for code in codes)
    rows = (
        Goal.objects.annotate(listed=Cast("competences", TextField()))
        .filter(listed__regex=rf'/({wanted})(@[0-9-]+)?"')
        .order_by("pk")
        .values_list("uid", "competences", "changed")
    )
    return [(uid, listed, timezone.localdate(changed)) for uid, listed, changed in rows]


@transaction.atomic
def replace_competences(*, uid: UUID, replaced: dict[str, str]) -> list[str]:
    """Store other references for those named, and answer which of them were there. `changed` stays as it is."""
    stored = Goal.objects.select_for_update().get(uid=uid)
    found = [one for one in stored.competences if one in replaced]
    if found:
        stored.competences = list(dict.fromkeys(replaced.get(one, one) for one in stored.competences))
        stored.save(update_fields=["competences"])
        trail.record("system", "renumbered competences", stored, fields=["competences"])
    return found
