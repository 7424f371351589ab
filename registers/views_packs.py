"""`/renewals/<uid>/pack.…`: the pack as a file."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from people.access import PersonRequest, get_visible, signed_in
from people.middleware import unkept
from registers import issuing
from registers.freezing import facts_of
from registers.models import FrozenPack, Renewal
from registers.packfiles.facts import PackRefused


@require_safe
@signed_in
def renewal_pack(request: PersonRequest, uid: UUID, ending: str) -> HttpResponseBase:
    """The pack as a file: as it was issued once declared; made for the moment and marked as a draft before."""
    renewal = get_visible(Renewal, request, uid)
    if ending == issuing.ZIP:
        return bundle(request, renewal)
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


def bundle(request: PersonRequest, renewal: Renewal) -> HttpResponseBase:
    """Every format and the evidence, sent while it is put together; there is none of a draft."""
    frozen = FrozenPack.objects.filter(renewal=renewal).first()
    if frozen is None:
        messages.info(request, "The ZIP file with your evidence is made when you declare.")
        return redirect(renewal)
    try:
        content, size = issuing.bundle_of(frozen)
    except PackRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(renewal)
    response = StreamingHttpResponse(content, content_type="application/zip")
    response.headers["Content-Length"] = str(size)
    return as_attachment(response, file_name(renewal, issuing.ZIP))


def file_name(renewal: Renewal, ending: str) -> str:
    """What the browser saves it as: "cpd-rscitech-2026.pdf"."""
    draft = "-draft" if renewal.is_draft else ""
    return f"cpd-{slugify(renewal.grade)}-{renewal.period_to:%Y}{draft}.{ending}"


def as_attachment(response: HttpResponseBase, name: str) -> HttpResponseBase:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return unkept(response)
