"""`/moving/transfers/`: asking to move to another institution; `/moving/arrivals/`: receiving whoever asks to come."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lib.fields import renew
from moving import actions, queries
from moving.actions import TransferRefused
from moving.actions.transfers import MOST_A_DAY
from moving.forms_transfers import AskTransferForm, PlaceForm
from people.access import PersonRequest, allowed, get_visible, require, signed_in
from people.models.accounts import Role
from people.permissions import can
from people.sent import posted
from tenants.models import Transfer


@allowed("moving.keep")
@require_http_methods(["GET", "HEAD", "POST"])
def transfer_list(request: PersonRequest) -> HttpResponse:
    """What was asked; a form asks."""
    form = AskTransferForm(
        posted(request),
        institutions=queries.others_open(),
        initial={"once": uuid4(), "email": request.user.email},
    )
    if form.is_valid():
        try:
            return redirect(actions.ask_transfer(owner=request.user, **form.cleaned_data))
        except TransferRefused as refusal:
            renew(form, "once", str(uuid4()))
            form.add_error(refusal.field, str(refusal))
    transfers = queries.transfers_of(request.user)
    context = {
        "form": form,
        "transfers": transfers,
        "most": MOST_A_DAY,
        "is_asking": any(one.is_open and not one.arrives_here for one in transfers),
    }
    return render(request, "moving/transfer_list.html", context, status=422 if form.errors else 200)


@signed_in
@require_safe
def transfer_detail(request: PersonRequest, uid: UUID) -> HttpResponse:
    """How far it is, to the person at either end and to those who receive them."""
    transfer = get_visible(Transfer, request, uid)
    context = {
        "transfer": queries.named(transfer),
        "newcomer": queries.newcomer_of(transfer),
        "is_own": transfer.concerns(request.user),
        "may_answer": transfer.may_change and can(request.user, "moving.answer_transfer", transfer),
    }
    return render(request, "moving/transfer_detail.html", context)


@signed_in
@require_POST
def transfer_cancel(request: PersonRequest, uid: UUID) -> HttpResponse:
    transfer = get_visible(Transfer, request, uid)
    try:
        actions.cancel_transfer(transfer=transfer, actor=request.user)
        messages.success(request, "Cancelled. Nothing has moved.")
    except TransferRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(transfer)


@signed_in
@require_POST
def transfer_claim(request: PersonRequest, uid: UUID) -> HttpResponse:
    """The account here and the record that is to come are the same person's."""
    transfer = get_visible(Transfer, request, uid)
    try:
        actions.claim_transfer(transfer=transfer, actor=request.user)
        messages.success(
            request, "Thank you. The record comes into your account once your institution accepts."
        )
    except TransferRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(transfer)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def transfer_answer(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Accepting somebody: their roles, unit and supervisor here."""
    transfer = get_visible(Transfer, request, uid)
    require(request.user, "moving.answer_transfer", transfer)
    form = PlaceForm(request.POST or None, initial={"roles": [Role.TECHNICIAN]})
    if form.is_valid():
        try:
            accepted = actions.accept_transfer(transfer=transfer, actor=request.user, place=form.place)
        except TransferRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, "Accepted. The record comes by itself on its day.")
            return redirect(accepted)
    context = {
        "transfer": queries.named(transfer), "newcomer": queries.newcomer_of(transfer), "form": form,
    }  # fmt: skip
    return render(request, "moving/transfer_answer.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def transfer_refuse(request: PersonRequest, uid: UUID) -> HttpResponse:
    transfer = get_visible(Transfer, request, uid)
    try:
        actions.refuse_transfer(transfer=transfer, actor=request.user)
        messages.success(
            request,
            "Refused. They are told if they can still sign in where they are, and nothing of theirs stays here.",
        )
    except TransferRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(reverse("moving:arrival_list"))


@allowed("moving.receive")
@require_safe
def arrival_list(request: PersonRequest) -> HttpResponse:
    return render(request, "moving/arrival_list.html", {"transfers": queries.arrivals()})
