"""`/renewals/`: the list, beginning one, and a renewal as its state has it: being prepared, to endorse, declared."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from lib.fields import renew
from lib.formats import count
from people.access import PersonRequest, allowed, get_visible, signed_in
from people.permissions import can
from registers import actions, queries, succession, witness
from registers.forms import EndorseForm, NewRenewalForm
from registers.frames import frame, renewals
from registers.models import FrozenPack, Registration, Renewal
from registers.renewal_panels import declared_panels


@require_safe
@signed_in
def renewal_list(request: PersonRequest) -> HttpResponse:
    rows = Renewal.objects.visible_to(request.user).select_related("owner", "frozen")
    mine = [one for one in rows if one.owner_id == request.user.pk]
    asked = [one for one in rows if one.owner_id != request.user.pk]
    return render(request, "registers/renewal_list.html", {"mine": mine, "asked": asked})


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("registers.keep")
def renewal_new(request: PersonRequest) -> HttpResponse:
    """The first step: which register, and which period."""
    held = queries.current_registrations(request.user)
    form = NewRenewalForm(request.POST or None, held=held, initial=wished(request, held))
    refused = None
    if form.is_valid():
        days = {name: form.cleaned_data[name] for name in ("period_from", "period_to")}
        try:
            return redirect(actions.start_renewal(registration=form.chosen(), **days))
        except actions.AlreadyDeclared as refusal:
            form.add_error("period_from" if form.data.get("period_from") else "which", str(refusal))
            refused = refusal
    context = {"form": form, "held": held, "refused": refused}
    return render(request, "registers/renewal_new.html", context, status=422 if form.errors else 200)


def wished(request: PersonRequest, held: list[Registration]) -> dict[str, str]:
    """What an address asks to be filled in: `registration`, and with `from` and `to` dates of one's own."""
    chosen = request.GET.get("registration") or (str(held[0].uid) if held else "")
    days = {f"period_{end}": request.GET[end] for end in ("from", "to") if end in request.GET}
    return {"registration": chosen, "which": "own" if days else "present"} | days


@require_safe
@signed_in
def renewal_detail(request: PersonRequest, uid: UUID) -> HttpResponse:
    """For its owner the check of a draft, or the pack that was declared; for who was asked, what they endorse."""
    renewal = get_visible(Renewal, request, uid, queryset=renewals())
    if not renewal.is_draft:
        return declared_page(request, renewal)
    if not can(request.user, "registers.write_renewal", renewal):
        return asked_page(request, renewal, EndorseForm())
    context = frame(renewal, "renewal_detail") | {"open_words": days_left(renewal)}
    return render(request, "registers/step_check.html", context)


def declared_page(request: PersonRequest, renewal: Renewal) -> HttpResponse:
    frozen = FrozenPack.objects.get(renewal=renewal)
    is_withdrawn = renewal.state == Renewal.State.WITHDRAWN
    context = {
        "renewal": renewal,
        "frozen": frozen,
        "lines": witness.lines(renewal),
        "successor": succession.successor_of(renewal) if is_withdrawn else None,
        "is_owner": can(request.user, "registers.write_renewal", renewal),
        "panels": declared_panels(request, renewal),
    }
    return render(request, "registers/renewal_declared.html", context)


def asked_page(
    request: PersonRequest, renewal: Renewal, form: EndorseForm, *, status: int = 200
) -> HttpResponse:
    """What a supervisor is asked to endorse, as the pack would say it: the bare facts of what is sealed."""
    context = frame(renewal, "renewal_detail")
    seen = witness.covered(context["preview"])
    if form.is_bound:
        renew(form, "seen", seen)
    else:
        form.initial["seen"] = seen
    context |= {
        "form": form,
        "is_owner": False,
        "texts": [one for one in context["preview"]["statements"] if one["key"] != "endorsement"],
        "lines": witness.lines(renewal, endorsed=context["endorsed"]),
    }
    return render(request, "registers/renewal_asked.html", context, status=status)


def days_left(renewal: Renewal) -> str:
    left = (renewal.period_to - timezone.localdate()).days
    return f"{count(left, 'day', 'days')} left" if left > 0 else "The period has ended"
