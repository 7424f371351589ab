"""Acts on several pieces of one's own library: choose, confirm, do, take back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from evidence import actions, queries
from evidence.actions.bulk import TooManyTags
from evidence.forms_bulk import LABELS, ActForm, PickForm
from evidence.models import Evidence, LibraryChange
from evidence.refusals import OverQuota
from lib.formats import count
from people.access import PersonRequest, allowed, get_visible, require, signed_in
from sharing.refusals import TooLate


@require_POST
@allowed("evidence.keep")
def bulk_ask(request: PersonRequest) -> HttpResponse:
    """What was ticked in the library, for confirmation. Nothing is changed yet."""
    pieces = picked(request)
    if not pieces:
        return back_to_library(request, "Tick at least one piece first.")
    form = PickForm(request.POST)
    if not form.is_valid():
        return shown(request, "evidence/bulk_choose.html", form, pieces=pieces, status=422)
    act = form.cleaned_data["act"]
    return shown(request, "evidence/bulk_confirm.html", ActForm(initial={"act": act}, act=act), pieces=pieces)


def picked(request: PersonRequest) -> list[Evidence]:
    """Those ticked that are the owner's, as many as one act takes."""
    return list(queries.library(request.user).filter(uid__in=uids_in(request))[: actions.MOST_AT_ONCE])


def uids_in(request: PersonRequest) -> list[UUID]:
    found = []
    for text in request.POST.getlist("pick"):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def shown(
    request: PersonRequest, template: str, form: Any, *, pieces: list[Evidence], status: int = 200
) -> HttpResponse:
    act = getattr(form, "data", {}).get("act") or form.initial.get("act", "")
    context = {
        "form": form,
        "pieces": pieces,
        "how_many": count(len(pieces), "piece", "pieces"),
        "used": sum(1 for one in pieces if one.uses),
        "act": act,
        "label": LABELS.get(act, ""),
        "folders": queries.folders(request.user),
    }
    return render(request, template, context, status=status)


@require_POST
@allowed("evidence.keep")
def bulk_apply(request: PersonRequest) -> HttpResponse:
    """Do it once, and show the library with the way to take it back."""
    act = request.POST.get("act", "")
    pieces = picked(request)
    if act not in LABELS or not request.POST.get("once"):
        return back_to_library(request, "Choose the pieces again: the form was not complete.")
    form = ActForm(request.POST, act=act)
    if not form.is_valid():
        return shown(request, "evidence/bulk_confirm.html", form, pieces=pieces, status=422)
    try:
        change = actions.change_many(
            owner=request.user,
            uids=uids_in(request),
            kind=act,
            value=form.value,
            once=form.cleaned_data["once"],
        )
    except TooManyTags as refused:
        form.add_error("tags", str(refused))
        return shown(request, "evidence/bulk_confirm.html", form, pieces=pieces, status=422)
    if change is None:
        messages.info(request, "Nothing was to change.")
        return redirect("evidence:evidence_list")
    return redirect(f"{reverse('evidence:evidence_list')}?change={change.uid}")


@require_POST
@signed_in
def change_undo(request: PersonRequest, uid: UUID) -> HttpResponse:
    change = get_visible(LibraryChange, request, uid)
    require(request.user, "evidence.read_change", change)
    try:
        many = actions.undo_change(change=change, actor=request.user)
        messages.success(request, f"Taken back: {count(many, 'piece is', 'pieces are')} as before.")
    except (TooLate, OverQuota) as refused:
        messages.error(request, str(refused))
    return redirect("evidence:evidence_list")


def back_to_library(request: PersonRequest, words: str) -> HttpResponse:
    messages.error(request, words)
    return redirect("evidence:evidence_list")
