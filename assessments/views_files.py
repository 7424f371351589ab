"""Templates as files: taken away, and brought."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from assessments import actions, queries, template_files
from assessments.contents import Content
from assessments.forms_library import FileForm
from assessments.models import Template
from lib.once import OnceForm
from people.access import PersonRequest, allowed, get_visible, signed_in
from people.sent import posted


@require_safe
@signed_in
def template_file(request: PersonRequest, uid: Any) -> HttpResponse:
    template = get_visible(Template, request, uid, queryset=queries.library())
    content = template.content
    return HttpResponse(
        template_files.write(content),
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{template_files.file_name(content)}"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("assessments.keep_library")
def template_bring(request: PersonRequest) -> HttpResponse:
    """A file becomes a template of one's own that nobody else sees yet; or everything wrong with it is told."""
    form, keys = FileForm(posted(request), request.FILES or None), OnceForm(posted(request))
    problems: list[template_files.Problem] = []
    if request.method == "POST" and form.is_valid() and keys.is_valid():
        try:
            content = template_files.read(_start_of(form.cleaned_data["file"]))
        except template_files.BadFile as bad:
            problems = bad.problems
            form.add_error("file", f"{problems[0]}" if len(problems) == 1 else "See below what to put right.")
        else:
            if made := _brought(request, form, content=content, once=keys.cleaned_data["once"]):
                messages.success(request, "Imported. Read it through before you share it.")
                return redirect(made)
    context = {"form": form, "keys": keys, "problems": problems, "once": uuid4()}
    status = 422 if request.method == "POST" else 200
    return render(request, "assessments/template_bring.html", context, status=status)


def _brought(request: PersonRequest, form: FileForm, *, content: Content, once: UUID) -> Template | None:
    try:
        return actions.save_template(actor=request.user, content=content, once=once)
    except actions.Refused:
        form.add_error(
            "file", "This form has brought another template before: choose the file and send it again."
        )
        return None


def _start_of(file: UploadedFile) -> bytes:
    """One byte more than is allowed is enough to refuse it: the rest of a huge file is not read."""
    return file.read(template_files.LARGEST + 1)
