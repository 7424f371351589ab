"""What cohorts add to the page on which an assessment is set to people."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from assessments.models import Template
from people.permissions import can


def by_rule(request: HttpRequest, template: Template) -> str:
    """The way to set it by a rule, for who runs cohorts; "" for who does not."""
    if not can(request.user, "cohorts.run"):
        return ""
    return render_to_string("cohorts/by_rule.html", {"template": template}, request=request)
