"""A person's own library, and the one door to a private file."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evidence import actions, allowances, queries, uploading
from evidence.filters import LibraryFilter
from evidence.forms import AddForm, sizes_said
from evidence.models import Evidence, LibraryChange, StoredFile
from evidence.refusals import OverQuota
from evidence.serving import shown_file
from people.access import PersonRequest, allowed, get_visible, require, signed_in
from sharing import kinds
from sharing.deleted import get_own, just_deleted
from sharing.refusals import TooLate
from sharing.visitors import member_of

PAGE = 30


@allowed("evidence.keep")
@require_safe
def evidence_list(request: PersonRequest) -> HttpResponse:
    found = LibraryFilter(request.GET, queryset=queries.library(request.user), request=request)
    page = Paginator(found.qs, PAGE).get_page(request.GET.get("page"))
    address = reverse("evidence:evidence_list")
    context = {
        "page": page,
        "filter": found,
        "query": kept_query(request),
        "clear_address": address if found.is_narrowed else "",
        "room": allowances.room_of(request.user),
        "ticked": request.GET.get("tick") == "page",
        "tick_address": f"?{kept_query(request, tick='page')}#bulk",
        "deleted": just_deleted(Evidence, request),
        "just_changed": just_changed(request),
        "sent": request.GET.get("sent", "").isdecimal() and int(request.GET["sent"][:4]),
    }
    status = 200 if found.form.is_valid() else 422
    return render(request, "evidence/evidence_list.html", context, status=status)


def kept_query(request: PersonRequest, **more: str) -> str:
    """The present filter as the tail of an address, without page and what was just done."""
    query = QueryDict(mutable=True)
    for name in ("q", "folder", "tag", "sort"):
        if value := request.GET.get(name):
            query[name] = value
    for name, value in more.items():
        query[name] = value
    return query.urlencode()


def just_changed(request: PersonRequest) -> LibraryChange | None:
    """The act that `?change=<uid>` names, while it can be taken back. Without it no query is made."""
    try:
        uid = UUID(request.GET.get("change", ""))
    except ValueError:
        return None
    found = LibraryChange.objects.visible_to(request.user).filter(uid=uid).first()
    return found if found and found.can_undo else None


@allowed("evidence.keep")
@require_http_methods(["GET", "HEAD", "POST"])
def evidence_new(request: PersonRequest) -> HttpResponse:
    initial = {"folder": request.GET.get("folder", "")[:60]}
    form = AddForm(request.POST or None, request.FILES or None, owner=request.user, initial=initial)
    if form.is_valid():
        if form.has_any():
            added = form.store(request.user)
            messages.success(request, f"Added: {', '.join(str(one) for one in added)}.")
            return redirect("evidence:evidence_list")
        form.add_error("evidence", "Choose a file, or give a link below.")
    context = {"form": form, **adding(request)}
    return render(request, "evidence/evidence_new.html", context, status=422 if form.errors else 200)


def adding(request: PersonRequest) -> dict[str, Any]:
    """What a page that takes files shows beside the box: the limits, the room left, folders, and how to send in parts."""
    return {
        "sizes": sizes_said(),
        "room": allowances.room_of(request.user),
        "folders": queries.folders(request.user),
        "uploading": uploading.settings_for(request),
    }


@require_safe
def evidence_open(request: PersonRequest, uid: UUID) -> HttpResponseBase:
    """The file, the link or the item, to whoever may read what it hangs on; a public page's picture needs no session.

    `?file=<sha256>` asks for the version with this digest.
    """
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
    file = queries.file_for(member, evidence, request.GET.get("file", ""))
    return opened(request, file, for_owner=evidence.owner_id == member.pk)


@signed_in
def sign_in_first(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Without a session every address asks for one, whether or not it holds anything."""
    raise Http404


def opened(request: PersonRequest, file: StoredFile | None, *, for_owner: bool) -> HttpResponseBase:
    """A file as it may be had now: one with a virus by nobody, one that waits for the scanner by its owner alone."""
    if file is None:
        raise Http404
    if file.is_infected or not (file.is_checked or for_owner):
        context = {"is_infected": file.is_infected, "for_owner": for_owner}
        status = 410 if file.is_infected else 503
        answer = render(request, "evidence/evidence_shut.html", context, status=status)
        if not file.is_infected:
            answer.headers["Retry-After"] = "60"
        return answer
    try:
        return shown_file(request, file)
    except FileNotFoundError as missing:
        raise Http404 from missing


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
    except (TooLate, OverQuota) as refused:
        messages.error(request, str(refused))
    return redirect("evidence:evidence_list")
