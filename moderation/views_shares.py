"""`/moderation/shares/`: have a share of what one sets marked twice, blind."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from moderation import actions, queries
from moderation.forms import ShareForm
from moderation.models import Share
from people.access import PersonRequest, allowed, get_visible, require, signed_in
from people.queries import other_trainers
from people.sent import posted
from sharing.refusals import RefusalsOn

PAGE = 50


@require_safe
@allowed("moderation.run")
def share_list(request: PersonRequest) -> HttpResponse:
    page = Paginator(queries.shares_of(request.user), PAGE).get_page(request.GET.get("page"))
    return render(request, "moderation/share_list.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("moderation.run")
def share_new(request: PersonRequest) -> HttpResponse:
    form = ShareForm(
        posted(request),
        templates=queries.templates_of(request.user),
        markers=other_trainers(request.user),
    )
    if form.is_valid():
        with RefusalsOn(form):
            made = actions.begin_share(actor=request.user, **form.cleaned_data)
            messages.success(request, f"From now on {made} is marked twice, blind.")
            return redirect("moderation:share_list")
    return render(request, "moderation/share_new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def share_end(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Asks first: an ended share does not begin again."""
    share = get_visible(Share, request, uid, queryset=Share.objects.select_related("template"))
    require(request.user, "moderation.read_share", share)
    if request.method == "POST":
        actions.end_share(share=share, actor=request.user)
        messages.success(request, "Ended. What was asked for stays asked for.")
        return redirect("moderation:share_list")
    context = {
        "share": share,
        "asks": "End this share?",
        "yes": "End it",
        "no": "Let it run",
        "back": reverse("moderation:share_list"),
        "back_words": "Shares marked twice",
    }
    return render(request, "moderation/share_end.html", context)
