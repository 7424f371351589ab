"""`/people/`: accounts, roles, pairs and the institution's look, for its admins. No CPD is shown or linked here."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lib.formats import count
from people import actions, queries
from people.access import allowed, get_visible
from people.actions.accounts import AccountRefused
from people.actions.pairs import PairRefused
from people.forms import (
    EmailChangeForm,
    InstitutionForm,
    InstitutionHoursForm,
    InstitutionLeavingForm,
    InstitutionStorageForm,
    NewPersonForm,
    PairForm,
    PersonFilterForm,
    PersonForm,
    SettingsForm,
)
from people.models import EmailChange, Pair, User
from tenants.actions import change_institution

PAGE = 40


@allowed("people.manage")
@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    form = PersonFilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    people = Paginator(queries.directory(**wanted), PAGE).get_page(request.GET.get("page"))
    counts = {side: people_without.count() for side, people_without in queries.unpaired().items()}
    changes = EmailChange.objects.filter(confirmed_at=None).select_related("person", "asked_by")
    context = {
        "form": form,
        "page": people,
        "unpaired": counts,
        "unpaired_words": f"{count(counts['technicians'], 'technician', 'technicians')} without a supervisor, "
        f"{count(counts['supervisors'], 'supervisor', 'supervisors')} without a technician.",
        "email_changes": changes,
        "filter_words": form.in_words(),
        "clear": request.path if form.in_words() else "",
    }
    return render(request, "people/person_list.html", context)


@allowed("people.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def person_new(request: HttpRequest) -> HttpResponse:
    form = NewPersonForm(request.POST or None)
    if form.is_valid():
        try:
            person = actions.create_person(actor=request.user, **form.cleaned_data)
        except AccountRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(
                request, f"{person} has an account. They have been sent a link to choose a password."
            )
            return redirect("people:person_edit", uid=person.uid)
    return render(request, "people/person_new.html", {"form": form}, status=422 if form.errors else 200)


@allowed("people.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def person_edit(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    person = get_visible(User, request, uid)
    form = PersonForm(request.POST or None, instance=User.objects.get(pk=person.pk))
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("first_name", "last_name", "unit", "job_title")}
        actions.update_person(person=person, actor=request.user, **values)
        if not person.has_left:
            actions.set_roles(person=person, roles=form.cleaned_data["roles"], actor=request.user)
        messages.success(request, f"Saved what you changed about {person}.")
        return redirect("people:person_edit", uid=uid)
    pairs = Pair.objects.visible_to(request.user).select_related("technician", "supervisor")
    context = {
        "person": person,
        "form": form,
        "email_form": EmailChangeForm(),
        "as_technician": pairs.filter(technician=person),
        "as_supervisor": pairs.filter(supervisor=person),
    }
    return render(request, "people/person_edit.html", context, status=422 if form.errors else 200)


@allowed("people.manage")
@require_POST
def person_access(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Close an account to sign-in, or open it again, also to whoever has left. An admin cannot close their own."""
    person = get_visible(User, request, uid)
    if person == request.user:
        messages.error(request, "You cannot close your own account. Ask another admin.")
        return redirect("people:person_edit", uid=uid)
    opens = request.POST.get("active") == "yes"
    with transaction.atomic():
        if opens:
            actions.come_back(person=person, actor=request.user)
        actions.update_person(person=person, actor=request.user, is_active=opens)
    state = "can sign in again" if person.is_active else "can no longer sign in; nothing of theirs is deleted"
    messages.success(request, f"{person} {state}.")
    return redirect("people:person_edit", uid=uid)


@allowed("people.manage")
@require_POST
def person_invite(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Send the person a fresh set-password link. It goes to them only; an admin never sees it."""
    person = get_visible(User, request, uid)
    actions.invite(person=person, actor=request.user)
    messages.success(request, f"A link to choose a password is on its way to {person.email}.")
    return redirect("people:person_edit", uid=uid)


@allowed("people.manage")
@require_POST
def person_email(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    person = get_visible(User, request, uid)
    form = EmailChangeForm(request.POST)
    if form.is_valid():
        try:
            actions.ask_email_change(
                person=person, new_email=form.cleaned_data["new_email"], actor=request.user
            )
        except AccountRefused as refusal:
            form.add_error("new_email", str(refusal))
    if form.errors:
        messages.error(request, " ".join(map(str, form.errors.get("new_email", []))))
    else:
        messages.success(
            request,
            "Nothing has changed yet. The old address has been asked to confirm; if it is dead, a second admin can.",
        )
    return redirect("people:person_edit", uid=uid)


@allowed("people.manage")
@require_POST
def email_change_confirm(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    change = EmailChange.objects.filter(uid=uid).select_related("person").first()
    if change is None:
        raise Http404
    if change.person_id == request.user.pk:
        messages.error(request, "Open the link that was sent to your old address, or ask another admin.")
        return redirect("people:person_list")
    try:
        actions.confirm_email_change(change=change, actor=request.user)
        messages.success(
            request, f"The address of {change.person} has changed; both addresses have been told."
        )
    except AccountRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("people:person_list")


@allowed("people.manage_pairs")
@require_safe
def pair_list(request: HttpRequest) -> HttpResponse:
    pairs = Pair.objects.visible_to(request.user).select_related(
        "technician", "supervisor", "technician__unit"
    )
    page = Paginator(pairs, PAGE).get_page(request.GET.get("page"))
    return render(request, "people/pair_list.html", {"page": page, "unpaired": queries.unpaired()})


@allowed("people.manage_pairs")
@require_http_methods(["GET", "HEAD", "POST"])
def pair_new(request: HttpRequest) -> HttpResponse:
    form = PairForm(request.POST or None, initial=request.GET.dict())
    if form.is_valid():
        try:
            pair = actions.propose_pair(actor=request.user, **form.cleaned_data)
        except PairRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, f"{pair.technician} has been asked. The pair opens nothing until they accept."
            )
            return redirect("people:pair_list")
    return render(request, "people/pair_new.html", {"form": form}, status=422 if form.errors else 200)


@allowed("people.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def institution_settings(request: HttpRequest) -> HttpResponse:
    """How the institution looks."""
    return _settings_page(request, InstitutionForm, "people:institution_settings")


@allowed("people.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def institution_hours(request: HttpRequest) -> HttpResponse:
    """Its clock, its quiet hours, and when a submission that waits is asked about."""
    return _settings_page(request, InstitutionHoursForm, "people:institution_hours")


@allowed("people.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def institution_storage(request: HttpRequest) -> HttpResponse:
    """How much evidence one person may keep, and how long a film may be."""
    return _settings_page(request, InstitutionStorageForm, "people:institution_storage")


@allowed("people.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def institution_leaving(request: HttpRequest) -> HttpResponse:
    """What becomes of the record of whoever leaves."""
    return _settings_page(request, InstitutionLeavingForm, "people:institution_leaving")


def _settings_page(request: HttpRequest, form_class: type[SettingsForm], name: str) -> HttpResponse:
    form = form_class(request.POST) if request.method == "POST" else form_class.of(request.institution)
    if form.is_valid():
        change_institution(institution=request.institution, **form.cleaned_data)
        messages.success(request, "Saved. It holds everywhere within a few seconds.")
        return redirect(name)
    template = f"{name.replace(':', '/')}.html"
    return render(request, template, {"form": form}, status=422 if form.errors else 200)
