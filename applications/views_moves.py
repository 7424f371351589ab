"""Copy an application, delete it and take it back, note that it was sent and what came of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from applications import actions, queries
from applications.forms import CopyForm, OutcomeForm, SubmitForm
from applications.frameworks import NothingToApplyFor
from applications.models import Application
from applications.screens import own_application, refused
from lib.formats import day
from people.access import PersonRequest, signed_in
from sharing.actions import delete_item, restore_item
from sharing.deleted import get_own
from sharing.refusals import TooLate


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def application_copy(request: PersonRequest, uid: UUID) -> HttpResponse:
    application = own_application(request, uid)
    form = CopyForm(request.POST or None)
    if form.is_valid():
        try:
            made = actions.copy_application(application=application, actor=request.user, **form.chosen())
        except (NothingToApplyFor, actions.ApplicationRefused) as nothing:
            form.add_error("grade", str(nothing))
        else:
            messages.success(request, "Copied. What has the same code is there, and marked as copied.")
            return redirect(made)
    context = {"application": application, "form": form}
    return render(request, "applications/application_copy.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def application_delete(request: PersonRequest, uid: UUID) -> HttpResponse:
    application = own_application(request, uid)
    delete_item(item=application, actor=request.user)
    return redirect(f"{reverse('applications:application_list')}?deleted={application.uid}")


@require_POST
@signed_in
def application_restore(request: PersonRequest, uid: UUID) -> HttpResponse:
    application = get_own(Application, request, uid)
    try:
        restore_item(item=application, actor=request.user)
    except TooLate as late:
        messages.error(request, str(late))
        return redirect("applications:application_list")
    messages.success(request, "The application is back.")
    return redirect(application)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def application_send(request: PersonRequest, uid: UUID) -> HttpResponse:
    """What is still missing, and the tick that keeps it as it was sent."""
    application = own_application(request, uid)
    if not application.is_draft and request.method != "POST":
        return redirect(application)
    form = SubmitForm(request.POST or None, initial={"day": day(timezone.localdate())})
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.submit_application(
                application=application, actor=request.user, once=given["once"], day=given["day"]
            )
        except actions.ApplicationRefused as refusal:
            return refused(request, application, refusal)
        messages.success(request, "Noted as sent. What it says is kept as it is now.")
        return redirect(application)
    context = {"application": application, "form": form, "grid": queries.grid_of(application, request.user)}
    return render(request, "applications/application_send.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def application_reopen(request: PersonRequest, uid: UUID) -> HttpResponse:
    application = own_application(request, uid)
    try:
        actions.reopen_application(application=application, actor=request.user)
    except actions.ApplicationRefused as refusal:
        return refused(request, application, refusal)
    messages.success(request, "Open again. What you sent before stays kept.")
    return redirect(application)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def application_outcome(request: PersonRequest, uid: UUID) -> HttpResponse:
    """What the body decided; when registered, the register is offered to be added."""
    application = own_application(request, uid)
    form = OutcomeForm(request.POST or None, initial={"day": day(timezone.localdate())})
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.record_outcome(
                application=application, actor=request.user, outcome=given["outcome"], day=given["day"]
            )
        except actions.ApplicationRefused as refusal:
            return refused(request, application, refusal)
        messages.success(request, "Noted.")
        return redirect(application)
    context = {"application": application, "form": form}
    return render(
        request, "applications/application_outcome.html", context, status=422 if form.errors else 200
    )
