"""What rooms to the right add to the page of a declared renewal. A plain list, filled in config/wiring.py."""

from collections.abc import Callable

from django.http import HttpRequest

from registers.models import Renewal

# (request, renewal) -> safe HTML from a template, or "" for nothing. Asked for whoever may read the renewal.
DECLARED_PANELS: list[Callable[[HttpRequest, Renewal], str]] = []


def declared_panels(request: HttpRequest, renewal: Renewal) -> list[str]:
    """What the panels have to say, each already rendered by its own template."""
    return [said for panel in DECLARED_PANELS if (said := panel(request, renewal))]
