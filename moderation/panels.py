"""What moderation adds to the scoring screen: second marks asked for, and how they differ once they may be seen."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from assessments import states
from assessments.models import Assignment
from moderation import queries, screens
from people.permissions import can


def second_marks(request: HttpRequest, assignment: Assignment) -> str:
    """Nothing where there is nothing, and nothing to be asked for."""
    may_ask = assignment.state in (states.SUBMITTED, states.COMPLETED) and can(
        request.user, "moderation.ask_mark", assignment
    )
    rows = [screens.as_seen(request.user, one) for one in queries.beside(assignment)]
    if not rows and not may_ask:
        return ""
    context = {"work": assignment, "second_marks": rows, "may_ask": may_ask}
    return render_to_string("moderation/panel_second_marks.html", context, request=request)
