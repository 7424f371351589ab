"""The application as a file: of the facts kept when it was sent, or as it stands."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from applications.facts import facts_of
from applications.files.pdf import render_pdf
from applications.files.table import render_csv, render_json
from applications.files.word import render_docx
from applications.models import Submitted
from applications.screens import own_application
from people.access import PersonRequest, signed_in
from people.middleware import unkept
from registers.packfiles.facts import PackRefused

FORMATS = {
    "pdf": (render_pdf, "application/pdf"),
    "docx": (render_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "csv": (render_csv, "text/csv; charset=utf-8"),
    "json": (render_json, "application/json"),
}


@require_safe
@signed_in
def application_file(request: PersonRequest, uid: UUID, ending: str) -> HttpResponse:
    application = own_application(request, uid)
    if ending not in FORMATS:
        raise Http404
    render_file, media_type = FORMATS[ending]
    kept = None if application.is_draft else Submitted.objects.filter(application=application).first()
    try:
        content = render_file(kept.facts if kept else facts_of(application))
    except PackRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(application)
    name = f"application-{slugify(application.grade)}{'' if kept else '-draft'}.{ending}"
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return unkept(response)
