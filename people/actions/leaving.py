"""Leaving an institution, and coming back: the account that only reads, and its end."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils import timezone

from people import trail
from people.actions.accounts import revoke_token
from people.actions.roles import end_role, grant_role
from people.models import ApiToken, User
from people.models.accounts import Role

# Other rooms end what they began when somebody left: (person) -> None, called in the transaction of coming back.
CAME_BACK: list[Callable[[User], None]] = []


@transaction.atomic
def leave(*, person: User, actor: User | str) -> User:
    """From now on the account only reads what is its own: every role, pair and token ends. Twice is once.

    Each end of a pair passes on the work that waited with it.
    """
    held = User.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    if held.has_left:
        return held
    end_rights(person=held, actor=actor)
    _set_left(held, timezone.localdate())
    trail.record(actor, "left", held)
    return held


@transaction.atomic
def end_rights(*, person: User, actor: User | str) -> None:
    """Every role, with the pairs that rest on it, and every token."""
    for role in sorted(person.roles):
        end_role(person=person, role=role, actor=actor)
    for token in ApiToken.objects.filter(person=person, revoked_at=None):
        revoke_token(token=token, actor=person)


@transaction.atomic
def come_back(*, person: User, actor: User) -> User:
    """A technician again. Other roles and pairs were the institution's to give, and are asked for anew. Twice is once."""
    held = User.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    if held.has_left:
        _set_left(held, None)
        trail.record(actor, "came back", held)
        grant_role(person=held, role=Role.TECHNICIAN, actor=actor)
        for react in CAME_BACK:
            react(held)
    return held


def _set_left(person: User, day: date | None) -> None:
    person.left_on = day
    person.save(update_fields=["left_on"])
