"""What rooms to the right add to an entry's page. A plain list, filled in config/wiring.py."""

from collections.abc import Callable

from django.http import HttpRequest

from journals.models import Entry

# (request, entry) -> safe HTML from a template, or "" for nothing.
DETAIL_PANELS: list[Callable[[HttpRequest, Entry], str]] = []


def detail_panels(request: HttpRequest, entry: Entry) -> list[str]:
    """What the panels have to say, each already rendered by its own template."""
    return [said for panel in DETAIL_PANELS if (said := panel(request, entry))]
