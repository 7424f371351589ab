"""What is typed into a draft goes to the server while it is typed, so that another device finds it."""

from typing import Any

from django.http import JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from journals import actions
from journals.forms import EntryForm
from journals.merging import base_of
from journals.models import Entry
from lib.problems import errors_of
from people.access import PersonRequest, allowed


@require_POST
@allowed("journals.keep")
def entry_autosave(request: PersonRequest) -> JsonResponse:
    """Save the draft under the form's `uid`; answers its new `changed` and `base` tokens.

    422 with errors; 409 when the draft was changed elsewhere, or is published: what readers see changes by Save only.
    """
    form = EntryForm(request.POST, unfinished=True)
    if not form.is_valid():
        return refused(422, errors_of(form))
    uid = form.cleaned_data["uid"]
    if uid is None:
        return refused(422, [{"field": "uid", "message": "Say which entry this is."}])
    values = form.values()
    if Entry.objects.owned_by(request.user).filter(uid=uid, sealed=True).exists():
        values["sealed"] = True
    try:
        changed = form.cleaned_data["changed"]
        entry, _ = actions.save_entry(
            owner=request.user, values=values, uid=uid, changed=changed, only_draft=True
        )
    except actions.ReferenceTaken as taken:
        return refused(422, [{"field": "uid", "message": str(taken)}])
    except actions.Stale as stale:
        return refused(409, [{"field": "changed", "message": str(stale)}])
    return JsonResponse(kept(entry))


def kept(entry: Entry) -> dict[str, str]:
    return {
        "changed": entry.changed_token,
        "base": base_of(entry),
        "saved": f"Draft saved {timezone.localtime(entry.changed):%H:%M}",
        "edit": reverse("journals:entry_edit", args=[entry.uid]),
    }


def refused(status: int, errors: list[dict[str, Any]]) -> JsonResponse:
    return JsonResponse({"errors": errors}, status=status)
