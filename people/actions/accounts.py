"""Accounts: creating them, changing what an admin may change, addresses, tokens."""

import re
import secrets
from collections.abc import Callable, Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from lib.digests import digest_of_key
from people import trail
from people.actions.roles import grant_role
from people.models import ApiToken, EmailChange, JobTitle, TrailEntry, Unit, User
from people.models.accounts import Role

# Whoever was made an admin by a colleague confirms no change of address before; otherwise one admin could be two.
ADMIN_DAYS = 7

# Other rooms may prepare something for a new person (a webfolio, a welcome): (person) -> None.
CREATED: list[Callable[[User], None]] = []
# (change) -> None: tell the old address, and the new one.
EMAIL_CHANGE_ASKED: list[Callable[[EmailChange], None]] = []
EMAIL_CHANGED: list[Callable[[EmailChange], None]] = []
TOKEN_MADE: list[Callable[[ApiToken], None]] = []
# (person) -> None: send them a set-password link.
INVITED: list[Callable[[User], None]] = []


class AccountRefused(ValueError):
    """The account cannot be made or changed; `field` names the box, the message says what to do."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def free_username(email: str) -> str:
    """A user name from the address, made unique by a number."""
    stem = re.sub(r"[^a-z0-9._-]", "", email.split("@")[0].lower())[:140] or "person"
    taken = set(User.objects.filter(username__istartswith=stem).values_list("username", flat=True))
    candidates = (stem if n == 0 else f"{stem}{n + 1}" for n in range(len(taken) + 2))
    lowered = {name.lower() for name in taken}
    return next(name for name in candidates if name not in lowered)


@transaction.atomic
def create_person(
    *,
    email: str,
    first_name: str,
    last_name: str,
    roles: Iterable[str],
    actor: User | str,
    unit: Unit | None = None,
    job_title: JobTitle | None = None,
    username: str = "",
) -> User:
    """A new account without a usable password: the person sets it by the link they are sent."""
    email = email.strip().lower()
    if "@" in username:  # one box takes either: a user name must not be somebody's address
        raise AccountRefused("username", "A user name has no @ in it; leave it empty to have one made.")
    if User.objects.filter(email__iexact=email).exists():
        raise AccountRefused("email", f"{email} already has an account here.")
    person = User(
        email=email,
        username=username or free_username(email),
        first_name=first_name.strip(),
        last_name=last_name.strip(),
        unit=unit,
        job_title=job_title,
    )
    person.set_unusable_password()
    person.full_clean(exclude=["password"])
    person.save()
    trail.record(actor, "created account", person)
    for role in roles:
        grant_role(person=person, role=role, actor=actor)
    for react in CREATED:
        react(person)
    return person


@transaction.atomic
def update_person(*, person: User, actor: User | str, **values: object) -> User:
    """Change names, unit, job title, theme, language or whether the account may sign in; never the address."""
    allowed = {"first_name", "last_name", "unit", "job_title", "theme", "language", "is_active"}
    if unknown := set(values) - allowed:
        raise TypeError(f"update_person cannot set {sorted(unknown)}")
    fields = trail.changed_fields(person, values)
    if not fields:
        return person
    for name in fields:
        setattr(person, name, values[name])
    person.full_clean(exclude=["password"])
    person.save(update_fields=fields)
    trail.record(actor, "changed account", person, fields=fields)
    return person


@transaction.atomic
def ask_email_change(*, person: User, new_email: str, actor: User) -> EmailChange:
    """Ask to change an address. Nothing changes until the old address, or a second admin, confirms; both are told."""
    new_email = new_email.strip().lower()
    if User.objects.filter(email__iexact=new_email).exists():
        raise AccountRefused("new_email", "That address cannot be used here; choose another.")
    change = EmailChange.objects.create(
        person=person, old_email=person.email, new_email=new_email, asked_by=actor
    )
    trail.record(actor, "asked for a new address", person, fields=["email"])
    for react in EMAIL_CHANGE_ASKED:
        react(change)
    return change


@transaction.atomic
def confirm_email_change(*, change: EmailChange, actor: User) -> EmailChange:
    """Carry the change out: by the person (who followed the link sent to the old address) or an admin who did not ask."""
    change = EmailChange.objects.select_for_update().select_related("person").get(pk=change.pk)
    if change.confirmed_at:
        return change
    if actor != change.person:
        _refuse_confirmer(change, actor)
    person = change.person
    if person.email != change.old_email:
        raise AccountRefused("new_email", "The address has changed since this was asked. Ask again.")
    person.email = change.new_email
    person.save(update_fields=["email"])
    change.confirmed_by, change.confirmed_at = actor, timezone.now()
    change.save(update_fields=["confirmed_by", "confirmed_at"])
    trail.record(actor, "changed address", person, fields=["email"])
    for react in EMAIL_CHANGED:
        react(change)
    return change


def _refuse_confirmer(change: EmailChange, actor: User) -> None:
    """Raises AccountRefused unless a second admin confirms, and not one whom a colleague has just made for it."""
    if actor == change.asked_by or not actor.has_role("admin"):
        raise AccountRefused(
            "new_email", "A second admin, who did not ask for this change, has to confirm it."
        )
    made = TrailEntry.objects.filter(verb=f"granted {Role.ADMIN}", object_uid=actor.uid, actor__isnull=False)
    if made.filter(when__gt=timezone.now() - timedelta(ADMIN_DAYS)).exists():
        raise AccountRefused(
            "new_email",
            f"You have been an admin for less than {ADMIN_DAYS} days. Another admin has to confirm it.",
        )


@transaction.atomic
def make_token(*, person: User, reason: str, actor: User | str) -> str:
    """A bearer token for the API, shown once; the person is told and the trail keeps that it was made."""
    raw = "asp_" + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(person=person, digest=digest_of_key(raw), reason=reason)
    trail.record(actor, "made api token", person)
    for react in TOKEN_MADE:
        react(token)
    return raw


@transaction.atomic
def revoke_token(*, token: ApiToken, actor: User) -> ApiToken:
    """The token opens nothing any more. Revoking twice is one act."""
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        trail.record(actor, "revoked api token", token.person)
    return token


@transaction.atomic
def invite(*, person: User, actor: User | str) -> None:
    """Send a set-password link to the person; nobody else sees it."""
    trail.record(actor, "sent set-password link", person)
    for react in INVITED:
        react(person)
