"""The form that begins a renewal: which register, and which period."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from lib.fields import DateWordsField
from lib.formats import day_span
from registers.dating import period_of
from registers.models import Registration
from registers.periods import BASES
from registers.queries import offered_periods
from registers.wording import many


def why_offered(registration: Registration, today: date) -> str:
    """The two periods offered, and why these: how the body counts, and what is over."""
    offered = offered_periods(registration, today)
    if not offered:
        return "No period can be offered: enter dates of your own."
    spans = [day_span(one.start, one.end) for one in offered]
    left = (offered[0].end - today).days
    now = f"Present: {spans[0]}" + (f", {many(left, 'day')} to go" if left else "")
    before = f". Before it: {spans[1]}, over" if len(spans) > 1 else ""
    return f"{now}{before}. The body counts {BASES[registration.edition.cycle.basis]}."


class NewRenewalForm(forms.Form):
    """Which registration, and which period: the present one, the one before, or dates of one's own."""

    registration = forms.ChoiceField(label="For which register?", widget=forms.RadioSelect)
    which = forms.ChoiceField(
        label="Which period?",
        choices=[("present", "The present one"), ("previous", "The one before"), ("own", "The dates below")],
        widget=forms.RadioSelect,
        required=False,
    )
    period_from = DateWordsField(label="From", required=False, help_text="Only for dates of your own.")
    period_to = DateWordsField(label="To", required=False)

    def __init__(self, *args: Any, held: list[Registration], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = {str(one.uid): one for one in held}
        self.fields["registration"].option_hints = {
            uid: why_offered(one, timezone.localdate()) for uid, one in self.held.items()
        }
        self.fields["registration"].choices = [(uid, str(one)) for uid, one in self.held.items()]

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        start, end = given.get("period_from"), given.get("period_to")
        registration = self.held.get(given.get("registration", ""))
        if given.get("which") == "own" and not start and "period_from" not in self.errors:
            self.add_error("period_from", "Enter the first and the last day of the period.")
        elif registration and not start and not end and not self.errors:
            self._fill(registration, previous=given.get("which") == "previous")
        elif bool(start) != bool(end):
            self.add_error("period_to" if start else "period_from", "Give both dates, or neither.")
        elif start and end and end < start:
            self.add_error("period_to", "The period ends before it begins: check both dates.")
        return given

    def _fill(self, registration: Registration, *, previous: bool) -> None:
        """The period by the body's own basis; where that is not known, say which date is missing."""
        offered = offered_periods(registration, timezone.localdate())
        if len(offered) > previous:
            period = offered[int(previous)]
            self.cleaned_data |= {"period_from": period.start, "period_to": period.end}
            return
        _, _, trouble = period_of(registration, timezone.localdate())
        self.add_error("period_from", trouble or "The period before is not known; give its dates.")

    def chosen(self) -> Registration:
        return self.held[self.cleaned_data["registration"]]
