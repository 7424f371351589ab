"""What every step of a renewal shows around its own part: the progress list, the way on and back, the draft pack."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from people.access import PersonRequest, get_visible, require
from registers import queries, steps, witness
from registers.freezing import facts_of
from registers.models import Renewal


def own_renewal(request: PersonRequest, uid: UUID) -> Renewal:
    """The renewal at this address, for whoever may write it: 404 for who may not see it, 403 for who may only read it."""
    renewal = get_visible(Renewal, request, uid, queryset=renewals())
    require(request.user, "registers.write_renewal", renewal)
    return renewal


def renewals() -> Any:
    return Renewal.objects.select_related("owner__job_title", "registration", "endorser", "replaces__frozen")


def frame(renewal: Renewal, present: str) -> dict[str, Any]:
    """The context of one step; judged once."""
    judgement = queries.judgement_of(renewal)
    findings = queries.judge_renewal(renewal, judgement)
    facts = facts_of(renewal, judgement=judgement)
    endorsed = witness.holds(renewal, facts)
    not_met = [one for one in findings if one.status == "not_met"]
    listed = steps.steps_of(renewal, present, not_met=len(not_met), endorsed=endorsed)
    before, after = steps.around(listed)
    return {
        "renewal": renewal,
        "steps": listed,
        "before": before,
        "after": after,
        "findings": findings,
        "open": not_met,
        "judgement": judgement,
        "preview": facts,
        "endorsed": endorsed,
        "is_owner": True,
    }


def goes_on(request: HttpRequest, context: dict[str, Any]) -> str:
    """Where a saved step leads: on when that was pressed, else the same page."""
    present = next(one for one in context["steps"] if one.is_present)
    return context["after"].url if "go" in request.POST and context["after"] else present.url
