"""Registrations, renewals, the frozen facts and files of each declared pack, and codes renumbered."""

from registers.models.files import HeldEvidence, PackFile, SigningKey
from registers.models.registrations import REMINDERS, Break, OwnedQuerySet, Registration, RegistrationEvent
from registers.models.renewals import FrozenPack, Renewal, RenewalQuerySet
from registers.models.renumberings import RenumberedMapping, Renumbering

__all__ = [
    "REMINDERS", "Break", "FrozenPack", "HeldEvidence", "OwnedQuerySet", "PackFile", "Registration",
    "RegistrationEvent", "Renewal", "RenewalQuerySet", "RenumberedMapping", "Renumbering", "SigningKey",
]  # fmt: skip
