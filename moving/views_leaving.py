"""`/moving/leaving/`: what goes along, what stays, taking it, and the end; and the account that only reads, afterwards."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lib.fields import renew
from lib.formats import count, day
from moving import actions, queries
from moving.actions.leaving import last_day
from moving.forms_leaving import ChoiceForm, LeaveForm, ways
from moving.record.choosing import CHOOSABLE
from people.access import PersonRequest, allowed
from people.sent import posted
from sharing.refusals import RefusalsOn, Refused
from tenants.models import UNDO_LEAVING_DAYS

PAGE = 25


@allowed("moving.keep")
@require_safe
def leaving(request: PersonRequest) -> HttpResponse:
    """The steps; for whoever has left, until when they read, and what they can do."""
    person = request.user
    context: dict[str, Any] = {"transfer": queries.open_transfer_of(person)}
    if person.has_left:
        context["leaving"] = queries.leaving_of(person)
        return render(request, "moving/leaving_left.html", context)
    kinds = queries.kinds_to_choose(person)
    context |= {
        "kinds": kinds,
        "stubs": sum(one.stubs for one in kinds),
        "left": sum(one.left for one in kinds),
        "undo_days": UNDO_LEAVING_DAYS,
        "archives": queries.archives_of(person)[:1],
    }
    return render(request, "moving/leaving.html", context)


@allowed("moving.keep")
@require_http_methods(["GET", "HEAD", "POST"])
def leaving_items(request: PersonRequest, kind: str) -> HttpResponse:
    """One kind, a page at a time: take, take a stub, or leave."""
    if kind not in CHOOSABLE:
        raise Http404
    words = request.GET.get("q", "").strip()[:200]
    found = queries.choosable_rows(request.user, kind, words)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    form = _choices(request, kind, page)
    if form.is_valid():
        with RefusalsOn(form):
            return _choose(request, form, kind=kind, found=found, page=page)
    context = {
        "kind": kind, "title": queries.title_of_kind(kind), "page": page, "form": form, "ways": ways(kind),
        "rows": [(row, queries.day_of(row), form[str(row.uid)]) for row in page],
        "has_stub": CHOOSABLE[kind].has_stub, "has_title": queries.has_title(kind), "words": words,
    }  # fmt: skip
    return render(request, "moving/leaving_items.html", context, status=422 if form.errors else 200)


def _choices(request: PersonRequest, kind: str, page: Page) -> ChoiceForm:
    uids = [row.uid for row in page]
    now = queries.chosen_among(request.user, uids)
    return ChoiceForm(posted(request), kind=kind, uids=uids, now=now)


def _choose(
    request: PersonRequest, form: ChoiceForm, *, kind: str, found: QuerySet[Any], page: Page
) -> HttpResponse:
    what = form.chosen
    if form.for_all:
        what = dict.fromkeys(found.values_list("uid", flat=True), form.for_all)
    files = actions.choose(owner=request.user, kind=kind, what=what)
    also = (
        f" Left too, as nothing else you take has it: {count(files, 'file')}. See Evidence." if files else ""
    )
    messages.success(request, f"Noted.{also}")
    if "on" not in request.POST:
        return redirect(request.get_full_path())
    if not page.has_next():
        return redirect("moving:leaving")
    query = {"q": request.GET.get("q", ""), "page": str(page.next_page_number())}
    return redirect(f"{request.path}?{urlencode(query)}")


@allowed("moving.keep")
@require_http_methods(["GET", "HEAD", "POST"])
def leaving_leave(request: PersonRequest) -> HttpResponse:
    """What becomes of the record here, and the button."""
    if request.user.has_left:
        return redirect("moving:leaving")
    today = timezone.localdate()
    form = LeaveForm(
        posted(request),
        alumni_months=request.institution.alumni_months,
        alumni_until=day(last_day(today, as_alumni=True)),
        initial={"once": uuid4()},
    )
    if form.is_valid():
        with RefusalsOn(form):
            actions.leave(owner=request.user, **form.leaving)
            return redirect("moving:leaving")
        renew(form, "once", str(uuid4()))
    context = {
        "form": form, "delete_on": last_day(today, as_alumni=False), "undo_days": UNDO_LEAVING_DAYS,
        "has_choices": queries.has_choices(request.user),
    }  # fmt: skip
    return render(request, "moving/leaving_leave.html", context, status=422 if form.errors else 200)


@allowed("moving.keep")
@require_POST
def leaving_back(request: PersonRequest) -> HttpResponse:
    """Come back, within the days for it."""
    held = queries.leaving_of(request.user)
    if held is None:
        return redirect("moving:leaving")
    try:
        actions.come_back(leaving=held, actor=request.user)
        messages.success(
            request, "You are back. Ask an admin for other roles, and your supervisor for the pair."
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("moving:leaving")
    return redirect("/home/")
