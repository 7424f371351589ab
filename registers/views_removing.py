"""`/registers/<uid>/remove/`: a registration that was added by mistake."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from people.access import PersonRequest, get_visible, require, signed_in
from people.trail import has_done
from registers import actions
from registers.models import Registration, Renewal


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def registration_remove(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Asks first, and says what goes with it or why it stays. Pressed twice, the second time finds it done."""
    if request.method == "POST" and has_done(request.user, actions.REMOVED, uid):
        return redirect("registers:registration_list")
    registration = get_visible(Registration, request, uid)
    require(request.user, "registers.write_registration", registration)
    refused = actions.why_it_is_kept(registration)
    if request.method == "POST" and not refused:
        try:
            actions.remove_registration(registration=registration, actor=request.user)
        except actions.RegistrationRefused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, f"{registration} is removed. Your log is as it was.")
            return redirect("registers:registration_list")
    context = {
        "registration": registration,
        "refused": refused,
        "drafts": registration.renewals.filter(state=Renewal.State.DRAFT).count(),
        "asks": f"Remove {registration}?",
        "yes": "Remove it",
        "back": registration.get_absolute_url(),
        "back_words": str(registration),
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "registers/registration_remove.html", context, status=status)
