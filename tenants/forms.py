"""Forms of the platform host."""

import re

from django import forms
from django.contrib.auth.password_validation import validate_password

from tenants.models import Domain
from tenants.provisioning import Refused, check


class AddressForm(forms.Form):
    """Where is my institution? `found` is its Domain once the form is valid."""

    address = forms.CharField(
        label="Your institution's address",
        max_length=300,
        help_text="As it was given to you, for example cpd.example.ac.uk",
        error_messages={"required": "Type the address your institution gave you."},
    )
    found: Domain

    def clean_address(self) -> str:
        typed = self.cleaned_data["address"].strip().lower().split("://")[-1]
        host = re.split(r"[/:?#]", typed)[0].rstrip(".")
        found = Domain.objects.select_related("tenant").filter(domain=host).first()
        if found is None:
            raise forms.ValidationError(
                "There is no institution at this address. Check it, or ask your CPD administrator."
            )
        self.found = found
        return host


class SignInForm(forms.Form):
    email = forms.EmailField(
        label="Email",
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages={"required": "Type your email address.", "invalid": "Type a whole email address."},
    )
    password = forms.CharField(
        label="Password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Type your password."},
    )


class InstitutionForm(forms.Form):
    """A new institution; each refusal of provisioning stands beside its box."""

    name = forms.CharField(
        label="Name", max_length=120, error_messages={"required": "Type the institution's name."}
    )
    slug = forms.CharField(
        label="Short name",
        max_length=40,
        help_text="Lower-case letters, digits and hyphens. It can never be changed.",
        error_messages={"required": "Type a short name."},
    )
    domain = forms.CharField(
        label="Domain",
        max_length=253,
        help_text="The host its people will open, without http:// and without a path.",
        error_messages={"required": "Type the host its people will open."},
    )
    admin_email = forms.CharField(
        label="First admin's email",
        max_length=254,
        widget=forms.EmailInput(),
        error_messages={"required": "Type the email address of the first admin."},
    )

    def clean_slug(self) -> str:
        return self.cleaned_data["slug"].strip().lower()

    def clean_domain(self) -> str:
        return self.cleaned_data["domain"].strip().lower()

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                check(**cleaned)
            except Refused as refusal:
                self.refuse(refusal)
        return cleaned

    def refuse(self, refusal: Refused) -> None:
        """Put the sentence of a refusal beside the box it names."""
        field, _, sentence = str(refusal).partition(": ")
        self.add_error({"admin": "admin_email"}.get(field, field), sentence[:1].upper() + sentence[1:])


class PasswordForm(forms.Form):
    password = forms.CharField(
        label="New password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least 14 characters.",
        min_length=14,
        error_messages={"required": "Type the new password.", "min_length": "Use at least 14 characters."},
    )

    def clean_password(self) -> str:
        validate_password(self.cleaned_data["password"])
        return self.cleaned_data["password"]


class JobActForm(forms.Form):
    """What to do with a failed job; without a number all of them are tried again."""

    act = forms.ChoiceField(
        choices=[("retry", "Try again"), ("retry_all", "Try all again"), ("give_up", "Give up")]
    )
    job = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        if (cleaned.get("act") == "retry_all") != (cleaned.get("job") is None):
            self.add_error("job", "Name the job.")
        return cleaned
