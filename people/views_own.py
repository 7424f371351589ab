"""A person's own account and supervision pairs."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.core import signing
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people import actions
from people.access import get_visible, require, signed_in
from people.actions.accounts import AccountRefused
from people.actions.pairs import PairRefused
from people.forms import EmailChangeForm, OwnPairForm, ProfileForm
from people.models import ApiToken, EmailChange, Pair, User
from people.passwords import email_change_uid

# What stands after a person's name, such as letters of a register; rooms to the right fill it.
AFTER_NAME: list[Callable[[User], list[str]]] = []


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    person = User.objects.get(pk=request.user.pk)
    form = ProfileForm(request.POST or None, instance=User.objects.get(pk=person.pk))
    if form.is_valid():
        actions.update_person(person=person, actor=request.user, **form.cleaned_data)
        messages.success(request, "Saved.")
        return redirect("account_profile")
    context = {
        "form": form,
        "email_form": EmailChangeForm(),
        "after_name": [text for part in AFTER_NAME for text in part(person)],
        "tokens": ApiToken.objects.filter(person=request.user, revoked_at=None),
    }
    return render(request, "people/profile.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def email_change_ask(request: HttpRequest) -> HttpResponse:
    form = EmailChangeForm(request.POST)
    if form.is_valid():
        try:
            actions.ask_email_change(
                person=request.user, new_email=form.cleaned_data["new_email"], actor=request.user
            )
            messages.success(
                request, f"Open the link we sent to {request.user.email}; until then nothing changes."
            )
        except AccountRefused as refusal:
            messages.error(request, str(refusal))
    else:
        messages.error(request, "Enter an email address such as name@example.ac.uk.")
    return redirect("account_profile")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def email_change(request: HttpRequest, token: str) -> HttpResponse:
    """The link sent to the old address: shows what would change, and changes it on a POST by the person themselves."""
    try:
        change = EmailChange.objects.get(uid=email_change_uid(token), person=request.user)
    except (signing.BadSignature, EmailChange.DoesNotExist) as error:
        raise Http404 from error
    if request.method == "POST":
        try:
            actions.confirm_email_change(change=change, actor=request.user)
            messages.success(request, f"Your address is now {change.new_email}.")
        except AccountRefused as refusal:
            messages.error(request, str(refusal))
        return redirect("account_profile")
    return render(request, "people/email_change.html", {"change": change})


@signed_in
@require_POST
def token_revoke(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    token = ApiToken.objects.filter(person=request.user, uid=uid).first()
    if token is None:
        raise Http404
    actions.revoke_token(token=token, actor=request.user)
    messages.success(request, "That access token no longer works.")
    return redirect("account_profile")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def own_list(request: HttpRequest) -> HttpResponse:
    """My pairs: answer, end, and propose one from my side."""
    form = OwnPairForm(request.POST or None, person=request.user)
    if form.is_valid():
        try:
            _propose(request.user, **form.cleaned_data)
        except PairRefused as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, "Asked. You will be told when they answer.")
            return redirect("pairs:own_list")
    own = Pair.objects.filter(Q(technician=request.user) | Q(supervisor=request.user))
    pairs = own.select_related("technician", "supervisor", "proposed_by")
    context = {"form": form, "pairs": pairs, "today": timezone.localdate()}
    return render(request, "people/own_pairs.html", context, status=422 if form.errors else 200)


def _propose(person: User, *, email: str, side: str) -> Pair:
    """From the technician's side the wish is the consent; from the supervisor's it waits for the technician."""
    other = User.objects.current().filter(email__iexact=email).first()
    wanted = "supervisor" if side == "supervisor" else "technician"
    if other is None or not other.has_role(wanted):
        raise PairRefused(
            f"Nobody here with that address is a {wanted}. Check it, or ask your institution's admin."
        )
    if side == "supervisor":
        pair = actions.propose_pair(technician=person, supervisor=other, actor=person)
        return actions.accept_pair(pair=pair, actor=person)
    return actions.propose_pair(technician=other, supervisor=person, actor=person)


@signed_in
@require_POST
def pair_answer(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    pair = get_visible(Pair, request, uid)
    require(request.user, "people.answer_pair", pair)
    if request.POST.get("answer") == "accept":
        actions.accept_pair(pair=pair, actor=request.user)
        messages.success(
            request, f"{pair.supervisor} is now your supervisor and can read what you share with them."
        )
    else:
        actions.decline_pair(pair=pair, actor=request.user)
        messages.success(request, "Declined. Nothing of yours has been opened.")
    return redirect("pairs:own_list")


@signed_in
@require_POST
def pair_end(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    pair = get_visible(Pair, request, uid)
    require(request.user, "people.end_pair", pair)
    actions.end_pair(pair=pair, actor=request.user)
    messages.success(request, f"{pair} has ended; access closed at once.")
    own = request.user.pk in (pair.technician_id, pair.supervisor_id)
    return redirect("pairs:own_list" if own else "people:pair_list")


@signed_in
@require_safe
def email_redirect(request: HttpRequest) -> HttpResponse:
    """Addresses change by confirmation from the old one, so the usual address book of the sign-in library is closed."""
    return redirect("account_profile")
