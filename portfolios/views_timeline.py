"""`/webfolio/timeline/`: everything of one's own, month by month."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from people.access import PersonRequest, allowed
from portfolios.forms_timeline import TimelineForm
from portfolios.timeline import Place, Row, Wanted, timeline


@require_safe
@allowed("portfolios.keep")
def timeline_page(request: PersonRequest) -> HttpResponse:
    form = TimelineForm(request.GET)
    rows: list[Row] = []
    goes_on, wanted = False, Wanted()
    after = Place.read(request.GET.get("after", ""))
    if form.is_valid():
        wanted = form.wanted()
        rows, goes_on = timeline(request.user, wanted, after)
    narrowed = wanted != Wanted() or not form.is_valid()
    context = {
        "form": form,
        "months": [(days[0].day, days) for days in by_month(rows)],
        "older": address(request, str(rows[-1].place)) if goes_on else "",
        "newest": address(request, "") if after else "",
        "clear_address": reverse("portfolios:timeline_page") if narrowed else "",
    }
    return render(request, "portfolios/timeline.html", context, status=200 if form.is_valid() else 422)


def by_month(rows: list[Row]) -> list[list[Row]]:
    return [list(days) for _, days in groupby(rows, key=lambda row: (row.day.year, row.day.month))]


def address(request: PersonRequest, after: str) -> str:
    """This page with the same filter, going on after a place; from the newest for ""."""
    query = request.GET.copy()
    query.pop("after", None)
    if after:
        query["after"] = after
    return f"{request.path}?{query.urlencode()}" if query else request.path
