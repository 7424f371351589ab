"""The institution's techniques, and who may run them."""

import uuid
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from authorisations import currency

# Of a name as it is kept; an account's may be longer.
LONGEST_NAME = 160


class TechniqueQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> "TechniqueQuerySet":
        """Everybody who is signed in here: the sheet hangs on the door."""
        return self.all() if member.pk is not None else self.none()

    def in_use(self) -> "TechniqueQuerySet":
        return self.filter(archived_at=None)


class Technique(models.Model):
    """A technique, an instrument or an area that takes an authorisation. `validity_months` and `disuse_days` are what a new
    authorisation starts from, None for no such limit; changing them changes none that was signed.
    """

    class Kind(models.TextChoices):
        TECHNIQUE = "technique", "Technique"
        INSTRUMENT = "instrument", "Instrument"
        AREA = "area", "Area"

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.INSTRUMENT)
    unit = models.ForeignKey(
        "people.Unit", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    place = models.CharField(max_length=120, blank=True)
    notes = models.TextField(blank=True)
    validity_months = models.PositiveSmallIntegerField(null=True, blank=True)
    disuse_days = models.PositiveSmallIntegerField(null=True, blank=True)
    competences = models.JSONField(default=list, blank=True)
    created = models.DateTimeField(default=timezone.now, editable=False)
    changed = models.DateTimeField(default=timezone.now, editable=False)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = TechniqueQuerySet.as_manager()

    class Meta:
        ordering = [Lower("name"), "place", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"), Lower("place"), name="authorisations_technique_named_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="authorisations_technique_has_name"),
            models.CheckConstraint(
                condition=Q(validity_months=None) | Q(validity_months__gte=1),
                name="authorisations_technique_validity",
            ),
            models.CheckConstraint(
                condition=Q(disuse_days=None) | Q(disuse_days__gte=1), name="authorisations_technique_disuse"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("authorisations:technique_detail", args=[self.uid])

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    @property
    def where(self) -> str:
        """`Bioimaging, room 2.14`; empty where neither is known."""
        return ", ".join(part for part in (str(self.unit or ""), self.place) if part)

    @property
    def changed_token(self) -> str:
        return self.changed.isoformat()


class AuthorisationQuerySet(models.QuerySet):
    def visible_to(self, member: Any) -> "AuthorisationQuerySet":
        """One's own, those of whom one supervises now; a trainer's, everybody's."""
        if member.pk is None:
            return self.none()
        if member.has_role("trainer"):
            return self.all()
        return self.filter(Q(owner_id=member.pk) | Q(owner_id__in=member.supervised_ids))

    def current(self) -> "AuthorisationQuerySet":
        """Neither withdrawn nor renewed since; lapsed ones too."""
        return self.filter(withdrawn_at=None, replaced_at=None)

    def holding_on(self, day: date) -> "AuthorisationQuerySet":
        """Those in force on that day."""
        return self.current().filter(Q(last_day=None) | Q(last_day__gte=day))


class Authorisation(models.Model):
    """Somebody may run a technique, signed by somebody else. Written by `authorisations.actions` only.

    `last_day` is reckoned from `valid_until`, `disuse_days` and `used_on` (see `currency`) and kept, so that lists can be
    asked for it. `replaced_at` is set when it is renewed; the new one `renews` it. `renewal_task` is made once.
    """

    class Level(models.TextChoices):
        SUPERVISED = "supervised", "Supervised use"
        INDEPENDENT = "independent", "Independent use"
        MAY_TRAIN = "may_train", "May train others"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    technique = models.ForeignKey(Technique, on_delete=models.PROTECT, related_name="authorisations")
    # The one-time key of the form that granted it: pressing twice grants one.
    granted_key = models.UUIDField(default=uuid.uuid4, editable=False)
    level = models.CharField(max_length=11, choices=Level)
    conditions = models.CharField(max_length=300, blank=True)
    signed_by = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    # Stays when the account goes.
    signed_name = models.CharField(max_length=LONGEST_NAME)
    signed_at = models.DateTimeField(default=timezone.now)
    valid_until = models.DateField(null=True, blank=True)
    disuse_days = models.PositiveSmallIntegerField(null=True, blank=True)
    used_on = models.DateField()
    last_day = models.DateField(null=True, blank=True, db_index=True)
    renews = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="renewed_as"
    )
    replaced_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_reason = models.TextField(blank=True)
    renewal_task = models.OneToOneField(
        "duties.Task", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = AuthorisationQuerySet.as_manager()

    class Meta:
        ordering = [F("last_day").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "granted_key"], name="authorisations_granted_once"),
            models.UniqueConstraint(
                fields=["owner", "technique"],
                condition=Q(withdrawn_at=None, replaced_at=None),
                name="authorisations_one_current",
            ),
            models.CheckConstraint(condition=~Q(owner=F("signed_by")), name="authorisations_not_own_signer"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(replaced_at=None), name="authorisations_one_end"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.technique}, {self.get_level_display().lower()}"

    def get_absolute_url(self) -> str:
        return reverse("authorisations:authorisation_detail", args=[self.uid])

    @property
    def terms(self) -> currency.Terms:
        return currency.Terms(self.valid_until, self.disuse_days, self.used_on)

    @property
    def is_current(self) -> bool:
        return self.withdrawn_at is None and self.replaced_at is None

    @property
    def standing(self) -> str:
        return currency.standing(
            self.terms,
            timezone.localdate(),
            withdrawn=self.withdrawn_at is not None,
            replaced=self.replaced_at is not None,
        )

    @property
    def holds(self) -> bool:
        return self.standing in currency.HOLDS
