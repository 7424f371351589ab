"""A person's own notices."""

import uuid

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from notices.actions import mark_read
from notices.models import Notice
from notices.naming import with_titles
from people.access import get_visible, signed_in

PAGE = 25


@signed_in
@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    mine = with_titles(Notice.objects.visible_to(request.user).select_related("actor"), request.user)
    page = Paginator(mine, PAGE).get_page(request.GET.get("page"))
    return render(request, "notices/notice_list.html", {"page": page})


@signed_in
@require_POST
def notice_open(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Mark it read and go where it points: one press, and a POST because it changes something."""
    notice = mark_read(notice=get_visible(Notice, request, uid))
    return redirect(notice.path)
