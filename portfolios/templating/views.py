"""Templates of webfolios: the list, one with its pages, and what is done to them."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lib.once import OnceForm
from people.access import PersonRequest, allowed, get_visible, require, signed_in
from people.permissions import can
from people.sent import posted
from people.trail import has_done
from portfolios import actions as pages
from portfolios.templating import actions
from portfolios.templating.forms import BeginForm, CopyForm, TitleForm
from portfolios.templating.models import TemplatePage, WebfolioTemplate
from sharing.refusals import RefusalsOn, Refused

WRITE = "portfolios.write_template"


def writable(request: PersonRequest, uid: UUID) -> WebfolioTemplate:
    """The template, if this person may see it (404) and write it (403)."""
    template = get_visible(WebfolioTemplate, request, uid)
    require(request.user, WRITE, template)
    return template


def page_of(request: PersonRequest, uid: UUID, page: UUID) -> TemplatePage:
    """A page of a template that this person may write."""
    return get_object_or_404(
        TemplatePage.objects.select_related("template"), template=writable(request, uid), uid=page
    )


@require_safe
@allowed("portfolios.keep_templates")
def template_list(request: PersonRequest) -> HttpResponse:
    found = WebfolioTemplate.objects.visible_to(request.user).select_related("owner")
    context = {
        "templates": found.annotate(pages_in=Count("pages")),
        "may_copy_to_people": can(request.user, "portfolios.copy"),
    }
    return render(request, "portfolios/template_list.html", context)


@require_safe
@signed_in
def template_detail(request: PersonRequest, uid: UUID) -> HttpResponse:
    return _detail(request, get_visible(WebfolioTemplate, request, uid))


def _detail(
    request: PersonRequest, template: WebfolioTemplate, *, form: TitleForm | None = None
) -> HttpResponse:
    """The template with its pages; `form` is the one for a new page, where it was sent and is wrong."""
    context = {
        "template": template,
        "pages": template.pages.all(),
        "form": form or TitleForm(),
        "may_write": can(request.user, WRITE, template),
        "may_copy": can(request.user, "portfolios.keep_templates"),
        "may_copy_to_people": template.owner_id == request.user.pk and can(request.user, "portfolios.copy"),
    }
    return render(request, "portfolios/template_detail.html", context, status=422 if form else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def template_copy(request: PersonRequest, uid: UUID) -> HttpResponse:
    template = get_visible(WebfolioTemplate, request, uid)
    require(request.user, "portfolios.keep_templates")
    initial = {"title": f"{template.title}, copy"[:120]}
    form = CopyForm(posted(request), initial=initial, is_admin=can(request.user, "people.manage"))
    keys = OnceForm(posted(request))
    if request.method == "POST" and form.is_valid() and keys.is_valid():
        given = {"template": template, "actor": request.user, "once": keys.cleaned_data["once"]}
        said = {"title": form.cleaned_data["title"], "for_institution": form.for_institution}
        with RefusalsOn(form):
            made = actions.copy_template(**given, **said)
            messages.success(request, "Copied. Change the copy as you like; nothing else changes with it.")
            return redirect(made)
    context = {"template": template, "form": form, "keys": keys, "once": uuid4()}
    status = 422 if request.method == "POST" else 200
    return render(request, "portfolios/template_copy.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def template_rename(request: PersonRequest, uid: UUID) -> HttpResponse:
    template = writable(request, uid)
    form = TitleForm(posted(request), initial={"title": template.title})
    if request.method == "POST" and form.is_valid():
        return redirect(
            actions.rename_template(template=template, actor=request.user, title=form.cleaned_data["title"])
        )
    status = 422 if request.method == "POST" else 200
    return render(
        request, "portfolios/template_rename.html", {"template": template, "form": form}, status=status
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def template_delete(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Asks first. Pressed twice, the second time finds it done; the default stays, whoever asks."""
    if request.method == "POST" and has_done(request.user, actions.DELETED, uid):
        return redirect("portfolios:template_list")
    template = writable(request, uid)
    if request.method == "POST":
        actions.delete_template(template=template, actor=request.user)
        messages.success(
            request, f"{template.title} is deleted. Webfolios that began with it keep their pages."
        )
        return redirect("portfolios:template_list")
    stays = "Every webfolio can begin with the default: it cannot be deleted." if template.is_default else ""
    context = {
        "template": template,
        "asks": f"Delete {template.title}?",
        "yes": "Delete it",
        "back": template.get_absolute_url(),
        "back_words": template.title,
        "refused": stays,
    }
    return render(request, "portfolios/template_delete.html", context)


@require_POST
@signed_in
def template_page_new(request: PersonRequest, uid: UUID) -> HttpResponse:
    template, form = writable(request, uid), TitleForm(request.POST)
    if form.is_valid():
        with RefusalsOn(form):
            page = actions.add_template_page(
                template=template, actor=request.user, title=form.cleaned_data["title"]
            )
            return redirect("portfolios:template_page_edit", uid=template.uid, page=page.uid)
    return _detail(request, template, form=form)


@require_POST
@signed_in
def template_page_remove(request: PersonRequest, uid: UUID, page: UUID) -> HttpResponse:
    """Gone at once: what was begun from it keeps its copy."""
    found = page_of(request, uid, page)
    try:
        actions.remove_template_page(page=found, actor=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, f"{found.title} is taken off. Webfolios that began with it keep their page."
        )
    return redirect(found.template)


@require_POST
@allowed("portfolios.keep")
def folio_begin(request: PersonRequest) -> HttpResponse:
    """Fill one's own, still empty, webfolio from the template chosen."""
    form = BeginForm(request.POST, person=request.user)
    if not form.is_valid():
        messages.error(request, " ".join(words for found in form.errors.values() for words in found))
        return redirect("portfolios:folio_home")
    folio: Any = pages.webfolio_of(owner=request.user)
    try:
        actions.begin_from(webfolio=folio, template=form.cleaned_data["template"], actor=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Your webfolio has its first pages, as drafts. Make their words your own.")
    return redirect(reverse("portfolios:folio_home"))
