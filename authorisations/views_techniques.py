"""The list of techniques: open to everybody here, kept by who sets work and by admins."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.competences import asks_to_show, named, picker
from activities.fields import as_typed
from authorisations import actions, queries
from authorisations.filters import TechniqueFilter
from authorisations.forms import TECHNIQUE, TechniqueForm
from authorisations.models import Technique
from lib.fields import offer_new_uid
from people.access import PersonRequest, allowed, get_visible, require, signed_in
from people.middleware import held_fields, writer_mark
from people.models import Unit
from people.permissions import can
from people.sent import posted

PAGE = 50
KEEP = "authorisations.keep_techniques"


def seen_technique(request: PersonRequest, uid: Any) -> Technique:
    return get_visible(Technique, request, uid, queryset=Technique.objects.select_related("unit"))


def kept_technique(request: PersonRequest, uid: Any) -> Technique:
    technique = seen_technique(request, uid)
    require(request.user, KEEP)
    return technique


@require_safe
@signed_in
def technique_list(request: PersonRequest) -> HttpResponse:
    found = TechniqueFilter(request.GET, queryset=queries.techniques(), request=request)
    page = Paginator(found.qs, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "filter": found, "keeps": can(request.user, KEEP)}
    return render(request, "authorisations/technique_list.html", context)


@require_safe
@signed_in
def technique_detail(request: PersonRequest, uid: Any) -> HttpResponse:
    technique, today = seen_technique(request, uid), timezone.localdate()
    context = {
        "technique": technique,
        "today": today,
        "sheet": list(queries.door_sheet(technique, today)),
        "competences": named(technique.competences),
        "keeps": can(request.user, KEEP),
        "signs": can(request.user, "authorisations.oversee") and not technique.is_archived,
    }
    return render(request, "authorisations/technique_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(KEEP)
def technique_new(request: PersonRequest) -> HttpResponse:
    return _write(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def technique_edit(request: PersonRequest, uid: Any) -> HttpResponse:
    return _write(request, kept_technique(request, uid))


def _write(request: PersonRequest, technique: Technique | None) -> HttpResponse:
    """Show the form, or keep what it says."""
    units = Unit.objects.filter(is_current=True)
    stored = {"uid": uuid4(), "kind": Technique.Kind.INSTRUMENT}
    if technique is not None:
        stored = {name: getattr(technique, name) for name in TECHNIQUE} | {"changed": technique.changed_token}
    if request.method != "POST" or asks_to_show(request):
        typed = request.POST if asks_to_show(request) else held_fields(request)
        initial = stored | (as_typed(typed) if typed else {})
        return _page(request, technique, form=TechniqueForm(initial=initial, units=units))
    form = TechniqueForm(request.POST, units=units)
    if not form.is_valid():
        return _page(request, technique, form=form, status=422)
    try:
        saved = actions.save_technique(
            actor=request.user,
            technique=technique,
            values=form.values(),
            uid=None if technique else form.cleaned_data["uid"],
            changed=form.cleaned_data["changed"],
        )
    except actions.ReferenceTaken:
        offer_new_uid(form)
        return _page(request, technique, form=form, status=422)
    except actions.Refused as refusal:
        form.add_error("name", str(refusal))
        return _page(request, technique, form=form, status=422)
    except actions.Stale as refusal:
        return _page(request, refusal.stored, form=form, status=409, conflict=differing(form, refusal.stored))
    messages.success(
        request, "Saved.", extra_tags=f"draft-saved:technique-{technique.uid if technique else 'new'}"
    )
    return redirect(saved)


def differing(form: TechniqueForm, stored: Technique) -> list[dict[str, str]]:
    """What is stored now beside what was typed here, where they differ."""
    rows = []
    for name in TECHNIQUE:
        held, yours = getattr(stored, name), form.cleaned_data[name]
        if held != yours:
            rows.append({"label": str(form.fields[name].label), "stored": _text(held), "yours": _text(yours)})
    return rows


def _text(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str("" if value is None else value)


def _page(
    request: PersonRequest,
    technique: Technique | None,
    *,
    form: TechniqueForm,
    status: int = 200,
    conflict: list[dict[str, str]] | None = None,
) -> HttpResponse:
    asked = posted(request)
    context = {
        "technique": technique,
        "form": form,
        "picker": picker(request.user, form["competences"].value(), asked),
        "token": technique.changed_token if technique and conflict else form["changed"].value() or "",
        "writer": writer_mark(request.user),
        "conflict": conflict,
    }
    return render(request, "authorisations/technique_edit.html", context, status=status)


@require_POST
@signed_in
def technique_archive(request: PersonRequest, uid: Any) -> HttpResponse:
    technique = actions.archive_technique(technique=kept_technique(request, uid), actor=request.user)
    messages.success(request, "Archived. Nobody is authorised for it anew; what was signed stays.")
    return redirect(technique)


@require_POST
@signed_in
def technique_restore(request: PersonRequest, uid: Any) -> HttpResponse:
    technique = actions.restore_technique(technique=kept_technique(request, uid), actor=request.user)
    messages.success(request, "Restored. People can be authorised for it again.")
    return redirect(technique)
