"""The versions of a page: looked at, compared in words, and made the draft again."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from portfolios import actions, reading
from portfolios.access import keeps, writable
from portfolios.comparing import differences
from portfolios.queries import sheetful_of, versions
from portfolios.wording import wording_for


@require_safe
@keeps
def page_history(request: HttpRequest, uid: UUID) -> HttpResponse:
    page = writable(request, uid)
    kept = versions(page)
    numbered = [
        {
            "number": number,
            "when": version.created_at,
            "is_live": version.pk == page.live_revision_id,
            "is_timed": version.pk == page.opens_with_id,
            "is_sketch": version.content.get("sketch", False),
        }
        for number, version in enumerate(kept, start=1)
    ]
    context = {"folio_page": page, "versions": numbered[::-1], "latest": len(kept)}
    return render(request, "portfolios/page_history.html", context)


@require_safe
@keeps
def page_compare(request: HttpRequest, uid: UUID, number: int) -> HttpResponse:
    """What version `number` changed since the one before it, or since the one named in `with`."""
    page = writable(request, uid)
    kept = versions(page)
    asked = request.GET.get("with", "")
    earlier = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else number - 1
    if not (1 <= number <= len(kept) and 1 <= earlier <= len(kept) and earlier != number):
        raise Http404
    first, last = sorted((earlier, number))
    before, after = (sheetful_of(kept[at - 1].as_object()) for at in (first, last))
    context = {
        "folio_page": page,
        "first": {"number": first, "when": kept[first - 1].created_at},
        "last": {"number": last, "when": kept[last - 1].created_at},
        "numbers": range(1, len(kept) + 1),
        "differences": differences(before, after, wording_for([before, after], request.user)),
    }
    return render(request, "portfolios/page_compare.html", context)


@require_safe
@keeps
def page_version(request: HttpRequest, uid: UUID, number: int) -> HttpResponse:
    page = writable(request, uid)
    kept = versions(page)
    if not 1 <= number <= len(kept):
        raise Http404
    return reading.preview(kept[number - 1].as_object(), request, version=f"Version {number} of {len(kept)}")


@require_POST
@keeps
def page_restore(request: HttpRequest, uid: UUID, number: int) -> HttpResponse:
    page = writable(request, uid)
    try:
        actions.restore(page=page, number=number, actor=request.user)
    except IndexError:
        raise Http404 from None
    messages.success(
        request, f"Version {number} is your draft again. Nothing is published until you publish it."
    )
    return redirect("portfolios:page_edit", uid=page.uid)
