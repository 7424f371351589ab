"""Applications: the list, beginning one, the grid, reading it through, its route and its edition."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications import actions, queries
from applications.forms import RouteForm, StartForm
from applications.frameworks import NothingToApplyFor
from applications.models import KIND, Application
from applications.screens import own_application, refused
from people.access import PersonRequest, allowed, get_visible, signed_in
from people.permissions import can
from sharing.deleted import just_deleted
from sharing.reach import panel as who_sees


@require_safe
@signed_in
def application_list(request: PersonRequest) -> HttpResponse:
    context = {
        "mine": queries.mine(request.user),
        "shared": queries.shared_with(request.user),
        "keeps": can(request.user, "applications.keep"),
        "deleted": just_deleted(Application, request),
    }
    return render(request, "applications/application_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("applications.keep")
def application_new(request: PersonRequest) -> HttpResponse:
    form = StartForm(request.POST or None, initial={"grade": request.GET.get("grade", "")})
    if form.is_valid():
        try:
            application = actions.start_application(
                owner=request.user, title=form.cleaned_data["title"], **form.chosen()
            )
        except NothingToApplyFor as nothing:
            form.add_error("grade", str(nothing))
        else:
            return redirect(application)
    status = 422 if form.errors else 200
    return render(request, "applications/application_new.html", {"form": form}, status=status)


@require_safe
@signed_in
def application_detail(request: PersonRequest, uid: UUID) -> HttpResponse:
    """The coverage grid: for the owner with what to do next, for a reader without."""
    application = get_visible(Application, request, uid, queryset=Application.objects.with_marks())
    owns = can(request.user, "applications.write", application)
    context = {
        "application": application,
        "grid": queries.grid_of(application, request.user),
        "owns": owns,
        "owner": application.owner,
        "who_sees": who_sees(request, KIND, application),
        "newer": queries.newer_framework(application) if owns else None,
        "route_form": RouteForm(application=application) if application.asked.routes else None,
    }
    return render(request, "applications/application_detail.html", context)


@require_safe
@signed_in
def application_read(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Everything in one piece, to read through or to print."""
    application = get_visible(Application, request, uid)
    grid = queries.grid_of(application, request.user)
    return render(request, "applications/application_read.html", {"application": application, "grid": grid})


@require_POST
@signed_in
def application_route(request: PersonRequest, uid: UUID) -> HttpResponse:
    application = own_application(request, uid)
    form = RouteForm(request.POST, application=application)
    try:
        if form.is_valid():
            actions.choose_route(
                application=application, actor=request.user, route=form.cleaned_data["route"]
            )
            messages.success(request, "Route chosen.")
        else:
            messages.error(request, "Choose one of the routes.")
    except actions.ApplicationRefused as refusal:
        return refused(request, application, refusal)
    return redirect(application)


@require_POST
@signed_in
def application_edition(request: PersonRequest, uid: UUID) -> HttpResponse:
    application = own_application(request, uid)
    try:
        actions.take_over_edition(application=application, actor=request.user)
    except actions.ApplicationRefused as refusal:
        return refused(request, application, refusal)
    messages.success(request, "This application now follows the present edition.")
    return redirect(application)
