"""What the desk adds to the page of a declared renewal: to whom its pack was handed, and what came of it."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from audits import queries
from people.permissions import can
from registers.models import Renewal


def handed_over(request: HttpRequest, renewal: Renewal) -> str:
    """Nothing for anybody but the owner."""
    if not can(request.user, "audits.hand_over", renewal):
        return ""
    context = {
        "renewal": renewal,
        "handings": queries.handings_of(renewal.owner, renewal),
        "drawn": queries.drawn_for(renewal),
    }
    return render_to_string("audits/panel_handed.html", context, request=request)
