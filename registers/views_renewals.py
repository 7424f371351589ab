"""`/renewals/`: preparing a period, declaring it, and taking the pack away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lib.fields import renew
from lib.formats import count
from people.access import PersonRequest, allowed, get_visible, require, signed_in
from people.middleware import held_fields, writer_mark
from people.permissions import can
from people.queries import supervisors_of
from registers import actions, queries
from registers.forms import DeclareForm, EndorseForm, EndorserForm, NewRenewalForm, RenewalForm
from registers.freezing import facts_of
from registers.models import FrozenPack, Renewal
from registers.packfiles.facts import PackRefused
from registers.renewal_panels import declared_panels


@require_safe
@signed_in
def renewal_list(request: PersonRequest) -> HttpResponse:
    rows = Renewal.objects.visible_to(request.user).select_related("owner", "frozen")
    mine = [one for one in rows if one.owner_id == request.user.pk]
    asked = [one for one in rows if one.owner_id != request.user.pk]
    return render(request, "registers/renewal_list.html", {"mine": mine, "asked": asked})


@require_http_methods(["GET", "POST"])
@allowed("registers.keep")
def renewal_new(request: PersonRequest) -> HttpResponse:
    held = queries.current_registrations(request.user)
    chosen = request.GET.get("registration") or (str(held[0].uid) if held else "")
    form = NewRenewalForm(
        request.POST or None, held=held, initial={"registration": chosen, "which": "present"}
    )
    if form.is_valid():
        renewal = actions.start_renewal(
            registration=form.chosen(),
            period_from=form.cleaned_data["period_from"],
            period_to=form.cleaned_data["period_to"],
        )
        return redirect(renewal)
    status = 422 if form.errors else 200
    return render(request, "registers/renewal_new.html", {"form": form, "held": held}, status=status)


@require_http_methods(["GET", "POST"])
@signed_in
def renewal_detail(request: PersonRequest, uid: UUID) -> HttpResponse:
    """The renewal being prepared, or the pack that was declared. A POST keeps what the owner wrote."""
    renewal = get_visible(Renewal, request, uid)
    if request.method == "GET":
        shown = RenewalForm.shown(renewal)
        if renewal.is_draft and (held := held_fields(request)):
            shown |= {"show_name": False} | held.dict()
        return page(request, renewal, RenewalForm(initial=shown, renewal=renewal))
    require(request.user, "registers.write_renewal", renewal)
    form = RenewalForm(request.POST, renewal=renewal)
    if not form.is_valid():
        return page(request, renewal, form, status=422)
    try:
        actions.change_renewal(
            renewal=renewal,
            actor=request.user,
            values=form.values(),
            changed=form.cleaned_data["changed"] or None,
        )
    except actions.Stale as stale:
        renew(form, "changed", stale.stored.changed_token)
        return page(request, stale.stored, form, status=409)
    except actions.RenewalRefused as refusal:
        messages.error(request, str(refusal))
        return page(request, Renewal.objects.get(pk=renewal.pk), form, status=409)
    messages.success(request, "Saved.", extra_tags=f"draft-saved:renewal-{renewal.uid}")
    return redirect(renewal)


def page(
    request: PersonRequest,
    renewal: Renewal,
    form: RenewalForm,
    *,
    declare: DeclareForm | None = None,
    status: int = 200,
) -> HttpResponse:
    frozen = FrozenPack.objects.filter(renewal=renewal).first()
    if frozen:
        context = {"renewal": renewal, "frozen": frozen, "panels": declared_panels(request, renewal)}
        return render(request, "registers/renewal_declared.html", context, status=status)
    judgement = queries.judgement_of(renewal)
    findings = queries.judge_renewal(renewal, judgement)
    owns = can(request.user, "registers.write_renewal", renewal)
    context = {
        "renewal": renewal,
        "form": form,
        "declare": declare or DeclareForm(renewal=renewal),
        "findings": findings,
        "open": [one for one in findings if one.status == "not_met"],
        "open_words": days_left(renewal),
        "is_owner": owns,
        "endorsers": EndorserForm(supervisors=supervisors_of(renewal.owner)) if owns else None,
        "endorse": EndorseForm() if can(request.user, "registers.endorse_renewal", renewal) else None,
        "writer": writer_mark(request.user),
        "preview": facts_of(renewal, judgement=judgement),
        "conflict": differences(renewal, form) if status == 409 else None,
    }
    return render(request, "registers/renewal_draft.html", context, status=status)


def differences(stored: Renewal, form: RenewalForm) -> list[dict[str, str]]:
    """Both versions of each box that differs, for parts/conflict.html."""
    there = RenewalForm.shown(stored)
    said = {True: "Yes", False: "No"}
    return [
        {"label": str(field.label), "stored": said.get(kept, kept), "yours": said.get(yours, yours)}
        for name, field in form.fields.items()
        if name != "changed" and (kept := there.get(name, "")) != (yours := form.cleaned_data[name])
    ]


def days_left(renewal: Renewal) -> str:
    left = (renewal.period_to - timezone.localdate()).days
    return f"{count(left, 'day', 'days')} left" if left > 0 else "The period has ended"


@require_POST
@signed_in
def renewal_declare(request: PersonRequest, uid: UUID) -> HttpResponse:
    renewal = get_visible(Renewal, request, uid)
    require(request.user, "registers.write_renewal", renewal)
    form = DeclareForm(request.POST, renewal=renewal)
    if not form.is_valid():
        shown = RenewalForm(initial=RenewalForm.shown(renewal), renewal=renewal)
        return page(request, renewal, shown, declare=form, status=422)
    try:
        frozen = actions.declare_renewal(renewal=renewal, actor=request.user, once=form.cleaned_data["once"])
        messages.success(request, f"Declared. Its code is {frozen.code}.")
    except (actions.RenewalRefused, PackRefused) as refusal:
        messages.error(request, str(refusal))
    return redirect(renewal)


@require_http_methods(["GET", "POST"])
@signed_in
def renewal_withdraw(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Asks first: a draft is dropped, a declaration taken back for everyone to see."""
    renewal = get_visible(Renewal, request, uid)
    require(request.user, "registers.write_renewal", renewal)
    if request.method == "POST":
        actions.withdraw_renewal(renewal=renewal, actor=request.user)
        messages.success(request, "Withdrawn.")
        return redirect("renewals:renewal_list")
    return render(request, "registers/renewal_withdraw.html", {"renewal": renewal})


@require_POST
@signed_in
def renewal_ask(request: PersonRequest, uid: UUID) -> HttpResponse:
    renewal = get_visible(Renewal, request, uid)
    require(request.user, "registers.write_renewal", renewal)
    form = EndorserForm(request.POST, supervisors=supervisors_of(request.user))
    try:
        if form.is_valid():
            endorser = form.cleaned_data["endorser"]
            actions.ask_endorsement(renewal=renewal, endorser=endorser, actor=request.user)
            messages.success(request, f"{endorser} has been asked and can read this renewal.")
        else:
            messages.error(request, "Choose one of your supervisors.")
    except actions.RenewalRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(renewal)


@require_POST
@signed_in
def renewal_endorse(request: PersonRequest, uid: UUID) -> HttpResponse:
    renewal = get_visible(Renewal, request, uid)
    require(request.user, "registers.endorse_renewal", renewal)
    form = EndorseForm(request.POST)
    try:
        if form.is_valid():
            actions.endorse_renewal(renewal=renewal, actor=request.user, words=form.cleaned_data["words"])
            messages.success(request, "Endorsed.")
    except actions.RenewalRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(renewal)
