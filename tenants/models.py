"""What stands in the public schema: institutions, their hosts, and the platform's operators."""

import re
import uuid
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import check_password, make_password
from django.core.validators import MinValueValidator, RegexValidator
from django.db import connection, models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_tenants.models import DomainMixin, TenantMixin

from lib import hours

SLUG = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
# For so long whoever left can come back, whatever their institution sets.
UNDO_LEAVING_DAYS = 30
HOST = re.compile(r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\Z")


class Institution(TenantMixin):
    """A tenant. `schema_name` is derived from `slug` once and never changes."""

    class State(models.TextChoices):
        ACTIVE = "active", "Active"
        CLOSED = "closed", "Closed to sign-in"

    slug = models.CharField(max_length=40, unique=True, validators=[RegexValidator(SLUG)])
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State, default=State.ACTIVE)
    # The tenant's cloth: cover, spine and crest. White text on it must reach 4.5 to 1.
    colour = models.CharField(
        max_length=7, default="#6a1b3d", validators=[RegexValidator(r"^#[0-9a-f]{6}\Z")]
    )
    crest = models.CharField(max_length=3, help_text="Two or three letters shown on the crest.")
    created = models.DateTimeField(auto_now_add=True)
    # By this clock its days begin, its daily jobs run and its quiet hours are counted.
    time_zone = models.CharField(max_length=40, default="Europe/London", validators=[hours.check_zone])
    # Notices are not mailed from the first hour to the second, for whoever chose nothing else; both empty: at any hour.
    quiet_from = models.PositiveSmallIntegerField(null=True, blank=True)
    quiet_until = models.PositiveSmallIntegerField(null=True, blank=True)
    # Working days that a submission waits until its scorer is reminded, and how many more until others are told; 0: never.
    remind_after = models.PositiveSmallIntegerField(default=5)
    escalate_after = models.PositiveSmallIntegerField(default=0)
    # Megabytes of evidence that one person may keep, and of one film or sound recording.
    evidence_quota_mb = models.PositiveIntegerField(default=2048)
    recording_limit_mb = models.PositiveIntegerField(default=100)
    # Days that the account of whoever has left still reads, before the record is deleted; months if they stay as alumni,
    # 0: nobody does. Its own rules of retention, in its own words.
    leaver_days = models.PositiveSmallIntegerField(
        default=30, validators=[MinValueValidator(UNDO_LEAVING_DAYS)]
    )
    alumni_months = models.PositiveSmallIntegerField(default=0)
    leaving_note = models.TextField(max_length=3000, blank=True)
    # The version of its privacy notice that people are asked to agree to; 0: it has none.
    notice_number = models.PositiveIntegerField(default=0, editable=False)
    # Empty without rule packs of its own; another mark after each change of these, so that processes read them anew.
    own_rules = models.CharField(max_length=32, blank=True, default="", editable=False)

    # The schema is cloned by `provisioning`, never made by saving a row.
    auto_create_schema = False

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=hours.quiet_condition(), name="tenants_quiet_hours_whole")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return hours.zone(self.time_zone)

    @property
    def initials(self) -> str:
        return self.crest

    @property
    def is_active(self) -> bool:
        return self.state == self.State.ACTIVE


class Domain(DomainMixin):
    """A host that leads to an institution; `domain` is lower case, without a port."""

    class Meta:
        ordering = ["domain"]

    def __str__(self) -> str:
        return self.domain


class Operator(models.Model):
    """Someone who runs the platform. Not an account of any institution, and reads no CPD."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    password = models.CharField(max_length=256)
    is_active = models.BooleanField(default=True)
    last_sign_in = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["email"]

    def __str__(self) -> str:
        return self.name

    def set_password(self, raw: str) -> None:
        self.password = make_password(raw)

    def check_password(self, raw: str) -> bool:
        return check_password(raw, self.password)

    @property
    def session_digest(self) -> str:
        """Ends every session of an operator whose password changes."""
        return salted_hmac("tenants.operator.session", self.password, algorithm="sha256").hexdigest()


class OperatorAct(models.Model):
    """The platform's own trail: who did what to which institution. Append-only by a database trigger."""

    when = models.DateTimeField(auto_now_add=True)
    operator = models.ForeignKey(Operator, null=True, on_delete=models.PROTECT, related_name="acts")
    verb = models.CharField(max_length=60)
    slug = models.CharField(max_length=40)

    class Meta:
        ordering = ["-when"]

    def __str__(self) -> str:
        return f"{self.verb} {self.slug}"


