"""Copying to people: choose, look over, do; what came of it, and what was copied to oneself."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lib.formats import count
from lib.once import OnceForm
from people.access import PersonRequest, allowed, get_visible, signed_in
from people.sent import posted
from portfolios.copying import actions, queries
from portfolios.copying.forms import CopyToForm
from portfolios.copying.models import CopyAct, CopyLine
from portfolios.models import WebfolioSectionPage
from sharing import kinds
from sharing.refusals import RefusalsOn

PAGE = 50
copies = allowed("portfolios.copy")


@require_http_methods(["GET", "HEAD", "POST"])
@copies
def copy_new(request: PersonRequest) -> HttpResponse:
    """Choose; a first press shows what would be copied to whom, a second one (`confirm`) does it."""
    form = CopyToForm(posted(request), actor=request.user, initial=_chosen_before(request))
    if request.method != "POST" or not form.is_valid() or "back" in request.POST:
        return _ask(request, form)
    if "confirm" not in request.POST:
        return _look_over(request, form)
    keys = OnceForm(request.POST)
    if not keys.is_valid():
        return _look_over(request, form, keys=keys)
    with RefusalsOn(form):
        act = actions.copy_to_people(
            actor=request.user,
            sources=form.sources,
            people=form.receivers,
            once=keys.cleaned_data["once"],
        )
        messages.success(request, f"{act.said}.")
        return redirect(act)
    return _ask(request, form)


def _chosen_before(request: PersonRequest) -> dict[str, Any]:
    """The pages of the template that `?template=` names, ticked."""
    uid = request.GET.get("template", "")
    return {
        "pages": [str(one.uid) for one in queries.own_pages(request.user) if str(one.template.uid) == uid]
    }


def _ask(request: PersonRequest, form: CopyToForm) -> HttpResponse:
    status = 422 if request.method == "POST" and form.errors else 200
    return render(request, "portfolios/copy_new.html", {"form": form}, status=status)


def _look_over(request: PersonRequest, form: CopyToForm, *, keys: OnceForm | None = None) -> HttpResponse:
    given, receivers = form.cleaned_data, form.receivers
    names = ("pages", "entries", "activities")
    things = [(form.fields[name].label, form.named(name, given[name])) for name in names if given[name]]
    copies_asked = sum(len(said) for _, said in things) * len(receivers)
    context = {
        "form": form,
        "keys": keys,
        "once": uuid4(),
        "things": things,
        "people": form.named("people", receivers),
        "sent": [(name, value) for name in form.fields for value in given[name]],
        "copies": copies_asked,
        "most": actions.MOST,
        "too_many": copies_asked > actions.MOST,
    }
    return render(request, "portfolios/copy_check.html", context, status=422 if keys else 200)


@require_safe
@copies
def copy_list(request: PersonRequest) -> HttpResponse:
    page = Paginator(queries.acts_of(request.user), PAGE).get_page(request.GET.get("page"))
    return render(request, "portfolios/copy_list.html", {"page": page})


@require_safe
@signed_in
def copy_detail(request: PersonRequest, uid: UUID) -> HttpResponse:
    """What came of one act: a line for each thing and person."""
    act = get_visible(CopyAct, request, uid)
    lines = list(act.lines.select_related("person"))
    titles = queries.titles(lines, request.user)
    context = {
        "act": act,
        "rows": [(line, titles.get(line.source_uid, "Gone since")) for line in lines],
        "may_undo": any(line.outcome == CopyLine.Outcome.MADE for line in lines),
    }
    return render(request, "portfolios/copy_detail.html", context)


@require_POST
@signed_in
def copy_undo(request: PersonRequest, uid: UUID) -> HttpResponse:
    act = get_visible(CopyAct, request, uid)
    undone = actions.take_back(act=act, actor=request.user)
    left = act.lines.filter(outcome=CopyLine.Outcome.MADE).count()
    stays = f" {count(left, 'stays', 'stay')}: changed, used or deleted since, or not one of your people now."
    messages.success(request, f"Taken back: {count(undone, 'copy', 'copies')}.{stays if left else ''}")
    return redirect(act)


@require_safe
@allowed("portfolios.keep")
def copied_list(request: PersonRequest) -> HttpResponse:
    """What others copied to this person, from whom and when, and where it is."""
    page = Paginator(queries.copied_to(request.user), PAGE).get_page(request.GET.get("page"))
    lines = list(page.object_list)
    own: dict[str, Any] = {}
    for kind in (CopyLine.Kind.ENTRY, CopyLine.Kind.ACTIVITY):
        own |= kinds.find_many(kind, (str(one.thing_uid) for one in lines if one.kind == kind), request.user)
    uids = [one.thing_uid for one in lines if one.kind == CopyLine.Kind.PAGE]
    own |= {str(one.uid): one for one in WebfolioSectionPage.objects.filter(owner=request.user, uid__in=uids)}
    rows = [(line, own.get(str(line.thing_uid))) for line in lines]
    return render(request, "portfolios/copied_list.html", {"page": page, "rows": rows})
