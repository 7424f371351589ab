"""What rooms to the right add to the review queue, to scoring and to setting: plain lists, filled in config/wiring.py."""

from collections.abc import Callable

from django.http import HttpRequest

from assessments.models import Assignment, Template

# (request) -> safe HTML from a template, or "" for nothing.
QUEUE_PANELS: list[Callable[[HttpRequest], str]] = []
# (request, assignment) -> the same; for somebody who may score it.
SCORING_PANELS: list[Callable[[HttpRequest, Assignment], str]] = []
# (request, template) -> the same; where it is set to people.
SETTING_PANELS: list[Callable[[HttpRequest, Template], str]] = []


def queue_panels(request: HttpRequest) -> list[str]:
    """What the panels have to say, each already rendered by its own template."""
    return [said for panel in QUEUE_PANELS if (said := panel(request))]


def scoring_panels(request: HttpRequest, assignment: Assignment) -> list[str]:
    """The same for the scoring screen of one piece of work."""
    return [said for panel in SCORING_PANELS if (said := panel(request, assignment))]


def setting_panels(request: HttpRequest, template: Template) -> list[str]:
    """The same for the page on which a template is set."""
    return [said for panel in SETTING_PANELS if (said := panel(request, template))]
