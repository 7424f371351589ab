"""The library: write a template, copy one. Every change of what it says is a version."""

from dataclasses import replace
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from assessments.actions.moves import Refused
from assessments.contents import Content, facts, in_sections
from assessments.models import Criterion, Template, TemplateVersion
from lib.digests import digest
from people import permissions, trail
from people.models import User
from sharing.refusals import Stale

KEEP, WRITE = "assessments.keep_library", "assessments.write_template"
SENT_BEFORE = "This form has made another template before. What you typed is kept: send it again."


@transaction.atomic
def save_template(
    *,
    actor: User,
    content: Content,
    template: Template | None = None,
    changed: str | None = None,
    once: UUID | None = None,
    sharing: str = Template.Sharing.PRIVATE,
) -> Template:
    """Make or rewrite a template; `once` and `sharing` are for a new one. Work already set keeps its own copy.

    The same `once` again is the same template. Saving what it says already makes no version. Raises PermissionDenied,
    Stale when it was rewritten since `changed`, and Refused for a `once` that made one that said something else.
    """
    if template is None:
        return _make(actor, content, once=once or uuid4(), sharing=sharing)
    stored = hold(template, actor=actor)
    if changed is not None and changed != stored.changed_token:
        raise Stale(stored)
    if write_content(stored, content, by=actor):
        trail.record(actor, "changed template", stored)
    return stored


def _make(actor: User, content: Content, *, once: UUID, sharing: str) -> Template:
    """An admin who sets no assessments makes it the institution's."""
    if not permissions.can(actor, KEEP):
        raise PermissionDenied
    content = _as_kept(content)
    owner = actor if actor.has_role("trainer", "supervisor") else None
    stored, is_new = Template.objects.get_or_create(
        owner=owner, made_key=once, defaults={"title": content.title, "sharing": sharing}
    )
    if is_new:
        write_content(stored, content, by=actor)
        trail.record(actor, "made template", stored)
    elif stored.versions.filter(number=1).exclude(digest=digest(facts(content))).exists():
        raise Refused({"": SENT_BEFORE})
    return stored


def _as_kept(content: Content) -> Content:
    return replace(content, criteria=in_sections(content.criteria))


def hold(template: Template, *, actor: User) -> Template:
    """The template as stored now, locked until the transaction ends. Raises PermissionDenied when `actor` may not write."""
    held = Template.objects.select_for_update().get(pk=template.pk)
    if not permissions.can(actor, WRITE, held):
        raise PermissionDenied
    return held


def write_content(stored: Template, content: Content, *, by: User | None) -> bool:
    """Put the content on a stored template that is held, as its next version; False when it says that already."""
    content = _as_kept(content)
    said = facts(content)
    mark = digest(said)
    last = stored.versions.last()
    if last is not None and last.digest == mark:
        return False
    stored.title, stored.guidance, stored.tags = content.title, content.guidance, content.tags
    stored.prompts, stored.attempts = said["prompts"], content.attempts
    stored.pass_kind, stored.pass_mark = content.pass_kind, content.pass_mark
    stored.version, stored.changed = stored.version + 1, timezone.now()
    stored.save()
    TemplateVersion.objects.create(
        template=stored, number=stored.version, facts=said, digest=mark, at=stored.changed, by=by
    )
    _write_criteria(stored, content)
    return True


def _write_criteria(stored: Template, content: Content) -> None:
    stored.criteria.all().delete()
    Criterion.objects.bulk_create(
        Criterion(template=stored, order=order, **vars(text))
        for order, text in enumerate(content.criteria, start=1)
    )


def copy_template(*, template: Template, actor: User, once: UUID | None = None) -> Template:
    """A template of the actor's own that says the same, shared with nobody. The same `once` again is the same copy.

    Raises Refused for a `once` that copied another, or what this one said before.
    """
    content = template.content
    return save_template(
        actor=actor, content=replace(content, title=f"Copy of {content.title}"[:160]), once=once
    )
