"""Verbs about templates of webfolios: the only writers of them, and what begins with one."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from people import trail
from people.access import require
from people.models import User
from portfolios import actions as pages
from portfolios.editing import Box, boxes_of, stored
from portfolios.models import WebfolioPage, WebfolioSectionPage
from portfolios.templating.cleaning import afresh, clean
from portfolios.templating.models import TemplatePage, WebfolioTemplate
from sharing.refusals import Refused, Stale

MOST_PAGES = 20
DELETED = "deleted template"


def _held(template: WebfolioTemplate, actor: User) -> WebfolioTemplate:
    """The template as stored, locked, for whoever may write it."""
    held = WebfolioTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
    require(actor, "portfolios.write_template", held)
    return held


@transaction.atomic
def copy_template(
    *, template: WebfolioTemplate, actor: User, title: str, once: UUID, for_institution: bool = False
) -> WebfolioTemplate:
    """A template like this one, its maker's own or, from an admin, the institution's. One key is one copy.

    Raises Refused for a key that copied something else.
    """
    require(actor, "portfolios.keep_templates")
    require(actor, "portfolios.read_template", template)
    User.objects.select_for_update().get(pk=actor.pk)
    if done := WebfolioTemplate.objects.filter(made_by=actor, made_key=once).first():
        if done.title != title or (done.owner is None) != for_institution:
            raise Refused({"": "This form was sent before with other words. Open it again."})
        return done
    made = WebfolioTemplate(
        title=title, owner=None if for_institution else actor, made_by=actor, made_key=once
    )
    require(actor, "portfolios.write_template", made)
    made.save()
    TemplatePage.objects.bulk_create(
        TemplatePage(template=made, title=page.title, place=page.place, body=stored(afresh(page.body)))
        for page in template.pages.all()
    )
    trail.record(actor, "copied template", made)
    return made


@transaction.atomic
def rename_template(*, template: WebfolioTemplate, actor: User, title: str) -> WebfolioTemplate:
    held = _held(template, actor)
    if held.title != title:
        held.title = title
        held.save(update_fields=["title"])
        trail.record(actor, "changed template", held, fields=["title"])
    return held


@transaction.atomic
def delete_template(*, template: WebfolioTemplate, actor: User) -> None:
    """Gone for good; webfolios begun from it keep their pages. PermissionDenied for the default, which stays."""
    held = _held(template, actor)
    if held.is_default:
        raise PermissionDenied
    trail.record(actor, DELETED, held)
    held.delete()


@transaction.atomic
def add_template_page(*, template: WebfolioTemplate, actor: User, title: str) -> TemplatePage:
    """An empty page at the end. Raises Refused where the template is full."""
    held = _held(template, actor)
    if held.pages.count() >= MOST_PAGES:
        raise Refused({"title": f"A template has up to {MOST_PAGES} pages."})
    last = held.pages.aggregate(last=Max("place"))["last"] or 0
    page = TemplatePage.objects.create(template=held, title=title, place=last + 1)
    trail.record(actor, "added template page", held)
    return page


@transaction.atomic
def save_template_page(
    *, page: TemplatePage, actor: User, title: str, blocks: list[Box], changed: str
) -> TemplatePage:
    """What whoever begins from it gets from now on; what was begun stays. Raises Stale over a newer version."""
    held = _held(page.template, actor)
    kept = TemplatePage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    if changed != kept.changed_token:
        raise Stale(kept)
    body = stored(clean(blocks))
    fields = [name for name, value in (("title", title), ("body", body)) if getattr(kept, name) != value]
    if fields:
        kept.title, kept.body, kept.changed = title, body, timezone.now()
        kept.save()
        trail.record(actor, "changed template", held, fields=fields)
    return kept


@transaction.atomic
def remove_template_page(*, page: TemplatePage, actor: User) -> None:
    """Raises Refused for the last one: a webfolio begins with a page."""
    held = _held(page.template, actor)
    if held.pages.exclude(pk=page.pk).count() == 0:
        raise Refused({"": "A template keeps at least one page."})
    page.delete()
    trail.record(actor, "removed template page", held)


@transaction.atomic
def begin_from(*, webfolio: WebfolioPage, template: WebfolioTemplate, actor: User) -> WebfolioPage:
    """Fill a webfolio whose first page is empty with drafts; a section of a page's title stays as it is.

    Raises Refused once the first page is written.
    """
    require(actor, "portfolios.write_folio", webfolio)
    require(actor, "portfolios.read_template", template)
    held = pages.locked(webfolio)
    if not is_untouched(held):
        raise Refused({"": "Your webfolio has begun already: add a section from the template instead."})
    first, *rest = template.pages.all()
    saved = pages.save_draft(
        page=held, actor=actor, title=first.title, blocks=afresh(first.body), changed=held.changed_token
    )
    there = {title.casefold() for title in held.sections.values_list("title", flat=True)}
    for page in (page for page in rest if page.title.casefold() not in there):
        add_section_from(webfolio=saved, title=page.title, page=page, actor=actor)
    return saved


def is_untouched(webfolio: WebfolioPage) -> bool:
    """Its first page was never written; sections may be there, such as one that was copied to its owner."""
    return webfolio.latest_revision_id is None and not webfolio.live and not boxes_of(webfolio.body)


@transaction.atomic
def add_section_from(
    *, webfolio: WebfolioPage, title: str, page: TemplatePage, actor: User
) -> WebfolioSectionPage:
    """A further page with the words of a template's, as a draft."""
    section = pages.add_section(webfolio=webfolio, title=title, actor=actor)
    return pages.save_draft(
        page=section, actor=actor, title=title, blocks=afresh(page.body), changed=section.changed_token
    )
