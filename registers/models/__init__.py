"""Registrations a person holds, renewals they prepare, the frozen facts of each declared pack, and codes renumbered."""

from registers.models.registrations import REMINDERS, Break, OwnedQuerySet, Registration, RegistrationEvent
from registers.models.renewals import FrozenPack, Renewal, RenewalQuerySet
from registers.models.renumberings import RenumberedMapping, Renumbering

__all__ = [
    "REMINDERS", "Break", "FrozenPack", "OwnedQuerySet", "Registration", "RegistrationEvent", "Renewal", "RenewalQuerySet",
    "RenumberedMapping", "Renumbering",
]  # fmt: skip
