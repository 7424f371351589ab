"""The signer's screens: for whom they sign, grant, renew, withdraw."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from authorisations import actions, queries
from authorisations.filters import AuthorisationFilter
from authorisations.forms import GrantForm, SignForm, WithdrawForm
from authorisations.models import Authorisation
from authorisations.views import render_authorisation, seen
from lib.once import OnceForm
from people.access import PersonRequest, allowed, require, signed_in
from people.middleware import writer_mark
from people.sent import posted, typed
from sharing.refusals import RefusalsOn

PAGE = 50
SIGN = "authorisations.sign"


@require_safe
@allowed("authorisations.oversee")
def authorisation_overseen(request: PersonRequest) -> HttpResponse:
    """The people this member signs for, what has lapsed or ends first on top."""
    found = AuthorisationFilter(request.GET, queryset=queries.overseen(request.user), request=request)
    page = Paginator(found.qs, PAGE).get_page(request.GET.get("page"))
    return render(request, "authorisations/authorisation_overseen.html", {"page": page, "filter": found})


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("authorisations.oversee")
def authorisation_grant(request: PersonRequest) -> HttpResponse:
    """Sign that somebody may run a technique."""
    form = GrantForm(
        typed(request),
        people=queries.may_be_authorised(request.user),
        techniques=queries.techniques().in_use(),
        initial={"technique": request.GET.get("technique", "")},
    )
    keys = OnceForm(posted(request))
    if request.method == "POST" and keys.is_valid_with(form):
        with RefusalsOn(form):
            made = actions.grant(
                owner=form.cleaned_data["person"],
                technique=form.cleaned_data["technique"],
                actor=request.user,
                once=keys.cleaned_data["once"],
                given=form.given(),
            )
            said = f"Signed. {made.owner} is told, and stands on the door sheet."
            messages.success(request, said, extra_tags="draft-saved:authorisation-new")
            return redirect(made)
    context = {"form": form, "writer": writer_mark(request.user), "once": uuid4()}
    status = 422 if request.method == "POST" else 200
    return render(request, "authorisations/authorisation_grant.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def authorisation_renew(request: PersonRequest, uid: Any) -> HttpResponse:
    """Sign it anew, from today."""
    authorisation = seen(request, uid)
    require(request.user, SIGN, authorisation)
    initial = {"level": authorisation.level, "conditions": authorisation.conditions}
    form = SignForm(typed(request), initial=initial)
    if request.method != "POST":
        return _renew_page(request, authorisation, form=form)
    keys = OnceForm(request.POST)
    if not keys.is_valid_with(form):
        return _renew_page(request, authorisation, form=form, status=422)
    once = keys.cleaned_data["once"]
    try:
        with RefusalsOn(form):
            made = actions.renew(
                authorisation=authorisation, actor=request.user, once=once, given=form.given()
            )
            messages.success(request, f"Renewed. {made.owner} is told.")
            return redirect(made)
    except actions.NotCurrent as refusal:
        form.add_error(None, str(refusal))
        return _renew_page(request, authorisation, form=form, status=409)
    return _renew_page(request, authorisation, form=form, status=422)


def _renew_page(
    request: PersonRequest, authorisation: Authorisation, *, form: SignForm, status: int = 200
) -> HttpResponse:
    context = {
        "authorisation": authorisation,
        "form": form,
        "writer": writer_mark(request.user),
        "once": uuid4(),
    }
    return render(request, "authorisations/authorisation_renew.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def authorisation_withdraw(request: PersonRequest, uid: Any) -> HttpResponse:
    """A page that asks first, and for a reason."""
    authorisation = seen(request, uid)
    require(request.user, SIGN, authorisation)
    form = WithdrawForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(
                authorisation=authorisation, actor=request.user, reason=form.cleaned_data["reason"]
            )
        except actions.NotCurrent as refusal:
            return render_authorisation(request, seen(request, uid), status=409, problem=str(refusal))
        messages.success(request, f"Withdrawn. {authorisation.owner} is told, and off the door sheet.")
        return redirect(authorisation)
    if request.method != "POST" and not authorisation.is_current:
        return redirect(authorisation)
    status = 422 if request.method == "POST" else 200
    context = {"authorisation": authorisation, "form": form, "writer": writer_mark(request.user)}
    return render(request, "authorisations/authorisation_withdraw.html", context, status=status)
