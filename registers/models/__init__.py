"""Registrations a person holds, renewals they prepare, and the frozen facts of each declared pack."""

from registers.models.registrations import REMINDERS, Break, OwnedQuerySet, Registration, RegistrationEvent
from registers.models.renewals import FrozenPack, Renewal, RenewalQuerySet

__all__ = [
    "REMINDERS", "Break", "FrozenPack", "OwnedQuerySet", "Registration", "RegistrationEvent", "Renewal", "RenewalQuerySet",
]  # fmt: skip
