"""What stands in the public schema: institutions, their hosts, and the platform's operators."""

import re
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import check_password, make_password
from django.core.validators import RegexValidator
from django.db import models
from django.utils.crypto import salted_hmac
from django_tenants.models import DomainMixin, TenantMixin

from lib import hours

SLUG = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
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
