"""The filtered log on paper: every row on one page, with its words."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from activities.filters import ActivityFilter
from activities.views_table import export_query, filtered, log_of, owner_of_log
from people.access import PersonRequest, signed_in


@require_safe
@signed_in
def activity_print(request: PersonRequest) -> HttpResponse:
    """The same rows as the table and the files, oldest first. Sealed words are not on it, for anyone."""
    rows, refused = filtered(request)
    if refused is not None:
        return refused
    owner = owner_of_log(request)
    context = {
        "owner": owner,
        "rows": rows.with_evidence_count().with_points().for_rows().order_by("start_date", "pk"),
        "totals": rows.totals(),
        "summary": ActivityFilter(request.GET, queryset=log_of(request, owner), request=request).summary,
        "back": reverse("activities:activity_list") + export_query(request),
        "today": timezone.localdate(),
    }
    return render(request, "activities/activity_print.html", context)
