"""The screens of an import: bring a file, say what its columns hold, answer what is open, look at every row, import."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.importing import actions, downloads
from activities.importing.files import Refused, Table
from activities.importing.forms import ColumnsForm, MeaningsForm, ReadingForm, UploadForm
from activities.importing.models import ImportUpload
from activities.importing.preview import preview_of
from activities.importing.queries import waiting
from activities.importing.questions import Answers, questions_for
from lib.formats import count
from people.access import PersonRequest, allowed, get_visible

SAMPLES = 3
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
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


@require_http_methods(["GET", "POST"])
@allowed("activities.keep")
def import_columns(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Which column is which."""
    upload = get_visible(ImportUpload, request, uid)
    table = upload.read_table()
    sent = request.POST if request.method == "POST" else None
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
def import_reading(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Read the same file in another way."""
    upload = get_visible(ImportUpload, request, uid)
    form = ReadingForm(request.POST, reading=upload.how_read())
    if form.is_valid():
        try:
            actions.reread_upload(upload=upload, asked=form.reading())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The file is read anew: look at its columns.")
            return redirect(upload)
    columns = ColumnsForm(table=upload.read_table(), columns=upload.columns)
    return render_columns(request, upload, columns, reading=form)


@require_http_methods(["GET", "POST"])
@allowed("activities.keep")
def import_meanings(request: PersonRequest, uid: UUID) -> HttpResponse:
    """What the file leaves open; skipped when it leaves nothing."""
    upload = get_visible(ImportUpload, request, uid)
    answers = Answers(**upload.answers)
    questions = questions_for(upload.read_table(), upload.columns)
    if not questions.any():
        return redirect("activities:import_check", uid=upload.uid)
    sent = request.POST if request.method == "POST" else None
    form = MeaningsForm(sent, questions=questions, answers=answers)
    if form.is_bound and form.is_valid():
        actions.set_answers(upload=upload, answers=form.answers())
        return redirect("activities:import_check", uid=upload.uid)
    context = {"upload": upload, "form": form, "words": [box for box in form if box.name.startswith("word_")]}
    return render(request, "activities/import_meanings.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allowed("activities.keep")
def import_check(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Every row as it would enter; and, at last, the import."""
    if request.method == "POST":
        return import_now(request, uid)
    upload = get_visible(ImportUpload, request, uid)
    if questions_for(upload.read_table(), upload.columns).unanswered(Answers(**upload.answers)):
        return redirect("activities:import_meanings", uid=upload.uid)
    return render_check(request, upload)


def render_check(
    request: PersonRequest, upload: ImportUpload, refused: str = "", *, status: int = 200
) -> HttpResponse:
    context = {
        "upload": upload,
        "refused": refused,
        **preview_of(
            upload,
            actions.outcomes_of(upload),
            show=request.GET.get("show", ""),
            page=request.GET.get("page"),
        ),
    }
    return render(request, "activities/import_check.html", context, status=status)


def import_now(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Import what the screen showed; a second click leads to what the first one did."""
    good_only = request.POST.get("which") == "good"
    mark = request.POST.get("mark", "")
    try:
        change = actions.import_rows(owner=request.user, uid=uid, mark=mark, good_only=good_only)
    except ImportUpload.DoesNotExist:
        raise Http404 from None
    except actions.NotAsSeen as refused:
        return render_check(request, get_visible(ImportUpload, request, uid), str(refused), status=409)
    except actions.HasErrors as refused:
        return render_check(request, get_visible(ImportUpload, request, uid), str(refused), status=422)
    if change is None:
        messages.info(request, "Nothing was to import: your log held all of it.")
        return redirect("activities:activity_list")
    if left_out := change.values["left_out"]:
        rows = count(left_out, "row was left out: mend it", "rows were left out: mend them")
        messages.info(
            request, f"{rows} in your file and import it again. What is in your log already stays as it is."
        )
    return redirect(f"{reverse('activities:activity_list')}?change={change.uid}")


@require_safe
@allowed("activities.keep")
def import_errors(request: PersonRequest, uid: UUID) -> HttpResponse:
    """The rows that cannot enter, with what to mend, as CSV."""
    upload = get_visible(ImportUpload, request, uid)
    text = downloads.errors_csv(upload.read_table(), actions.outcomes_of(upload))
    return as_file(text, "text/csv; charset=utf-8", "rows-to-mend.csv")


@require_POST
@allowed("activities.keep")
def import_discard(request: PersonRequest, uid: UUID) -> HttpResponse:
    actions.discard_upload(upload=get_visible(ImportUpload, request, uid))
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
