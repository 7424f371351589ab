"""`/desk/<token>/`: the assessor reads one pack, asks, and decides. No account, and nothing else of anybody's."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audits import actions, queries
from audits.desk import at_desk
from audits.forms import AskForm, DecideForm, ReplyForm, with_forms
from audits.models import Handing
from audits.showing import subjects
from evidence.queries import is_waiting
from evidence.serving import private_file
from people.access import require
from registers.bundling import CHECKED, LOST, evidence_names, pack_name
from registers.issuing import RENDERERS, ZIP, bundle_of, content_of, copy_of
from registers.packfiles.facts import PackRefused


@require_safe
@at_desk
def desk_open(request: HttpRequest, handing: Handing, *, token: str) -> HttpResponse:
    if request.method == "GET" and request.member.pk != handing.owner_id:  # type: ignore[attr-defined]
        actions.count_view(handing=handing)
    return page(request, handing, token=token)


def page(
    request: HttpRequest, handing: Handing, *, token: str, status: int = 200, **forms: Any
) -> HttpResponse:
    """The pack with what was said over it; `forms` are the ones sent and refused: ask or reply."""
    facts = queries.facts_for_desk(handing)
    context = {
        "handing": handing,
        "token": token,
        "facts": facts,
        "files": queries.files_of(handing),
        "formats": formats_of(handing),
        "threads": with_forms(queries.threads(handing), forms.get("reply")),
        "ask": AskForm(subjects=subjects(facts)),
        "reply": None,
    }
    return render(request, "audits/desk_open.html", context | forms, status=status)


@require_POST
@at_desk
def desk_ask(request: HttpRequest, handing: Handing, *, token: str) -> HttpResponse:
    require(request.member, "audits.assess_handing", handing)  # type: ignore[attr-defined]
    form = AskForm(request.POST, subjects=subjects(queries.facts_for_desk(handing)))
    if not form.is_valid():
        return page(request, handing, token=token, status=422, ask=form)
    given = form.cleaned_data
    try:
        actions.ask(handing=handing, words=given["words"], once=given["once"], about=form.subject())
        messages.success(request, "Your question is sent. The answer will be here; you get a mail.")
    except actions.DeskRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:desk_open", token=token)


@require_POST
@at_desk
def desk_reply(request: HttpRequest, handing: Handing, *, token: str, uid: UUID) -> HttpResponse:
    require(request.member, "audits.assess_handing", handing)  # type: ignore[attr-defined]
    question = handing.remarks.filter(uid=uid, parent=None).first()
    if question is None:
        raise Http404
    form = ReplyForm(request.POST, question=question)
    if not form.is_valid():
        return page(request, handing, token=token, status=422, reply=form)
    given = form.cleaned_data
    try:
        actions.ask(handing=handing, parent=question, words=given["words"], once=given["once"])
        messages.success(request, "Sent.")
    except actions.DeskRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:desk_open", token=token)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def desk_decide(request: HttpRequest, handing: Handing, *, token: str) -> HttpResponse:
    require(request.member, "audits.assess_handing", handing)  # type: ignore[attr-defined]
    facts = queries.facts_for_desk(handing)
    form = DecideForm(
        request.POST or None, subjects=subjects(facts), initial={"decided_by": handing.assessor_name}
    )
    if handing.is_decided and not form.is_bound:
        return redirect("desk:desk_open", token=token)
    if form.is_valid():
        once = form.cleaned_data["once"]
        try:
            actions.decide(handing=handing, values=form.cleaned_data, points=form.points(), once=once)
            messages.success(request, "Your decision is with the member. Thank you.")
        except actions.DeskRefused as refusal:
            messages.error(request, str(refusal))
        return redirect("desk:desk_open", token=token)
    context = {"handing": handing, "token": token, "facts": facts, "form": form}
    return render(request, "audits/desk_decide.html", context, status=422 if form.errors else 200)


@require_safe
@at_desk
def desk_pack(request: HttpRequest, handing: Handing, *, token: str, ending: str) -> HttpResponseBase:
    """The pack as a file, of the same facts as the page: where nothing is withheld, the one that was issued."""
    if ending not in formats_of(handing):
        raise Http404
    facts = queries.facts_for_desk(handing)
    try:
        answer = bundle(handing, facts) if ending == ZIP else one_file(handing, facts, ending)
    except PackRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:desk_open", token=token)
    answer.headers["Content-Disposition"] = f'attachment; filename="{pack_name(facts, ending)}"'
    return answer


def formats_of(handing: Handing) -> list[str]:
    """The ZIP holds the evidence, and so goes only to whom the owner opens that."""
    return [*RENDERERS, ZIP] if handing.with_evidence else list(RENDERERS)


def one_file(handing: Handing, facts: dict[str, Any], ending: str) -> HttpResponse:
    render_file, media_type = RENDERERS[ending]
    whole = facts == handing.frozen.facts
    content = content_of(handing.frozen, ending) if whole else render_file(facts)
    return HttpResponse(content, content_type=media_type)


def bundle(handing: Handing, facts: dict[str, Any]) -> StreamingHttpResponse:
    """The ZIP that was issued, or one of the copy that this handing shows; evidence as held in both."""
    if facts != handing.frozen.facts:
        return StreamingHttpResponse(copy_of(handing.frozen, facts), content_type="application/zip")
    content, size = bundle_of(handing.frozen)
    answer = StreamingHttpResponse(content, content_type="application/zip")
    answer.headers["Content-Length"] = str(size)
    return answer


@require_safe
@at_desk
def desk_evidence(request: HttpRequest, handing: Handing, *, token: str, uid: UUID) -> HttpResponseBase:
    """A file that this pack holds, if the owner lets files be opened, under the name it has in the ZIP."""
    held = queries.files_of(handing)
    names = evidence_names(queries.facts_for_desk(handing), held.values())
    if (piece := held.get(str(uid))) is None or str(uid) not in names:
        raise Http404
    if is_waiting(piece.name):
        messages.error(request, CHECKED)
        return redirect("desk:desk_open", token=token)
    try:
        return private_file(request, piece.name, filename=names[str(uid)], media_type=piece.media_type)
    except FileNotFoundError:
        messages.error(request, LOST)
        return redirect("desk:desk_open", token=token)
