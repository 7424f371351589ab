"""The privacy notice: read and agreed to by everyone, written by the admins."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from lib.fields import renew
from lib.markup import render_markdown
from people.access import PersonRequest, allowed, signed_in
from people.middleware import held_fields, writer_mark
from sharing import actions, queries
from sharing.forms_privacy import NoticeForm
from sharing.middleware import AGREED
from sharing.models import Agreement, PrivacyNotice
from sharing.refusals import Stale

PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def privacy_notice(request: PersonRequest) -> HttpResponse:
    """The present version, and whether this person has agreed; agreeing leads on to where they were going."""
    notice = PrivacyNotice.objects.order_by("-number").first()
    if notice is None:
        raise Http404
    if request.method == "POST":
        if request.POST.get("number") == str(notice.number):
            actions.agree(notice=notice, person=request.user)
            request.session[AGREED] = notice.number
            return redirect(onward(request))
        messages.error(request, "There is a newer version of the notice: please read this one.")
    given = Agreement.objects.filter(notice=notice, person=request.user).first()
    context = {
        "notice": notice,
        "text": render_markdown(notice.words),
        "given": given,
        "next": request.GET.get("next", ""),
    }
    return render(request, "sharing/privacy_notice.html", context)


def onward(request: PersonRequest) -> str:
    """Within this host, or the start page."""
    wanted = request.POST.get("next", "")
    is_here = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_here else "/home/"


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("sharing.keep_notice")
def privacy_edit(request: PersonRequest) -> HttpResponse:
    last = PrivacyNotice.objects.order_by("-number").first()
    if request.method != "POST":
        values: dict[str, Any] = {"words": last.words if last else "", "over": last.number if last else 0}
        if held := held_fields(request):
            values |= held.dict()
        return edit_page(request, NoticeForm(initial=values))
    form = NoticeForm(request.POST)
    if not form.is_valid():
        return edit_page(request, form, status=422)
    try:
        made = actions.publish_notice(
            institution=request.institution, actor=request.user, **form.cleaned_data
        )
    except Stale as stale:
        rows = [{"label": "The notice", "stored": stale.stored.words, "yours": form.cleaned_data["words"]}]
        renew(form, "over", str(stale.stored.number))
        return edit_page(request, form, status=409, conflict=rows)
    messages.success(
        request, f"Version {made.number} is what people agree to.", extra_tags="draft-saved:privacy-notice"
    )
    return redirect("sharing:privacy_edit")


def edit_page(request: PersonRequest, form: NoticeForm, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {"form": form, "versions": queries.notices_with_counts(), "writer": writer_mark(request.user)}
    return render(request, "sharing/privacy_edit.html", context | more, status=status)


@require_safe
@allowed("sharing.keep_notice")
def privacy_people(request: PersonRequest, number: int) -> HttpResponse:
    """Who has agreed to this version and when; whoever has not comes first."""
    notice = PrivacyNotice.objects.filter(number=number).first()
    if notice is None:
        raise Http404
    page = Paginator(queries.people_and_agreements(number), PAGE).get_page(request.GET.get("page"))
    context = {"notice": notice, "page": page, "text": render_markdown(notice.words)}
    return render(request, "sharing/privacy_people.html", context)
