"""The owner's screens, and the page of one authorisation for everyone who may read it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from authorisations import actions, attached, queries
from authorisations.forms import UseForm
from authorisations.models import Authorisation
from evidence.attaching import AttachForm
from evidence.queries import attached_to
from evidence.rows import rows_for
from people.access import PersonRequest, get_visible, require, signed_in
from people.permissions import can
from people.sent import posted

USE = "authorisations.use"


def seen(request: PersonRequest, uid: Any) -> Authorisation:
    return get_visible(Authorisation, request, uid, queryset=queries.with_parts())


@require_safe
@signed_in
def authorisation_list(request: PersonRequest) -> HttpResponse:
    context = {
        "current": list(queries.current_for(request.user)),
        "past": list(queries.past_of(request.user)),
        "signs": can(request.user, "authorisations.oversee"),
    }
    return render(request, "authorisations/authorisation_list.html", context)


@require_safe
@signed_in
def authorisation_detail(request: PersonRequest, uid: Any) -> HttpResponse:
    return render_authorisation(request, seen(request, uid))


def render_authorisation(
    request: PersonRequest,
    authorisation: Authorisation,
    *,
    form: UseForm | None = None,
    status: int = 200,
    problem: str = "",
) -> HttpResponse:
    """How it stands, its evidence and history, and what this person may do with it now."""
    is_owner = can(request.user, USE, authorisation)
    signs = authorisation.is_current and can(request.user, "authorisations.sign", authorisation)
    task = authorisation.renewal_task
    context = {
        "authorisation": authorisation,
        "standing": authorisation.standing,
        "history": list(queries.history_of(authorisation)),
        "evidence": rows_for(attached_to(attached.KIND, authorisation)),
        "is_owner": is_owner,
        "form": (form or UseForm()) if is_owner and authorisation.holds else None,
        "signs": signs,
        "may_renew": signs and not authorisation.technique.is_archived,
        "task": task if task is not None and task.is_with_owner else None,
        "problem": problem,
    }
    return render(request, "authorisations/authorisation_detail.html", context, status=status)


@require_POST
@signed_in
def authorisation_use(request: PersonRequest, uid: Any) -> HttpResponse:
    """Its owner used it, today or on the day that was given."""
    authorisation = seen(request, uid)
    require(request.user, USE, authorisation)
    form = UseForm(request.POST)
    if not form.is_valid():
        return render_authorisation(request, authorisation, form=form, status=422)
    try:
        actions.note_use(authorisation=authorisation, actor=request.user, on=form.cleaned_data["on"])
    except actions.NotCurrent as refusal:
        return render_authorisation(request, seen(request, uid), status=409, problem=str(refusal))
    except actions.Refused as refusal:
        form.add_error("on", str(refusal))
        return render_authorisation(
            request, authorisation, form=form, status=422, problem="" if authorisation.holds else str(refusal)
        )
    messages.success(request, "Your use is noted.")
    return redirect(authorisation)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def authorisation_evidence(request: PersonRequest, uid: Any) -> HttpResponse:
    """What its owner shows for it: pieces of their library."""
    authorisation = seen(request, uid)
    require(request.user, USE, authorisation)
    form = AttachForm(
        posted(request), request.FILES or None, owner=request.user, kind=attached.KIND, thing=authorisation
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_evidence(authorisation=authorisation, actor=request.user, attach=form.attach_to)
        except actions.NotCurrent as refusal:
            return render_authorisation(request, seen(request, uid), status=409, problem=str(refusal))
        messages.success(request, "Evidence saved.")
        return redirect(authorisation)
    context = {"authorisation": authorisation, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "authorisations/authorisation_evidence.html", context, status=status)
