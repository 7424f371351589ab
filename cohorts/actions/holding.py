"""How every verb on a cohort or a programme begins."""

from collections.abc import Collection
from uuid import UUID

from django.core.exceptions import PermissionDenied

from cohorts.models import BulkAct, Cohort, Programme
from people import permissions
from people.models import User
from sharing.refusals import Refused, Stale

SENT_BEFORE = "This form has made or set something else before: send it again."


def hold(cohort: Cohort, actor: User) -> Cohort:
    """The cohort, locked, so that a member and an item added at once still meet. Raises PermissionDenied."""
    held = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if not permissions.can(actor, "cohorts.write_cohort", held):
        raise PermissionDenied
    return held


def hold_programme(programme: Programme, actor: User, *, changed: str | None = None) -> Programme:
    """The programme, locked. Raises PermissionDenied, and Stale when it was changed since `changed`."""
    held = Programme.objects.select_for_update().get(pk=programme.pk)
    if not permissions.can(actor, "cohorts.write_programme", held):
        raise PermissionDenied
    if changed is not None and changed != held.changed_token:
        raise Stale(held)
    return held


def done_before(
    cohort: Cohort, once: UUID, kind: str, *, people: Collection[int] | None = None
) -> BulkAct | None:
    """What was done to several with this key: a button pressed twice. Raises Refused where that was another act or, with
    `people`, touched others than these.
    """
    done = BulkAct.objects.filter(cohort=cohort, once=once).first()
    if done is None:
        return None
    others = {row["person"] for row in done.touched} - set(people) if people is not None else set()
    if done.kind != kind or others:
        raise Refused({"": SENT_BEFORE})
    return done
