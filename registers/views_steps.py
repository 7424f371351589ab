"""`/renewals/<uid>/statements/` and `/evidence/`: what the owner writes and chooses for a renewal being prepared."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from evidence.queries import attached
from lib.fields import renew
from lib.problems import errors_of
from people.access import PersonRequest, signed_in
from people.middleware import held_fields, writer_mark
from people.sent import posted
from registers import actions, choosing, returns, reuse
from registers.conflicts import choice_rows, statement_rows
from registers.forms import ChooseForm, ReuseForm, StatementsForm
from registers.forms.statements import MOST_SIGNS
from registers.frames import frame, goes_on, own_renewal
from registers.models import Renewal
from registers.queries import Judgement


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def renewal_statements(request: PersonRequest, uid: UUID) -> HttpResponse:
    renewal = own_renewal(request, uid)
    if request.method != "POST":
        shown = StatementsForm.shown(renewal)
        if held := held_fields(request):
            shown |= held.dict()
        return write_page(request, renewal, StatementsForm(initial=shown, renewal=renewal))
    form = StatementsForm(request.POST, renewal=renewal)
    if not form.is_valid():
        return write_page(request, renewal, form, status=422)
    try:
        kept = actions.change_renewal(
            renewal=renewal, actor=request.user, values=form.values(), changed=form.cleaned_data["changed"]
        )
    except actions.Stale as stale:
        renew(form, "changed", stale.stored.changed_token)
        return write_page(request, stale.stored, form, status=409)
    except actions.RenewalRefused as refusal:
        messages.error(request, str(refusal))
        return write_page(request, renewal, form, status=409)
    messages.success(request, "Saved.", extra_tags=f"draft-saved:renewal-{renewal.uid}")
    if box := request.POST.get("reuse"):
        return redirect("renewals:renewal_reuse", uid=kept.uid, box=box)
    return redirect(goes_on(request, frame(kept, "renewal_statements")))


def write_page(
    request: PersonRequest, renewal: Renewal, form: StatementsForm, *, status: int = 200
) -> HttpResponse:
    if not renewal.is_draft and status == 200:
        return redirect(renewal)
    context = frame(renewal, "renewal_statements") | {
        "form": form,
        "conflict": statement_rows(renewal, form) if status == 409 else None,
        "writer": writer_mark(request.user),
    }
    return render(request, "registers/step_statements.html", context, status=status)


@require_POST
@signed_in
def renewal_autosave(request: PersonRequest, uid: UUID) -> JsonResponse:
    """What is typed, as it is typed; answers the next `changed` token. 422 with errors, 409 when it changed elsewhere."""
    renewal = own_renewal(request, uid)
    form = StatementsForm(request.POST, renewal=renewal)
    if not form.is_valid():
        return JsonResponse({"errors": errors_of(form)}, status=422)
    try:
        kept = actions.change_renewal(
            renewal=renewal, actor=request.user, values=form.values(), changed=form.cleaned_data["changed"]
        )
    except (actions.Stale, actions.RenewalRefused) as refusal:
        return JsonResponse({"errors": [{"field": "changed", "message": str(refusal)}]}, status=409)
    saved = f"Saved {timezone.localtime(kept.changed):%H:%M}"
    address = reverse("renewals:renewal_statements", args=[kept.uid])
    return JsonResponse({"changed": kept.changed_token, "saved": saved, "edit": address})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def renewal_reuse(request: PersonRequest, uid: UUID, box: str) -> HttpResponse:
    """Texts written elsewhere, to take into one box; there they are one's own words and may be changed."""
    renewal = own_renewal(request, uid)
    question = question_of(renewal, box)
    if not renewal.is_draft:
        return redirect(renewal)
    form = ReuseForm(posted(request))
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            take(request, renewal, question=question, form=form)
            messages.success(request, "Copied. Now put it in your own words for this body.")
            return redirect(f"{reverse('renewals:renewal_statements', args=[uid])}#id_{box}")
        except actions.Stale as stale:
            renewal, status = stale.stored, 409
            form.add_error(None, "The renewal was changed after you opened this page. Choose once more.")
        except actions.RenewalRefused as refusal:
            form.add_error("ref", str(refusal))
    q = request.GET.get("q", "")[:100]
    context = {
        "renewal": renewal, "question": question, "form": form, "q": q, "offers": reuse.offers_for(renewal, q=q),
        "there": renewal.answers.get(question.key, ""),
    }  # fmt: skip
    return render(request, "registers/renewal_reuse.html", context, status=status)


