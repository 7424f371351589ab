"""What can be done to an entry. Nothing else writes one."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from evidence.actions import rename_references
from journals.models import Entry
from notices.actions import notify
from people import trail
from people.models import User
from people.queries import supervisors_of
from sharing.actions import set_audience
from sharing.models import OPEN_TO_SUPERVISORS
from sharing.refusals import ReferenceTaken, Stale
from signoffs import actions as signoffs

__all__ = [
    "NotReady",
    "ReferenceTaken",
    "Stale",
    "give_entry",
    "publish_entry",
    "save_entry",
    "stored_entry",
    "unseal_entry",
    "withdraw_entry",
]
PLAIN_FIELDS = ("date", "tags", "reflection")


class NotReady(ValueError):
    """An entry without title or text cannot be published; `field` is the one, the message says what to write."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def stored_entry(*, owner: User, uid: UUID) -> Entry | None:
    """The owner's entry with this uid, None where the uid is free. Raises ReferenceTaken for any other entry's."""
    found = Entry.objects.filter(uid=uid).first()
    if found and (found.owner_id != owner.pk or found.deleted_at):
        raise ReferenceTaken("The entry cannot be saved under this reference.")
    return found


def save_entry(
    *,
    owner: User,
    values: dict[str, Any],
    uid: UUID | None = None,
    changed: str | None = None,
    publish: bool = False,
    only_draft: bool = False,
) -> tuple[Entry, bool]:
    """Store a new entry as a draft, (entry, True), or change the owner's entry with this uid, (entry, False).

    `values` are cleaned fields: title, body, date, tags, reflection, audience, sealed. A change needs `changed`, the token
    of the stored entry, or raises Stale; the same words again change nothing. `publish` publishes what was saved, or raises
    NotReady and saves nothing. With `only_draft` a published entry is Stale too. Raises ReferenceTaken.
    """

    def attempt() -> tuple[Entry, bool]:
        with transaction.atomic():
            entry, made = _save(owner, values, uid=uid, changed=changed, only_draft=only_draft)
            return (publish_entry(entry=entry, actor=owner) if publish else entry), made

    try:
        return attempt()
    except IntegrityError:
        # Two requests with one new uid at the same moment: the other one has stored it.
        if uid is None or stored_entry(owner=owner, uid=uid) is None:
            raise
        return attempt()


def _save(
    owner: User, values: dict[str, Any], *, uid: UUID | None, changed: str | None, only_draft: bool
) -> tuple[Entry, bool]:
    stored = stored_entry(owner=owner, uid=uid) if uid else None
    if stored:
        return _change(stored, values, changed=changed, only_draft=only_draft), False
    entry = Entry(owner=owner, **({"uid": uid} if uid else {}))
    entry.audience = values.get("audience", entry.audience)
    _fill(entry, values)
    entry.save(force_insert=True)
    trail.record(owner, "wrote", entry)
    return entry, True


def _change(entry: Entry, values: dict[str, Any], *, changed: str | None, only_draft: bool) -> Entry:
    stored = Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if only_draft and not stored.is_draft:
        raise Stale(stored)
    fields = changed_names(stored, values)
    if not fields:
        return stored
    if changed != stored.changed_token:
        raise Stale(stored)
    _fill(stored, values)
    if not stored.is_draft:
        check_ready(stored)
    stored.changed = timezone.now()
    stored.save()
    if "sealed" in fields:
        rename_references(kind="entry", item=stored)
    trail.record(stored.owner, "changed", stored, fields=fields)
    signoffs.look_again(kind="entry", thing=stored, actor=stored.owner)
    return set_audience(item=stored, audience=values.get("audience", stored.audience), actor=stored.owner)


@transaction.atomic
def unseal_entry(*, entry: Entry, actor: User) -> Entry:
    """Its words are stored as they are again, and whoever it is open to reads them."""
    stored = Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    return _change(stored, {"sealed": False}, changed=stored.changed_token, only_draft=False)


def _fill(entry: Entry, values: dict[str, Any]) -> None:
    words = entry.words() | {name: values[name] for name in entry.SEALED_FIELDS if name in values}
    for name in PLAIN_FIELDS:
        if name in values:
            setattr(entry, name, values[name])
    entry.sealed = values.get("sealed", entry.sealed)
    entry.put_away(words)


def changed_names(entry: Entry, values: dict[str, Any]) -> list[str]:
    """Names of the fields that `values` would change."""
    now = {name: getattr(entry, name) for name in (*PLAIN_FIELDS, "audience", "sealed")} | entry.words()
    return sorted(name for name, value in values.items() if name in now and now[name] != value)


def check_ready(entry: Entry) -> None:
    """Raise NotReady for an entry without title or text."""
    words = entry.words()
    if not words["title"].strip():
        raise NotReady("title", "Give the entry a title before you publish it.")
    if not words["body"].strip():
        raise NotReady("body", "Write the entry before you publish it.")


@transaction.atomic
def publish_entry(*, entry: Entry, actor: User) -> Entry:
    """Open it to its audience and tell the supervisors, once. Publishing twice is one act. Raises NotReady."""
    stored = Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if not stored.is_draft:
        return stored
    check_ready(stored)
    stored.state = Entry.State.PUBLISHED
    stored.changed = timezone.now()
    stored.published_at = stored.published_at or stored.changed
    stored.save(update_fields=["state", "changed", "published_at"])
    trail.record(actor, "published", stored)
    if stored.audience in OPEN_TO_SUPERVISORS and not stored.sealed:
        notify(
            kind="entry_published",
            recipients=supervisors_of(stored.owner),
            thing=stored,
            event=f"{stored.uid}:published",
            actor=actor,
        )
    return stored


@transaction.atomic
def withdraw_entry(*, entry: Entry, actor: User) -> Entry:
    """Make it a draft again: nobody but its owner sees it."""
    stored = Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if not stored.is_draft:
        stored.state = Entry.State.DRAFT
        stored.changed = timezone.now()
        stored.save(update_fields=["state", "changed"])
        trail.record(actor, "withdrew", stored)
    return stored


@transaction.atomic
def give_entry(*, entry: Entry, owner: User, actor: User) -> Entry:
    """A draft of `owner`'s with the words and tags of an entry of the actor's own, dated today, and nothing else of it.

    PermissionDenied for another's entry and for a sealed one.
    """
    if entry.owner_id != actor.pk or entry.sealed:
        raise PermissionDenied
    made = Entry(owner=owner)
    _fill(made, entry.words() | {"tags": list(entry.tags)})
    made.save(force_insert=True)
    trail.record(actor, "gave a copy", made)
    return made
