"""`/search/`: one's own things by their words."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from home.search import KINDS, MANY, search
from lib.fulltext import LONGEST
from people.access import PersonRequest, signed_in


@signed_in
@require_safe
def search_page(request: PersonRequest) -> HttpResponse:
    text = " ".join(request.GET.get("q", "").split())[:LONGEST]
    kind = request.GET.get("kind", "") if request.GET.get("kind") in KINDS else ""
    number = request.GET.get("page", "1")
    page = max(int(number), 1) if number.isascii() and number.isdigit() and len(number) < 5 else 1
    found = search(request.user, text, kind=kind, page=page)
    context: dict[str, Any] = {
        "q": text,
        "kind": KINDS.get(kind),
        "found": found,
        "total": sum(one.total for one in found),
    }
    if kind and found:
        context["page"] = Paginator(range(found[0].total), MANY).get_page(page)
    return render(request, "home/search.html", context)
