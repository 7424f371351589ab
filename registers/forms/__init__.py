"""Forms about registrations and renewals."""

from registers.forms.looking import CodeForm, LookForm
from registers.forms.registrations import EndForm, RegistrationForm, ReturnForm, breaks_form
from registers.forms.renewals import DeclareForm, EndorseForm, EndorserForm, NewRenewalForm, RenewalForm

__all__ = [
    "CodeForm", "DeclareForm", "EndForm", "EndorseForm", "EndorserForm", "LookForm", "NewRenewalForm", "RegistrationForm",
    "RenewalForm", "ReturnForm", "breaks_form",
]  # fmt: skip
