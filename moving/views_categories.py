"""`/moving/categories/`: what the old system's categories mean here."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lib.formats import count
from moving import actions
from moving.forms import MeaningsForm
from moving.models import CategoryMap
from people.access import allowed
from people.sent import posted


@allowed("moving.map_categories")
@require_http_methods(["GET", "HEAD", "POST"])
def category_list(request: HttpRequest) -> HttpResponse:
    rows = CategoryMap.objects.all()
    form = MeaningsForm(posted(request), rows=rows)
    if not form.is_valid():
        return _page(request, form, status=422 if form.errors else 200)
    try:
        changed = actions.set_meanings(actor=request.user, meanings=form.meanings, new=form.new)
    except actions.Overtaken as refusal:
        again = form.seen_again(refusal.lines)
        again.is_valid()
        return _page(request, again, status=409, conflict=form.after(refusal.lines))
    messages.success(
        request, f"Saved: {count(changed, 'line', 'lines')} changed." if changed else "Nothing changed."
    )
    return redirect("moving:category_list")


def _page(
    request: HttpRequest, form: MeaningsForm, *, status: int, conflict: list[dict[str, str]] | None = None
) -> HttpResponse:
    context = {"form": form, "conflict": conflict or []}
    return render(request, "moving/category_list.html", context, status=status)
