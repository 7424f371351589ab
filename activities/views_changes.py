"""Recent changes: what was done to several activities at once, and taking it back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from activities import actions
from activities.models import Change
from activities.sentences import spoken, undone_words
from people.access import PersonRequest, allowed, get_visible, signed_in

PAGE = 25
ITEMS = 100  # activities of one act to a page: an import may bring thousands


def row(change: Change) -> dict[str, Any]:
    """A change with `many` and `kept_count`, as the screens say it."""
    return {"change": change, "words": spoken(change, change.many), "kept": change.kept_count}


def just_changed(request: PersonRequest) -> dict[str, Any] | None:
    """The act that `?change=<uid>` names, while its owner can still take it back. Without it no query is made."""
    try:
        uid = UUID(request.GET.get("change", ""))
    except ValueError:
        return None
    found = Change.objects.visible_to(request.user).recent().with_counts().filter(uid=uid).first()
    return row(found) if found and found.can_undo else None


def log_address(query: str, **done: UUID | None) -> str:
    """The log under its filter `query`; with `change` or `deleted`, offering to take that back."""
    kept = QueryDict(query.removeprefix("?"), mutable=True)
    for name in ("change", "deleted"):
        kept.pop(name, None)
    for name, uid in done.items():
        if uid:
            kept[name] = str(uid)
    return reverse("activities:activity_list") + (f"?{kept.urlencode()}" if kept else "")


@require_safe
@allowed("activities.keep")
def change_list(request: PersonRequest) -> HttpResponse:
    found = Change.objects.visible_to(request.user).recent().with_counts()
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [row(change) for change in page]}
    return render(request, "activities/change_list.html", context)


@require_safe
@signed_in
def change_detail(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Which activities an act changed, and which an undo left alone. Words of sealed ones are not opened."""
    change = get_visible(Change, request, uid, queryset=Change.objects.with_counts())
    items = Paginator(change.items.select_related("activity"), ITEMS).get_page(request.GET.get("page"))
    context = row(change) | {"items": items}
    return render(request, "activities/change_detail.html", context)


@require_POST
@signed_in
def change_undo(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Back to the log as it was filtered, or to the act where some of it was left alone."""
    change = get_visible(Change, request, uid)
    try:
        undone = actions.undo_change(change=change, actor=request.user)
    except actions.TooLate as too_late:
        messages.error(request, str(too_late))
        return redirect("activities:change_list")
    say = messages.warning if undone.kept else messages.success
    say(request, undone_words(undone, change.kind))
    return redirect(change if undone.kept else log_address(request.POST.get("query", "")))
