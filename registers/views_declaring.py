"""The last steps of a renewal: the supervisor's endorsement, the declaration, taking it back and opening it again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from lib.fields import renew
from people.access import PersonRequest, get_visible, require, signed_in
from people.queries import supervisors_of
from people.sent import posted
from registers import actions, returns, witness
from registers.forms import DeclareForm, EndorseForm, EndorserForm
from registers.frames import frame, own_renewal, renewals
from registers.models import Renewal
from registers.packfiles.facts import PackRefused
from registers.views_renewals import asked_page


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def renewal_ask(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Ask a supervisor, or see what became of it; nobody has to."""
    renewal = own_renewal(request, uid)
    if not renewal.is_draft and request.method != "POST":
        return redirect(renewal)
    initial = {"changed": renewal.asked_token}
    form = EndorserForm(posted(request), supervisors=supervisors_of(request.user), initial=initial)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        endorser, token = form.cleaned_data["endorser"], form.cleaned_data["changed"]
        try:
            actions.ask_endorsement(renewal=renewal, endorser=endorser, actor=request.user, changed=token)
            messages.success(request, f"{endorser} has been asked and can read this renewal.")
            return redirect("renewals:renewal_ask", uid=uid)
        except actions.Stale as stale:
            renew(form, "changed", stale.stored.asked_token)
            form.add_error(None, meanwhile(stale.stored))
            renewal, status = stale.stored, 409
        except actions.RenewalRefused as refusal:
            form.add_error("endorser", str(refusal))
    context = frame(renewal, "renewal_ask") | {"form": form}
    context["lines"] = witness.lines(renewal, endorsed=context["endorsed"])
    return render(request, "registers/step_endorsement.html", context, status=status)


def meanwhile(stored: Renewal) -> str:
    """What happened to the endorsement after a page was opened, as a sentence."""
    if stored.endorsed_at:
        return f"{stored.endorser} endorsed it after you opened this page; nobody has been asked anew."
    return f"{stored.endorser} was asked after you opened this page. Press once more to ask somebody else."


@require_POST
@signed_in
def renewal_endorse(request: PersonRequest, uid: UUID) -> HttpResponse:
    renewal = get_visible(Renewal, request, uid, queryset=renewals())
    require(request.user, "registers.endorse_renewal", renewal)
    form = EndorseForm(request.POST)
    if not form.is_valid():
        return asked_page(request, renewal, form, status=422)
    try:
        actions.endorse_renewal(renewal=renewal, actor=request.user, **form.cleaned_data)
        messages.success(request, "Endorsed.")
    except actions.Stale:
        form.add_error(
            None, "The renewal was changed after you opened this page. Read it again, then endorse."
        )
        return asked_page(request, Renewal.objects.get(pk=renewal.pk), form, status=409)
    except actions.RenewalRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(renewal)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def renewal_declare(request: PersonRequest, uid: UUID) -> HttpResponse:
    renewal = own_renewal(request, uid)
    if request.method != "POST":
        return declare_page(request, renewal, None)
    form = DeclareForm(request.POST, renewal=renewal)
    if not form.is_valid():
        return declare_page(request, renewal, form, status=422)
    given = {name: form.cleaned_data[name] for name in ("once", "show_name", "seen")}
    try:
        frozen = actions.declare_renewal(renewal=renewal, actor=request.user, **given)
        messages.success(request, f"Declared. Its code is {frozen.code}.")
        return redirect(renewal)
    except actions.Stale:
        form.add_error(
            None, "Your record was changed after you opened this page. Look at it again, then declare."
        )
        return declare_page(request, own_renewal(request, uid), form, status=409)
    except (actions.RenewalRefused, PackRefused) as refusal:
        messages.error(request, str(refusal))
        return redirect("renewals:renewal_declare", uid=uid)


def declare_page(
    request: PersonRequest, renewal: Renewal, form: DeclareForm | None, *, status: int = 200
) -> HttpResponse:
    if not renewal.is_draft:
        return redirect(renewal)
    context = frame(renewal, "renewal_declare")
    seen = witness.covered(context["preview"])
    if form is None:
        form = DeclareForm(initial={"show_name": renewal.show_name, "seen": seen}, renewal=renewal)
    else:
        renew(form, "seen", seen)
    context |= {
        "form": form,
        "too_long": returns.too_long(renewal.edition, renewal.answers),
        "missing": returns.unanswered(renewal.edition, renewal.answers),
        "lines": witness.lines(renewal, endorsed=context["endorsed"]),
    }
    return render(request, "registers/step_declaration.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def renewal_withdraw(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Asks first: a draft is dropped, a declaration taken back for everyone to see."""
    renewal = get_visible(Renewal, request, uid)
    require(request.user, "registers.write_renewal", renewal)
    if request.method == "POST":
        was_draft = renewal.is_draft
        gone = actions.withdraw_renewal(renewal=renewal, actor=request.user)
        messages.success(
            request, "Dropped." if was_draft else "Withdrawn. Its pack stays on record as withdrawn."
        )
        return redirect("renewals:renewal_list") if was_draft else redirect(gone)
    return render(request, "registers/renewal_withdraw.html", {"renewal": renewal})


@require_POST
@signed_in
def renewal_reopen(request: PersonRequest, uid: UUID) -> HttpResponse:
    renewal = own_renewal(request, uid)
    try:
        again = actions.reopen_renewal(renewal=renewal, actor=request.user)
    except actions.RenewalRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(renewal)
    messages.success(request, "Opened again with everything you had written. Nothing of it is declared yet.")
    return redirect(again)
