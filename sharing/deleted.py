"""Items their owner has deleted, for the screens that let them be taken back."""

from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from people.access import PersonRequest
from sharing.actions import restore_item
from sharing.models import Item
from sharing.refusals import TooLate

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


def restored(request: PersonRequest, item: Any, *, said: str, too_late: str) -> HttpResponse:
    """Take an item of one's own back, say so and open it; after too long, say that and open the page named `too_late`."""
    try:
        restore_item(item=item, actor=request.user)
    except TooLate as refused:
        messages.error(request, str(refused))
        return redirect(too_late)
    messages.success(request, said)
    return redirect(item)
