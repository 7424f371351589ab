"""What moderation adds to the review queue and to the scoring screen: second marks to give, and those asked for with how
they differ once they may be seen.
"""

from django.http import HttpRequest
from django.template.loader import render_to_string

from assessments import states
from assessments.models import Assignment
from moderation import queries, screens
from people.permissions import can

SHOWN = 20


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


def to_give(request: HttpRequest) -> str:
    """The second marks that this person is asked for and can give now; "" where there are none."""
    rows = list(queries.to_give(request.user)[: SHOWN + 1])
    if not rows:
        return ""
    context = {"marks": rows[:SHOWN], "more": len(rows) > SHOWN}
    return render_to_string("moderation/panel_to_give.html", context, request=request)
