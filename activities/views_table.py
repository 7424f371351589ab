"""The log as a table, and the same rows as files."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from activities import exports
from activities.acts import ACTS
from activities.filters import ActivityFilter
from activities.models import Activity
from activities.queries import ActivityQuerySet
from activities.tables import ActivityTable
from activities.views_changes import just_changed
from people.access import PersonRequest, require, signed_in
from people.models import User
from sharing.deleted import just_deleted

PAGE = 25


def owner_of_log(request: PersonRequest) -> User:
    """Whose log is asked for: `?owner=<uid>` of someone supervised now, else one's own. 404 for anyone else."""
    asked = request.GET.get("owner")
    if not asked or asked == str(request.user.uid):
        require(request.user, "activities.keep")
        return request.user
    try:
        return User.objects.get(uid=UUID(asked), pk__in=request.user.supervised_ids)
    except (ValueError, User.DoesNotExist):
        raise Http404 from None


def log_of(request: PersonRequest, owner: User) -> QuerySet:
    """The rows of that log which this member may see."""
    return Activity.objects.visible_to(request.user).filter(owner=owner)


@require_safe
@signed_in
def activity_list(request: PersonRequest) -> HttpResponse:
    owner = owner_of_log(request)
    log = log_of(request, owner)
    found = ActivityFilter(request.GET, queryset=log, request=request)
    rows = found.qs
    totals = rows.totals()
    is_own = owner == request.user
    cleared = reverse("activities:activity_list") + ("" if is_own else f"?owner={owner.uid}")
    context = {
        "owner": owner,
        "is_own": is_own,
        "filter": found,
        "table": page_of(request, rows, totals=totals, is_own=is_own),
        "totals": totals,
        "query": export_query(request),
        "clear_address": cleared if found.is_narrowed else "",
        "whose": "" if is_own else owner.uid,
        "deleted": just_deleted(Activity, request),
        "just_changed": just_changed(request) if is_own else None,
        "acts": ACTS.values(),
        "tick_address": tick_address(request),
    }
    return render(
        request, "activities/activity_list.html", context, status=200 if found.form.is_valid() else 422
    )


def page_of(request: PersonRequest, rows: ActivityQuerySet, *, totals: Any, is_own: bool) -> ActivityTable:
    """The table with the page and the order that the address asks for."""
    shown = rows.with_evidence_count().with_points().for_rows()
    table = ActivityTable(shown, totals=totals, is_own=is_own, ticked=request.GET.get("tick") == "page")
    paging = {"per_page": PAGE, "paginator_class": counted(totals["count"])}
    RequestConfig(request, paginate=paging).configure(table)
    return table


def counted(count: int) -> type[Paginator]:
    """A paginator that need not count: the totals already have."""
    return type("CountedPaginator", (Paginator,), {"count": count})


def tick_address(request: PersonRequest) -> str:
    """This page of the log with every box ticked, for browsers without script."""
    query = request.GET.copy()
    query["tick"] = "page"
    return f"?{query.urlencode()}#bulk"


def export_query(request: PersonRequest) -> str:
    """The present filter as the tail of an address, without page and order."""
    query = request.GET.copy()
    for name in ("page", "sort", "deleted", "change", "tick"):
        query.pop(name, None)
    return f"?{query.urlencode()}" if query else ""


def filtered(request: PersonRequest) -> tuple[QuerySet | None, HttpResponse | None]:
    """The rows to export, or the answer to a filter that cannot be read: never more than was asked for."""
    found = ActivityFilter(request.GET, queryset=log_of(request, owner_of_log(request)), request=request)
    if found.form.is_valid():
        return found.qs, None
    sentences = [sentence for errors in found.form.errors.values() for sentence in errors]
    context = {"sentences": sentences, "back": reverse("activities:activity_list") + export_query(request)}
    return None, render(request, "activities/export_refused.html", context, status=422)


@require_safe
@signed_in
def export_csv(request: PersonRequest) -> Any:
    rows, refused = filtered(request)
    if rows is None:
        return refused
    answer = StreamingHttpResponse(
        exports.csv_lines(rows, schema=request.institution.schema_name),
        content_type="text/csv; charset=utf-8",
    )
    answer["Content-Disposition"] = f'attachment; filename="activities-{timezone.localdate()}.csv"'
    return answer


@require_safe
@signed_in
def export_xlsx(request: PersonRequest) -> Any:
    rows, refused = filtered(request)
    if rows is None:
        return refused
    return FileResponse(
        exports.xlsx_file(rows, schema=request.institution.schema_name),
        as_attachment=True,
        filename=f"activities-{timezone.localdate()}.xlsx",
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
