"""Registrations a person holds, renewals they prepare, and the frozen facts of each declared pack."""

from registers.models.registrations import Break, OwnedQuerySet, Registration
from registers.models.renewals import FrozenPack, Renewal, RenewalQuerySet

__all__ = ["Break", "FrozenPack", "OwnedQuerySet", "Registration", "Renewal", "RenewalQuerySet"]
