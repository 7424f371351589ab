"""Calibration sets: written by a trainer, opened to whoever uses the template, rated once by each."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assessments.contents import facts
from assessments.models import Template
from moderation import queries
from moderation.actions.refusals import SENT_BEFORE, NotNow
from moderation.models import CalibrationSet, Exemplar, Rating
from notices.actions import lead_elsewhere, notify
from people import permissions, trail
from people.models import User
from sharing.refusals import Refused, Stale

RUN, WRITE, RATE = "moderation.run", "moderation.write_set", "moderation.rate_set"
MOST_EXEMPLARS = 20
REMOVED, DELETED = "removed exemplar", "deleted calibration set"
RATED = "Somebody has scored from this set, and what they gave is theirs to keep: close it instead."


@transaction.atomic
def make_set(*, template: Template, actor: User, once: UUID, title: str) -> CalibrationSet:
    """A draft that holds the template as it is now. The same `once` makes one.

    Raises PermissionDenied, Refused, also for a `once` that made another.
    """
    if not permissions.can(actor, RUN) or not permissions.can(actor, "assessments.read_template", template):
        raise PermissionDenied
    content = template.content
    if not content.criteria:
        raise Refused({"template": "This template has no criterion yet: choose another."})
    values = {"template": template, "title": title, "facts": facts(content)}
    made, is_new = CalibrationSet.objects.get_or_create(owner=actor, once=once, defaults=values)
    if is_new:
        trail.record(actor, "made calibration set", made)
    elif (made.template_id, made.title) != (template.pk, title):
        raise Refused({"": SENT_BEFORE})
    return made


@transaction.atomic
def save_exemplar(
    *,
    calibration: CalibrationSet,
    actor: User,
    once: UUID,
    values: Mapping[str, Any],
    exemplar: Exemplar | None = None,
    changed: str | None = None,
) -> Exemplar:
    """Write or change one while the set is a draft. `values` are its title, answers and reference, as the model has them.

    Raises NotNow once the set is open, Stale, Refused with the score that is missing or out of bounds, and for a `once`
    that wrote another.
    """
    held = _hold(calibration, actor=actor, action=WRITE)
    _check_draft(held)
    _refuse_scores(held, {key: one["score"] for key, one in values["reference"].items()}, field="reference")
    if exemplar is None:
        if done := held.exemplars.filter(once=once).first():
            if trail.changed_fields(done, dict(values)):
                raise Refused({"": SENT_BEFORE})
            return done
        if held.exemplars.count() >= MOST_EXEMPLARS:
            raise Refused({"": f"A set holds up to {MOST_EXEMPLARS} answers."})
        made = held.exemplars.create(once=once, **values)
        trail.record(actor, "wrote exemplar", made)
        return made
    stored = held.exemplars.get(pk=exemplar.pk)
    if changed is not None and changed != stored.changed_token:
        raise Stale(stored)
    if fields := trail.changed_fields(stored, dict(values)):
        for name in fields:
            setattr(stored, name, values[name])
        stored.changed = timezone.now()
        stored.save()
        trail.record(actor, "changed exemplar", stored, fields=fields)
    return stored


@transaction.atomic
def remove_exemplar(*, exemplar: Exemplar, actor: User) -> None:
    """Take it out for good, while the set is a draft. Twice is one act."""
    held = _hold(exemplar.calibration, actor=actor, action=WRITE)
    _check_draft(held)
    if stored := held.exemplars.filter(pk=exemplar.pk).first():
        trail.record(actor, REMOVED, stored)
        stored.delete()


@transaction.atomic
def open_set(*, calibration: CalibrationSet, actor: User) -> CalibrationSet:
    """Let everybody who may use the template score it, and tell them. Nothing in it changes any more. Twice is one act."""
    held = _hold(calibration, actor=actor, action=WRITE)
    if not held.is_draft:
        return held
    if not held.exemplars.exists():
        raise Refused({"": "Write at least one answer before you open the set."})
    held.opened_at = timezone.now()
    held.save(update_fields=["opened_at"])
    trail.record(actor, "opened calibration set", held)
    notify(
        kind="calibration_open",
        recipients=queries.raters_of(held),
        thing=held,
        event=f"{held.uid}:open",
        actor=actor,
    )
    return held


@transaction.atomic
def close_set(*, calibration: CalibrationSet, actor: User) -> CalibrationSet:
    """Take no more ratings; whoever rated keeps seeing their own. Twice is one act; raises NotNow for a draft."""
    held = _hold(calibration, actor=actor, action=WRITE)
    if held.is_draft:
        raise NotNow("This set has not been opened yet.")
    if held.closed_at is None:
        held.closed_at = timezone.now()
        held.save(update_fields=["closed_at"])
        trail.record(actor, "closed calibration set", held)
    return held


@transaction.atomic
def delete_set(*, calibration: CalibrationSet, actor: User) -> None:
    """Gone for good, with its exemplars; what was told of it leads to the list. Raises NotNow once anybody has scored."""
    held = _hold(calibration, actor=actor, action=WRITE)
    if held.is_rated:
        raise NotNow(RATED)
    trail.record(actor, DELETED, held)
    lead_elsewhere(thing=held, path=reverse("moderation:calibration_list"))
    held.delete()


@transaction.atomic
def rate(*, exemplar: Exemplar, actor: User, once: UUID, scores: Mapping[str, int | None]) -> Rating:
    """Score one exemplar, {number: score}, once and for good: the reference is shown from then on. Same `once`, same act.

    Raises NotNow when it was rated before or the set is closed, Refused with the scores that are missing.
    """
    held = _hold(exemplar.calibration, actor=actor, action=RATE)
    if before := Rating.objects.filter(exemplar=exemplar, rater=actor).first():
        if before.once == once:
            return before
        raise NotNow("You have scored this one already; your first scores stand.")
    if not held.takes_ratings:
        raise NotNow("This set is closed: it takes no more scores.")
    _refuse_scores(held, scores, field="score")
    made = Rating.objects.create(exemplar=exemplar, rater=actor, once=once, scores=dict(scores))
    trail.record(actor, "rated exemplar", made)
    return made


def _hold(calibration: CalibrationSet, *, actor: User, action: str) -> CalibrationSet:
    rows = CalibrationSet.objects.select_for_update(of=("self",), no_key=True).select_related("template")
    held = rows.get(pk=calibration.pk)
    if not permissions.can(actor, action, held):
        raise PermissionDenied
    return held


def _check_draft(held: CalibrationSet) -> None:
    if not held.is_draft:
        raise NotNow("This set has been opened: what raters saw does not change any more.")


def _refuse_scores(held: CalibrationSet, scores: Mapping[str, int | None], *, field: str) -> None:
    wrong = {
        f"{field}-{one.order}": f"Choose a score from 0 to {one.maximum}."
        for one in held.criteria
        if (given := scores.get(str(one.order))) is None or not 0 <= given <= one.maximum
    }
    if wrong:
        raise Refused(wrong)
