"""What backs a part: link, say why, take off."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from applications import actions
from applications.forms import ReasonForm
from applications.linked import things_for
from applications.models import Application, Link
from applications.screens import own_application, refused
from applications.views_statement import link_form_for, part_address, part_of, part_page
from people.access import PersonRequest, signed_in


@require_POST
@signed_in
def link_add(request: PersonRequest, uid: UUID, code: str) -> HttpResponse:
    application, grid, row = part_of(request, uid, code)
    form = link_form_for(request, row, request.POST)
    if not form.is_valid():
        return part_page(request, grid, row, link_form=form, status=422)
    try:
        actions.link_thing(application=application, actor=request.user, code=code, **form.chosen())
    except actions.ApplicationRefused as refusal:
        return refused(request, application, refusal)
    messages.success(request, f"Linked to {code}.")
    return redirect(part_address(application, code) + "#evidence")


def own_link(request: PersonRequest, uid: UUID, link: UUID) -> tuple[Application, Link]:
    application = own_application(request, uid)
    found = Link.objects.filter(application=application, uid=link).first()
    if found is None:
        raise Http404
    return application, found


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def link_edit(request: PersonRequest, uid: UUID, link: UUID) -> HttpResponse:
    """The reason of one link."""
    application, found = own_link(request, uid, link)
    form = ReasonForm(request.POST or None, initial={"reason": found.reason})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_link(link=found, actor=request.user, reason=form.cleaned_data["reason"])
        except actions.ApplicationRefused as refusal:
            return refused(request, application, refusal)
        messages.success(request, "Reason saved.")
        return redirect(part_address(application, found.code) + "#evidence")
    thing = things_for([found], request.user)[(found.kind, str(found.object_uid))]
    context = {"application": application, "link": found, "thing": thing, "form": form}
    return render(request, "applications/link_edit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def link_remove(request: PersonRequest, uid: UUID, link: UUID) -> HttpResponse:
    """Asks first where a reason would be lost. Pressed twice, the second time finds it done."""
    application = own_application(request, uid)
    if request.method == "POST" and not Link.objects.filter(application=application, uid=link).exists():
        return redirect(application)
    _, found = own_link(request, uid, link)
    if request.method != "POST":
        return ask_to_remove(request, application, found)
    try:
        actions.unlink(link=found, actor=request.user)
    except actions.ApplicationRefused as refusal:
        return refused(request, application, refusal)
    messages.success(request, f"Taken off {found.code}. The thing itself is still yours.")
    return redirect(part_address(application, found.code) + "#evidence")


def ask_to_remove(request: PersonRequest, application: Application, link: Link) -> HttpResponse:
    if not application.is_draft:
        return redirect(application)
    thing = things_for([link], request.user)[(link.kind, str(link.object_uid))]
    supporters = [one for one in application.supporters.all() if one.is_open and str(link.uid) in one.shown]
    context = {
        "link": link,
        "thing": thing,
        "supporters": supporters,
        "asks": f"Take “{thing.title}” off {link.code}?",
        "yes": "Take it off",
        "back": part_address(application, link.code) + "#evidence",
        "back_words": link.code,
    }
    return render(request, "applications/link_remove.html", context)