def question_of(renewal: Renewal, box: str) -> returns.Question:
    """What is asked there, in words; 404 for a box that is none, or a tick."""
    question = next((one for one in returns.questions(renewal.edition) if one.box == box), None)
    if question is None or question.is_tick:
        raise Http404
    return question


def take(request: PersonRequest, renewal: Renewal, *, question: returns.Question, form: ReuseForm) -> None:
    """Put the chosen text under what is in the box. Raises Stale, or RenewalRefused with what is wrong."""
    text = reuse.text_of(renewal, form.cleaned_data["ref"])
    if not text:
        raise actions.RenewalRefused("That text is no longer there: choose another.")
    joined = "\n\n".join(part for part in (renewal.answers.get(question.key, "").strip(), text) if part)
    if len(joined) > MOST_SIGNS:
        raise actions.RenewalRefused("Together that is too long for one box: shorten what is there first.")
    actions.change_renewal(
        renewal=renewal, actor=request.user, values={"answers": renewal.answers | {question.key: joined}},
        changed=form.cleaned_data["changed"],
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def renewal_evidence(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Which files go with the pack, and which activities are discussed."""
    renewal = own_renewal(request, uid)
    if not renewal.is_draft and request.method != "POST":
        return redirect(renewal)
    context = frame(renewal, "renewal_evidence")
    offered = offered_in(renewal, context["judgement"])
    initial = {"changed": renewal.changed_token}
    form = ChooseForm(posted(request), choices=offered, initial=initial)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        problem = keep_choices(request, renewal, form, judgement=context["judgement"])
        if problem is None:
            messages.success(request, "Saved.")
            return redirect(goes_on(request, context))
        context, status = context | problem, 409
    context |= {
        "form": form, "choices": offered, "wanted": choosing.wanted(renewal.edition),
        "discussion": choosing.asks_discussion(renewal.edition), "ticked": ticked(form, offered),
    }  # fmt: skip
    return render(request, "registers/step_evidence.html", context, status=status)


def keep_choices(
    request: PersonRequest, renewal: Renewal, form: ChooseForm, *, judgement: Judgement
) -> dict[str, Any] | None:
    """None once kept; otherwise what the page shows of a newer save. What is refused stands on the form."""
    changed = form.cleaned_data["changed"]
    try:
        actions.change_renewal(
            renewal=renewal, actor=request.user, values=form.values(renewal), changed=changed
        )
    except actions.Stale as stale:
        renew(form, "changed", stale.stored.changed_token)
        there = offered_in(stale.stored, judgement)
        return {"conflict": choice_rows(there, form), "when": stale.stored.changed}
    except actions.RenewalRefused as refusal:
        form.add_error(None, str(refusal))
        return {}
    return None


def offered_in(renewal: Renewal, judgement: Judgement) -> list[choosing.Choice]:
    """What can be chosen of the counted activities, as it is stored."""
    counted = set(judgement.case.uids)
    facts = [one for one in judgement.facts if one.uid in counted]
    return choosing.choices(renewal, facts, attached("activity", [one.uid for one in facts]))


def ticked(form: ChooseForm, offered: list[choosing.Choice]) -> dict[str, set[str]]:
    """What stands ticked: as sent, or as stored."""
    if form.is_bound:
        return {name: set(form.data.getlist(name)) for name in ("piece", "discuss")}
    return {
        "piece": {one.mark for choice in offered for one in choice.pieces if one.taken},
        "discuss": {one.uid for one in offered if one.discussed},
    }
