"""Verbs about institutions once they stand."""

import secrets

from django.db import transaction
from django_tenants.utils import schema_context

from tenants.middleware import forget_hosts
from tenants.models import Institution, Operator, OperatorAct

LOOK = {"name", "crest", "colour"}
HOURS = {"time_zone", "quiet_from", "quiet_until", "remind_after", "escalate_after"}


@transaction.atomic
def change_institution(*, institution: Institution, **values: str | int | None) -> Institution:
    """Change its look (name, crest, colour), or its hours and reminders; by the institution's own admin.

    Raises ValidationError for a value that cannot be.
    """
    if unknown := set(values) - LOOK - HOURS:
        raise TypeError(f"change_institution cannot set {sorted(unknown)}")
    with schema_context("public"):
        stored = Institution.objects.select_for_update().get(pk=institution.pk)
        changed = [name for name, value in values.items() if getattr(stored, name) != value]
        for name in changed:
            setattr(stored, name, values[name])
        stored.full_clean()
        stored.save(update_fields=changed)
        for fields, verb in ((LOOK, "changed look"), (HOURS, "changed hours and reminders")):
            if fields & set(changed):
                OperatorAct.objects.create(operator=None, verb=verb, slug=stored.slug)
    forget_hosts()
    return stored


@transaction.atomic
def set_state(*, institution: Institution, state: str, operator: Operator) -> Institution:
    """Close an institution to sign-in, or open it again; its data stays."""
    stored = Institution.objects.select_for_update().get(pk=institution.pk)
    if stored.state != state:
        stored.state = Institution.State(state)
        stored.save(update_fields=["state"])
        OperatorAct.objects.create(operator=operator, verb=f"set {state}", slug=stored.slug)
        forget_hosts()
    return stored


@transaction.atomic
def create_operator(*, email: str, name: str) -> tuple[Operator, str]:
    """Make an operator's account; the password is made up here and answered once, never kept in clear.

    Raises ValidationError for a bad address or one that already has an account.
    """
    password = secrets.token_urlsafe(18)
    operator = Operator(email=email.strip().lower(), name=name.strip())
    operator.set_password(password)
    operator.full_clean()
    operator.save()
    OperatorAct.objects.create(operator=operator, verb="became operator", slug="")
    return operator, password


@transaction.atomic
def set_operator_password(*, operator: Operator, password: str) -> None:
    """Change a password; every session of this operator ends."""
    operator.set_password(password)
    operator.save(update_fields=["password"])
    OperatorAct.objects.create(operator=operator, verb="changed password", slug="")
