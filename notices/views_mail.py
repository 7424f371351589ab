"""What somebody chooses about their mail, signed in or by the link in a mail."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from lib.unlisted import unlisted
from notices import actions, choices, kinds, unsubscribing
from notices.forms import PreferencesForm
from people.access import PersonRequest, signed_in


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: PersonRequest) -> HttpResponse:
    form = PreferencesForm(request.POST or None, person=request.user, institution=request.institution)
    if form.is_valid():
        actions.choose_mail(person=request.user, how=form.how, actor=request.user)
        actions.choose_quiet_hours(person=request.user, **form.quiet_hours)
        messages.success(request, "Saved. It holds from the next notice on.")
        return redirect("notices:preferences")
    context = {
        "form": form,
        "always": [kind.in_general for kind in kinds.KINDS.values() if kind.must],
        "hour": f"{choices.DAILY_HOUR:02}:00",
    }
    return render(request, "notices/preferences.html", context, status=422 if form.errors else 200)


# Mail programs post here for their readers (RFC 8058): without a session, and so without a token of ours against forgery.
# The address is the proof, and all that it can do is stop one kind of mail.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link shows a button and changes nothing; posting stops the kind. Doing it again is the same act."""
    found = unsubscribing.read(token)
    if found is None:
        raise Http404
    person, kind = found
    must_go = kind in kinds.KINDS and kinds.KINDS[kind].must
    is_asked = request.method == "POST"
    if is_asked and not must_go:
        actions.unsubscribe(person=person, kind=kind)
    context = {
        "what": kinds.KINDS[kind].in_general if kind in kinds.KINDS else "",
        "is_daily": kind == unsubscribing.DAILY_MAIL,
        "must_go": must_go,
        "is_done": is_asked,
    }
    status = 409 if must_go and is_asked else 200
    return unlisted(render(request, "notices/unsubscribe.html", context, status=status))
