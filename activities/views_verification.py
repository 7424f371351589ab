"""The supervisor verifies on the activity's own page, through a form of their own."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from activities import actions
from activities.forms import VerificationForm
from activities.models import Activity
from activities.views import render_detail
from lib.fields import renew
from people.access import PersonRequest, get_visible, require, signed_in


@require_POST
@signed_in
def activity_verify(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Sign the version that was on the screen; a double click signs once."""
    activity = get_visible(Activity, request, uid)
    require(request.user, "activities.verify_activity", activity)
    form = VerificationForm(request.POST)
    if not form.is_valid():
        return render_detail(request, activity, form, status=422)
    try:
        actions.verify_activity(
            activity=activity,
            actor=request.user,
            points=form.cleaned_data["points_awarded"],
            note=form.cleaned_data["note"],
            once=form.cleaned_data["once"],
            changed=form.cleaned_data["changed"],
        )
    except actions.VerificationRefused as refused:
        renew(form, "changed", activity.changed_token)
        form.add_error(None, str(refused))
        return render_detail(request, activity, form, status=409)
    messages.success(request, f"Verified for {activity.owner}.")
    return redirect(activity)


@require_POST
@signed_in
def verification_withdraw(request: PersonRequest, uid: UUID) -> HttpResponse:
    activity = get_visible(Activity, request, uid)
    require(request.user, "activities.verify_activity", activity)
    actions.withdraw_verification(activity=activity, actor=request.user)
    messages.success(request, "The verification is withdrawn. Its points count no more.")
    return redirect(activity)
