"""Something done to several members: choose in the matrix, see who is touched and who is not, confirm, take back."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from cohorts import actions, choosing, queries
from cohorts.actions.bulk import touches
from cohorts.forms_bulk import ACTS, ChosenForm, ExtendForm, MoveForm
from cohorts.models import BulkAct, Cohort
from cohorts.views import written
from lib.fields import refuse
from lib.formats import count
from lib.once import OnceForm
from people.access import PersonRequest, get_visible, signed_in
from people.moves import NotAllowedNow
from sharing.refusals import Refused

LEDES = {
    "remind": "Each is told in the product and, as they chose, by email; of one item once a day at most.",
    "extend": "Each is told, and sees the reason. You can take it back while it is not handed in.",
    "assign": "Each gets what they lack, due as the cohort has it. You can take back what nobody has begun.",
    "move": "They leave this cohort today, keep their work, and get what the other was set. You can take it back.",
}


@require_POST
@signed_in
def bulk(request: PersonRequest, uid: Any) -> HttpResponse:
    """First the page that asks; with `confirm` the act itself."""
    cohort = written(request, uid)
    members = queries.people_in(cohort)
    chosen = ChosenForm(request.POST, people=members, items=cohort.items.all())
    if not chosen.is_valid():
        messages.error(request, " ".join(words for found in chosen.errors.values() for words in found))
        return redirect(cohort)
    act, confirmed = chosen.cleaned_data["act"], "confirm" in request.POST
    form, keys = form_for(request, act, cohort, bound=confirmed), OnceForm(request.POST)
    if confirmed and keys.is_valid() and (form is None or form.is_valid()):
        try:
            more = form.cleaned_data if form else {}
            done = _do(request, cohort, chosen, more=more, once=keys.cleaned_data["once"])
        except (Refused, NotAllowedNow) as refusal:
            if form is None:
                messages.error(request, str(refusal))
            else:
                refuse(form, refusal.errors if isinstance(refusal, Refused) else {"": str(refusal)})
        else:
            return redirect(f"{cohort.get_absolute_url()}?act={done.uid}")
    return _ask(request, cohort, chosen, form=form, status=422 if confirmed else 200)


def form_for(request: PersonRequest, act: str, cohort: Cohort, *, bound: bool) -> forms.Form | None:
    """What else the act wants to know."""
    data = request.POST if bound else None
    if act == "extend":
        return ExtendForm(data)
    if act == "move":
        return MoveForm(data, cohorts=queries.run_by(request.user).exclude(pk=cohort.pk))
    return None


def _do(
    request: PersonRequest, cohort: Cohort, chosen: ChosenForm, *, more: dict[str, Any], once: UUID
) -> BulkAct:
    """`more` is what this kind of act wants to know besides (see `form_for`)."""
    given = chosen.cleaned_data
    same: dict[str, Any] = {"cohort": cohort, "actor": request.user, "once": once}
    if given["act"] == "move":
        people = [person.pk for person in given["pick"]]
        return actions.move_members(**same, people=people, **more)
    same |= chosen.keys
    if given["act"] == "extend":
        return actions.extend_all(**same, **more)
    return actions.remind_all(**same) if given["act"] == "remind" else actions.assign_again(**same)


def _ask(
    request: PersonRequest, cohort: Cohort, chosen: ChosenForm, *, form: forms.Form | None, status: int
) -> HttpResponse:
    given = chosen.cleaned_data
    people = list(given["pick"])
    if given["act"] == "move":
        found = [choosing.Touch(person) for person in people]
    else:
        found = touches(cohort, given["act"], actor=request.user, **chosen.keys)
    touched = [one for one in found if not one.why_not]
    context = {
        "cohort": cohort,
        "act": given["act"],
        "label": dict(ACTS)[given["act"]],
        "lede": LEDES[given["act"]],
        "form": form,
        "once": uuid4(),
        "people": people,
        "items": given["item"],
        "cells": given["cell"],
        "touched": touched,
        "most": choosing.MOST,
        "too_many": len(touched) > choosing.MOST,
        "left": choosing.by_reason(found),
        "left_count": len(found) - len(touched),
    }
    return render(request, "cohorts/bulk_confirm.html", context, status=status)


@require_safe
@signed_in
def act_list(request: PersonRequest, uid: Any) -> HttpResponse:
    """What was done to several members of this cohort, the latest first."""
    cohort = get_visible(Cohort, request, uid)
    return render(request, "cohorts/act_list.html", {"cohort": cohort, "acts": queries.acts_of(cohort)[:50]})


@require_POST
@signed_in
def act_undo(request: PersonRequest, uid: Any, act_uid: Any) -> HttpResponse:
    cohort = written(request, uid)
    act = queries.acts_of(cohort).filter(uid=act_uid).first()
    if act is None:
        raise Http404
    if act.undone_at is None:
        undone = actions.undo(act=act, actor=request.user)
        left = len(act.touched) - undone
        why = "begun, handed in or changed since, or not yours to take back"
        kept = f" {count(left, 'stays as it is', 'stay as they are')}: {why}." if left else ""
        messages.success(request, f"Taken back: {undone} of {len(act.touched)}.{kept}")
    else:
        messages.info(request, "That was taken back already.")
    return redirect(reverse("cohorts:act_list", args=[cohort.uid]))
