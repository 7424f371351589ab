"""The matrix: people down, items across, and the same as files."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from cohorts import cells, exports, grid, matrix, queries
from cohorts.filters import MatrixFilter
from cohorts.models import Cohort
from people.access import PersonRequest, get_visible, signed_in

SORTS = [("name", "Trainee"), ("seen", "Last seen"), ("overdue", "Overdue"), ("done", "Done")]


@dataclass(frozen=True)
class Head:
    """A heading to sort by: `direction` is `ascending` or `descending` while it is what rows are sorted by."""

    name: str
    label: str
    address: str
    direction: str


@dataclass(frozen=True)
class Shown:
    """What of the matrix is shown, in which order; `whole` counts everybody in the cohort."""

    found: grid.Grid
    filter: MatrixFilter
    order: str
    whole: int


def shown(request: PersonRequest, cohort: Cohort) -> Shown:
    """The part of the matrix that the address asks for. Everybody is read once; only a filter reads its people again."""
    items = list(cohort.items.order_by("due_on", "set_at", "pk"))
    queryset = queries.members_of(cohort)
    everybody = list(queryset)
    units = {str(unit.pk): unit.name for one in everybody if (unit := one.person.unit)}
    choices = sorted(units.items(), key=lambda unit: unit[1])
    filter_ = MatrixFilter(request.GET, queryset=queryset, request=request, items=items, units=choices)
    members = filter_.qs if filter_.narrows_people else everybody
    found = grid.load(cohort, request.user, members=members, items=items)
    given = filter_.given
    if given.get("item"):
        found = found.only([item.pk for item in items if str(item.uid) == given["item"]])
    rows = matrix.in_state(found.rows, given["state"]) if given.get("state") else found.rows
    asked = request.GET.get("sort", "name")
    order = asked if asked.removeprefix("-") in matrix.ORDERS else "name"
    return Shown(grid.Grid(found.items, matrix.ordered(rows, order)), filter_, order, len(everybody))


@require_safe
@signed_in
def cohort_detail(request: PersonRequest, uid: Any) -> HttpResponse:
    """A cell leads to the work only where the trainer may read it."""
    cohort = get_visible(Cohort, request, uid)
    part = shown(request, cohort)
    context = {
        "cohort": cohort,
        "filter": part.filter,
        "whole": part.whole,
        "cell_address": cell_address(request.GET),
        "member_base": f"{cohort.get_absolute_url()}members/",
        "ticked": request.GET.get("tick") == "all",
        "heads": heads(request.GET, part.order),
        "clear": cohort.get_absolute_url() if part.filter.is_narrowed else "",
        "act": queries.recent_act(cohort, request.GET.get("act")),
        "query": request.GET.urlencode(),
        "tick_address": tick_address(request.GET),
    }
    context |= laid_out(part.found, by_cell=request.GET.get("tick") == "cells")
    status = 200 if part.filter.is_valid() else 422
    return render(request, "cohorts/cohort_detail.html", context, status=status)


def laid_out(found: grid.Grid, *, by_cell: bool) -> dict[str, Any]:
    """The matrix itself for its template: columns, lines as markup, and what is counted over them."""
    titles, today = cells.headings(found.items), timezone.localdate()
    counts = matrix.column_counts(found.rows, len(found.items))
    picked = [item.uid for item in found.items] if by_cell else None
    return {
        "columns": list(zip(found.items, counts, strict=True)),
        "rows": found.rows,
        "lines": [line(row, titles, today, picked=picked) for row in found.rows],
        "by_cell": by_cell,
        "quiet": sum(1 for row in found.rows if row.is_quiet),
        "overdue": sum(row.overdue for row in found.rows),
        "today": today,
    }


def line(
    row: matrix.Row, titles: list[str], today: date, *, picked: list[UUID] | None
) -> tuple[matrix.Row, str, str, str]:
    """The row; when last seen, how much is overdue, and its cells, as markup; `picked` are items of cells with boxes."""
    return (
        row,
        cells.seen_markup(row, today),
        cells.overdue_markup(row.overdue),
        cells.row_markup(row.cells, titles) if picked is None else cells.picked_markup(row, titles, picked),
    )


def heads(asked: QueryDict, order: str) -> list[Head]:
    """Pressed again, a heading turns its order round."""
    made = []
    for name, label in SORTS:
        is_now = order.removeprefix("-") == name
        turned = order.startswith("-")
        wanted = asked.copy()
        wanted["sort"] = f"-{name}" if is_now and not turned else name
        down = matrix.ORDERS[name][1] != turned
        made.append(
            Head(
                name,
                label,
                f"?{wanted.urlencode()}",
                ("descending" if down else "ascending") if is_now else "",
            )
        )
    return made


def tick_address(asked: QueryDict) -> str:
    """The same page with every person ticked, for who has no script."""
    wanted = asked.copy()
    wanted["tick"] = "all"
    return f"?{wanted.urlencode()}"


def cell_address(asked: QueryDict) -> str:
    """The same page with a box in each cell, or without them again."""
    wanted = asked.copy()
    if wanted.pop("tick", None) != ["cells"]:
        wanted["tick"] = "cells"
    return f"?{wanted.urlencode()}"


@require_safe
@signed_in
def export_csv(request: PersonRequest, uid: Any) -> HttpResponse:
    cohort = get_visible(Cohort, request, uid)
    text = exports.csv_text(shown(request, cohort).found)
    headers = {"Content-Disposition": f'attachment; filename="{file_name(cohort)}.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


@require_safe
@signed_in
def export_xlsx(request: PersonRequest, uid: Any) -> FileResponse:
    cohort = get_visible(Cohort, request, uid)
    made = exports.xlsx_file(shown(request, cohort).found)
    return FileResponse(made, as_attachment=True, filename=f"{file_name(cohort)}.xlsx")


def file_name(cohort: Cohort) -> str:
    return f"{slugify(cohort.name) or 'cohort'}-{timezone.localdate().isoformat()}"
