"""Programmes: the list, one with its items, and what is done to them."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cohorts import actions, queries
from cohorts.actions.programmes import DELETED
from cohorts.forms import TitleForm
from cohorts.forms_programmes import ItemForm, ProgrammeForm, stored
from cohorts.kinds import KINDS
from cohorts.models import Programme, ProgrammeItem
from lib.once import OnceForm
from people.access import PersonRequest, allowed, get_visible, require, signed_in
from people.middleware import writer_mark
from people.permissions import can
from people.sent import posted
from people.trail import has_done
from sharing.conflicts import compared
from sharing.refusals import RefusalsOn, Stale

WRITE = "cohorts.write_programme"
LABELS = {"title": "Title", "notes": "Notes"}
ITEM_LABELS = {**LABELS, "place": "Place", "offset_days": "Days after the first day"}


def written(request: PersonRequest, uid: Any) -> Programme:
    """The programme, if this person may see it (404) and change it (403)."""
    programme = get_visible(Programme, request, uid)
    require(request.user, WRITE, programme)
    return programme


@require_safe
@allowed("cohorts.keep_programmes")
def programme_list(request: PersonRequest) -> HttpResponse:
    return render(
        request, "cohorts/programme_list.html", {"programmes": queries.programmes_for(request.user)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("cohorts.keep_programmes")
def programme_new(request: PersonRequest) -> HttpResponse:
    form, keys = ProgrammeForm(posted(request)), OnceForm(posted(request))
    if request.method == "POST" and form.is_valid() and keys.is_valid():
        with RefusalsOn(form):
            made = actions.make_programme(actor=request.user, said=form.said, once=keys.cleaned_data["once"])
            messages.success(request, "Programme made. Add what it consists of.")
            return redirect(made)
    context = {"form": form, "keys": keys, "once": uuid4(), "writer": writer_mark(request.user)}
    status = 422 if request.method == "POST" else 200
    return render(request, "cohorts/programme_edit.html", context, status=status)


@require_safe
@signed_in
def programme_detail(request: PersonRequest, uid: Any) -> HttpResponse:
    programme = get_visible(Programme, request, uid)
    context = {
        "programme": programme,
        "items": queries.items_of(programme),
        "may_write": can(request.user, WRITE, programme),
        "runs": can(request.user, "cohorts.run"),
        "cohorts": queries.run_by(request.user),
        "kinds": KINDS,
    }
    return render(request, "cohorts/programme_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def programme_edit(request: PersonRequest, uid: Any) -> HttpResponse:
    programme = written(request, uid)
    form = ProgrammeForm(posted(request), initial={"title": programme.title, "notes": programme.notes})
    context: dict[str, Any] = {"programme": programme, "form": form, "keys": None}
    context["writer"] = writer_mark(request.user)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "cohorts/programme_edit.html", context, status=status)
    try:
        actions.change_programme(
            programme=programme, actor=request.user, said=form.said, changed=request.POST.get("changed")
        )
    except Stale as refusal:
        kept = {name: getattr(refusal.stored, name) for name in LABELS}
        rows = compared(kept, form.cleaned_data, labels=LABELS, spoken=lambda name, value: str(value))
        context |= {"programme": refusal.stored, "conflict": rows}
        return render(request, "cohorts/programme_edit.html", context, status=409)
    messages.success(request, "Programme saved.")
    return redirect(programme)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def programme_copy(request: PersonRequest, uid: Any) -> HttpResponse:
    programme = get_visible(Programme, request, uid)
    initial = {"title": f"{programme.title}, copy"[:120]}
    form, keys = TitleForm(posted(request), initial=initial), OnceForm(posted(request))
    if request.method == "POST" and form.is_valid() and keys.is_valid():
        once = keys.cleaned_data["once"]
        with RefusalsOn(form):
            made = actions.copy_programme(
                programme=programme, actor=request.user, once=once, **form.cleaned_data
            )
            messages.success(request, "Copied. The copy is yours to change.")
            return redirect(made)
    context = {"programme": programme, "form": form, "keys": keys, "once": uuid4()}
    status = 422 if request.method == "POST" else 200
    return render(request, "cohorts/programme_copy.html", context, status=status)


@require_POST
@signed_in
def programme_give(request: PersonRequest, uid: Any) -> HttpResponse:
    programme = written(request, uid)
    actions.give_programme(programme=programme, actor=request.user)
    messages.success(
        request, f"{programme.title} is the institution’s now: every trainer can use and copy it."
    )
    return redirect(programme)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def programme_delete(request: PersonRequest, uid: Any) -> HttpResponse:
    """Asks first. Pressed twice, the second time finds it done."""
    if request.method == "POST" and has_done(request.user, DELETED, uid):
        return redirect("cohorts:programme_list")
    programme = written(request, uid)
    if request.method == "POST":
        actions.delete_programme(programme=programme, actor=request.user)
        messages.success(request, f"{programme.title} is deleted. Cohorts keep what they were set.")
        return redirect("cohorts:programme_list")
    context = {
        "programme": programme,
        "asks": f"Delete {programme.title}?",
        "yes": "Delete it",
        "back": programme.get_absolute_url(),
        "back_words": programme.title,
    }
    return render(request, "cohorts/programme_delete.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def programme_item(request: PersonRequest, uid: Any, item_uid: Any = None) -> HttpResponse:
    """A new item of the kind in the address (`?kind=event`), or one to change."""
    programme = written(request, uid)
    item = _item(programme, item_uid)
    kind = item.kind if item else request.GET.get("kind", "assessment")
    if kind not in KINDS:
        raise Http404
    form = ItemForm(
        posted(request),
        kind=kind,
        templates=queries.usable_templates(request.user),
        initial=stored(item) if item else {"unit": "weeks"},
    )
    context: dict[str, Any] = {"programme": programme, "item": item, "kind": KINDS[kind], "form": form}
    context |= {"writer": writer_mark(request.user), "once": uuid4()}
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            with RefusalsOn(form):
                return _save_item(request, programme, item, form=form)
        except Stale as refusal:
            context |= {"programme": refusal.stored, "conflict": _differing(item, form)}
            status = 409
    return render(request, "cohorts/programme_item.html", context, status=status)


def _save_item(
    request: PersonRequest, programme: Programme, item: ProgrammeItem | None, *, form: ItemForm
) -> HttpResponse:
    """Raises Refused and Stale."""
    keys = OnceForm(request.POST)
    actions.save_programme_item(
        programme=programme,
        item=item,
        actor=request.user,
        values=form.values,
        changed=request.POST.get("changed") if item else None,
        once=keys.cleaned_data["once"] if keys.is_valid() else None,
    )
    messages.success(request, "Saved. Cohorts that started the programme keep what they were set.")
    return redirect(programme)


def _differing(item: ProgrammeItem | None, form: ItemForm) -> list[dict[str, str]]:
    """Rows of the conflict part: the item as it is stored now beside what was typed."""
    kept = {name: getattr(item, name) for name in ITEM_LABELS if name in form.values}
    labels = {name: ITEM_LABELS[name] for name in kept}
    return compared(kept, form.values, labels=labels, spoken=lambda name, value: str(value))


def _item(programme: Programme, uid: Any) -> ProgrammeItem | None:
    if uid is None:
        return None
    found = programme.items.filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def programme_item_remove(request: PersonRequest, uid: Any, item_uid: Any) -> HttpResponse:
    programme = written(request, uid)
    item = _item(programme, item_uid)
    if request.method == "POST":
        actions.remove_programme_item(programme=programme, item=item_uid, actor=request.user)
        messages.success(request, "Taken off the programme.")
        return redirect(programme)
    context = {
        "programme": programme,
        "item": item,
        "asks": f"Take {item} off the programme?",
        "yes": "Take it off",
        "back": programme.get_absolute_url(),
        "back_words": programme.title,
    }
    return render(request, "cohorts/programme_item_remove.html", context)
