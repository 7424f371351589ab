"""A template's versions, whom it is open to, and putting it away."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import actions, queries
from assessments.comparing import differences
from assessments.forms_library import SharingForm
from assessments.models import Template, TemplateVersion
from assessments.screens import competences_of
from people.access import PersonRequest, get_visible, require, signed_in
from people.permissions import can
from people.sent import posted
from sharing.refusals import RefusalsOn

WRITE = "assessments.write_template"


def _own(request: PersonRequest, uid: Any) -> Template:
    """A template to write: 404 for whom it is hidden from, 403 for whoever only uses it."""
    template = get_visible(Template, request, uid, queryset=queries.library())
    require(request.user, WRITE, template)
    return template


@require_safe
@signed_in
def version_list(request: PersonRequest, uid: Any) -> HttpResponse:
    """Every version with what it changed, the newest first."""
    template = get_visible(Template, request, uid, queryset=queries.library())
    kept = list(template.versions.select_related("by"))
    rows = [
        (one, differences(before.content, one.content) if before else None)
        for before, one in zip([None, *kept[:-1]], kept, strict=True)
    ]
    return render(request, "assessments/version_list.html", {"template": template, "rows": rows[::-1]})


@require_safe
@signed_in
def version_detail(request: PersonRequest, uid: Any, number: int) -> HttpResponse:
    template = get_visible(Template, request, uid, queryset=queries.library())
    version = _version(template, number)
    context = {
        "template": template,
        "version": version,
        "content": version.content,
        "competences": competences_of(version.content.criteria),
        "may_use": number != template.version and can(request.user, WRITE, template),
    }
    return render(request, "assessments/version_detail.html", context)


def _version(template: Template, number: int) -> TemplateVersion:
    found = template.versions.select_related("by").filter(number=number).first()
    if found is None:
        raise Http404
    return found


@require_POST
@signed_in
def version_use(request: PersonRequest, uid: Any, number: int) -> HttpResponse:
    """What an older version said becomes the newest one."""
    template = _own(request, uid)
    version = _version(template, number)
    saved = actions.save_template(actor=request.user, template=template, content=version.content)
    messages.success(request, f"Version {saved.version} now says what version {number} said.")
    return redirect(template)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def template_share(request: PersonRequest, uid: Any) -> HttpResponse:
    template = _own(request, uid)
    if template.owner is None:
        messages.info(request, "This is the institution’s: everybody here who sets assessments can use it.")
        return redirect(template)
    stored = {"sharing": template.sharing, "people": template.shared_with.all()}
    people = queries.may_use_templates(template.owner)
    form = SharingForm(posted(request), initial=stored, people=people)
    if request.method == "POST" and form.is_valid():
        with RefusalsOn(form):
            actions.share_template(template=template, actor=request.user, **form.cleaned_data)
            messages.success(request, "Saved who can use it.")
            return redirect(template)
    status = 422 if request.method == "POST" else 200
    return render(
        request, "assessments/template_share.html", {"template": template, "form": form}, status=status
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def template_give(request: PersonRequest, uid: Any) -> HttpResponse:
    """A page that asks first: it becomes the institution's."""
    template = _own(request, uid)
    if request.method != "POST" and template.owner_id is not None:
        return render(request, "assessments/template_give.html", {"template": template})
    actions.give_to_institution(template=template, actor=request.user)
    messages.success(request, "It is the institution’s now: everybody here who sets assessments can use it.")
    return redirect(template)


@require_POST
@signed_in
def template_archive(request: PersonRequest, uid: Any) -> HttpResponse:
    template = actions.archive_template(template=_own(request, uid), actor=request.user)
    messages.success(request, "Archived. Nobody sets it anew; work already set goes on.")
    return redirect(template)


@require_POST
@signed_in
def template_restore(request: PersonRequest, uid: Any) -> HttpResponse:
    template = actions.restore_template(template=_own(request, uid), actor=request.user)
    messages.success(request, "Restored. It can be set again.")
    return redirect(template)
