"""`/sign-offs/here/`: the one page that a passed phone shows, and how its owner comes back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lib.fields import renew
from lib.unlisted import unlisted
from people.access import PersonRequest, signed_in
from signoffs import actions, passing, queries, showing
from signoffs.forms import HereForm
from signoffs.kinds import KINDS
from signoffs.models import Signature, SignRequest
from signoffs.views_sign import first_values

LEFT = "That is not the code, or it is over. {left}"
NONE_LEFT = "That was tried too often: ask for a new code below."


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def here(request: PersonRequest) -> HttpResponse:
    if not passing.is_passed(request):
        return redirect("signoffs:request_list")
    found = passing.passed_request(request)
    if found is None:
        return unlisted(back(request, None, why=queries.CLOSED))
    if request.method == "POST":
        return unlisted(answered(request, found))
    why = queries.closed_because(found)
    if why or "stop" in request.GET:
        return unlisted(back(request, found, why=why))
    return unlisted(page(request, found, form_of(found, initial=first_values(found))))


def form_of(found: SignRequest, **given: Any) -> HereForm:
    return HereForm(**given, kind=KINDS[found.kind], owner=found.owner)


def answered(request: PersonRequest, found: SignRequest) -> HttpResponse:
    """The code first, then the answer: without the one nothing of the other is kept."""
    form = form_of(found, data=request.POST)
    if why := queries.closed_because(found):
        return back(request, found, why=why)
    if not form.is_valid():
        return page(request, found, form, status=422)
    given = form.cleaned_data
    if not actions.check_code(request=found, code=given["code"]):
        left = actions.tries_left(SignRequest.objects.get(pk=found.pk))
        form.add_error("code", wrong(left))
        return page(request, found, form, status=422)
    try:
        actions.answer(
            request=found, given=given["answer"], seen=given["seen"], once=given["once"], how=Signature.How.CODE,
            values=form.values(),
        )  # fmt: skip
    except actions.Stale as stale:
        renew(form, "seen", stale.stored.digest)
        return page(request, stale.stored, form, status=409, changed=True)
    except actions.SignoffRefused:
        pass  # Somebody was quicker, by the link: the page says what became of it.
    return redirect("signoffs:here")


def wrong(left: int) -> str:
    if not left:
        return NONE_LEFT
    return LEFT.format(left=f"You have {left} more {'try' if left == 1 else 'tries'}.")


def page(
    request: PersonRequest, found: SignRequest, form: HereForm, *, status: int = 200, changed: bool = False
) -> HttpResponse:
    context = showing.to_sign(found, form, changed=changed)
    return render(request, "signoffs/here.html", context, status=status)


def back(request: PersonRequest, found: SignRequest | None, *, why: str) -> HttpResponse:
    """It is answered or over: the phone goes back, and this session still shows nothing else."""
    context = {
        "owner": request.user,
        "found": found,
        "why": why,
        "can_come_back": passing.can_come_back(request),
    }
    return render(request, "signoffs/back.html", context)


@require_POST
@signed_in
def here_code(request: PersonRequest) -> HttpResponse:
    """A new code; the one before is over."""
    found = passing.passed_request(request)
    if found is not None:
        try:
            actions.send_code(request=found, actor=request.user)
            messages.success(request, f"A new code is on its way to {found.signer_email}.")
        except actions.SignoffRefused as refusal:
            messages.error(request, str(refusal))
    return redirect("signoffs:here")


@require_safe
@signed_in
def here_end(request: PersonRequest) -> HttpResponse:
    """The owner has the phone again: once they have shown it, their session is theirs again."""
    if not passing.is_passed(request):
        return redirect("signoffs:request_list")
    found = passing.passed_request(request)
    if passing.is_owner_back(request):
        passing.end(request)
        return redirect(found or "signoffs:request_list")
    if not passing.can_come_back(request):
        return unlisted(back(request, found, why=""))
    again = urlencode({"next": reverse("signoffs:here_end")})
    return redirect(f"{reverse('account_reauthenticate')}?{again}")
