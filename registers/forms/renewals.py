"""Forms about renewals: they validate, and ask only the packs."""

import uuid
from typing import Any

from django import forms
from django.utils import timezone

from lib.fields import DateWordsField
from lib.formats import day_span
from people.models import User
from registers import returns
from registers.models import Registration, Renewal
from registers.queries import offered_periods, period_of
from registers.rules.returns import count_words
from registers.wording import many


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
            uid: "; before it, ".join(
                day_span(offered.start, offered.end) for offered in offered_periods(one, timezone.localdate())
            )
            for uid, one in self.held.items()
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


class RenewalForm(forms.Form):
    """What the owner writes for one renewal: the body's texts, the reason, the statement, the consent."""

    show_name = forms.BooleanField(
        label="Show my name on the public check page", required=False,
        help_text="Without it the page shows register, period and validity only.",
    )  # fmt: skip
    changed = forms.CharField(required=False, widget=forms.HiddenInput, max_length=60)

    def __init__(self, *args: Any, renewal: Renewal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.renewal = renewal
        self.questions = returns.questions(renewal.edition)
        if choices := returns.statement_choices(renewal.edition):
            self.fields["statement"] = forms.ChoiceField(
                label="Your statement", choices=choices, widget=forms.RadioSelect, required=False
            )
        if returns.asks_reason(renewal.edition):
            self.fields["exceptional_reason"] = forms.CharField(
                label="Reason for two kinds of learning only", required=False, max_length=2000,
                widget=forms.Textarea(attrs={"rows": 3}), help_text="Only if you have fewer kinds than the rule asks.",
            )  # fmt: skip
        for question in self.questions:
            words = many(count_words(str(self.initial.get(self.box(question.key)) or "")), "word")
            limit = f"{words} saved" + (f", of at most {question.max_words}." if question.max_words else ".")
            self.fields[self.box(question.key)] = forms.CharField(
                label=question.label, required=False, max_length=20_000, help_text=limit,
                widget=forms.Textarea(attrs={"rows": 5}),
            )  # fmt: skip

    @staticmethod
    def box(key: str) -> str:
        """A field name of letters, digits and underscores for a return's key such as `goals[]`."""
        return "answer_" + "".join(sign if sign.isalnum() else "_" for sign in key)

    def clean(self) -> dict[str, Any]:
        super().clean()
        for question in self.questions:
            text = self.cleaned_data.get(self.box(question.key), "")
            if question.max_words and (words := count_words(text)) > question.max_words:
                over = words - question.max_words
                self.add_error(
                    self.box(question.key),
                    f"This is {words} words of at most {question.max_words}: take out {over}.",
                )
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "show_name": given["show_name"],
            "statement": given.get("statement", ""),
            "exceptional_reason": given.get("exceptional_reason", ""),
            "answers": {one.key: given.get(self.box(one.key), "") for one in self.questions},
        }

    @classmethod
    def shown(cls, renewal: Renewal) -> dict[str, Any]:
        answers = {cls.box(key): text for key, text in renewal.answers.items()}
        return {
            "show_name": renewal.show_name,
            "statement": renewal.statement,
            "exceptional_reason": renewal.exceptional_reason,
            "changed": renewal.changed_token,
            **answers,
        }


class DeclareForm(forms.Form):
    declare = forms.BooleanField(error_messages={"required": "Tick the declaration to declare."})
    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, renewal: Renewal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["declare"].label = returns.declaration_text(renewal.edition)


class EndorserForm(forms.Form):
    endorser = forms.ModelChoiceField(
        User.objects.none(), label="Ask a supervisor to endorse it", empty_label=None
    )

    def __init__(self, *args: Any, supervisors: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["endorser"].queryset = supervisors


class EndorseForm(forms.Form):
    words = forms.CharField(
        label="What you can vouch for",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
