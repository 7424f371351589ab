"""What rooms to the right add to the review queue: a plain list, filled in config/wiring.py."""

from collections.abc import Callable

from django.http import HttpRequest

# (request) -> safe HTML from a template, or "" for nothing.
QUEUE_PANELS: list[Callable[[HttpRequest], str]] = []


def queue_panels(request: HttpRequest) -> list[str]:
    """What the panels have to say, each already rendered by its own template."""
    return [said for panel in QUEUE_PANELS if (said := panel(request))]
