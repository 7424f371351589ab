"""Verbs of techniques and authorisations. The only writers of their rows."""

from authorisations.actions.library import archive_technique, restore_technique, save_technique
from authorisations.actions.signing import Given, NotCurrent, grant, renew, withdraw
from authorisations.actions.using import keep_evidence, make_renewal_task, note_use
from sharing.refusals import ReferenceTaken, Refused, Stale

__all__ = [
    "Given",
    "NotCurrent",
    "ReferenceTaken",
    "Refused",
    "Stale",
    "archive_technique",
    "grant",
    "keep_evidence",
    "make_renewal_task",
    "note_use",
    "renew",
    "restore_technique",
    "save_technique",
    "withdraw",
]
