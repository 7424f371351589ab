"""Asking somebody to sign, and what they fill in: on a page without an account, or on a passed phone."""

import uuid
from typing import Any

from django import forms

from lib.fields import YesNo
from signoffs.actions import DAYS_OPEN
from signoffs.kinds import Kind
from signoffs.models import MOST_DAYS, Signature

MOST_WORDS = 2000
DAYS = [(3, "3 days"), (7, "7 days"), (DAYS_OPEN, "14 days"), (30, "30 days"), (MOST_DAYS, "60 days")]
LINK, HERE = "link", "here"


class AskForm(forms.Form):
    """Whom to ask. `has_files` says whether the thing carries files that could be opened."""

    signer_name = forms.CharField(
        label="Their name", max_length=120, error_messages={"required": "Enter the name of who signs."}
    )
    signer_email = forms.EmailField(
        label="Their email",
        help_text="It is used for this only, and no account is made for them.",
        error_messages={"required": "Enter their email address."},
    )
    signer_role = forms.CharField(
        label="Their role and organisation", required=False, max_length=160,
        help_text="For example “Applications engineer, Zenith Optics”. They can change it.",
    )  # fmt: skip
    days = forms.TypedChoiceField(
        label="How long the link works", coerce=int, choices=DAYS, initial=DAYS_OPEN, widget=forms.RadioSelect
    )
    with_files = YesNo(label="Let them open the files and pictures")
    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, has_files: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_files:
            del self.fields["with_files"]

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        names = ("signer_name", "signer_email", "signer_role", "days")
        return {name: given[name] for name in names} | {"with_files": given.get("with_files", False)}

    def wants_link(self) -> bool:
        """False where the phone is passed at once."""
        return self.data.get("then") != HERE


def own_name() -> forms.CharField:
    """Whoever answers without an account types it: that is their signature."""
    return forms.CharField(
        label="Your full name, as your signature", max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Enter your full name."},
    )  # fmt: skip


def own_role() -> forms.CharField:
    return forms.CharField(
        label="Your role and organisation", max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        error_messages={"required": "Enter your role and organisation."},
    )  # fmt: skip


class SignForm(forms.Form):
    """One answer to what is on the page: `seen` is the digest of that version, `once` makes two presses one act."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    answer = forms.ChoiceField(
        label="Your answer", widget=forms.RadioSelect, error_messages={"required": "Choose an answer."},
        choices=[
            (Signature.Answer.CONFIRMS, "Yes, as described"),
            (Signature.Answer.CANNOT, "I cannot confirm this"),
        ],
    )  # fmt: skip
    comment = forms.CharField(
        label="Comment, or why you cannot confirm it", required=False, max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    name = own_name()
    role = own_role()
    declare = YesNo()

    def __init__(self, *args: Any, kind: Kind, owner: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["declare"].label = kind.declaration
        self.fields["comment"].help_text = f"{owner} reads it. Needed only where you cannot confirm it."

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        answer = given.get("answer")
        if answer == Signature.Answer.CONFIRMS and not given.get("declare"):
            self.add_error("declare", "Tick the declaration to sign.")
        if answer == Signature.Answer.CANNOT and not given.get("comment") and "comment" not in self.errors:
            self.add_error("comment", "Say why you cannot confirm it.")
        return given

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "role", "comment")}


class HereForm(SignForm):
    """On a passed phone: the code comes before anything counts."""

    code = forms.CharField(
        label="The code from your email", max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": "Enter the six digits that were mailed to you."},
    )  # fmt: skip

    def clean_code(self) -> str:
        digits = "".join(sign for sign in self.cleaned_data["code"] if not sign.isspace())
        if len(digits) != 6 or not (digits.isascii() and digits.isdecimal()):
            raise forms.ValidationError("The code has six digits.")
        return digits


class NotMeForm(forms.Form):
    """The link reached somebody it was not meant for."""

    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
