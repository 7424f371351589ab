"""The owner's side of the desk: hand a declared pack over, see what comes back, answer, send again, take back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audits import actions, queries
from audits.forms import HandOverForm, ReplyForm, with_forms
from audits.models import Handing, MockAudit, Remark
from people.access import PersonRequest, allowed, get_visible, require, signed_in
from people.middleware import held_fields, writer_mark
from registers.models import FrozenPack, Renewal


@require_safe
@allowed("registers.keep")
def overview(request: PersonRequest) -> HttpResponse:
    context = {
        "handings": queries.handings_of(request.user),
        "mocks": MockAudit.objects.visible_to(request.user).defer("facts", "lines", "ticks"),
    }
    return render(request, "audits/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def hand_over(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Hand the pack of a declared renewal to an assessor."""
    renewal = get_visible(Renewal, request, uid)
    require(request.user, "audits.hand_over", renewal)
    frozen = queries.pack_of(renewal)
    if frozen is None:
        messages.error(request, "Only a declared renewal that stands has a pack to hand over.")
        return redirect(renewal)
    initial = {"body": frozen.facts["register"]["body"], **(held_fields(request) or {})}
    form = HandOverForm(request.POST or None, initial=initial)
    if form.is_valid() and (handing := _handed(request, frozen, form)):
        messages.success(request, f"Handed over. A link is on its way to {handing.assessor_email}.")
        return redirect(handing)
    context = {
        "renewal": renewal,
        "frozen": frozen,
        "form": form,
        "drawn": queries.drawn_for(renewal),
        "writer": writer_mark(request.user),
    }
    return render(request, "audits/hand_over.html", context, status=422 if form.errors else 200)


def _handed(request: PersonRequest, frozen: FrozenPack, form: HandOverForm) -> Handing | None:
    """None where it cannot be handed over, with the reason on the form."""
    given = form.cleaned_data
    try:
        return actions.hand_over(frozen=frozen, actor=request.user, values=given, once=given["once"])
    except actions.DeskRefused as refusal:
        form.add_error(None, str(refusal))
        return None


@require_safe
@signed_in
def handing_detail(request: PersonRequest, uid: UUID) -> HttpResponse:
    return page(request, own(request, uid))


def own(request: PersonRequest, uid: UUID) -> Handing:
    handing = get_visible(Handing, request, uid)
    require(request.user, "audits.write_handing", handing)
    return handing


def page(request: PersonRequest, handing: Handing, *, status: int = 200, **forms: Any) -> HttpResponse:
    context = {
        "handing": handing,
        "renewal": handing.frozen.renewal,
        "threads": with_forms(queries.threads(handing), forms.get("form")),
        "letters": list(handing.letters.all()),
        "form": None,
        "writer": writer_mark(request.user),
    }
    return render(request, "audits/handing_detail.html", context | forms, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def remark_answer(request: PersonRequest, uid: UUID, question: UUID) -> HttpResponse:
    """A GET comes back here after a session that ended under an answer."""
    handing = own(request, uid)
    asked = Remark.objects.filter(handing=handing, uid=question, parent=None).first()
    if asked is None:
        raise Http404
    if request.method != "POST":
        held = held_fields(request)
        return page(request, handing, form=ReplyForm(held, question=asked)) if held else redirect(handing)
    form = ReplyForm(request.POST, question=asked)
    if not form.is_valid():
        return page(request, handing, status=422, form=form)
    given = form.cleaned_data
    try:
        actions.answer(
            handing=handing, actor=request.user, question=asked, words=given["words"], once=given["once"]
        )
        messages.success(request, "Your answer is sent.", extra_tags=f"draft-saved:answer-{asked.uid}")
    except actions.DeskRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(handing)


@require_POST
@signed_in
def handing_resend(request: PersonRequest, uid: UUID) -> HttpResponse:
    handing = own(request, uid)
    try:
        actions.send_again(handing=handing, actor=request.user)
        messages.success(request, "A new link is on its way. The earlier ones open nothing any more.")
    except actions.DeskRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(handing)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def handing_revoke(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Asks first: a link that is taken back never opens again."""
    handing = own(request, uid)
    if request.method == "POST":
        actions.take_back(handing=handing, actor=request.user)
        messages.success(request, "Taken back: the link opens nothing any more.")
    if request.method == "POST" or not handing.is_open:
        return redirect(handing)
    context = {
        "handing": handing,
        "waiting": sum(one["waits"] for one in queries.threads(handing)) if not handing.is_decided else 0,
        "asks": f"Take the pack back from {handing.assessor_name}?",
        "yes": "Take it back",
        "no": "Leave it open",
        "back": handing.get_absolute_url(),
        "back_words": str(handing),
    }
    return render(request, "audits/handing_revoke.html", context)
