"""A plan as a share link opens it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plans.models import Plan
from plans.queries import rows_of
from sharing.visitors import Visitor


def plan_shared(request: HttpRequest, plan: Plan, visitor: Visitor) -> HttpResponse:
    """The goals with their days, what the visitor may see of the activities, and a finished evaluation."""
    context = {"plan": plan, "rows": rows_of(plan, visitor), "owner": plan.owner, "is_owner": False}
    return render(request, "plans/plan_shared.html", context)
