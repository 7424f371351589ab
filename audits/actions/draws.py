"""Verbs about draws: announce one with the digest of its seed, then show the seed and draw."""

import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from audits.models import Draw, DrawnPack
from audits.queries.draws import packs_in
from audits.sampling import commitment, opaque, sample, tidy_seed
from notices.actions import notify
from people import trail
from people.models import User

DRAW_FIELDS = ("pack", "grade", "period_from", "period_to", "percent", "closes_on", "response_days")


class DrawRefused(ValueError):
    """It cannot be drawn as things stand; the message is a sentence for the screen."""


@transaction.atomic
def announce_draw(*, actor: User, values: dict[str, Any], seed: str, once: uuid.UUID) -> Draw:
    """Publish a draw before its list closes. The seed itself is kept nowhere: only its digest. `values` by DRAW_FIELDS.

    The same key again is the same act. Raises DrawRefused for another's key.
    """
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=actor.pk)
    if done := Draw.objects.filter(once=once).first():
        if done.made_by_id != actor.pk:
            raise DrawRefused("This form has been sent before: open it again.")
        return done
    given = {name: values[name] for name in DRAW_FIELDS}
    made = Draw.objects.create(made_by=actor, commitment=commitment(tidy_seed(seed)), once=once, **given)
    trail.record(actor, "announced draw", made)
    return made


@transaction.atomic
def draw(*, draw: Draw, actor: User, seed: str) -> Draw:
    """Show the seed and draw, once. Raises DrawRefused before the list is closed, or for another seed."""
    stored = Draw.objects.select_for_update().get(pk=draw.pk)
    if stored.is_drawn:
        return stored
    if not stored.is_closed:
        raise DrawRefused("The list is still open: draw on the day after it closes.")
    if commitment(tidy_seed(seed)) != stored.commitment:
        raise DrawRefused("This is not the seed that was committed to: its digest differs.")
    by_id = {opaque(str(stored.uid), frozen.code): frozen for frozen in packs_in(stored)}
    stored.seed, stored.drawn_at = tidy_seed(seed), timezone.now()
    stored.ids = sorted(by_id)
    stored.sample = sample(stored.ids, seed=stored.seed, percent=stored.percent)
    stored.save(update_fields=["seed", "drawn_at", "ids", "sample"])
    trail.record(actor, "drew sample", stored)
    last = timezone.localdate() + timedelta(days=stored.response_days)
    DrawnPack.objects.bulk_create(
        DrawnPack(draw=stored, frozen=by_id[one], opaque_id=one, respond_by=last) for one in stored.sample
    )
    for one in stored.sample:
        renewal = by_id[one].renewal
        notify(
            kind="pack_drawn",
            recipients=[renewal.owner],
            thing=stored,
            event=f"{stored.uid}:drawn:{renewal.uid}",
            path=reverse("audits:hand_over", args=[renewal.uid]),
        )
    return stored
