"""Pairs: proposed from either side or by an admin, accepted by the technician only, ended with a date.

When a pair ends, other rooms may have work to pass on: they add a callable to ENDED in config/wiring.py.
"""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils import timezone

from people import trail
from people.models import Pair, User

OPEN = [Pair.State.PROPOSED, Pair.State.ACCEPTED]

# (pair) -> None, called in the transaction that ends a pair.
ENDED: list[Callable[[Pair], None]] = []
PROPOSED: list[Callable[[Pair], None]] = []
ACCEPTED: list[Callable[[Pair], None]] = []


class PairRefused(ValueError):
    """The pair cannot be made; the message says why in words for the screen."""


def refuse_odd_pair(technician: User, supervisor: User, actor: User | str) -> None:
    """Raises PairRefused when a role is missing, or when an admin would pair themselves."""
    if technician == supervisor:
        raise PairRefused("Choose two different people.")
    if not supervisor.has_role("supervisor"):
        raise PairRefused(f"{supervisor} is not a supervisor yet; give them that role first.")
    if not technician.has_role("technician"):
        raise PairRefused(f"{technician} is not a technician; give them that role first.")
    if isinstance(actor, User) and actor.has_role("admin") and actor == supervisor:
        raise PairRefused(
            "An admin cannot pair themselves. Ask another admin, or the technician, to propose it."
        )


@transaction.atomic
def propose_pair(
    *,
    technician: User,
    supervisor: User,
    actor: User | str,
    started_on: date | None = None,
    ends_on: date | None = None,
) -> Pair:
    """Propose a pair; it opens nothing until the technician accepts. An open pair of the two is returned unchanged."""
    refuse_odd_pair(technician, supervisor, actor)
    start = started_on or timezone.localdate()
    if ends_on and ends_on < start:
        raise PairRefused("The last day must not be before the first.")
    open_pairs = Pair.objects.filter(technician=technician, supervisor=supervisor, state__in=OPEN)
    for existing in open_pairs.select_for_update():
        if existing.ends_on is None or existing.ends_on >= timezone.localdate():
            return existing
        end_pair(pair=existing, actor=actor)
    pair = Pair.objects.create(
        technician=technician,
        supervisor=supervisor,
        started_on=start,
        ends_on=ends_on,
        proposed_by=actor if isinstance(actor, User) else None,
    )
    trail.record(actor, "proposed pair", pair)
    for react in PROPOSED:
        react(pair)
    return pair


@transaction.atomic
def accept_pair(*, pair: Pair, actor: User) -> Pair:
    """The technician says yes: from now on the supervisor reads what its audience opens to supervisors."""
    waiting = pair.state == Pair.State.PROPOSED
    pair = _answer(pair, actor, Pair.State.ACCEPTED)
    if waiting:
        for react in ACCEPTED:
            react(pair)
    return pair


@transaction.atomic
def decline_pair(*, pair: Pair, actor: User) -> Pair:
    return _answer(pair, actor, Pair.State.DECLINED)


def _answer(pair: Pair, actor: User, state: Pair.State) -> Pair:
    """The technician's answer, once: a pair already answered is returned as it stands."""
    pair = Pair.objects.select_for_update().get(pk=pair.pk)
    if pair.state != Pair.State.PROPOSED:
        return pair
    pair.state = state
    pair.answered_at = timezone.now()
    pair.save(update_fields=["state", "answered_at"])
    trail.record(actor, f"{state} pair", pair)
    return pair


@transaction.atomic
def end_pair(*, pair: Pair, actor: User | str) -> Pair:
    """End a pair now: access closes at once; what waited with it passes on."""
    pair = Pair.objects.select_for_update().get(pk=pair.pk)
    if pair.state not in OPEN:
        return pair
    pair.state = Pair.State.ENDED
    pair.ended_at = timezone.now()
    pair.ended_by = actor if isinstance(actor, User) else None
    pair.ends_on = max(pair.started_on, min(pair.ends_on or timezone.localdate(), timezone.localdate()))
    pair.save(update_fields=["state", "ended_at", "ended_by", "ends_on"])
    trail.record(actor, "ended pair", pair)
    for react in ENDED:
        react(pair)
    return pair
