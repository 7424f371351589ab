"""Forms of a draw: announcing it, and showing its seed."""

import hmac
import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from audits.models import Draw
from audits.sampling import commitment, tidy_seed
from lib.fields import DateWordsField
from registers import packs
from registers.forms.registrations import grade_choices

LEAST_SEED = 12
RESPONSE_DAYS = 28


class AnnounceForm(forms.Form):
    register = forms.ChoiceField(
        label="Register and grade",
        choices=grade_choices,
        error_messages={"required": "Choose the register and grade."},
    )
    period_from = DateWordsField(label="Periods that end from", help_text="For example 1 Jan 2026.")
    period_to = DateWordsField(label="Periods that end up to")
    closes_on = DateWordsField(
        label="The list closes on", ahead=True, help_text="Packs declared by the end of that day are in it."
    )
    percent = forms.DecimalField(
        label="How many in a hundred",
        required=False,
        min_value=Decimal("0.01"),
        max_value=100,
        max_digits=5,
        decimal_places=2,
        help_text="Left empty, what the body’s rules say.",
    )
    response_days = forms.IntegerField(
        label="Days to answer",
        required=False,
        min_value=1,
        max_value=366,
        help_text=f"Left empty, what the body’s rules say, or {RESPONSE_DAYS}.",
    )
    seed = forms.CharField(
        label="Seed",
        max_length=200,
        help_text="A sentence nobody guesses, or dice you rolled. Write it down: we keep only its digest, which is "
        "published now, and ask for it again at the draw.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-private": ""}),
        error_messages={"required": "Write a seed, and keep it."},
    )
    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean_seed(self) -> str:
        seed = tidy_seed(self.cleaned_data["seed"])
        if len(seed) < LEAST_SEED:
            raise forms.ValidationError(f"Write at least {LEAST_SEED} signs, so that nobody guesses it.")
        return seed

    def clean_closes_on(self) -> date:
        if (day := self.cleaned_data["closes_on"]) < timezone.localdate():
            raise forms.ValidationError("This day has gone: the seed is published before the list closes.")
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        start, end = given.get("period_from"), given.get("period_to")
        if start and end and end < start:
            self.add_error("period_to", "This is before the first day: check both.")
        if "register" not in given or "percent" in self.errors:
            return given
        given["pack"], _, given["grade"] = given["register"].partition(":")
        audit = packs.editions(given["pack"])[-1].data["cpd_rules"].get("audit") or {}
        given["percent"] = given.get("percent") or published_percent(audit)
        given["response_days"] = given.get("response_days") or audit.get("response_days") or RESPONSE_DAYS
        if given["percent"] is None:
            self.add_error("percent", "The body publishes no share: enter how many in a hundred.")
        return given


def published_percent(audit: dict[str, Any]) -> Decimal | None:
    """The share that a pack's rules name; everyone where all submit, None where nothing is published."""
    if audit.get("basis") == "all_submit":
        return Decimal(100)
    percent = audit.get("sample_percent")
    return Decimal(str(percent)) if percent else None


class SeedForm(forms.Form):
    seed = forms.CharField(
        label="The seed you wrote down",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-private": ""}),
        error_messages={"required": "Enter the seed."},
    )

    def __init__(self, *args: Any, draw: Draw, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draw = draw

    def clean_seed(self) -> str:
        seed = tidy_seed(self.cleaned_data["seed"])
        if not hmac.compare_digest(commitment(seed), self.draw.commitment):
            raise forms.ValidationError("This is not the seed that was committed to: its digest differs.")
        return seed
