"""Acts on many activities of one's own log: choose, confirm, do."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from activities import actions
from activities.acts import ACTS
from activities.filters import ActivityFilter
from activities.forms_bulk import ActForm, PickForm
from activities.models import Activity
from activities.queries import ActivityQuerySet
from activities.sentences import outcome_words
from activities.views_changes import log_address
from lib.formats import count
from people.access import PersonRequest, allowed

NAMED = 12  # titles on the confirmation page before the rest is folded
FOLDED = 200  # and so many more behind the fold; the log under the same filter shows the others


@require_POST
@allowed("activities.keep")
def bulk_ask(request: PersonRequest) -> HttpResponse:
    """What was chosen in the log, for confirmation. Nothing is changed yet."""
    form = PickForm(request.POST)
    is_said = form.is_valid()
    most = actions.most_at_once()
    query, scope = (form.cleaned_data.get(name, "") for name in ("query", "scope"))
    rows = picked(request, everything=scope == "all", query=query)
    uids = list(rows.order_by("-start_date", "-pk").values_list("uid", flat=True)[: most + 1])
    if not uids:
        return back_to_log(request, "Tick at least one activity first.", query)
    if refused := too_many(uids):
        return back_to_log(request, refused, query)
    if not is_said:
        return choose(request, form, uids)
    act = ACTS[form.cleaned_data["act"]]
    asked = ActForm(initial={"act": act.kind, "chosen": uids, "query": query}, takes=act.takes)
    return confirm(request, asked, uids)


def too_many(uids: list[UUID]) -> str:
    """What to do where so many cannot be changed in one go; "" where they can."""
    most = actions.most_at_once()
    return f"Narrow the filter: up to {most:,} at once." if len(uids) > most else ""


def choose(request: PersonRequest, form: PickForm, uids: list[UUID]) -> HttpResponse:
    """Asks what to do with what was chosen, which stays chosen."""
    context = {
        "form": form,
        "picks": request.POST.getlist("pick"),
        "how_many": count(len(uids), "activity", "activities"),
        "back": log_address(form.cleaned_data.get("query", "")),
    }
    return render(request, "activities/bulk_choose.html", context, status=422)


def picked(request: PersonRequest, *, everything: bool, query: str) -> ActivityQuerySet:
    """The owner's own activities that are ticked, or all that the filter of the log shows."""
    own = Activity.objects.owned_by(request.user)
    if everything:
        found = ActivityFilter(QueryDict(query.removeprefix("?")), queryset=own, request=request)
        return found.qs if found.form.is_valid() else own.none()
    return own.filter(uid__in=read_uids(request.POST.getlist("pick")))


def read_uids(texts: list[str]) -> list[UUID]:
    """Those of the texts that are uids."""
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def confirm(request: PersonRequest, form: ActForm, uids: list[UUID], *, status: int = 200) -> HttpResponse:
    act = ACTS[form["act"].value()]
    first = uids[: NAMED + FOLDED]
    rows = list(Activity.objects.owned_by(request.user).filter(uid__in=first))
    unnamed = len(uids) - len(first)
    context = {
        "form": form,
        "act": act,
        "named": rows[:NAMED],
        "folded": rows[NAMED:],
        "unnamed": unnamed,
        "how_many": count(len(rows) + unnamed, "activity", "activities"),
        "back": log_address(form["query"].value() or ""),
    }
    return render(request, "activities/bulk_confirm.html", context, status=status)


@require_POST
@allowed("activities.keep")
def bulk_apply(request: PersonRequest) -> HttpResponse:
    """Do it once, and show the log as it was filtered, with the way to take it back."""
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        return back_to_log(request, "Choose the activities again: the form was not complete.")
    form = ActForm(request.POST, takes=act.takes)
    if not form.is_valid():
        if "chosen" in form.errors or "once" in form.errors:
            return back_to_log(request, "Choose the activities again: the form was not complete.")
        return confirm(request, form, read_uids(request.POST["chosen"].split(",")), status=422)
    sent: dict[str, Any] = form.cleaned_data
    if refused := too_many(sent["chosen"]):
        return back_to_log(request, refused, sent["query"])
    outcome = actions.change_many(
        owner=request.user, uids=sent["chosen"], act=act, once=sent["once"], value=form.value
    )
    for words in outcome_words(outcome):
        messages.info(request, words)
    return redirect(log_address(sent["query"], change=outcome.change.uid if outcome.change else None))


def back_to_log(request: PersonRequest, words: str, query: str = "") -> HttpResponse:
    messages.error(request, words)
    return redirect(log_address(query))
