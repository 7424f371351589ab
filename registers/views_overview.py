"""`/registers/overview/`: how the institution stands under each register, in numbers, for its admins."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from people.access import PersonRequest, allowed
from registers.overview import LEAST, SOON, overview


@require_safe
@allowed("registers.read_overview")
def register_overview(request: PersonRequest) -> HttpResponse:
    """Counts by register and grade; who they are and what they did stays with them."""
    context = {"lines": overview(timezone.localdate()), "least": LEAST, "soon": SOON}
    return render(request, "registers/register_overview.html", context)
