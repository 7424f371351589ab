"""Audiences, and the shape that every item of a webfolio shares."""

import uuid
from datetime import timedelta
from functools import cached_property
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from lib.digests import digest_of_key
from lib.sealing import seal, unseal


class Audience(models.TextChoices):
    """Each step includes the ones before it, but for "anyone with the link", which needs the link."""

    ONLY_ME = "only_me", "Only me"
    SUPERVISORS = "supervisors", "My supervisors"
    NAMED = "named", "My supervisors and people I name"
    INSTITUTION = "institution", "Everyone at my institution"
    LINK = "link", "My supervisors and anyone with the link"
    PUBLIC = "public", "Everyone"


# How long the owner can take a deleted item back.
RESTORE_DAYS = 30
# Everything but "only me" includes the supervisors paired now.
OPEN_TO_SUPERVISORS = [step for step in Audience.values if step != Audience.ONLY_ME]
# Colleagues are those who keep or judge CPD; an admin or a site editor is none by that alone.
COLLEAGUES = ("technician", "supervisor", "trainer")


def opened_to(member: Any) -> Q:
    """Rows (with `owner`, `audience` and `uid`) that an audience, a grant or an open share link shows this member."""
    opened = Q(audience=Audience.PUBLIC)
    if member.supervised_ids:
        opened |= Q(owner_id__in=member.supervised_ids, audience__in=OPEN_TO_SUPERVISORS)
    if member.pk:
        opened |= Q(
            audience=Audience.NAMED,
            uid__in=Grant.objects.filter(person_id=member.pk).values("object_uid"),
        )
    if member.has_role(*COLLEAGUES):
        opened |= Q(audience=Audience.INSTITUTION)
    if member.link_uids:
        opened |= Q(audience=Audience.LINK, uid__in=member.link_uids)
    return opened & ~Q(uid__in=Hidden.objects.values("object_uid"))


def with_marks(rows: Any) -> Any:
    """Items that know without a query of their own whether they are hidden, and whether search engines may list them."""
    same = {"object_uid": OuterRef("uid")}
    return rows.annotate(
        is_hidden=Exists(Hidden.objects.filter(**same)), is_findable=Exists(Findable.objects.filter(**same))
    )


class ItemQuerySet(models.QuerySet):
    # What others may see at all, beside the audience; rooms with drafts or sealed items narrow it.
    shown = Q(deleted_at=None)

    def alive(self) -> Self:
        return self.filter(deleted_at=None)

    def restorable(self) -> Self:
        """Deleted, and not longer ago than RESTORE_DAYS."""
        return self.filter(deleted_at__gte=timezone.now() - timedelta(RESTORE_DAYS))

    def owned_by(self, member: Any) -> Self:
        return self.alive().filter(owner_id=member.pk) if member.pk else self.none()

    def visible_to(self, member: Any) -> Self:
        """What this member may read: their own, and what an audience, a grant or an open share link shows them."""
        readable = self.shown & opened_to(member)
        if member.pk:
            readable |= Q(owner_id=member.pk)
        return self.alive().filter(readable)

    def with_marks(self) -> Self:
        return with_marks(self)


class ClosedThread(models.Model):
    """The owner takes comments on this item from their supervisors alone."""

    object_uid = models.UUIDField(unique=True)
    closed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Closed {self.closed_at:%Y-%m-%d}"


class Findable(models.Model):
    """Its owner lets search engines list this item while everyone may read it."""

    kind = models.CharField(max_length=20)
    object_uid = models.UUIDField(unique=True)
    since = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Findable since {self.since:%Y-%m-%d}"


class Hidden(models.Model):
    """An admin keeps this item or comment from everyone but whose it is, because of a report of it."""

    kind = models.CharField(max_length=20)
    object_uid = models.UUIDField(unique=True)
    hidden_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Hidden {self.hidden_at:%Y-%m-%d}"


