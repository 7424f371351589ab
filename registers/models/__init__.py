"""Registrations, renewals, the frozen facts and files of each declared pack, and codes renumbered."""

from registers.models.files import HeldEvidence, PackFile, SigningKey
from registers.models.own_packs import OwnPack
from registers.models.registrations import REMINDERS, Break, OwnedQuerySet, Registration, RegistrationEvent
from registers.models.renewals import FrozenPack, Renewal, RenewalQuerySet
from registers.models.renumberings import RenumberedMapping, Renumbering

__all__ = [
    "Break", "FrozenPack", "HeldEvidence", "OwnPack", "OwnedQuerySet", "PackFile", "REMINDERS",
    "Registration", "RegistrationEvent", "Renewal", "RenewalQuerySet", "RenumberedMapping", "Renumbering",
    "SigningKey",
]  # fmt: skip
