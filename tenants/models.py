"""What stands in the public schema: institutions, their hosts, and the platform's operators."""

import re

from django.contrib.auth.hashers import check_password, make_password
from django.core.validators import RegexValidator
from django.db import models
from django.utils.crypto import salted_hmac
from django_tenants.models import DomainMixin, TenantMixin

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
    # Empty without rule packs of its own; another mark after each change of these, so that processes read them anew.
    own_rules = models.CharField(max_length=32, blank=True, default="", editable=False)

    # The schema is cloned by `provisioning`, never made by saving a row.
    auto_create_schema = False

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

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
