"""The library's screens: templates, and setting one to people."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import actions, panels, queries
from assessments.comparing import differences
from assessments.filters import LibraryFilter
from assessments.forms import SetForm
from assessments.forms_library import TemplateForms
from assessments.models import Template
from assessments.screens import competences_of
from lib.once import OnceForm
from people.access import PersonRequest, allowed, get_visible, require, signed_in
from people.middleware import writer_mark
from people.permissions import can
from people.queries import other_trainers
from people.sent import posted, typed
from sharing.refusals import RefusalsOn

PAGE = 50


@require_safe
@allowed("assessments.keep_library")
def template_list(request: PersonRequest) -> HttpResponse:
    found = LibraryFilter(request.GET, queryset=queries.shelf(request.user), request=request)
    page = Paginator(found.qs, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "filter": found,
        "templates": [
            (template, can(request.user, "assessments.write_template", template)) for template in page
        ],
    }
    return render(request, "assessments/template_list.html", context)


@require_safe
@signed_in
def template_detail(request: PersonRequest, uid: Any) -> HttpResponse:
    template = get_visible(Template, request, uid, queryset=queries.library())
    may_write = can(request.user, "assessments.write_template", template)
    context = {
        "template": template,
        "content": template.content,
        "competences": competences_of(template.content.criteria),
        "may_write": may_write,
        "may_set": can(request.user, "assessments.use_library") and not template.is_archived,
        "may_copy": can(request.user, "assessments.use_library"),
        "may_give": may_write and template.owner_id is not None,
        "once": uuid4(),
    }
    return render(request, "assessments/template_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("assessments.keep_library")
def template_new(request: PersonRequest) -> HttpResponse:
    data = typed(request)
    return _write(request, None, forms=TemplateForms(data))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def template_edit(request: PersonRequest, uid: Any) -> HttpResponse:
    template = get_visible(Template, request, uid, queryset=queries.library())
    require(request.user, "assessments.write_template", template)
    data = typed(request)
    return _write(request, template, forms=TemplateForms(data, stored=template.content))


def _write(request: PersonRequest, template: Template | None, *, forms: TemplateForms) -> HttpResponse:
    """Show the form, or keep what it says."""
    context: dict[str, Any] = {
        "template": template,
        "form": forms.form,
        "criteria": forms.criteria,
        "writer": writer_mark(request.user),
        "once": uuid4(),
    }
    if request.method != "POST":
        return render(request, "assessments/template_edit.html", context)
    if forms.is_valid():
        try:
            with RefusalsOn(forms.form):
                return _keep(request, template, forms=forms)
        except actions.Stale as refusal:
            rows = differences(refusal.stored.content, forms.content())
            context |= {
                "template": refusal.stored,
                "conflict": [{"label": one.label, "stored": one.before, "yours": one.after} for one in rows],
            }
            return render(request, "assessments/template_edit.html", context, status=409)
    return render(request, "assessments/template_edit.html", context, status=422)


def _keep(request: PersonRequest, template: Template | None, *, forms: TemplateForms) -> HttpResponse:
    """Raises Refused and Stale."""
    keys = OnceForm(request.POST)
    saved = actions.save_template(
        template=template,
        actor=request.user,
        content=forms.content(),
        changed=request.POST.get("changed"),
        once=keys.cleaned_data["once"] if keys.is_valid() else None,
    )
    kept = f"draft-saved:template-{template.uid if template else 'new'}"
    messages.success(request, _said(template, saved), extra_tags=kept)
    page = "edit" if "more" in request.POST else "detail"
    return redirect(f"assessments:template_{page}", saved.uid)


def _said(before: Template | None, saved: Template) -> str:
    if before is None and saved.owner_id:
        return "Template saved. Only you see it until you share it."
    return f"Template saved, version {saved.version}. Work already set keeps the version it was set with."


@require_POST
@allowed("assessments.use_library")
def template_copy(request: PersonRequest, uid: Any) -> HttpResponse:
    template = get_visible(Template, request, uid, queryset=queries.library())
    keys = OnceForm(request.POST)
    once = keys.cleaned_data["once"] if keys.is_valid() else None
    try:
        made = actions.copy_template(template=template, actor=request.user, once=once)
    except actions.Refused:
        messages.error(request, "This button has made another copy before. Press it once more.")
        return redirect(template)
    messages.success(request, "Copied. This one is yours to change, and only you see it.")
    return redirect("assessments:template_edit", made.uid)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("assessments.use_library")
def template_set(request: PersonRequest, uid: Any) -> HttpResponse:
    """Set it to people: a trainer to any technician, a supervisor to their own."""
    template = get_visible(Template, request, uid, queryset=queries.library())
    if template.is_archived:
        messages.error(request, "This template is archived: restore it before you set it.")
        return redirect(template)
    form = SetForm(
        posted(request),
        people=queries.may_be_set(request.user),
        assessors=other_trainers(request.user),
    )
    keys = OnceForm(posted(request))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and keys.is_valid():
            with RefusalsOn(form):
                count = _set_to_all(request, template, form=form, once=keys.cleaned_data["once"])
                messages.success(request, f"Set to {count} {'person' if count == 1 else 'people'}.")
                return redirect("assessments:assignment_list")
    context: dict[str, Any] = {"template": template, "form": form, "keys": keys, "once": uuid4()}
    context["otherwise"] = panels.setting_panels(request, template)
    return render(request, "assessments/template_set.html", context, status=status)


@transaction.atomic
def _set_to_all(request: PersonRequest, template: Template, *, form: SetForm, once: Any) -> int:
    """One person at a time, all or none."""
    people = list(form.cleaned_data["people"])
    for person in people:
        actions.assign(
            template=template,
            person=person,
            actor=request.user,
            once=once,
            opens_on=form.cleaned_data["opens_on"],
            due_on=form.cleaned_data["due_on"],
            assessor=form.cleaned_data["assessor"],
        )
    return len(people)
