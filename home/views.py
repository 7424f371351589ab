"""`/home/`: the start page of whoever is signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from home.panels import panels_for
from people.access import signed_in
from people.middleware import note_presence


@signed_in
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    if request.user.has_left:
        return redirect("moving:leaving")
    note_presence(request)
    panels = panels_for(request.user)
    # The menu need not count again what the latest notices tell.
    request.unread_notices = panels["notices"][0].unread if panels["notices"] else 0
    return render(request, "home/start.html", panels)
