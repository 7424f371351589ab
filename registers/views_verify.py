"""`/verify/`: whether a pack is what we made, for anyone who holds its code. Shows what the holder agreed to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from lib import throttles
from registers import witness
from registers.facts import Period
from registers.forms import CodeForm
from registers.models import FrozenPack, Renewal
from registers.packfiles.codes import normalise_code

# Wrong codes a network address may try in an hour: a person mistypes a few, a guesser needs millions.
FAILURES = 60
HOUR = 60 * 60


@require_safe
def code_form(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.GET or None)
    if form.is_valid():
        return redirect("verify:code_check", code=form.cleaned_data["code"])
    status = 422 if form.errors else 200
    return private(render(request, "registers/code_form.html", {"form": form}, status=status))


@require_safe
def code_check(request: HttpRequest, code: str) -> HttpResponse:
    """Valid, withdrawn, or unknown; an unknown code and a private pack are the same page."""
    known = normalise_code(code)
    frozen = FrozenPack.objects.select_related("renewal").filter(code=known).first() if known else None
    if frozen is None:
        if throttles.count("verify", request.META["REMOTE_ADDR"], seconds=HOUR) > FAILURES:
            return private(render(request, "registers/code_slow.html", status=429))
        return private(render(request, "registers/code_unknown.html", {"code": code[:24]}, status=404))
    renewal = frozen.renewal
    context = {
        "frozen": frozen,
        "facts": frozen.facts,
        "period": Period(renewal.period_from, renewal.period_to),
        "withdrawn": renewal.state == Renewal.State.WITHDRAWN,
        "replaced_by": witness.replacement_of(renewal),
    }
    return private(render(request, "registers/code_check.html", context))


def private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
