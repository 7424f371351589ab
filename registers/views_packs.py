"""`/renewals/<uid>/pack.…`: the pack as a file."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from people.access import PersonRequest, get_visible, signed_in
from registers import issuing
from registers.freezing import facts_of
from registers.models import FrozenPack, Renewal
from registers.packfiles.facts import PackRefused


@require_safe
@signed_in
def renewal_pack(request: PersonRequest, uid: UUID, ending: str) -> HttpResponse:
    """The pack as a file: as it was issued once declared; made for the moment and marked as a draft before."""
    renewal = get_visible(Renewal, request, uid)
    if ending not in issuing.RENDERERS:
        raise Http404
    render_file, media_type = issuing.RENDERERS[ending]
    frozen = FrozenPack.objects.filter(renewal=renewal).first()
    try:
        content = issuing.content_of(frozen, ending) if frozen else render_file(facts_of(renewal))
    except PackRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(renewal)
    return as_attachment(HttpResponse(content, content_type=media_type), file_name(renewal, ending))


def file_name(renewal: Renewal, ending: str) -> str:
    """What the browser saves it as: "cpd-rscitech-2026.pdf"."""
    draft = "-draft" if renewal.is_draft else ""
    return f"cpd-{slugify(renewal.grade)}-{renewal.period_to:%Y}{draft}.{ending}"


def as_attachment(response: HttpResponse, name: str) -> HttpResponse:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
