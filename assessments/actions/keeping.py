"""Who else uses a template, whose it is, and whether it is still in use."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from assessments.actions.library import hold
from assessments.models import Template
from notices.actions import notify
from people import trail
from people.models import User
from sharing.refusals import Refused

OPEN_ALREADY = "This is the institution’s: everybody here who sets assessments can use it already."


@transaction.atomic
def share_template(
    *, template: Template, actor: User, sharing: str, people: Collection[User] = ()
) -> Template:
    """Say who else may read, copy and set it; `people` count for sharing by name. Whoever is new among them is told once.

    Raises Refused with the field that is wrong.
    """
    held = hold(template, actor=actor)
    if held.owner_id is None:
        raise Refused({"sharing": OPEN_ALREADY})
    named = set(people) - {held.owner} if sharing == Template.Sharing.PEOPLE else set()
    if sharing == Template.Sharing.PEOPLE and not named:
        raise Refused({"people": "Choose at least one person, or keep it to yourself."})
    for person in named:
        if not person.has_role("trainer", "supervisor"):
            raise Refused({"people": f"{person} sets no assessments, and so cannot use a template."})
    before = set(held.shared_with.all())
    if (held.sharing, before) == (sharing, named):
        return held
    held.sharing = sharing
    held.save(update_fields=["sharing"])
    held.shared_with.set(named)
    trail.record(actor, "shared template", held, fields=["sharing", "shared_with"])
    notify(
        kind="template_shared",
        recipients=sorted(named - before, key=lambda person: person.pk),
        thing=held,
        event=f"{held.uid}:shared",
        actor=actor,
    )
    return held


@transaction.atomic
def give_to_institution(*, template: Template, actor: User) -> Template:
    """It becomes the institution's: open to everybody who sets assessments, changed by admins from now on."""
    held = hold(template, actor=actor)
    if held.owner_id is not None:
        held.owner, held.sharing = None, Template.Sharing.INSTITUTION
        held.save(update_fields=["owner", "sharing"])
        held.shared_with.clear()
        trail.record(actor, "gave template to institution", held, fields=["owner", "sharing"])
    return held


@transaction.atomic
def archive_template(*, template: Template, actor: User) -> Template:
    """Out of use: nobody sets it anew. Work already set, and every version, stay as they are."""
    held = hold(template, actor=actor)
    if held.archived_at is None:
        held.archived_at = timezone.now()
        held.save(update_fields=["archived_at"])
        trail.record(actor, "archived template", held)
    return held


@transaction.atomic
def restore_template(*, template: Template, actor: User) -> Template:
    held = hold(template, actor=actor)
    if held.archived_at is not None:
        held.archived_at = None
        held.save(update_fields=["archived_at"])
        trail.record(actor, "restored template", held)
    return held
