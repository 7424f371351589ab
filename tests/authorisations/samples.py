"""Ready-made authorisations for the tests, and a way to let time pass for one."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from authorisations import actions
from authorisations.models import Authorisation
from tests import things


def stored(authorisation: Authorisation) -> Authorisation:
    return Authorisation.objects.select_related("owner", "technique").get(pk=authorisation.pk)


def aged(authorisation: Authorisation, days: int) -> Authorisation:
    """As if it had been signed, and last used, so many days earlier."""
    held, back = stored(authorisation), timedelta(days=days)
    held.signed_at -= back
    held.used_on -= back
    if held.valid_until:
        held.valid_until -= back
    held.last_day = held.terms.last_day
    held.save()
    return held


def lapsing(cast, days: int = 20, **values) -> Authorisation:
    """Its last day is so many days from today."""
    until = timezone.localdate() + timedelta(days=400)
    return aged(things.authorisation(cast, valid_until=until, **values), 400 - days)


def lapsed(cast, **values) -> Authorisation:
    return lapsing(cast, -1, **values)


def disused(cast, **values) -> Authorisation:
    technique = values.pop("technique", None) or things.technique(cast, validity_months=None, disuse_days=90)
    return aged(things.authorisation(cast, technique=technique, **values), 91)


def withdrawn(cast, **values) -> Authorisation:
    made = things.authorisation(cast, **values)
    return actions.withdraw(authorisation=made, actor=cast.supervisor, reason="The chamber was left open.")


def replaced(cast, **values) -> Authorisation:
    made = things.authorisation(cast, **values)
    actions.renew(authorisation=made, actor=cast.supervisor, once=uuid4(), given=actions.Given("independent"))
    return stored(made)


IN_STATE = {
    "in_force": things.authorisation,
    "lapses_soon": lapsing,
    "lapsed_by_date": lapsed,
    "lapsed_by_disuse": disused,
    "withdrawn": withdrawn,
    "replaced": replaced,
}
