"""`/support/<token>/`: the statements somebody is asked about, once, for whoever holds the link."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from applications import actions
from applications.forms_support import SupportForm
from applications.models import Supporter
from applications.queries import digest_shown
from applications.shown import shown_to
from lib.fields import renew
from lib.unlisted import too_many_wrong_keys, unlisted


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def support_open(request: HttpRequest, token: str) -> HttpResponse:
    """One plain page for a link that is over (410) and for one that never was (404): neither shows anything."""
    supporter = actions.find_supporter(token)
    if supporter is None:
        slow = too_many_wrong_keys(request, "support")
        status = 429 if slow else 404
        return unlisted(render(request, "applications/support_over.html", {"slow": slow}, status=status))
    if not supporter.is_open or not supporter.application.is_draft:
        return over(request, supporter)
    if request.method == "POST":
        return answer(request, supporter)
    return page(request, supporter, form_of(supporter, initial=first_values(supporter)))


def answer(request: HttpRequest, supporter: Supporter) -> HttpResponse:
    form = form_of(supporter, data=request.POST)
    if not form.is_valid():
        return page(request, supporter, form, status=422)
    try:
        kept = actions.answer_support(
            supporter=supporter, values=form.values(), seen=form.cleaned_data["seen"]
        )
    except actions.Stale:
        renew(form, "seen", digest_shown(supporter.application))
        return page(request, supporter, form, status=409, changed=True)
    except actions.ApplicationRefused:
        return over(request, supporter)
    return unlisted(
        render(request, "applications/support_thanks.html", {"supporter": kept, "owner": owner_of(kept)})
    )


def form_of(supporter: Supporter, **given: Any) -> SupportForm:
    return SupportForm(**given, units=[unit for unit, _ in supporter.application.asked.sections])


def first_values(supporter: Supporter) -> dict[str, Any]:
    return {"seen": digest_shown(supporter.application), "signed_name": supporter.name}


def owner_of(supporter: Supporter) -> Any:
    return supporter.application.owner


def over(request: HttpRequest, supporter: Supporter) -> HttpResponse:
    context = {"owner": owner_of(supporter), "answered": supporter.answered_at is not None}
    return unlisted(render(request, "applications/support_over.html", context, status=410))


def page(
    request: HttpRequest, supporter: Supporter, form: SupportForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    application = supporter.application
    parts = [
        {"section": section, "comment": form[f"{name}_comment"], "view": form[f"{name}_view"]}
        for (name, _), section in zip(form.units.items(), shown_to(supporter), strict=True)
    ]
    context = {
        "supporter": supporter, "application": application, "asked": application.asked, "owner": application.owner,
        "form": form, "parts": parts, **more,
    }  # fmt: skip
    return unlisted(render(request, "applications/support.html", context, status=status))
