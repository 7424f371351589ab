"""`/audits/draws/`: samples that anyone here can check, run by an admin who sees codes and states only."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audits import actions, queries, sampling
from audits.forms import AnnounceForm, SeedForm
from audits.models import Draw
from people.access import PersonRequest, allowed, get_visible, require, signed_in
from people.permissions import can


@require_safe
@signed_in
def draw_list(request: PersonRequest) -> HttpResponse:
    draws = Draw.objects.visible_to(request.user).defer("ids", "sample")[:50]
    runs = can(request.user, "audits.run_draw")
    return render(request, "audits/draw_list.html", {"draws": draws, "runs": runs})


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("audits.run_draw")
def draw_new(request: PersonRequest) -> HttpResponse:
    form = AnnounceForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.announce_draw(
                actor=request.user, values=given, seed=given["seed"], once=given["once"]
            )
        except actions.DrawRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Announced. Keep the seed: it is asked for at the draw.")
            return redirect(made)
    return render(request, "audits/draw_new.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@signed_in
def draw_detail(request: PersonRequest, uid: UUID) -> HttpResponse:
    return page(request, get_visible(Draw, request, uid))


def page(
    request: PersonRequest, draw: Draw, *, form: SeedForm | None = None, status: int = 200
) -> HttpResponse:
    runs = can(request.user, "audits.run_draw")
    context = {
        "draw": draw,
        "runs": runs,
        "form": form or SeedForm(draw=draw),
        "packs": queries.drawn_packs(draw) if runs and draw.is_drawn else [],
        "waiting": queries.packs_in(draw).count() if not draw.is_drawn else 0,
        "script": sampling.SCRIPT,
        "drawn": set(draw.sample),
    }
    return render(request, "audits/draw_detail.html", context, status=status)


@require_POST
@signed_in
def draw_draw(request: PersonRequest, uid: UUID) -> HttpResponse:
    draw = get_visible(Draw, request, uid)
    require(request.user, "audits.run_draw")
    form = SeedForm(request.POST, draw=draw)
    if not form.is_valid():
        return page(request, draw, form=form, status=422)
    try:
        drawn = actions.draw(draw=draw, actor=request.user, seed=form.cleaned_data["seed"])
        messages.success(request, f"Drawn: {len(drawn.sample)} of {len(drawn.ids)}. Their owners are told.")
    except actions.DrawRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(draw)


@require_safe
@signed_in
def draw_ids(request: PersonRequest, uid: UUID) -> HttpResponse:
    """The ids of the list, one a line: what the script and `manage.py sample` read."""
    draw = get_visible(Draw, request, uid)
    content = "".join(f"{one}\n" for one in draw.ids)
    response = HttpResponse(content, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="draw-{draw.uid}.txt"'
    return response
