"""`/registers/own/`: the institution's own rule packs; and what changed from edition to edition of any pack."""

from itertools import pairwise
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.access import PersonRequest, allowed, signed_in
from people.permissions import can
from registers import actions, own_packs, packs
from registers.comparing import differences
from registers.editions import Edition
from registers.forms import OwnPackForm
from registers.models import OwnPack, Registration
from registers.reading import PackError
from registers.trial import try_out


@require_safe
@allowed("registers.manage_packs")
def own_pack_list(request: PersonRequest) -> HttpResponse:
    context = {"own": OwnPack.objects.select_related("by"), "shipped": packs.load_all().values()}
    return render(request, "registers/own_pack_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("registers.manage_packs")
def own_pack_new(request: PersonRequest) -> HttpResponse:
    form = OwnPackForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.add_own_pack(text=form.cleaned_data["text"], actor=request.user)
        except actions.OwnPackRefused as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, f"{row} is sound and on trial. Nobody is judged by it yet.")
            return redirect(row)
    status = 422 if form.errors else 200
    return render(request, "registers/own_pack_form.html", {"form": form}, status=status)


@require_safe
@allowed("registers.manage_packs")
def own_pack_detail(request: PersonRequest, uid: UUID) -> HttpResponse:
    """What it changes against the edition before, and what it would mean for the people here, as counts."""
    row = get_object_or_404(OwnPack, uid=uid)
    context: dict[str, Any] = {"row": row}
    try:
        edition, before = _with_before(row)
    except PackError as error:
        context["problems"] = error.problems
        return render(request, "registers/own_pack_detail.html", context)
    wanted = request.GET.get("grade", "")
    grade = wanted if any(one.code == wanted for one in edition.grades) else edition.grades[0].code
    context |= {"edition": edition, "before": before, "grade": grade}
    context["trial"] = try_out(edition, before, grade=grade, today=timezone.localdate())
    context["differences"] = differences(before.data, edition.data) if before else []
    return render(request, "registers/own_pack_detail.html", context)


def _with_before(row: OwnPack) -> tuple[Edition, Edition | None]:
    """The edition it makes, and the one it follows. Raises PackError."""
    in_use = OwnPack.objects.filter(state=OwnPack.State.IN_USE)
    editions = own_packs.edition_of(row, beside=in_use).editions
    at = next(
        number
        for number, one in enumerate(editions)
        if one.valid_from == row.valid_from and one.version.startswith(row.version)
    )
    return editions[at], editions[at - 1] if at else None


@require_POST
@allowed("registers.manage_packs")
def own_pack_use(request: PersonRequest, uid: UUID) -> HttpResponse:
    row = get_object_or_404(OwnPack, uid=uid)
    try:
        actions.use_own_pack(own_pack=row, actor=request.user)
    except (actions.OwnPackRefused, PackError) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{row} is in use. Packs frozen before stay as they are.")
    return redirect(row)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("registers.manage_packs")
def own_pack_retire(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Asks first, and says who is judged otherwise from then on."""
    row = get_object_or_404(OwnPack, uid=uid)
    if request.method == "POST":
        try:
            actions.retire_own_pack(own_pack=row, actor=request.user)
            messages.success(request, f"{row} is retired.")
        except actions.OwnPackRefused as refusal:
            messages.error(request, str(refusal))
        return redirect("registers:own_pack_list")
    if row.state == OwnPack.State.RETIRED:
        return redirect(row)
    context = {
        "row": row,
        "refused": actions.why_it_stays(row),
        "held": Registration.objects.filter(pack=row.pack, ended_on=None).count() if row.is_in_use else 0,
        "left": actions.editions_left(row),
        "asks": f"Retire {row}?",
        "yes": "Retire it",
        "back": row.get_absolute_url(),
        "back_words": str(row),
    }
    return render(request, "registers/own_pack_retire.html", context)


@require_safe
@signed_in
def pack_editions(request: PersonRequest, pack: str) -> HttpResponse:
    """Every edition of a pack, the newest first, each with what it changed."""
    if pack not in packs.ids():
        raise Http404
    held = packs.editions(pack)
    changes = [(after, before, differences(before.data, after.data)) for before, after in pairwise(held)]
    context = {
        "pack": held[-1],
        "first": held[0],
        "changes": changes[::-1],
        "manages": can(request.user, "registers.manage_packs"),
    }
    return render(request, "registers/pack_editions.html", context)
