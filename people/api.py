"""`GET me/`: the account behind a call. Rooms to the right add their part through EXTRAS, in config/wiring.py."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from ninja import Router

from people.models import User

router = Router(tags=["account"])

# name of the part -> (person) -> its JSON.
EXTRAS: dict[str, Callable[[User], Any]] = {}


@router.get("")
def me(request: HttpRequest) -> dict[str, Any]:
    """The signed-in person: account, roles, registrations."""
    person = request.user
    answer = {
        "uid": str(person.uid),
        "email": person.email,
        "username": person.username,
        "name": person.display_name,
        "roles": sorted(person.roles),
        "unit": str(person.unit) if person.unit else None,
        "job_title": str(person.job_title) if person.job_title else None,
        "institution": request.institution.name,
    }
    return answer | {name: part(person) for name, part in EXTRAS.items()}
