"""Asking to be received at another institution, and what that institution sets."""

from typing import Any

from django import forms

from lib.fields import DateWordsField
from moving.actions import Place
from moving.forms_archives import OnceForm
from people.models import JobTitle, Unit, User
from people.models.accounts import Role
from tenants.models import Institution


class AskTransferForm(OnceForm):
    to = forms.ModelChoiceField(
        Institution.objects.none(), label="Institution", to_field_name="slug", empty_label="Choose one"
    )
    email = forms.EmailField(
        label="Your email there",
        help_text="That of your account there if you have one, otherwise the one you will sign in with.",
    )
    move_on = DateWordsField(
        label="Day of the move", ahead=True, help_text="Until the day before, everything stays as it is."
    )

    def __init__(self, *args: Any, institutions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = institutions


class PlaceForm(forms.Form):
    """`place` is what was chosen."""

    roles = forms.MultipleChoiceField(
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="Roles that an account has here already stay.",
    )
    unit = forms.ModelChoiceField(
        Unit.objects.filter(is_current=True), required=False, empty_label="No unit yet"
    )
    job_title = forms.ModelChoiceField(
        JobTitle.objects.filter(is_current=True), required=False, empty_label="No job title yet"
    )
    supervisor = forms.ModelChoiceField(
        User.objects.none(),
        required=False,
        empty_label="Nobody yet",
        help_text="The technician is asked; nothing opens until they accept.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["supervisor"].queryset = User.objects.current().holding(Role.SUPERVISOR)

    @property
    def place(self) -> Place:
        return Place(**self.cleaned_data)