class DailyRun(models.Model):
    """The last day, by the institution's own clock, for which one of its daily jobs was put on the queue."""

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="+")
    job = models.CharField(max_length=120)
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["institution", "job"], name="tenants_daily_run_once")]

    def __str__(self) -> str:
        return f"{self.job} on {self.day}"


class JobFailure(models.Model):
    """What may be told of the last error of a job: its class and the line of ours that met it, never its message."""

    # The number of a row that is the queue's own and may go without us.
    job = models.BigIntegerField(unique=True)
    error = models.CharField(max_length=120)
    place = models.CharField(max_length=160, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.error


class TransferQuerySet(models.QuerySet):
    def leaving_here(self) -> "TransferQuerySet":
        return self.filter(from_schema=connection.schema_name)

    def arriving_here(self) -> "TransferQuerySet":
        return self.filter(to_schema=connection.schema_name)

    def visible_to(self, member: Any) -> "TransferQuerySet":
        """To the person at both ends, and to the admins of the institution that is asked to receive them."""
        if member.pk is None:
            return self.none()
        here = connection.schema_name
        seen = Q(from_schema=here, person=member.uid) | Q(to_schema=here, account=member.uid)
        if member.has_role("admin"):
            seen |= Q(to_schema=here)
        return self.filter(seen)


class Transfer(models.Model):
    """A person's record on its way from one institution to another: schemas, uids and days, and nothing else of theirs.

    `person` is their account at the institution that they leave, `account` the one at the other, once it is known. Written
    by `moving.actions` only. `step` is how far the move itself has come, so that it goes on where a crash ended it.
    """

    class State(models.TextChoices):
        ASKED = "asked", "Waiting for an answer"
        ACCEPTED = "accepted", "Accepted"
        REFUSED = "refused", "Refused"
        CANCELLED = "cancelled", "Cancelled"
        RUNNING = "running", "Moving now"
        FAILED = "failed", "Could not be moved"
        DONE = "done", "Moved"

    class Step(models.TextChoices):
        WAITING = "", "Nothing has moved"
        STORED = "stored", "The record is at the new institution"
        CLOSED = "closed", "The record is gone from the old institution"

    OPEN = (State.ASKED, State.ACCEPTED, State.RUNNING)

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    from_schema = models.CharField(max_length=63)
    to_schema = models.CharField(max_length=63)
    person = models.UUIDField()
    account = models.UUIDField(null=True)
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    step = models.CharField(max_length=6, choices=Step, default=Step.WAITING, blank=True)
    move_on = models.DateField()
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    # The one-time key of the form: pressing twice asks once.
    once = models.UUIDField(unique=True, editable=False)

    objects = TransferQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["from_schema", "person"],
                condition=Q(state__in=["asked", "accepted", "running"]),
                name="tenants_transfer_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(from_schema=models.F("to_schema")), name="tenants_transfer_to_another"
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_at__isnull=False, account__isnull=False, step="closed"),
                name="tenants_transfer_done_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"Transfer of {timezone.localtime(self.asked_at):%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("moving:transfer_detail", args=[self.uid])

    @property
    def arrives_here(self) -> bool:
        return self.to_schema == connection.schema_name

    def concerns(self, member: Any) -> bool:
        """Whether it is this member's own record, at either end."""
        here = connection.schema_name
        return (here, member.uid) in ((self.from_schema, self.person), (self.to_schema, self.account))

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def may_change(self) -> bool:
        """Until it moves, the person can cancel it and the institution refuse it."""
        return self.state in (self.State.ASKED, self.State.ACCEPTED)
