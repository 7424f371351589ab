"""The library's screens: templates, and setting one to people."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import actions, queries, scoring
from assessments.forms import BaseCriteria, OnceForm, SetForm, TemplateForm, criteria_formset
from assessments.models import Template
from assessments.screens import posted
from people.access import PersonRequest, allowed, get_visible, require, signed_in
from people.middleware import held_fields, writer_mark
from people.permissions import can


@require_safe
@allowed("assessments.keep_library")
def template_list(request: PersonRequest) -> HttpResponse:
    context = {
        "templates": [
            (template, can(request.user, "assessments.write_template", template))
            for template in queries.library().visible_to(request.user)
        ],
    }
    return render(request, "assessments/template_list.html", context)


@require_safe
@signed_in
def template_detail(request: PersonRequest, uid: Any) -> HttpResponse:
    template = get_visible(Template, request, uid, queryset=queries.library())
    context = {
        "template": template,
        "may_write": can(request.user, "assessments.write_template", template),
        "may_set": can(request.user, "assessments.use_library"),
    }
    return render(request, "assessments/template_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("assessments.keep_library")
def template_new(request: PersonRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else held_fields(request)
    return _write(request, None, form=TemplateForm(data), criteria=criteria_formset(extra=4)(data))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def template_edit(request: PersonRequest, uid: Any) -> HttpResponse:
    template = get_visible(Template, request, uid, queryset=queries.library())
    require(request.user, "assessments.write_template", template)
    data = request.POST if request.method == "POST" else held_fields(request)
    stored = [
        {
            "title": one.title,
            "guidance": one.guidance,
            "maximum": one.maximum,
            "levels": scoring.write_levels(one.levels),
        }
        for one in template.criteria.all()
    ]
    form = TemplateForm(data, initial={"title": template.title, "guidance": template.guidance})
    return _write(request, template, form=form, criteria=criteria_formset(extra=2)(data, initial=stored))


def _write(
    request: PersonRequest, template: Template | None, *, form: TemplateForm, criteria: BaseCriteria
) -> HttpResponse:
    """Show the form, or keep what it says."""
    context: dict[str, Any] = {
        "template": template,
        "form": form,
        "criteria": criteria,
        "writer": writer_mark(request.user),
    }
    if request.method != "POST":
        return render(request, "assessments/template_edit.html", context)
    if not (form.is_valid() and criteria.is_valid()):
        return render(request, "assessments/template_edit.html", context, status=422)
    try:
        saved = actions.save_template(
            template=template,
            actor=request.user,
            content=actions.Content(
                title=form.cleaned_data["title"],
                guidance=form.cleaned_data["guidance"],
                criteria=[
                    actions.CriterionText(
                        row["title"], row["maximum"], guidance=row["guidance"], levels=row["levels"]
                    )
                    for row in criteria.criteria()
                ],
            ),
            sharing=Template.Sharing.INSTITUTION,
            changed=request.POST.get("changed"),
        )
    except actions.Stale as refusal:
        context |= {"template": refusal.stored, "is_stale": True}
        return render(request, "assessments/template_edit.html", context, status=409)
    messages.success(request, "Template saved. Work already set keeps the version it was set with.")
    return redirect(
        "assessments:template_edit" if "more" in request.POST else "assessments:template_detail", saved.uid
    )


@require_POST
@allowed("assessments.use_library")
def template_copy(request: PersonRequest, uid: Any) -> HttpResponse:
    template = get_visible(Template, request, uid, queryset=queries.library())
    made = actions.copy_template(template=template, actor=request.user)
    messages.success(request, "Copied. This one is yours to change.")
    return redirect("assessments:template_edit", made.uid)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("assessments.use_library")
def template_set(request: PersonRequest, uid: Any) -> HttpResponse:
    """Set it to people: a trainer to any technician, a supervisor to their own."""
    template = get_visible(Template, request, uid, queryset=queries.library())
    form = SetForm(
        posted(request),
        people=queries.may_be_set(request.user),
        assessors=queries.may_assess(request.user),
    )
    keys = OnceForm(posted(request))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and keys.is_valid():
            try:
                count = _set_to_all(request, template, form=form, once=keys.cleaned_data["once"])
            except actions.Refused as refusal:
                for name, sentence in refusal.errors.items():
                    form.add_error(name or None, sentence)
            else:
                messages.success(request, f"Set to {count} {'person' if count == 1 else 'people'}.")
                return redirect("assessments:assignment_list")
    context: dict[str, Any] = {"template": template, "form": form, "keys": keys, "once": uuid4()}
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
            due_on=form.cleaned_data["due_on"],
            assessor=form.cleaned_data["assessor"],
        )
    return len(people)
