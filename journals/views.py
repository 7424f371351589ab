"""The screens of one entry: write, read, edit, publish, withdraw, delete and take back."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evidence.attaching import AttachForm
from evidence.queries import attached_to
from evidence.rows import rows_for
from journals import actions, merging
from journals.forms import EntryForm, form_values, with_template
from journals.models import Entry
from journals.panels import detail_panels
from journals.queries import current_prompts, offered_templates
from journals.reflecting import FREE_PAGE, template_of
from lib.fields import offer_new_uid
from lib.formats import day
from lib.markup import render_markdown
from lib.merging import told
from people.access import PersonRequest, allowed, get_visible, require, signed_in
from people.middleware import held_fields, unkept, writer_mark
from people.permissions import can
from sharing.actions import delete_item
from sharing.deleted import get_own, restored
from sharing.models import Audience
from sharing.reach import panel as who_sees
from sharing.sealing import still_sealed
from sharing.threads import panel as comments
from signoffs import panels as signoffs


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("journals.keep")
def entry_new(request: PersonRequest) -> HttpResponse:
    if asks_for_template(request):
        return change_template(request, entry=None)
    if request.method == "POST":
        return save(request, EntryForm(request.POST), entry=None)
    values: dict[str, Any] = {
        "uid": uuid.uuid4(),
        "date": timezone.localdate(),
        "audience": Audience.SUPERVISORS,
    }
    if held := held_fields(request):
        values |= held.dict()
    return render_form(request, EntryForm(initial=values), entry=None)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def entry_edit(request: PersonRequest, uid: UUID) -> HttpResponse:
    entry = get_visible(Entry, request, uid)
    require(request.user, "journals.write_entry", entry)
    if asks_for_template(request):
        return change_template(request, entry=entry)
    if request.method == "POST":
        sent = still_sealed(merging.chosen(request.POST, entry), entry)
        return save(request, EntryForm(sent), entry=entry)
    values = form_values(entry) | {"base": merging.base_of(entry)}
    if held := held_fields(request):
        values |= {"sealed": False} | held.dict()
    return render_form(request, EntryForm(initial=values), entry=entry)


def attaching(request: PersonRequest, entry: Entry | None) -> AttachForm:
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    return AttachForm(*sent, owner=request.user, kind="entry", thing=entry)


def render_form(
    request: PersonRequest,
    form: EntryForm,
    *,
    entry: Entry | None,
    evidence: AttachForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        "form": form,
        "entry": entry,
        "evidence": evidence or attaching(request, entry),
        "prompts": [] if form.template.prompts else current_prompts(),
        "templates": offered_templates(),
        "writer": writer_mark(request.user),
        **more,
    }
    answer = render(request, "journals/entry_form.html", context, status=status)
    return unkept(answer) if entry and entry.sealed else answer


def asks_for_template(request: PersonRequest) -> bool:
    """One of the buttons that change the prompts was pressed: nothing is saved by it."""
    return request.method == "POST" and "template" in request.POST


def change_template(request: PersonRequest, *, entry: Entry | None) -> HttpResponse:
    """The form again with other prompts and everything that was typed."""
    asked = request.POST["template"]
    chosen = next((one.as_template() for one in offered_templates() if str(one.uid) == asked), FREE_PAGE)
    form = EntryForm(initial=with_template(request.POST.dict(), chosen))
    if request.FILES:
        messages.info(request, "Choose your files again: a browser does not keep them.")
    return render_form(request, form, entry=entry, evidence=attaching(request, entry), holds_typed=True)


def save(request: PersonRequest, form: EntryForm, *, entry: Entry | None) -> HttpResponse:
    """Save, and publish if that was asked. 422 or 409 with everything typed kept, and then nothing is saved."""
    evidence = attaching(request, entry)
    if not (form.is_valid() & evidence.is_valid()):
        return render_form(request, form, entry=entry, evidence=evidence, status=422)
    try:
        saved = store(request, form, evidence, entry=entry)
    except actions.NotReady as not_ready:
        form.add_error(form.first_box if not_ready.field == "body" else not_ready.field, str(not_ready))
    except actions.ReferenceTaken:
        offer_new_uid(form)
    except actions.Stale as stale:
        return meet(request, form, evidence, stored=stale.stored)
    else:
        return saved_page(request, saved, key="entry-new" if entry is None else f"entry-{entry.uid}")
    return render_form(request, form, entry=entry, evidence=evidence, status=422)


@transaction.atomic
def store(
    request: PersonRequest,
    form: EntryForm,
    evidence: AttachForm,
    *,
    entry: Entry | None,
    values: dict[str, Any] | None = None,
) -> Entry:
    """The entry and its evidence, or neither. With `values` those, over the entry just as it was given."""
    saved, _ = actions.save_entry(
        owner=request.user,
        values=form.values() if values is None else values,
        uid=entry.uid if entry else form.cleaned_data["uid"],
        changed=form.cleaned_data["changed"] if entry is None or values is None else entry.changed_token,
        publish=request.POST.get("then") == "publish",
    )
    evidence.attach_to(saved)
    return saved


def meet(request: PersonRequest, form: EntryForm, evidence: AttachForm, *, stored: Entry) -> HttpResponse:
    """Another window saved meanwhile. Where each changed other fields both are kept, and said so; else 409 and a choice.

    A draft that was published meanwhile is shown first: what is saved now, its readers see.
    """
    merged = merging.met(stored, form)
    template = form.template if form.cleaned_data["reflection"] else template_of(stored.reflection)
    if request.POST.get("then") == "draft" and not stored.is_draft:
        messages.info(request, "This was published meanwhile: what you save now is what its readers see.")
    elif not merged.clashes:
        try:
            values = merging.values_of(merged.values, template)
            saved = store(request, form, evidence, entry=stored, values=values)
        except actions.Stale as again:
            stored, merged = again.stored, merging.met(again.stored, form)
        except actions.NotReady as not_ready:
            messages.error(request, str(not_ready))
        else:
            if said := told(merged, merging.labels(template)):
                messages.info(request, said, extra_tags=aside_settled(saved))
            return saved_page(request, saved, key=f"entry-{saved.uid}")
    return render_form(
        request,
        merging.form_of(merged, stored, template),
        entry=stored,
        evidence=evidence,
        status=409,
        conflict=merging.clash_rows(merged, stored, template),
        conflict_when=stored.changed,
        conflict_told=told(merged, merging.labels(template)),
    )


def aside_settled(entry: Entry) -> str:
    """The words of an overtaken window, which its browser kept beside (see drafts.js), are part of what is stored now."""
    return f"draft-saved:entry-{entry.uid}~aside"


def saved_page(request: PersonRequest, entry: Entry, *, key: str) -> HttpResponse:
    """A saved draft opens for more writing; what is published opens as its readers see it."""
    said = f"{'Draft saved' if entry.is_draft else 'Saved and published'}, dated {day(entry.date)}."
    messages.success(request, said, extra_tags=f"draft-saved:{key}")
    if merging.has_choice(request.POST):
        messages.info(request, "What you chose is saved.", extra_tags=aside_settled(entry))
    return redirect("journals:entry_edit", uid=entry.uid) if entry.is_draft else redirect(entry)


@require_safe
@signed_in
def entry_detail(request: PersonRequest, uid: UUID) -> HttpResponse:
    """The entry's page. Only the owner's own session opens sealed words."""
    entry = get_visible(Entry, request, uid, queryset=Entry.objects.with_marks())
    words = entry.words()
    context = {
        "entry": entry,
        "title": words["title"] or "Untitled draft",
        "text": render_markdown(words["body"]),
        "is_owner": can(request.user, "journals.write_entry", entry),
        "owner": entry.owner,
        "who_sees": who_sees(request, "entry", entry),
        "evidence": rows_for(attached_to("entry", entry)),
        "panels": detail_panels(request, entry),
        "signoffs": signoffs.panel(request, "entry", entry),
        "comments": comments(request, "entry", entry),
    }
    answer = render(request, "journals/entry_detail.html", context)
    return unkept(answer) if entry.sealed else answer


@require_POST
@signed_in
def entry_publish(request: PersonRequest, uid: UUID) -> HttpResponse:
    entry = get_visible(Entry, request, uid)
    require(request.user, "journals.write_entry", entry)
    try:
        actions.publish_entry(entry=entry, actor=request.user)
    except actions.NotReady as not_ready:
        messages.error(request, str(not_ready))
        return redirect("journals:entry_edit", uid=entry.uid)
    messages.success(request, "The entry is published.")
    return redirect(entry)


@require_POST
@signed_in
def entry_withdraw(request: PersonRequest, uid: UUID) -> HttpResponse:
    entry = get_visible(Entry, request, uid)
    require(request.user, "journals.write_entry", entry)
    actions.withdraw_entry(entry=entry, actor=request.user)
    messages.success(request, "The entry is a draft again. Nobody else can see it.")
    return redirect(entry)


@require_POST
@signed_in
def entry_delete(request: PersonRequest, uid: UUID) -> HttpResponse:
    entry = get_visible(Entry, request, uid)
    require(request.user, "journals.write_entry", entry)
    delete_item(item=entry, actor=request.user)
    return redirect(f"{reverse('journals:entry_list')}?deleted={entry.uid}")


@require_POST
@signed_in
def entry_restore(request: PersonRequest, uid: UUID) -> HttpResponse:
    entry = get_own(Entry, request, uid)
    return restored(request, entry, said="The entry is back in your journal.", too_late="journals:entry_list")
