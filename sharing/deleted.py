"""Items their owner has deleted, for the screens that let them be taken back."""

from typing import Any, TypeVar
from uuid import UUID

from django.http import Http404

from people.access import PersonRequest
from sharing.models import Item

Kept = TypeVar("Kept", bound=Item)


def just_deleted(model: type[Kept], request: PersonRequest) -> Kept | None:
    """The one that `?deleted=<uid>` names, while it can still be taken back."""
    try:
        uid = UUID(request.GET.get("deleted", ""))
    except ValueError:
        return None
    return model.objects.restorable().filter(owner=request.user, uid=uid).first()


def get_own(model: type[Kept], request: PersonRequest, uid: Any) -> Kept:
    """This person's item, deleted or not; 404 for another's."""
    item = model.objects.filter(owner=request.user, uid=uid).first()
    if item is None:
        raise Http404
    return item
