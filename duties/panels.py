"""What tasks add to the review queue."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from duties.queries import to_approve

SHOWN = 20


def to_approve_panel(request: HttpRequest) -> str:
    """The tasks that wait for this person's approval; "" where there are none."""
    rows = list(to_approve(request.user)[: SHOWN + 1])
    if not rows:
        return ""
    context = {"tasks": rows[:SHOWN], "more": len(rows) > SHOWN}
    return render_to_string("duties/to_approve.html", context, request=request)
