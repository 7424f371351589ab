"""How every verb on a cohort or a programme begins."""

from django.core.exceptions import PermissionDenied

from cohorts.models import Cohort, Programme
from people import permissions
from people.models import User
from sharing.refusals import Stale


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
