"""Opening what its owner sealed: a page of its own, never a tick on the way."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from sharing.models import SealableItem


def still_sealed(sent: QueryDict, item: SealableItem) -> QueryDict:
    """A form about a sealed item as sent, whatever it says of the seal: that stays."""
    if not item.sealed:
        return sent
    sent = sent.copy()
    sent["sealed"] = "yes"
    return sent


def unseal_page(request: HttpRequest, item: SealableItem, *, kind: str) -> HttpResponse:
    """Asks once more, and says who will read it; `kind` is the word of `sharing.kinds`."""
    context = {
        "item": item,
        "kind": kind,
        "asks": f"Unseal this {kind}?",
        "back": item.get_absolute_url(),
        "back_words": f"The {kind}",
        "yes": "Unseal it",
        "no": "Keep it sealed",
    }
    return render(request, "sharing/item_unseal.html", context)
