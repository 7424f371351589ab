"""`/sign-offs/`: whom the owner has asked, asking, sending again and taking back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.access import PersonRequest, allowed, get_visible, require, signed_in
from people.middleware import held_fields, unkept, writer_mark
from people.permissions import can
from people.sent import posted
from signoffs import actions, kinds, passing, queries, showing, snapshots
from signoffs.forms import AskForm
from signoffs.models import SignRequest

PAGE = 25


@require_safe
@allowed("signoffs.keep")
def request_list(request: PersonRequest) -> HttpResponse:
    page = Paginator(queries.requests_of(request.user), PAGE).get_page(request.GET.get("page"))
    answer = render(request, "signoffs/request_list.html", {"page": page, "rows": showing.listed(page)})
    return unkept(answer) if any(row.is_put_away for row in page) else answer


def found_thing(request: PersonRequest, kind: str, uid: UUID) -> Any:
    """What they want signed: 404 where they may not read it, 403 where it is not theirs to ask about."""
    thing = kinds.find(kind, uid, request.user)
    if thing is None:
        raise Http404
    require(request.user, kinds.KINDS[kind].ask, thing)
    return thing


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def request_new(request: PersonRequest, kind: str, uid: UUID) -> HttpResponse:
    """Shows what will be frozen, and asks one person: by a link, or on this phone at once."""
    thing = found_thing(request, kind, uid)
    if refusal := kinds.KINDS[kind].refusal(thing):
        messages.error(request, refusal)
        return redirect(thing)
    version = snapshots.take(kinds.KINDS[kind].describe(thing))
    given = posted(request)
    form = AskForm(
        given, has_files=any(one["sha256"] for one in version["evidence"]), initial=first_values(request)
    )
    status = 200
    if given is not None:
        status = 422
        if form.is_valid() and (answer := asked(request, form, kind, thing=thing)):
            return answer
    context = {
        "form": form, "thing": thing, "kind": kinds.KINDS[kind], "version": snapshots.shown(version),
        "writer": writer_mark(request.user),
    }  # fmt: skip
    return render(request, "signoffs/request_new.html", context, status=status)


def first_values(request: PersonRequest) -> dict[str, Any]:
    """What was typed before a lost session; or, asking anew, the person asked before."""
    if held := held_fields(request):
        return held.dict()
    try:
        before = SignRequest.objects.filter(owner=request.user, uid=UUID(request.GET.get("like", ""))).first()
    except ValueError:
        before = None
    names = ("signer_name", "signer_email", "signer_role", "days")
    return {name: getattr(before, name) for name in names} if before else {}


def asked(request: PersonRequest, form: AskForm, kind: str, *, thing: Any) -> HttpResponse | None:
    """Ask, and say what becomes of it; None when it was refused, which the form then says."""
    by_link = form.wants_link()
    try:
        made = actions.ask(
            kind=kind, thing=thing, actor=request.user, values=form.values(), once=form.cleaned_data["once"],
            by_link=by_link,
        )  # fmt: skip
        if made.request and not by_link:
            return passing.begin(request, made.request)
    except actions.SignoffRefused as refusal:
        form.add_error(None, str(refusal))
        return None
    if made.colleague:
        said = "has an account here and judges this in their own queue, so no link was sent. They are told."
        messages.info(request, f"{made.colleague} {said}")
        return redirect(thing)
    assert made.request
    messages.success(
        request, f"{made.request.signer_name} is sent a link. It works once, for {made.request.days} days."
    )
    return redirect(made.request)


@require_safe
@signed_in
def request_detail(request: PersonRequest, uid: UUID) -> HttpResponse:
    """The version asked about and the answer; to other readers of the thing once it is signed."""
    found = get_visible(SignRequest, request, uid, queryset=queries.all_requests())
    require(request.user, "signoffs.read_request", found)
    signature, thing = showing.answer_of(found), found.thing()
    context = {
        "found": found,
        "kind": kinds.KINDS[found.kind],
        "thing": thing,
        "state": showing.state_of(found),
        "signature": signature,
        "lines": [showing.witness_line(signature)] if signature and found.state == found.State.SIGNED else [],
        "said": signature.said() if signature else "",
        "version": snapshots.shown(found.version()),
        "is_owner": can(request.user, "signoffs.write_request", found),
        "refusal": kinds.KINDS[found.kind].refusal(thing) if thing else "It is not there any more.",
    }
    answer = render(request, "signoffs/request_detail.html", context)
    return unkept(answer) if found.is_put_away else answer


def own_request(request: PersonRequest, uid: UUID) -> SignRequest:
    found = get_visible(SignRequest, request, uid)
    require(request.user, "signoffs.write_request", found)
    return found


@require_POST
@signed_in
def request_again(request: PersonRequest, uid: UUID) -> HttpResponse:
    found = own_request(request, uid)
    try:
        sent = actions.send_again(request=found, actor=request.user)
        said = f"{sent.signer_name} is sent a new link, for {sent.days} days. The one before opens nothing any more."
        messages.success(request, said)
    except actions.SignoffRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(found)


@require_POST
@signed_in
def request_revoke(request: PersonRequest, uid: UUID) -> HttpResponse:
    found = own_request(request, uid)
    actions.revoke(request=found, actor=request.user)
    messages.success(request, f"{found.signer_name}’s link is closed.")
    return redirect(found)


@require_POST
@signed_in
def request_pass(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Mail the code and show nothing but the signing page from here on."""
    found = own_request(request, uid)
    try:
        return passing.begin(request, found)
    except actions.SignoffRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(found)
