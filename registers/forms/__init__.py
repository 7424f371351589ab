"""Forms about registrations and renewals."""

from registers.forms.looking import CodeForm, LookForm
from registers.forms.registrations import RegistrationForm
from registers.forms.renewals import DeclareForm, EndorseForm, EndorserForm, NewRenewalForm, RenewalForm

__all__ = [
    "CodeForm", "DeclareForm", "EndorseForm", "EndorserForm", "LookForm", "NewRenewalForm", "RegistrationForm",
    "RenewalForm",
]  # fmt: skip
