"""From an activity to the journal."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from activities import actions
from activities.models import Activity
from people.access import PersonRequest, get_visible, require, signed_in


@require_POST
@signed_in
def entry_begin(request: PersonRequest, uid: UUID) -> HttpResponse:
    """A draft entry about this activity, opened for writing; the one there is, if there is one."""
    activity = get_visible(Activity, request, uid)
    require(request.user, "activities.write_activity", activity)
    entry, made = actions.write_entry(activity=activity, actor=request.user)
    if not made:
        return redirect(entry)
    messages.success(
        request, "A draft entry was begun with what the activity says. Nobody else can see it yet."
    )
    return redirect("journals:entry_edit", uid=entry.uid)
