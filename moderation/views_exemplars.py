"""One exemplar: written by the owner of its set, scored by everybody else, once."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lib.once import OnceForm
from moderation import actions, calibration, queries, screens
from moderation.actions.calibrating import RATE, REMOVED, WRITE
from moderation.forms import ExemplarForm, RatingForm
from moderation.models import CalibrationSet, Exemplar
from moderation.views_calibration import visible
from people.access import PersonRequest, get_visible, require, signed_in
from people.middleware import writer_mark
from people.sent import typed
from people.trail import has_done
from sharing.refusals import RefusalsOn, Stale


def found(request: PersonRequest, uid: UUID) -> Exemplar:
    rows = Exemplar.objects.select_related("calibration__owner", "calibration__template")
    return get_visible(Exemplar, request, uid, queryset=rows)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def exemplar_new(request: PersonRequest, uid: UUID) -> HttpResponse:
    held = visible(request, uid)
    require(request.user, WRITE, held)
    return _write(request, held, None)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def exemplar_edit(request: PersonRequest, uid: UUID) -> HttpResponse:
    exemplar = found(request, uid)
    require(request.user, WRITE, exemplar.calibration)
    return _write(request, exemplar.calibration, exemplar)


def stored_values(exemplar: Exemplar) -> dict[str, Any]:
    """As initial values of an ExemplarForm."""
    values: dict[str, Any] = {"title": exemplar.title}
    for number, text in exemplar.answers.items():
        reference = exemplar.reference[number]
        values |= {
            f"answer-{number}": text,
            f"reference-{number}": reference["score"],
            f"why-{number}": reference["why"],
        }
    return values


def _write(request: PersonRequest, held: CalibrationSet, exemplar: Exemplar | None) -> HttpResponse:
    """Show the form, or keep what it says."""
    initial = stored_values(exemplar) if exemplar else {}
    form = ExemplarForm(held.criteria, typed(request), initial=initial)
    shown: dict[str, Any] = {"set": held, "exemplar": exemplar, "form": form}
    if request.method != "POST":
        return _write_page(request, shown)
    keys = OnceForm(request.POST)
    if not keys.is_valid_with(form):
        return _write_page(request, shown, status=422)
    try:
        with RefusalsOn(form):
            actions.save_exemplar(
                calibration=held,
                actor=request.user,
                once=keys.cleaned_data["once"],
                values=form.values(),
                exemplar=exemplar,
                changed=request.POST.get("changed"),
            )
            saved = f"draft-saved:exemplar-{exemplar.uid if exemplar else held.uid}"
            messages.success(request, "Answer saved.", extra_tags=saved)
            return redirect(held)
    except Stale as refusal:
        conflict = screens.differing(form, stored_values(refusal.stored))
        return _write_page(request, shown | {"exemplar": refusal.stored, "conflict": conflict}, status=409)
    except actions.NotNow as refusal:
        form.add_error(None, str(refusal))
        return _write_page(request, shown, status=409)
    return _write_page(request, shown, status=422)


def _write_page(request: PersonRequest, shown: dict[str, Any], *, status: int = 200) -> HttpResponse:
    context = {"rows": shown["form"].rows(), "once": uuid4(), "writer": writer_mark(request.user)}
    return render(request, "moderation/exemplar_edit.html", shown | context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def exemplar_remove(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Asks first: it goes for good. Pressed twice, the second time finds it done."""
    if request.method == "POST" and has_done(request.user, REMOVED, uid):
        return redirect("moderation:calibration_list")
    exemplar = found(request, uid)
    held = exemplar.calibration
    require(request.user, WRITE, held)
    if request.method == "POST":
        try:
            actions.remove_exemplar(exemplar=exemplar, actor=request.user)
        except actions.NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "The answer is removed.")
        return redirect(held)
    stays = "This set has been opened: what raters saw does not change any more."
    context = {
        "exemplar": exemplar,
        "asks": f"Remove {exemplar}?",
        "yes": "Remove it",
        "back": held.get_absolute_url(),
        "back_words": held.title,
        "refused": "" if held.is_draft else stays,
    }
    return render(request, "moderation/exemplar_remove.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def exemplar_rate(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Score it without the reference; afterwards one's own scores beside the reference and its reasons."""
    exemplar = found(request, uid)
    held = exemplar.calibration
    require(request.user, RATE, held)
    form = RatingForm(held.criteria, typed(request))
    if request.method != "POST":
        return _rate_page(request, exemplar, form=form)
    keys = OnceForm(request.POST)
    if not keys.is_valid_with(form):
        return _rate_page(request, exemplar, form=form, status=422)
    try:
        actions.rate(
            exemplar=exemplar, actor=request.user, once=keys.cleaned_data["once"], scores=form.scores()
        )
    except actions.NotNow as refusal:
        return _rate_page(request, exemplar, form=form, status=409, too_late=str(refusal))
    messages.success(request, "Scored. Only you see how far you are from the reference.")
    return redirect(exemplar)


def _rate_page(
    request: PersonRequest, exemplar: Exemplar, *, form: RatingForm, status: int = 200, too_late: str = ""
) -> HttpResponse:
    rating = queries.rating_by(request.user, exemplar)
    said = exemplar.answers
    context = {
        "exemplar": exemplar,
        "set": exemplar.calibration,
        "form": form,
        "rating": rating,
        "too_late": too_late,
        "beside": calibration.beside_reference(rating) if rating else [],
        "next": calibration.next_for_rater(request.user, exemplar.calibration) if rating else None,
        "rows": [row | {"said": said.get(str(row["criterion"].order), "")} for row in form.rows()],
        "once": uuid4(),
        "writer": writer_mark(request.user),
    }
    return render(request, "moderation/exemplar_rate.html", context, status=status)
