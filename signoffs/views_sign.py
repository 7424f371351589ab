"""`/sign/<token>/`: one thing to sign, once, for whoever holds the link."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from evidence.models import Evidence
from evidence.queries import with_digest
from evidence.serving import shown_file
from lib.fields import renew
from lib.unlisted import too_many_wrong_keys, unlisted
from people.permissions import can
from sharing.visitors import Visitor
from signoffs import actions, queries, showing
from signoffs.forms import NotMeForm, SignForm
from signoffs.kinds import KINDS
from signoffs.models import Signature, SignRequest

OWN = "own"


@require_http_methods(["GET", "HEAD", "POST"])
def sign_open(request: HttpRequest, token: str) -> HttpResponse:
    """One plain page for a link that is over (410) and for one that never was (404): neither shows anything."""
    return unlisted(opened(request, token))


def opened(request: HttpRequest, token: str) -> HttpResponse:
    found = queries.request_by_key(token)
    if found is None:
        slow = too_many_wrong_keys(request, "sign")
        return over(request, None, why="slow" if slow else "", status=429 if slow else 404)
    if not can(member_at(request, found), "signoffs.sign_request", found):
        return over(request, found, why=OWN, status=403)
    if found.is_replaced:
        return over(request, found, why=queries.REPLACED)
    if request.method == "POST":
        not_me = request.POST.get("answer") == Signature.Answer.NOT_ME
        return not_meant(request, found) if not_me else answered(request, found)
    if why := queries.closed_because(found):
        return over(request, found, why=why)
    return page(request, found, form_of(found, initial=first_values(found)))


def member_at(request: HttpRequest, found: SignRequest) -> Any:
    """Whoever holds the link: a person signed in here stays themselves, everyone else is a visitor."""
    if not request.user.is_authenticated:
        return Visitor(link_uids=frozenset({found.uid}))
    request.user.link_uids = frozenset({found.uid})
    return request.user


def answered(request: HttpRequest, found: SignRequest) -> HttpResponse:
    """Keep the answer. What was sent twice is answered twice in the same words, and kept once."""
    form = form_of(found, data=request.POST)
    if not form.is_valid():
        why = queries.closed_because(found)
        return over(request, found, why=why) if why else page(request, found, form, status=422)
    given = form.cleaned_data
    try:
        kept = actions.answer(
            request=found, given=given["answer"], seen=given["seen"], once=given["once"], how=Signature.How.LINK,
            values=form.values(),
        )  # fmt: skip
    except actions.Stale as stale:
        renew(form, "seen", stale.stored.digest)
        return page(request, stale.stored, form, status=409, changed=True)
    except actions.SignoffRefused:
        return too_late(request, found)
    return thanks(request, found, kept)


def not_meant(request: HttpRequest, found: SignRequest) -> HttpResponse:
    """It reached somebody else: that is all they need to say."""
    form = NotMeForm(request.POST)
    if not form.is_valid():
        return too_late(request, found)
    try:
        kept = actions.answer(
            request=found, given=Signature.Answer.NOT_ME, seen=found.digest, once=form.cleaned_data["once"],
            how=Signature.How.LINK,
        )  # fmt: skip
    except (actions.Stale, actions.SignoffRefused):
        return too_late(request, found)
    return thanks(request, found, kept)


def too_late(request: HttpRequest, found: SignRequest) -> HttpResponse:
    """As it stands by now: over, or the page to read once more."""
    stored = queries.all_requests().get(pk=found.pk)
    if why := queries.closed_because(stored):
        return over(request, stored, why=why)
    return page(request, stored, form_of(stored, initial=first_values(stored)), status=409)


def thanks(request: HttpRequest, found: SignRequest, kept: Signature) -> HttpResponse:
    return render(request, "signoffs/thanks.html", {"signature": kept, "owner": found.owner, "found": found})


def form_of(found: SignRequest, **given: Any) -> SignForm:
    return SignForm(**given, kind=KINDS[found.kind], owner=found.owner)


def first_values(found: SignRequest) -> dict[str, Any]:
    return {"seen": found.digest, "name": found.signer_name, "role": found.signer_role}


def page(
    request: HttpRequest, found: SignRequest, form: SignForm, *, status: int = 200, changed: bool = False
) -> HttpResponse:
    context = showing.to_sign(found, form, changed=changed) | {"not_me": NotMeForm(auto_id="not_me_%s")}
    return render(request, "signoffs/sign.html", context, status=status)


def over(request: HttpRequest, found: SignRequest | None, *, why: str, status: int = 410) -> HttpResponse:
    context = {"owner": found.owner if found else None, "why": why}
    return render(request, "signoffs/over.html", context, status=status)


@require_safe
def sign_evidence(request: HttpRequest, token: str, uid: UUID) -> HttpResponseBase:
    """A file that the frozen version names, as it was then, if the owner lets files be opened and the link is open."""
    found = queries.request_by_key(token)
    if found is None or not found.with_files or queries.closed_because(found):
        raise Http404
    if not can(member_at(request, found), "signoffs.sign_request", found):
        raise Http404
    named = {one["uid"]: one["sha256"] for one in found.version()["evidence"]}
    piece = Evidence.objects.alive().filter(owner_id=found.owner_id, uid=uid, kind=Evidence.Kind.FILE).first()
    file = with_digest(piece, named.get(str(uid), "")) if piece else None
    if file is None or not file.is_checked:
        raise Http404
    try:
        return unlisted(shown_file(request, file))
    except FileNotFoundError as missing:
        raise Http404 from missing
