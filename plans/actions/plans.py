"""Starting and changing a plan."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from people import trail
from people.models import User
from plans.models import Plan
from sharing.refusals import ReferenceTaken, Stale

FIELDS = ("title", "start", "end")


@transaction.atomic
def start_plan(*, owner: User, values: dict[str, Any], uid: UUID | None = None) -> Plan:
    """A new plan of `owner`: title, start, end. The same uid again gives the stored one. Raises ReferenceTaken."""
    # Two requests with one uid wait for each other here.
    User.objects.select_for_update().get(pk=owner.pk)
    if uid and (stored := Plan.objects.filter(uid=uid).first()):
        if stored.owner_id != owner.pk or stored.deleted_at:
            raise ReferenceTaken("The plan cannot be saved under this reference.")
        return stored
    plan = Plan.objects.create(
        owner=owner, **{name: values[name] for name in FIELDS}, **({"uid": uid} if uid else {})
    )
    trail.record(owner, "started plan", plan)
    return plan


@transaction.atomic
def change_plan(*, plan: Plan, actor: User, values: dict[str, Any], changed: str | None = None) -> Plan:
    """Change title or period. Raises Stale when `changed` is not the token of the stored one."""
    stored = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if changed is not None and changed != stored.changed_token:
        raise Stale(stored)
    fields = trail.changed_fields(stored, {name: values[name] for name in FIELDS if name in values})
    if not fields:
        return stored
    for name in fields:
        setattr(stored, name, values[name])
    stored.changed = timezone.now()
    stored.save(update_fields=[*fields, "changed"])
    trail.record(actor, "changed", stored, fields=fields)
    return stored
