"""`/registers/`: the registers a person holds, and how their log stands under each, or under any other."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lib.fields import renew
from people.access import PersonRequest, allowed, get_visible, require, signed_in
from people.middleware import held_fields, writer_mark
from people.sent import posted
from registers import actions, history, packs, periods, queries, states
from registers.conflicts import registration_rows
from registers.editions import Edition
from registers.facts import Circumstances, Period
from registers.forms import EndForm, LookForm, RegistrationForm, ReturnForm, breaks_form
from registers.models import Registration


@require_safe
@allowed("registers.keep")
def registration_list(request: PersonRequest) -> HttpResponse:
    ended = [one for one in queries.registrations(request.user) if one.is_ended]
    context = {
        "standings": queries.standings(request.user),
        "ended": [(one, states.STATES[one.state]) for one in ended],
        "packs": sorted((packs.editions(one)[-1] for one in packs.ids()), key=lambda edition: edition.name),
    }
    return render(request, "registers/registration_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("registers.keep")
def registration_new(request: PersonRequest) -> HttpResponse:
    return _edit(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def registration_edit(request: PersonRequest, uid: UUID) -> HttpResponse:
    registration = get_visible(Registration, request, uid)
    require(request.user, "registers.write_registration", registration)
    return _edit(request, registration)


def _edit(request: PersonRequest, registration: Registration | None) -> HttpResponse:
    given = {name: request.GET[name] for name in ("register", "registered_on") if name in request.GET}
    if registration:
        given = RegistrationForm.shown(registration) | {"changed": registration.changed_token}
    sends = request.method == "POST"
    fields = request.POST if sends else held_fields(request)
    form = RegistrationForm(fields, initial=given)
    breaks = breaks_form(fields, registration)
    context = {
        "form": form,
        "breaks": breaks,
        "registration": registration,
        "writer": writer_mark(request.user),
    }
    status = 422 if sends else 200
    if sends and form.is_valid() and (not breaks.is_bound or breaks.is_valid()):
        try:
            saved = _saved(request, registration, form=form, breaks=breaks)
            messages.success(request, f"Saved: {saved}.")
            return redirect(saved)
        except IntegrityError:
            form.add_error("register", "You hold this one already; change that registration instead.")
        except actions.Stale as stale:
            renew(form, "changed", stale.stored.changed_token)
            context |= {
                "conflict": registration_rows(stale.stored, form, breaks),
                "when": stale.stored.changed,
            }
            status = 409
    return render(request, "registers/registration_form.html", context, status=status)


@transaction.atomic
def _saved(
    request: PersonRequest, registration: Registration | None, *, form: RegistrationForm, breaks: Any
) -> Registration:
    """Raises IntegrityError where the person holds it already, Stale where it was changed meanwhile."""
    return actions.save_registration(
        owner=request.user,
        values=form.values(),
        breaks=breaks.values() if breaks.is_bound else None,
        registration=registration,
        changed=form.cleaned_data["changed"],
    )


@require_safe
@signed_in
def registration_detail(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Every rule of the present period with its reason; what the registration's state means; and its history."""
    return registration_page(request, get_visible(Registration, request, uid))


def registration_page(
    request: PersonRequest, registration: Registration, *, back: ReturnForm | None = None
) -> HttpResponse:
    """`back` is the form to come back by, where it was refused."""
    standing = next(
        (one for one in queries.standings(request.user) if one.registration.pk == registration.pk), None
    )
    edition = registration.edition
    steps = history.steps_of(registration)
    since = min([one.on for one in steps] or [registration.created.date()])
    context = {
        "registration": registration,
        "standing": standing,
        "edition": edition,
        "state": states.STATES[registration.state],
        "sanctions": states.sanctions(edition),
        "back": back or ReturnForm(),
        "steps": steps,
        "past": history.past_periods(registration, since=since, today=timezone.localdate()),
    }
    status = 422 if back else 200
    return render(request, "registers/registration_detail.html", context | sources(edition), status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def registration_end(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Asks what happened and when: lapsed, given up and gone to another body are three different things."""
    registration = get_visible(Registration, request, uid)
    require(request.user, "registers.write_registration", registration)
    form = EndForm(posted(request))
    if form.is_valid():
        try:
            actions.end_registration(registration=registration, actor=request.user, **form.cleaned_data)
        except actions.RegistrationRefused as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, f"{registration} is kept as history and judged no more.")
            return redirect(registration)
    context = {"form": form, "registration": registration}
    return render(request, "registers/registration_end.html", context, status=422 if form.is_bound else 200)


@require_POST
@signed_in
def registration_return(request: PersonRequest, uid: UUID) -> HttpResponse:
    registration = get_visible(Registration, request, uid)
    require(request.user, "registers.write_registration", registration)
    form = ReturnForm(request.POST)
    if form.is_valid():
        try:
            back = actions.return_registration(
                registration=registration, actor=request.user, on=form.cleaned_data["on"]
            )
        except actions.RegistrationRefused as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, f"{back} is current again.")
            return redirect(back)
    return registration_page(request, registration, back=form)


@require_safe
@allowed("registers.keep")
def pack_look(request: PersonRequest, pack: str) -> HttpResponse:
    """How my log would stand under a pack I do not hold."""
    if pack not in packs.ids():
        raise Http404
    today = timezone.localdate()
    edition = packs.edition_on(pack, today)
    usual = usual_period(edition)
    form = LookForm(
        request.GET or None, edition=edition, period=usual, initial={"grade": edition.grades[0].code}
    )
    grade, period = edition.grades[0].code, usual or Period(today.replace(month=1, day=1), today)
    if form.is_valid():
        grade = form.cleaned_data["grade"]
        start, end = form.cleaned_data["period_from"], form.cleaned_data["period_to"]
        period = Period(start, end) if start and end and start <= end else period
    edition = packs.edition_on(pack, period.end)
    found = queries.findings_for(request.user, edition, grade, period=period, circumstances=Circumstances())
    context = {"edition": edition, "grade": grade, "period": period, "findings": found, "form": form}
    return render(request, "registers/pack_look.html", context | sources(edition))


def usual_period(edition: Edition) -> Period | None:
    """The period of today where no date of one's own is needed."""
    try:
        return periods.period_on(edition, timezone.localdate())
    except periods.PeriodUnknownError:
        return None


def sources(edition: Edition) -> dict[str, object]:
    """Where the rules were read, when, and what of them is an inference rather than the body's published word."""
    data = edition.data
    return {
        "retrieved": data["retrieved"],
        "sources": data["source_urls"],
        "unknowns": data["unknowns"],
        "inferred": data["confidence"] == "inferred" or edition.breadth.inferred,
    }
