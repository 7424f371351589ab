"""The owner's side of supporters: ask, ask again, take back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from applications import actions, queries
from applications.coverage import supporters_asked
from applications.forms import SupporterForm
from applications.models import Application, Supporter
from applications.screens import own_application, refused
from people.access import PersonRequest, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def supporter_list(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Who was asked, what they said, and a form to ask one more."""
    application = own_application(request, uid)
    grid = queries.grid_of(application, request.user)
    form = SupporterForm(request.POST or None, grid=grid)
    if form.is_valid():
        try:
            asked = actions.ask_supporter(application=application, actor=request.user, **form.values())
        except actions.ApplicationRefused as refusal:
            return refused(request, application, refusal)
        messages.success(
            request, f"A link is on its way to {asked}. It works once, for {actions.DAYS_OPEN} days."
        )
        return redirect("applications:supporter_list", uid=application.uid)
    context = {
        "application": application,
        "grid": grid,
        "form": form,
        "number": supporters_asked(grid.asked, application.route),
    }
    return render(request, "applications/supporter_list.html", context, status=422 if form.errors else 200)


def own_supporter(request: PersonRequest, uid: UUID, supporter: UUID) -> tuple[Application, Supporter]:
    application = own_application(request, uid)
    found = (
        Supporter.objects.select_related("application").filter(application=application, uid=supporter).first()
    )
    if found is None:
        raise Http404
    return application, found


@require_POST
@signed_in
def supporter_again(request: PersonRequest, uid: UUID, supporter: UUID) -> HttpResponse:
    application, found = own_supporter(request, uid, supporter)
    try:
        actions.ask_again(supporter=found, actor=request.user)
    except actions.ApplicationRefused as refusal:
        return refused(request, application, refusal)
    messages.success(request, f"{found} is sent a new link. The one before opens nothing any more.")
    return redirect("applications:supporter_list", uid=application.uid)


@require_POST
@signed_in
def supporter_revoke(request: PersonRequest, uid: UUID, supporter: UUID) -> HttpResponse:
    application, found = own_supporter(request, uid, supporter)
    actions.revoke_supporter(supporter=found, actor=request.user)
    messages.success(request, f"{found}’s link is closed.")
    return redirect("applications:supporter_list", uid=application.uid)
