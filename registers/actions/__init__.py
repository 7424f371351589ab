"""Verbs about registrations and renewals. The only writers of a renewal's state."""

from registers.actions.declaring import declare_renewal, prefix, reopen_renewal, withdraw_renewal
from registers.actions.drafts import AlreadyDeclared, RenewalRefused
from registers.actions.endorsing import ask_endorsement, endorse_renewal
from registers.actions.own_packs import (
    OwnPackRefused,
    add_own_pack,
    editions_left,
    retire_own_pack,
    use_own_pack,
    why_it_stays,
)
from registers.actions.registrations import (
    RegistrationRefused,
    end_registration,
    return_registration,
    save_registration,
)
from registers.actions.removing import REMOVED, remove_registration, why_it_is_kept
from registers.actions.renewals import change_renewal, start_renewal
from sharing.refusals import Stale

__all__ = [
    "REMOVED", "AlreadyDeclared", "OwnPackRefused", "RegistrationRefused", "RenewalRefused", "Stale", "add_own_pack",
    "ask_endorsement", "change_renewal", "declare_renewal", "editions_left", "end_registration", "endorse_renewal", "prefix",
    "remove_registration", "reopen_renewal", "retire_own_pack", "return_registration", "save_registration", "start_renewal",
    "use_own_pack", "why_it_is_kept", "why_it_stays", "withdraw_renewal",
]  # fmt: skip
