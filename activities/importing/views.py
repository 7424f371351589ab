"""The screens of an import: bring a file, say what its columns hold, answer what is open, look at every row, import."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.importing import actions, downloads
from activities.importing.files import Refused, Table
from activities.importing.forms import ColumnsForm, MeaningsForm, ReadingForm, UploadForm
from activities.importing.models import ImportUpload
from activities.importing.preview import preview_of
from activities.importing.queries import waiting
from activities.importing.questions import Answers, questions_for
from activities.models import Change
from activities.views_changes import log_address
from people.access import PersonRequest, allowed, get_visible
from people.sent import posted

SAMPLES = 3
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def at_rest(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the file of this uid; while a job works on it, or could not read it, answer with that instead."""

    @wraps(view)
    def shown(request: PersonRequest, uid: UUID) -> HttpResponse:
        upload = get_visible(ImportUpload, request, uid)
        return view(request, upload) if upload.is_at_rest else redirect("activities:import_progress", uid=uid)

    return shown


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("activities.keep")
def import_new(request: PersonRequest) -> HttpResponse:
    """Choose a file; and what it may hold."""
    actions.clear_outdated()
    form = (
        UploadForm(request.POST or None, request.FILES or None) if request.method == "POST" else UploadForm()
    )
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = actions.store_upload(owner=request.user, name=file.name, content=file.read())
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            return redirect(upload)
    context = {"form": form, "waiting": waiting(request.user), "limits": actions.limits()}
    return render(request, "activities/import_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("activities.keep")
@at_rest
def import_columns(request: PersonRequest, upload: ImportUpload) -> HttpResponse:
    """Which column is which."""
    table = upload.read_table()
    sent = posted(request)
    form = ColumnsForm(sent, table=table, columns=upload.columns)
    if form.is_bound and form.is_valid():
        actions.set_columns(upload=upload, columns=form.columns())
        return redirect("activities:import_meanings", uid=upload.uid)
    return render_columns(request, upload, form)


def render_columns(
    request: PersonRequest, upload: ImportUpload, form: ColumnsForm, *, reading: ReadingForm | None = None
) -> HttpResponse:
    context = {
        "upload": upload,
        "form": form,
        "reading_form": reading or ReadingForm(reading=upload.how_read()),
        "rows": columns_of(form, upload.read_table()),
        "count": len(form.table.rows),
    }
    wrong = form.errors or (reading is not None and reading.errors)
    return render(request, "activities/import_columns.html", context, status=422 if wrong else 200)


def columns_of(form: ColumnsForm, table: Table) -> list[dict[str, Any]]:
    """Each column: its box and three values from it."""
    samples = [[cell for cell in table.column(n) if cell.strip()][:SAMPLES] for n in range(len(table.head))]
    return [{"box": form[name], "samples": held} for name, held in zip(form.fields, samples, strict=True)]


@require_POST
@allowed("activities.keep")
@at_rest
def import_reading(request: PersonRequest, upload: ImportUpload) -> HttpResponse:
    """Read the same file in another way."""
    form = ReadingForm(request.POST, reading=upload.how_read())
    if form.is_valid():
        try:
            read = actions.reread_upload(upload=upload, asked=form.reading())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            if not read.work:
                messages.success(request, "The file is read anew: look at its columns.")
            return redirect(upload)
    columns = ColumnsForm(table=upload.read_table(), columns=upload.columns)
    return render_columns(request, upload, columns, reading=form)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("activities.keep")
@at_rest
def import_meanings(request: PersonRequest, upload: ImportUpload) -> HttpResponse:
    """What the file leaves open; skipped when it leaves nothing."""
    answers = Answers(**upload.answers)
    questions = questions_for(upload.read_table(), upload.columns)
    if not questions.any():
        return redirect("activities:import_check", uid=upload.uid)
    sent = posted(request)
    form = MeaningsForm(sent, questions=questions, answers=answers)
    if form.is_bound and form.is_valid():
        actions.set_answers(upload=upload, answers=form.answers())
        return redirect("activities:import_check", uid=upload.uid)
    context = {"upload": upload, "form": form, "words": [box for box in form if box.name.startswith("word_")]}
    return render(request, "activities/import_meanings.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("activities.keep")
def import_check(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Every row as it would enter; and, at last, the import."""
    if request.method == "POST":
        return import_now(request, uid)
    return show_check(request, uid=uid)


@at_rest
def show_check(request: PersonRequest, upload: ImportUpload) -> HttpResponse:
    if not (upload.is_long and upload.checked) and is_open(upload):
        return redirect("activities:import_meanings", uid=upload.uid)
    return render_check(request, upload, upload.refused)


def is_open(upload: ImportUpload) -> bool:
    """Whether something has still to be asked."""
    return questions_for(upload.read_table(), upload.columns).unanswered(Answers(**upload.answers))


def render_check(
    request: PersonRequest, upload: ImportUpload, refused: str = "", *, status: int = 200
) -> HttpResponse:
    found = actions.check_upload(upload)
    if found is None:
        return redirect("activities:import_progress", uid=upload.uid)
    shown = preview_of(found, show=request.GET.get("show", ""), page=request.GET.get("page"))
    context = {"upload": upload, "refused": refused, **shown}
    return render(request, "activities/import_check.html", context, status=status)


def import_now(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Import what the screen showed; a second click leads to what the first one did."""
    mark, good_only = request.POST.get("mark", ""), request.POST.get("which") == "good"
    upload = ImportUpload.objects.visible_to(request.user).filter(uid=uid).first()
    try:
        if upload and not upload.is_at_rest:
            return redirect("activities:import_progress", uid=uid)
        if upload and upload.is_long:
            if actions.import_later(upload=upload, mark=mark, good_only=good_only):
                return redirect("activities:import_progress", uid=uid)
            return nothing_to_import(request)
        change = actions.import_rows(owner=request.user, uid=uid, mark=mark, good_only=good_only)
    except ImportUpload.DoesNotExist:
        raise Http404 from None
    except (actions.NotAsSeen, actions.HasErrors) as refused:
        status = 409 if isinstance(refused, actions.NotAsSeen) else 422
        return render_check(request, get_visible(ImportUpload, request, uid), str(refused), status=status)
    return redirect(log_address("", change=change.uid)) if change else nothing_to_import(request)


def nothing_to_import(request: PersonRequest) -> HttpResponse:
    messages.info(request, "Nothing was to import: your log held all of it.")
    return redirect("activities:activity_list")


@require_safe
@allowed("activities.keep")
def import_progress(request: PersonRequest, uid: UUID) -> HttpResponse:
    """What a job is doing with a long file; once it is done, what comes next."""
    upload = ImportUpload.objects.visible_to(request.user).filter(uid=uid).first()
    if upload is None:
        done = get_object_or_404(Change.objects.visible_to(request.user), once=uid)
        return redirect(log_address("", change=done.uid))
    if upload.is_at_rest and upload.checked:
        return redirect("activities:import_check", uid=uid)
    if upload.is_at_rest and not upload.refused:
        return redirect(upload)
    status = 200 if upload.work else 422
    return render(request, "activities/import_progress.html", {"upload": upload}, status=status)


@require_safe
@allowed("activities.keep")
@at_rest
def import_errors(request: PersonRequest, upload: ImportUpload) -> HttpResponse:
    """The rows that cannot enter, with what to mend, as CSV."""
    found = actions.check_upload(upload)
    if found is None:
        return redirect("activities:import_progress", uid=upload.uid)
    text = downloads.errors_csv(upload.read_table(), found)
    return as_file(text, "text/csv; charset=utf-8", "rows-to-mend.csv")


@require_POST
@allowed("activities.keep")
def import_discard(request: PersonRequest, uid: UUID) -> HttpResponse:
    try:
        done = actions.discard_upload(owner=request.user, uid=uid)
    except ImportUpload.DoesNotExist:
        raise Http404 from None
    if done:
        messages.info(request, "The file was imported already: you can take that back.")
        return redirect(log_address("", change=done.uid))
    messages.success(request, "The file is removed. Nothing was imported from it.")
    return redirect("activities:import_new")


@require_safe
@allowed("activities.keep")
def template_csv(request: PersonRequest) -> HttpResponse:
    return as_file(downloads.template_csv(), "text/csv; charset=utf-8", "activities-template.csv")


@require_safe
@allowed("activities.keep")
def template_xlsx(request: PersonRequest) -> HttpResponse:
    return as_file(downloads.template_xlsx(), SHEET_TYPE, "activities-template.xlsx")


def as_file(content: str | bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
