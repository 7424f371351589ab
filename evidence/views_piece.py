"""One piece of one's own library: what it is called, where it is used, its versions, another file in its place."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from evidence import actions, merging, queries, uses
from evidence.forms import PieceForm, ReplaceForm
from evidence.models import Evidence, Version
from evidence.refusals import StillHeld
from evidence.serving import private_file
from evidence.views import adding, opened
from lib.merging import told
from people.access import PersonRequest, get_visible, require, signed_in


def own_piece(request: PersonRequest, uid: UUID) -> Evidence:
    """404 for a piece that cannot be seen, 403 for another's, 404 for one that was deleted."""
    evidence = get_visible(Evidence, request, uid)
    require(request.user, "evidence.write_item", evidence)
    if evidence.deleted_at:
        raise Http404
    return evidence


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def evidence_detail(request: PersonRequest, uid: UUID) -> HttpResponse:
    evidence = own_piece(request, uid)
    if request.method != "POST":
        return piece_page(request, evidence, merging.form_of(evidence))
    form = PieceForm(merging.chosen(request.POST, evidence))
    if not form.is_valid():
        return piece_page(request, evidence, form, status=422)
    return save_details(request, evidence, form)


@transaction.atomic
def save_details(request: PersonRequest, evidence: Evidence, form: PieceForm) -> HttpResponse:
    """Changed in another window meanwhile: both edits where each changed other boxes, else 409 and a choice."""
    stored = actions.locked(evidence)
    merged = merging.met(stored, form)
    said = told(merged, merging.labels())
    if merged.clashes:
        again = merging.form_of(stored, **merged.values)
        rows = merging.clash_rows(merged, stored)
        return piece_page(request, stored, again, status=409, conflict=rows, conflict_told=said)
    actions.edit_evidence(evidence=stored, actor=request.user, values=merged.values)
    messages.success(request, f"Saved. {said}".strip())
    return redirect("evidence:evidence_detail", uid=stored.uid)


def piece_page(
    request: PersonRequest, evidence: Evidence, form: PieceForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    used = uses.uses_of(evidence)
    versions = [
        {"version": one, "held": [use for use in used if use.holds(one)]} for one in evidence.versions.all()
    ]
    context = {
        "evidence": evidence,
        "form": form,
        "uses": used,
        "versions": versions,
        "folders": queries.folders(request.user),
        **more,
    }
    return render(request, "evidence/evidence_detail.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def evidence_replace(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Another file under the same address."""
    evidence = own_piece(request, uid)
    if evidence.kind != Evidence.Kind.FILE:
        raise Http404
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ReplaceForm(*given, owner=request.user)
    if form.is_valid():
        actions.replace_file(evidence=evidence, found=form.found, filename=form.filename, actor=request.user)
        messages.success(request, "Replaced. The file before stays below, among the versions.")
        return redirect("evidence:evidence_detail", uid=uid)
    context = {"evidence": evidence, "form": form, **adding(request)}
    return render(request, "evidence/evidence_replace.html", context, status=422 if form.errors else 200)


@require_safe
@signed_in
def evidence_original(request: PersonRequest, uid: UUID) -> HttpResponseBase:
    """The picture as its owner sent it, with what the camera wrote into it: never for anybody else."""
    evidence = own_piece(request, uid)
    if not evidence.original or evidence.is_infected:
        raise Http404
    try:
        return private_file(
            request,
            str(evidence.original.name),
            filename=evidence.original_name,
            media_type="application/octet-stream",
        )
    except FileNotFoundError as missing:
        raise Http404 from missing


def own_version(request: PersonRequest, uid: UUID, number: int) -> Version:
    found = own_piece(request, uid).versions.filter(number=number).select_related("evidence").first()
    if found is None:
        raise Http404
    return found


@require_safe
@signed_in
def version_open(request: PersonRequest, uid: UUID, number: int) -> HttpResponseBase:
    return opened(request, own_version(request, uid, number), for_owner=True)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def version_delete(request: PersonRequest, uid: UUID, number: int) -> HttpResponse:
    """Asks first: an earlier version that is deleted does not come back."""
    version = own_version(request, uid, number)
    if request.method == "POST":
        try:
            actions.delete_version(version=version, actor=request.user)
            messages.success(request, f"Version {number} is deleted.")
        except StillHeld as held:
            messages.error(request, str(held))
        return redirect("evidence:evidence_detail", uid=uid)
    return render(request, "evidence/version_delete.html", {"version": version, "evidence": version.evidence})
