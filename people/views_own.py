"""A person's own account and supervision pairs."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lib.merging import Base, Merged, choices_in, clash_rows, merge, told
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
    if request.method != "POST":
        return profile_page(request, profile_form(person))
    form = ProfileForm(chosen(request.POST, person), instance=User.objects.get(pk=person.pk))
    if not form.is_valid():
        return profile_page(request, form, status=422)
    return save_profile(request, form)


def profile_page(request: HttpRequest, form: ProfileForm, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "form": form,
        "email_form": EmailChangeForm(),
        "after_name": [text for part in AFTER_NAME for text in part(request.user)],
        "tokens": ApiToken.objects.filter(person=request.user, revoked_at=None),
        **more,
    }
    return render(request, "people/profile.html", context, status=status)


def profile_fields(person: User) -> dict[str, Any]:
    return {name: getattr(person, name) for name in ProfileForm.Meta.fields}


def profile_form(person: User, **typed: Any) -> ProfileForm:
    """The form that goes on from what is stored, with what was typed in its boxes."""
    base = Base.made(profile_fields(person), of=person.uid).sign()
    return ProfileForm(instance=person, initial=typed | {"base": base})


def chosen(sent: QueryDict, person: User) -> QueryDict:
    """The form with what is stored in each box whose other version was chosen."""
    choices, sent = choices_in(sent), sent.copy()
    for name, stored in profile_fields(person).items():
        if choices.get(name) == "theirs":
            sent[name] = stored
    return sent


@transaction.atomic
def save_profile(request: HttpRequest, form: ProfileForm) -> HttpResponse:
    """Changed in another window meanwhile: both edits where each changed other fields, else 409 and a choice."""
    person = User.objects.select_for_update(of=("self",)).get(pk=request.user.pk)
    stored, typed = profile_fields(person), form.values()
    base = Base.read(form.cleaned_data["base"], of=person.uid)
    merged = merge(base, stored, typed) if base.marks else Merged(typed, [], [], [])
    labels = {name: str(form.fields[name].label) for name in stored}
    if merged.clashes:
        words = dict(form.fields["theme"].choices)
        rows = clash_rows(merged, stored, labels=labels, spoken=lambda _, value: words.get(value, value))
        again = profile_form(person, **merged.values)
        said = told(merged, labels)
        return profile_page(request, again, status=409, conflict=rows, conflict_told=said)
    actions.update_person(person=person, actor=request.user, **merged.values)
    messages.success(request, f"Saved. {told(merged, labels)}".strip())
    return redirect("account_profile")


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
