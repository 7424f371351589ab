"""Back a competence with something of one's own, and say why it shows it."""

from uuid import UUID

from django.db import transaction

from applications.actions.keeping import ApplicationRefused, locked_draft, touch
from applications.linked import own_thing
from applications.models import Application, Link
from people import trail
from people.models import User


@transaction.atomic
def link_thing(
    *, application: Application, actor: User, code: str, kind: str, object_uid: UUID, reason: str = ""
) -> Link:
    """Link one of the owner's things to a code, with the reason. Linking twice is one link; a new reason replaces."""
    stored = locked_draft(application)
    if stored.asked.row(code) is None:
        raise ApplicationRefused("This body has no such part.")
    if own_thing(kind, object_uid, actor) is None:
        raise ApplicationRefused("Choose something of your own that is still there.")
    link, is_new = Link.objects.get_or_create(
        application=stored, code=code, kind=kind, object_uid=object_uid, retired=False,
        defaults={"reason": reason.strip()},
    )  # fmt: skip
    if is_new:
        touch(stored)
        trail.record(actor, "linked", stored, fields=["links"])
        return link
    return change_link(link=link, actor=actor, reason=reason) if reason.strip() else link


@transaction.atomic
def change_link(*, link: Link, actor: User, reason: str) -> Link:
    """Another reason for the same link."""
    stored = locked_draft(link.application)
    if link.reason != reason.strip():
        link.reason = reason.strip()
        link.save(update_fields=["reason"])
        touch(stored)
        trail.record(actor, "changed link", stored, fields=["reason"])
    return link


@transaction.atomic
def unlink(*, link: Link, actor: User) -> None:
    """Take it off this one code; the thing itself stays, and its other links too."""
    stored = locked_draft(link.application)
    gone, _ = Link.objects.filter(pk=link.pk).delete()
    if gone:
        touch(stored)
        trail.record(actor, "unlinked", stored, fields=["links"])
