"""`/renewals/<uid>/pack.…`: the pack as a file."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from people.access import PersonRequest, get_visible, signed_in
from registers.freezing import facts_of
from registers.models import FrozenPack, Renewal
from registers.packfiles.facts import PackRefused
from registers.packfiles.pdf import render_pdf
from registers.packfiles.plain import render_json
from registers.packfiles.table import render_csv
from registers.packfiles.word import render_docx
from registers.packfiles.xlsx import render_xlsx

FORMATS = {
    "pdf": (render_pdf, "application/pdf"),
    "docx": (render_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": (render_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (render_csv, "text/csv; charset=utf-8"),
    "json": (render_json, "application/json"),
}


@require_safe
@signed_in
def renewal_pack(request: PersonRequest, uid: UUID, ending: str) -> HttpResponse:
    """The pack as a file: of the frozen facts once declared, marked as a draft before."""
    renewal = get_visible(Renewal, request, uid)
    if ending not in FORMATS:
        raise Http404
    render_file, media_type = FORMATS[ending]
    frozen = FrozenPack.objects.filter(renewal=renewal).first()
    facts = frozen.facts if frozen else facts_of(renewal)
    try:
        content = render_file(facts)
    except PackRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(renewal)
    name = f"cpd-{renewal.grade.lower()}-{renewal.period_to:%Y}{'' if frozen else '-draft'}.{ending}"
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
