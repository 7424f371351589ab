"""`/moving/`: archives of one's own record, each with its proofs."""

import json
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lib.fields import renew
from lib.unlisted import unlisted
from moving import actions
from moving.actions.archives import MOST_KEPT
from moving.actions.proofs import NotReady
from moving.archive.schema import published
from moving.forms_archives import AskForm, OnceForm
from moving.models import Archive, Proof
from moving.queries import archives_of, has_choices, pass_rate
from moving.report import page_of, text_of
from moving.serving import file_of
from people.access import PersonRequest, allowed, get_visible, signed_in
from people.sent import posted
from sharing.refusals import Refused


@allowed("moving.keep")
@require_http_methods(["GET", "HEAD", "POST"])
def archive_list(request: PersonRequest) -> HttpResponse:
    """All that were made; a form asks for another."""
    form = AskForm(
        posted(request),
        has_choices=has_choices(request.user),
        initial={"once": uuid4(), "as_chosen": True},
    )
    if form.is_valid():
        try:
            return redirect(actions.ask_archive(owner=request.user, **form.cleaned_data))
        except Refused as refused:
            renew(form, "once", str(uuid4()))
            form.add_error(None, str(refused))
    context = {
        "form": form,
        "archives": archives_of(request.user),
        "days": settings.ARCHIVE_DAYS,
        "most": MOST_KEPT,
    }
    return render(request, "moving/archive_list.html", context, status=422 if form.errors else 200)


@signed_in
@require_safe
def archive_detail(request: PersonRequest, uid: UUID) -> HttpResponse:
    archive = get_visible(Archive, request, uid)
    context = {"archive": archive, "proofs": archive.proofs.all(), "once": uuid4()}
    return render(request, "moving/archive_detail.html", context)


@signed_in
@require_safe
def archive_file(request: PersonRequest, uid: UUID) -> HttpResponseBase:
    """The ZIP, to its owner's own session alone."""
    archive = get_visible(Archive, request, uid, queryset=Archive.objects.select_related("owner"))
    if not archive.is_ready:
        raise Http404
    try:
        return file_of(request, archive)
    except FileNotFoundError as missing:
        raise Http404 from missing


@signed_in
@require_POST
def archive_delete(request: PersonRequest, uid: UUID) -> HttpResponse:
    archive = get_visible(Archive, request, uid)
    actions.delete_archive(archive=archive, actor=request.user)
    messages.success(request, "The file is deleted.")
    return redirect("moving:archive_list")


@signed_in
@require_POST
def archive_prove(request: PersonRequest, uid: UUID) -> HttpResponse:
    archive = get_visible(Archive, request, uid)
    form = OnceForm(request.POST)
    if not form.is_valid():
        return redirect(archive)
    try:
        return redirect(actions.ask_proof(archive=archive, actor=request.user, **form.cleaned_data))
    except NotReady as refusal:
        messages.error(request, str(refusal))
        return redirect(archive)


@signed_in
@require_safe
def proof_detail(request: PersonRequest, uid: UUID) -> HttpResponse:
    proof = get_visible(Proof, request, uid, queryset=Proof.objects.select_related("archive"))
    return render(request, "moving/proof_detail.html", {"proof": proof, **page_of(proof.report)})


@signed_in
@require_safe
def proof_file(request: PersonRequest, uid: UUID, ending: str) -> HttpResponse:
    """The report to keep: as text for people, as JSON for programs."""
    proof = get_visible(Proof, request, uid, queryset=Proof.objects.select_related("archive", "owner"))
    if proof.is_running or ending not in ("txt", "json"):
        raise Http404
    if ending == "txt":
        return _attached(HttpResponse(text_of(proof), content_type="text/plain; charset=utf-8"), proof, "txt")
    said = {"proved_at": proof.done_at, "result": proof.state, **proof.report}
    made: Any = json.dumps(said, default=str, ensure_ascii=False, indent=1)
    return _attached(HttpResponse(made, content_type="application/json"), proof, "json")


@allowed("moving.count_proofs")
@require_safe
def proof_rate(request: PersonRequest) -> HttpResponse:
    """How many archives came back whole: numbers, and nobody's name."""
    return render(request, "moving/proof_rate.html", {"rate": pass_rate()})


@require_safe
def record_schema(request: HttpRequest) -> JsonResponse:
    """The shape of a record's data, for whoever reads one."""
    return JsonResponse(published(), json_dumps_params={"indent": 1})


def _attached(response: HttpResponse, proof: Proof, ending: str) -> HttpResponse:
    response.headers["Content-Disposition"] = (
        f'attachment; filename="proof-{proof.done_at:%Y-%m-%d}.{ending}"'
    )
    return unlisted(response)