class Opened:
    """Whatever has `owner_id`, `audience`, `uid` and `is_shown` answers for itself who may read it.

    `Item` is one, and so is a page of a webfolio, which has a base class of its own.
    """

    @property
    def takes_comments(self) -> bool:
        """Whether readers other than the supervisors may comment: the owner can close that."""
        return not ClosedThread.objects.filter(object_uid=self.uid).exists()

    @cached_property
    def is_hidden(self) -> bool:
        return Hidden.objects.filter(object_uid=self.uid).exists()

    @cached_property
    def is_findable(self) -> bool:
        """Whether its owner lets search engines list it; it counts while everyone may read it."""
        return Findable.objects.filter(object_uid=self.uid).exists()

    @property
    def is_listed(self) -> bool:
        """Whether search engines may list it now."""
        return self.is_shown and self.audience == Audience.PUBLIC and self.is_findable and not self.is_hidden

    def opens_to(self, member: Any) -> bool:
        """The same answer as `opened_to`, for one item, leaving the owner aside."""
        return self.is_shown and self._admits(member) and not self.is_hidden

    def _admits(self, member: Any) -> bool:
        if self.owner_id in member.supervised_ids and self.audience in OPEN_TO_SUPERVISORS:
            return True
        match self.audience:
            case Audience.PUBLIC:
                return True
            case Audience.INSTITUTION:
                return member.has_role(*COLLEAGUES)
            case Audience.NAMED:
                return (
                    member.pk is not None
                    and Grant.objects.filter(person_id=member.pk, object_uid=self.uid).exists()
                )
            case Audience.LINK:
                return self.uid in member.link_uids
        return False


class Item(Opened, models.Model):
    """One thing of a person's webfolio. `changed` is also the token that tells two editors apart."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    owner = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.SUPERVISORS)
    created = models.DateTimeField(default=timezone.now, editable=False)
    changed = models.DateTimeField(default=timezone.now, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ItemQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_shown(self) -> bool:
        """Whether anyone but the owner may see it at all; rooms with drafts or sealed items narrow it."""
        return self.deleted_at is None

    @property
    def changed_token(self) -> str:
        return self.changed.isoformat()


class SealableItem(Item):
    """An item whose words its owner can seal: they are stored encrypted, and only date, length, category and tags stay.

    `SEALED_FIELDS` names the text fields; `put_away` and `words` are the only two who know where the words are.
    """

    sealed = models.BooleanField(default=False)
    sealed_text = models.TextField(blank=True, editable=False)

    SEALED_FIELDS: tuple[str, ...] = ()

    class Meta:
        abstract = True

    @property
    def is_shown(self) -> bool:
        return super().is_shown and not self.sealed

    def words(self) -> dict[str, str]:
        """The text fields as written. Call it for the owner's own session only: it opens what is sealed."""
        if self.sealed and self.sealed_text:
            return unseal(self.sealed_text)
        return {name: getattr(self, name) for name in self.SEALED_FIELDS}

    def put_away(self, words: dict[str, str]) -> None:
        """Set the text fields: encrypted and blanked while sealed, plain otherwise. Does not save."""
        self.sealed_text = seal({name: words[name] for name in self.SEALED_FIELDS}) if self.sealed else ""
        for name in self.SEALED_FIELDS:
            setattr(self, name, "" if self.sealed else words[name])


class Grant(models.Model):
    """A named person may read one item (while its audience says "named")."""

    kind = models.CharField(max_length=20)
    object_uid = models.UUIDField(db_index=True)
    person = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["object_uid", "person"], name="sharing_grant_once")]

    def __str__(self) -> str:
        return f"{self.kind} for {self.person}"


class ShareLink(models.Model):
    """An address that opens one item to whoever holds it, until it expires or is revoked.

    `passcode` is a password hash, empty where the address alone opens it. `views` leaves the owner's own looks out.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.CharField(max_length=64, unique=True)
    owner = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    object_uid = models.UUIDField(db_index=True)
    expires_on = models.DateField()
    passcode = models.CharField(max_length=128, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    views = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """What a browser's session keeps of it once it is opened there: with another passcode it is another."""
        return f"{self.token}:{digest_of_key(self.passcode)}" if self.passcode else self.token

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.expires_on >= timezone.localdate()
