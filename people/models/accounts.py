"""Accounts of one institution, the roles they hold, and what lets them in."""

import uuid
from datetime import date
from functools import cached_property

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone


class Role(models.TextChoices):
    TECHNICIAN = "technician", "Technician"
    SUPERVISOR = "supervisor", "Supervisor"
    TRAINER = "trainer", "Trainer"
    ADMIN = "admin", "Institution admin"
    EDITOR = "editor", "Site editor"


def at_work(path: str = "") -> Q:
    """The people of `current`, asked of a model from which `path` (such as "owner") leads to them."""
    prefix = f"{path}__" if path else ""
    return Q(**{f"{prefix}is_active": True, f"{prefix}left_on": None})


class PersonQuerySet(models.QuerySet):
    def current(self) -> "PersonQuerySet":
        """Who is at work here: not whoever may no longer sign in, nor whoever has left and reads on."""
        return self.filter(at_work())

    def holding(self, role: str) -> "PersonQuerySet":
        return self.filter(roles_held__role=role, roles_held__ended_on=None)

    def visible_to(self, member) -> "PersonQuerySet":
        """The people an admin manages; everyone else sees whom they work with, through the screens of that work."""
        if member.pk is None:
            return self.none()
        if member.has_role(Role.ADMIN):
            return self
        return self.filter(Q(pk=member.pk) | Q(pk__in=member.supervised_ids))


class PersonManager(UserManager.from_queryset(PersonQuerySet)):
    pass


class User(AbstractUser):
    """A person of the institution. `first_name` and `last_name` make the display name."""

    class Theme(models.TextChoices):
        SYSTEM = "", "As this device"
        LIGHT = "light", "Light"
        DARK = "dark", "Dark"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField("email address")
    unit = models.ForeignKey(
        "people.Unit", null=True, blank=True, on_delete=models.SET_NULL, related_name="people"
    )
    job_title = models.ForeignKey(
        "people.JobTitle", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    theme = models.CharField(max_length=5, choices=Theme, blank=True, default=Theme.SYSTEM)
    language = models.CharField(
        max_length=5, choices=[("en-gb", "English"), ("cy", "Cymraeg")], default="en-gb"
    )
    last_seen = models.DateField(null=True, blank=True)
    # From when on the account only reads its own record. Set and emptied by `actions.leaving` only.
    left_on = models.DateField(null=True, blank=True, editable=False)

    # What share links opened in this browser still open; `sharing.visitors` fills it.
    link_uids: frozenset[uuid.UUID] = frozenset()

    objects = PersonManager()

    class Meta:
        ordering = ["last_name", "first_name"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="people_user_email_unique"),
            models.UniqueConstraint(Lower("username"), name="people_user_username_unique"),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        return self.get_full_name() or self.username

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.display_name.split()[:2]).upper()

    @cached_property
    def roles(self) -> frozenset[str]:
        """Roles held now. One query, remembered for the life of this object (one request)."""
        return frozenset(held.role for held in self.roles_held.all() if held.ended_on is None)

    def get_absolute_url(self) -> str:
        return reverse("people:person_edit", kwargs={"uid": self.uid})

    @property
    def has_left(self) -> bool:
        """Whether the account only reads: see `people.reading`."""
        return self.left_on is not None

    @property
    def may_pair(self) -> bool:
        return self.has_role(Role.TECHNICIAN, Role.SUPERVISOR)

    def has_role(self, *roles: str) -> bool:
        return not self.roles.isdisjoint(roles)

    @cached_property
    def supervised_ids(self) -> frozenset[int]:
        """Technicians whose accepted pair with this person is live today. One query a request, and only for supervisors."""
        from people.models.supervision import Pair

        if not self.has_role(Role.SUPERVISOR):
            return frozenset()
        return frozenset(Pair.objects.live().filter(supervisor=self).values_list("technician_id", flat=True))


class RoleMembership(models.Model):
    """One role held by one person for a time. Only `actions.grant_role` and `actions.end_role` write it."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles_held")
    role = models.CharField(max_length=12, choices=Role)
    started_on = models.DateField(default=date.today)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["role"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"], condition=Q(ended_on=None), name="people_role_held_once"
            )
        ]

    def __str__(self) -> str:
        return self.get_role_display()


class EmailChange(models.Model):
    """A wish to change an address: confirmed from the old one, or by a second admin where that one is dead."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="email_changes")
    old_email = models.EmailField()
    new_email = models.EmailField()
    asked_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"{self.person}: change of address"


class ApiToken(models.Model):
    """A bearer token; only its digest is kept."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="bearer_tokens")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=200, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"Token of {self.person}"
