"""`/desk/<token>/`: the assessor reads one pack, asks, and decides. No account, and nothing else of anybody's."""

from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audits import actions, queries
from audits.desk import at_desk
from audits.forms import AskForm, DecideForm, ReplyForm, with_forms
from audits.models import Handing
from audits.showing import subjects
from evidence.views import file_response
from people.access import require
from registers.issuing import RENDERERS, content_of
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
        "formats": list(RENDERERS),
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


@require_http_methods(["GET", "POST"])
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
def desk_pack(request: HttpRequest, handing: Handing, *, token: str, ending: str) -> HttpResponse:
    """The pack as a file, of the same facts as the page: where nothing is withheld, the one that was issued."""
    if ending not in RENDERERS:
        raise Http404
    render_file, media_type = RENDERERS[ending]
    facts = queries.facts_for_desk(handing)
    whole = facts == handing.frozen.facts
    try:
        content = content_of(handing.frozen, ending) if whole else render_file(facts)
    except PackRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:desk_open", token=token)
    response = HttpResponse(content, content_type=media_type)
    name = f"cpd-{facts['register']['grade'].lower()}-{facts['period']['to'][:4]}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@at_desk
def desk_evidence(request: HttpRequest, handing: Handing, *, token: str, uid: UUID) -> HttpResponseBase:
    """A file that this pack names, if the owner lets files be opened."""
    piece = queries.files_of(handing).get(str(uid))
    if piece is None:
        raise Http404
    answer = file_response(piece)
    if not handing.shows_name:
        # What a file is called may name its owner.
        how = answer.headers["Content-Disposition"].partition(";")[0]
        ending = PurePath(piece.original_name).suffix.lower()
        answer.headers["Content-Disposition"] = f'{how}; filename="evidence-{str(piece.uid)[:8]}{ending}"'
    return answer
