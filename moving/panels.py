"""What this room adds to other pages: where a declared pack was issued that came along with a record, and what is
remembered of pieces of collections that did not."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localtime

from authorisations.models import Authorisation
from moving.models import Remembered
from moving.queries import came_from, institution_names
from people.models import User
from portfolios.collecting.held import Held
from registers.models import FrozenPack, Renewal
from tenants.hosts import base_url
from tenants.models import Transfer
from tenants.schemas import in_schema


def issued_elsewhere(frozen: FrozenPack) -> tuple[str, str] | None:
    """(institution, address of its check) of a pack that was declared before its owner moved here; None for our own."""
    came = Transfer.objects.arriving_here().filter(
        account=frozen.renewal.owner.uid, done_at__gte=frozen.made_at, state=Transfer.State.DONE
    )
    for schema in came.values_list("from_schema", flat=True):
        with in_schema(schema):
            if FrozenPack.objects.filter(code=frozen.code).exists():
                address = base_url() + reverse("verify:code_check", args=[frozen.code])
                return institution_names([schema])[schema], address
    return None


def checked_there(request: HttpRequest, renewal: Renewal) -> str:
    """On the page of a declaration."""
    place = issued_elsewhere(renewal.frozen)
    return render_to_string("moving/panel_issued.html", {"place": place}) if place else ""


def held_elsewhere(owner: User, uids: Iterable[UUID]) -> dict[UUID, Held]:
    """Authorisations of institutions that this person came from; none that was withdrawn or renewed there."""
    wanted = [str(uid) for uid in uids]
    rows = Remembered.objects.filter(owner=owner, kind="authorisations", key="", facts__uid__in=wanted)
    facts = [one.facts for one in rows if not (one.facts.get("withdrawn_at") or one.facts.get("replaced_at"))]
    places = _places(owner, [row["uid"] for row in facts])
    return {UUID(row["uid"]): _held(row, places.get(row["uid"], "")) for row in facts}


def _held(row: dict[str, Any], at: str) -> Held:
    return Held(
        title=row["technique"],
        level=Authorisation.Level(row["level"]).label,
        signed_name=row["signed_name"],
        signed_on=localtime(datetime.fromisoformat(row["signed_at"])).date(),
        at=at,
    )


def _places(owner: User, uids: list[str]) -> dict[str, str]:
    """The name of the institution that holds each, as far as one does."""
    if not uids:
        return {}
    found: dict[str, str] = {}
    for schema in came_from(owner):
        with in_schema(schema):
            held = Authorisation.objects.filter(uid__in=uids).values_list("uid", flat=True)
            found |= {str(uid): schema for uid in held}
    names = institution_names(found.values())
    return {uid: names[schema] for uid, schema in found.items() if schema in names}
