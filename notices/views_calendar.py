"""The secret address of somebody's calendar, and what it answers."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from lib.digests import digest_of_key
from lib.unlisted import unlisted
from notices import actions
from notices.calendar import as_ics
from notices.forms import CalendarForm
from notices.models import CalendarFeed
from people.access import PersonRequest, signed_in
from people.middleware import unkept


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def calendar_page(request: PersonRequest) -> HttpResponse:
    """Make the address, another one in its place, or none. It is shown in the one answer that makes it."""
    form = CalendarForm(request.POST or None)
    if form.is_valid():
        act, titles = form.cleaned_data["act"], form.cleaned_data["with_titles"]
        if act == "make":
            token = actions.make_calendar(person=request.user, with_titles=titles)
            return render_calendar(request, address=calendar_address(request, token), status=201)
        if act == "keep":
            actions.show_titles(person=request.user, with_titles=titles)
            messages.success(request, "Saved. Your calendar program shows it when it asks again.")
        else:
            actions.close_calendar(person=request.user)
            messages.success(request, "The address shows nothing any more.")
        return redirect("notices:calendar")
    return render_calendar(request, form=form if form.errors else None, status=422 if form.errors else 200)


def render_calendar(
    request: PersonRequest, *, status: int, form: CalendarForm | None = None, address: str = ""
) -> HttpResponse:
    feed = CalendarFeed.objects.filter(person=request.user).first()
    initial = {"with_titles": feed.with_titles if feed else False}
    context = {"feed": feed, "form": form or CalendarForm(initial=initial), "address": address}
    return unkept(render(request, "notices/calendar.html", context, status=status))


def calendar_address(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("notices:calendar_feed", args=[token]))


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever has the address: no session is asked for. 404 alike for one that never was and one that is over."""
    feeds = CalendarFeed.objects.select_related("person").filter(person__is_active=True)
    feed = feeds.filter(digest=digest_of_key(token)).first()
    if feed is None:
        raise Http404
    answer = HttpResponse(as_ics(feed), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="cpd.ics"'
    return unlisted(answer)
