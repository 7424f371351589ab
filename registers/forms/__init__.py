"""Forms about registrations and renewals."""

from registers.forms.looking import CodeForm, LookForm
from registers.forms.own_packs import OwnPackForm
from registers.forms.registrations import EndForm, RegistrationForm, ReturnForm, breaks_form
from registers.forms.renewals import NewRenewalForm
from registers.forms.statements import StatementsForm
from registers.forms.steps import ChooseForm, DeclareForm, EndorseForm, EndorserForm, ReuseForm

__all__ = [
    "ChooseForm", "CodeForm", "DeclareForm", "EndForm", "EndorseForm", "EndorserForm", "LookForm",
    "NewRenewalForm", "OwnPackForm", "RegistrationForm", "ReturnForm", "ReuseForm", "StatementsForm",
    "breaks_form",
]  # fmt: skip
