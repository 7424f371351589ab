"""One part of an application: its text, saved as it is typed, and what backs it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from applications import actions, queries
from applications.coverage import speaks_of_we
from applications.forms import LinkForm, StatementForm
from applications.models import Application
from applications.queries import Grid, GridRow
from applications.screens import differences, own_application, refused
from applications.shapes import STATEMENT
from lib.fields import renew
from lib.problems import errors_of
from people.access import PersonRequest, signed_in
from people.middleware import held_fields, writer_mark


def part_of(request: PersonRequest, uid: UUID, code: str) -> tuple[Application, Grid, GridRow]:
    """The application, its grid and this part; 404 for a code the body does not have."""
    application = own_application(request, uid)
    grid = queries.grid_of(application, request.user)
    row = grid.row(code)
    if row is None:
        raise Http404
    return application, grid, row


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def statement_edit(request: PersonRequest, uid: UUID, code: str) -> HttpResponse:
    application, grid, row = part_of(request, uid, code)
    if request.method != "POST":
        if not application.is_draft:
            return redirect(application)
        shown = shown_fields(row) | (held.dict() if (held := held_fields(request)) else {})
        return part_page(request, grid, row, form=form_for(grid, row, initial=shown))
    form = form_for(grid, row, data=request.POST)
    if not form.is_valid():
        return part_page(request, grid, row, form=form, status=422)
    try:
        actions.write_statement(application=application, actor=request.user, code=code, **form.values())
    except actions.Stale as stale:
        rows = differences(stale.stored, form.values())
        renew(form, "changed", stale.stored.changed_token)
        return part_page(
            request, grid, row, form=form, status=409, conflict=rows, conflict_when=stale.stored.changed
        )
    except actions.ApplicationRefused as refusal:
        return refused(request, application, refusal)
    messages.success(request, f"{code} saved.", extra_tags=f"draft-saved:{draft_key(application, code)}")
    return redirect(next_page(request, grid, code))


def next_page(request: PersonRequest, grid: Grid, code: str) -> Any:
    """Back to the grid, or on to the next part in the body's order."""
    codes = [row.code for row in grid.asked.rows if row.by == STATEMENT]
    after = codes[codes.index(code) + 1 :] if code in codes else []
    if request.POST.get("then") == "next" and after:
        return part_address(grid.application, after[0])
    return grid.application


def part_address(application: Application, code: str) -> str:
    return f"{application.get_absolute_url()}parts/{code}/"


def draft_key(application: Application, code: str) -> str:
    return f"application-{application.uid}-{code}"


def shown_fields(row: GridRow) -> dict[str, Any]:
    kept = row.statement
    return {"text": kept.text, "names": kept.names, "changed": kept.changed_token} if kept else {}


def form_for(grid: Grid, row: GridRow, **given: Any) -> StatementForm:
    return StatementForm(**given, row=row.state.row, named=grid.asked.named_rows)


def part_page(
    request: PersonRequest,
    grid: Grid,
    row: GridRow,
    *,
    form: StatementForm | None = None,
    link_form: LinkForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    application = grid.application
    context = {
        "application": application,
        "grid": grid,
        "row": row,
        "part": row.state.row,
        "takes_text": row.state.row.by == STATEMENT,
        "form": form or form_for(grid, row, initial=shown_fields(row)),
        "link_form": link_form or link_form_for(request, row),
        "draft_key": draft_key(application, row.state.row.code),
        "speaks_of_we": grid.asked.first_person and row.statement and speaks_of_we(row.statement.text),
        "others": [one.code for one in grid.asked.rows if one.code != row.state.row.code],
        "writer": writer_mark(request.user),
        **more,
    }
    return render(request, "applications/part.html", context, status=status)


def link_form_for(request: PersonRequest, row: GridRow, data: Any = None) -> LinkForm:
    taken = {(one.link.kind, str(one.link.object_uid)) for one in row.links}
    first = [one.uid for one in row.suggested]
    return LinkForm(data, owner=request.user, taken=taken, first=first)


@require_POST
@signed_in
def statement_autosave(request: PersonRequest, uid: UUID, code: str) -> HttpResponse:
    """Keep what is typed; answers the next `changed`. 422 with errors, 409 when another tab was faster or it was sent."""
    application, grid, row = part_of(request, uid, code)
    form = form_for(grid, row, data=request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": errors_of(form)}, status=422)
    try:
        kept = actions.write_statement(
            application=application, actor=request.user, code=code, **form.values()
        )
    except (actions.Stale, actions.ApplicationRefused) as refusal:
        return JsonResponse({"errors": [{"field": "changed", "message": str(refusal)}]}, status=409)
    return JsonResponse(
        {
            "changed": kept.changed_token,
            "saved": f"Saved {timezone.localtime(kept.changed):%H:%M}",
            "edit": part_address(application, code),
        }
    )
