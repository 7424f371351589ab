"""A person's own library, and the one door to a private file."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evidence import actions, queries
from evidence.forms import EvidenceForm
from evidence.models import Evidence, private_files
from lib.unlisted import unlisted
from people.access import PersonRequest, allowed, get_visible, require, signed_in
from sharing import kinds
from sharing.deleted import get_own, just_deleted
from sharing.refusals import TooLate
from sharing.visitors import member_of

PAGE = 30
# Shown in the page; anything else is downloaded, so that nothing runs under our address.
SHOWN_INLINE = {"image/jpeg", "image/png", "image/webp", "application/pdf"}


@allowed("evidence.keep")
@require_safe
def evidence_list(request: PersonRequest) -> HttpResponse:
    page = Paginator(queries.library(request.user), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "deleted": just_deleted(Evidence, request)}
    return render(request, "evidence/evidence_list.html", context)


@allowed("evidence.keep")
@require_http_methods(["GET", "HEAD", "POST"])
def evidence_new(request: PersonRequest) -> HttpResponse:
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        if form.has_any():
            added = form.store(request.user)
            messages.success(request, f"Added: {', '.join(str(one) for one in added)}.")
            return redirect("evidence:evidence_list")
        form.add_error("evidence", "Choose a file, or give a link below.")
    return render(request, "evidence/evidence_new.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def evidence_open(request: PersonRequest, uid: UUID) -> HttpResponseBase:
    """The file, the link or the item, to whoever may read what it hangs on; a public page's picture needs no session."""
    member = member_of(request)
    evidence = Evidence.objects.visible_to(member).filter(uid=uid).first()
    if evidence is None:
        if request.user.is_authenticated:
            raise Http404
        return sign_in_first(request, uid)
    if evidence.kind == Evidence.Kind.LINK:
        return redirect(evidence.url)
    if evidence.kind == Evidence.Kind.ITEM:
        item = kinds.find(evidence.ref_kind, evidence.ref_uid or "", member)
        if item is None:
            raise Http404
        return redirect(item.get_absolute_url())
    return file_response(evidence)


@signed_in
def sign_in_first(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Without a session every address asks for one, whether or not it holds anything."""
    raise Http404


def file_response(evidence: Evidence) -> FileResponse:
    try:
        return private_file(
            str(evidence.file.name), filename=evidence.original_name, media_type=evidence.media_type
        )
    except FileNotFoundError as missing:
        raise Http404 from missing


def private_file(name: str, *, filename: str, media_type: str) -> FileResponse:
    """What the evidence store holds under `name`, kept by nobody on the way. Raises FileNotFoundError."""
    response = FileResponse(
        private_files().open(name),
        as_attachment=media_type not in SHOWN_INLINE,
        filename=filename,
        content_type=media_type or "application/octet-stream",
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return unlisted(response)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def evidence_delete(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Asks first, and says where it is used; the list then offers to take it back."""
    evidence = get_visible(Evidence, request, uid)
    require(request.user, "evidence.write_item", evidence)
    if request.method == "POST":
        actions.delete_evidence(evidence=evidence, actor=request.user)
        return redirect(f"{reverse('evidence:evidence_list')}?deleted={evidence.uid}")
    context = {"evidence": evidence, "uses": evidence.attachments.count()}
    return render(request, "evidence/evidence_delete.html", context)


@signed_in
@require_POST
def evidence_restore(request: PersonRequest, uid: UUID) -> HttpResponse:
    evidence = get_own(Evidence, request, uid)
    try:
        actions.restore_evidence(evidence=evidence, actor=request.user)
        messages.success(request, f"“{evidence}” is back.")
    except TooLate as too_late:
        messages.error(request, str(too_late))
    return redirect("evidence:evidence_list")
