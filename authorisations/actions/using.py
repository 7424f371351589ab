"""The owner's side: a use that keeps it from lapsing, and what they show for it; and the task to have it renewed."""

from collections.abc import Callable
from datetime import date
from uuid import uuid5

from django.db import transaction
from django.utils import timezone

from authorisations import currency
from authorisations.actions.signing import NotCurrent, hold
from authorisations.models import Authorisation
from duties import actions as duties
from duties.models import Task
from lib.formats import day
from people import trail
from people.models import User
from sharing.refusals import Refused

OWN = "authorisations.use"


@transaction.atomic
def note_use(*, authorisation: Authorisation, actor: User, on: date | None = None) -> Authorisation:
    """That its owner used it on that day (today); an earlier day than the last known one changes nothing.

    Raises NotCurrent where it was withdrawn or renewed, Refused (`on`) where it has lapsed or the day cannot be.
    """
    held = hold(authorisation, actor=actor, action=OWN)
    today = timezone.localdate()
    used = on or today
    if not held.is_current:
        raise NotCurrent(held)
    if held.standing in currency.LAPSED:
        raise Refused({"on": "It has lapsed: ask your supervisor or a trainer to renew it."})
    if used > today:
        raise Refused({"on": f"{day(used)} is still to come: give a day that has been."})
    if used < timezone.localdate(held.signed_at):
        raise Refused(
            {"on": f"It was signed on {day(timezone.localdate(held.signed_at))}: give a day since."}
        )
    if used > held.used_on:
        held.used_on = used
        held.last_day = held.terms.last_day
        held.save(update_fields=["used_on", "last_day"])
        trail.record(actor, "noted use", held, fields=["used_on"])
    return held


@transaction.atomic
def keep_evidence(
    *, authorisation: Authorisation, actor: User, attach: Callable[[Authorisation], None]
) -> Authorisation:
    """`attach` hangs pieces of the owner's library on it, or takes some off, in this transaction."""
    held = hold(authorisation, actor=actor, action=OWN)
    if not held.is_current:
        raise NotCurrent(held)
    attach(held)
    return held


@transaction.atomic
def make_renewal_task(*, authorisation: Authorisation) -> Task | None:
    """A task to its owner to have it renewed by its last day, once in its life; None when there is nothing to renew."""
    rows = Authorisation.objects.select_for_update(of=("self",)).select_related("owner", "technique")
    held = rows.get(pk=authorisation.pk)
    if held.renewal_task_id is not None or not held.is_current or held.valid_until is None:
        return None
    held.renewal_task = duties.set_task(
        owner=held.owner,
        actor=None,
        title=f"Renew: {held.technique}"[:160],
        words=(
            f"Your authorisation ends on {day(held.valid_until)}. Ask your supervisor or a trainer to renew it; "
            "without that you are not on the door sheet from the day after."
        ),
        due_on=held.valid_until,
        link=held.get_absolute_url(),
        once=uuid5(held.uid, "renewal"),
    )
    held.save(update_fields=["renewal_task"])
    return held.renewal_task
