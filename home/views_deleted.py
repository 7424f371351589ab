"""`/home/deleted/`: what one has deleted in the last 30 days, each with the way back."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from home.deleted import deleted_by
from people.access import PersonRequest, signed_in
from sharing.models import RESTORE_DAYS

PAGE = 50


@require_safe
@signed_in
def deleted_list(request: PersonRequest) -> HttpResponse:
    page = Paginator(deleted_by(request.user), PAGE).get_page(request.GET.get("page"))
    return render(request, "home/deleted.html", {"page": page, "days": RESTORE_DAYS})
