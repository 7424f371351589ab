"""`/verify/`: whether a pack is what we made, for anyone who holds its code. Shows what the holder agreed to."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from lib import throttles
from lib.addresses import client_address
from lib.unlisted import unlisted
from registers import succession
from registers.forms import CodeForm
from registers.forms.looking import CheckFileForm, too_large
from registers.models import FrozenPack
from registers.packfiles.codes import normalise_code
from registers.signing import certificates
from registers.verifying import Verdict, check_file, issued_at

# Wrong codes a network address may try in an hour: a person mistypes a few, a guesser needs millions.
FAILURES = 60
# Files it may have compared in an hour.
FILES = 60
HOUR = 60 * 60
# What a form adds around a file.
ENVELOPE = 16 * 1024


@require_safe
def code_form(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.GET or None)
    if form.is_valid():
        return redirect("verify:code_check", code=form.cleaned_data["code"])
    status = 422 if form.errors else 200
    return unlisted(render(request, "registers/code_form.html", {"form": form}, status=status))


# The file checks change nothing and need no session: without the token's cookie they work for everyone, and a body
# that is too large is refused before it is read.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def code_check(request: HttpRequest, code: str) -> HttpResponse:
    """Valid, withdrawn, replaced, or unknown; an unknown code and a private pack are the same page."""
    known = normalise_code(code)
    frozen = FrozenPack.objects.select_related("renewal__owner").filter(code=known).first() if known else None
    if frozen is None:
        if throttles.count("verify", client_address(request), seconds=HOUR) > FAILURES:
            return slow(request)
        return unlisted(render(request, "registers/code_unknown.html", {"code": code[:24]}, status=404))
    if request.method != "POST":
        return code_page(request, frozen, CheckFileForm(limit=settings.VERIFY_FILE_LIMIT))
    if throttles.count("verify-file", client_address(request), seconds=HOUR) > FILES:
        return slow(request)
    return file_check(request, frozen)


def file_check(request: HttpRequest, frozen: FrozenPack) -> HttpResponse:
    """Told whether a file is one of those issued under this code."""
    limit = settings.VERIFY_FILE_LIMIT
    if int(request.META.get("CONTENT_LENGTH") or 0) > limit + ENVELOPE:
        form = CheckFileForm({}, limit=limit)
        form.errors.clear()
        form.add_error("file", too_large(limit))
        return code_page(request, frozen, form, status=413)
    form = CheckFileForm(request.POST, request.FILES, limit=limit)
    if not form.is_valid():
        return code_page(request, frozen, form, status=422)
    verdict = check_file(frozen, form.cleaned_data["file"])
    return code_page(request, frozen, CheckFileForm(limit=limit), verdict=verdict)


def code_page(
    request: HttpRequest,
    frozen: FrozenPack,
    form: CheckFileForm,
    *,
    verdict: Verdict | None = None,
    status: int = 200,
) -> HttpResponse:
    renewal = frozen.renewal
    replacements = succession.replacements_of(renewal)
    files = list(frozen.files.select_related("signing_key"))
    context = {
        "frozen": frozen,
        "facts": frozen.facts,
        "period": renewal.period,
        "issued_at": issued_at(frozen),
        "replaced_by": replacements,
        "standing": renewal.state if not replacements else "replaced",
        "files": files,
        "signing_key": next((one.signing_key for one in files if one.signing_key), None),
        "form": form,
        "verdict": verdict,
    }
    return unlisted(render(request, "registers/code_check.html", context, status=status))


@require_safe
def certificate(request: HttpRequest) -> HttpResponse:
    """Every certificate this institution signed with, the present one first; empty before the first pack."""
    response = HttpResponse("".join(certificates()), content_type="application/x-pem-file")
    response.headers["Content-Disposition"] = 'attachment; filename="certificate.pem"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def slow(request: HttpRequest) -> HttpResponse:
    return unlisted(render(request, "registers/code_slow.html", status=429))
