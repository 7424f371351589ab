"""Forms of the registrar's desk: the owner hands over and answers, the assessor asks and decides."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from audits.actions.handings import DAYS_OPEN, MOST_DAYS
from audits.models import Handing, Remark
from lib.fields import DateText

AREA = {"rows": 4}
MOST_WORDS = 4000


def text_box(label: str, *, missing: str = "", help_text: str = "") -> forms.CharField:
    """A text box; `missing` is what an empty one says, and none where it may stay empty."""
    return forms.CharField(
        label=label,
        required=bool(missing),
        max_length=MOST_WORDS,
        help_text=help_text,
        widget=forms.Textarea(attrs=AREA),
        error_messages={"required": missing},
    )


def with_forms(threads: list[dict[str, Any]], sent: "ReplyForm | None" = None) -> list[dict[str, Any]]:
    """Each thread with the form that goes under it; the one that was sent and refused as it was typed."""
    for thread in threads:
        own = sent is not None and sent.question == thread["question"]
        thread["form"] = sent if own else ReplyForm(question=thread["question"])
    return threads


def one_time_key() -> forms.UUIDField:
    return forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class HandOverForm(forms.Form):
    assessor_name = forms.CharField(
        label="Assessor’s name",
        max_length=120,
        error_messages={"required": "Enter the assessor’s name, or the office’s."},
    )
    assessor_email = forms.EmailField(
        label="Assessor’s email",
        help_text="The link is sent there and nowhere else.",
        error_messages={
            "required": "Enter the address the link goes to.",
            "invalid": "Enter an address such as name@example.org.",
        },
    )
    body = forms.CharField(
        label="Professional body",
        max_length=120,
        error_messages={"required": "Enter the professional body."},
    )
    expires_on = DateText(
        label="Open until",
        ahead=True,
        help_text=f"A day within {MOST_DAYS} days. Left empty, {DAYS_OPEN} days from today.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    shows_name = forms.TypedChoiceField(
        label="Is your name shown?",
        choices=[("yes", "Yes, my name is shown"), ("no", "No, a blind review")],
        coerce=lambda value: value == "yes",
        initial="yes",
        widget=forms.RadioSelect,
    )
    shows_number = forms.BooleanField(label="Show my membership number", required=False, initial=True)
    with_evidence = forms.BooleanField(
        label="Let the evidence files of this pack be opened",
        required=False,
        help_text="As they were when you declared, one by one or all in a ZIP, whatever you delete later. In a blind review "
        "they go by numbers instead of names; what stands inside them, such as your name on a certificate, stays.",
    )
    note = text_box("A note to the assessor", help_text="They read it on the page, not in the mail.")
    once = one_time_key()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shows_name"].option_hints = {
            "no": "Name, number, job title, supervisors’ names, the code and what evidence is called are left out. "
            "Your own words stay as written."
        }

    def clean_expires_on(self) -> date:
        today = timezone.localdate()
        last = self.cleaned_data["expires_on"] or today + timedelta(days=DAYS_OPEN)
        if last < today:
            raise forms.ValidationError("This day has gone: choose today or a later one.")
        if last > today + timedelta(days=MOST_DAYS):
            raise forms.ValidationError(f"Choose a day within {MOST_DAYS} days.")
        return last


class AskForm(forms.Form):
    """The assessor's question. `about` holds the keys of this pack only."""

    about = forms.ChoiceField(label="What is it about?", required=False)
    words = text_box("Your question", missing="Write your question.")
    once = one_time_key()

    def __init__(self, *args: Any, subjects: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [("", "The pack as a whole"), *subjects]
        self.titles = dict(subjects)

    def subject(self) -> tuple[str, str]:
        key = self.cleaned_data["about"]
        return key, self.titles.get(key, "")


class ReplyForm(forms.Form):
    """One under each question of a page: its boxes carry the question's uid, its key is its own."""

    words = text_box("Your answer", missing="Write your answer.")
    once = one_time_key()

    def __init__(self, *args: Any, question: Remark, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"id_{question.uid}_%s", **kwargs)
        self.question = question


class DecideForm(forms.Form):
    """The outcome, one reason for the whole and one for any finding or activity, name and role, and a tick to be sure."""

    outcome = forms.ChoiceField(
        label="Your decision",
        choices=Handing.Outcome,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a decision."},
    )
    overall = text_box("Reasons, for the pack as a whole", help_text="The member reads them word for word.")
    decided_by = forms.CharField(
        label="Your name", max_length=120, error_messages={"required": "Enter your name."}
    )
    decided_role = forms.CharField(
        label="Your role",
        max_length=120,
        help_text="For example CPD assessor.",
        error_messages={"required": "Enter your role, such as CPD assessor."},
    )
    sure = forms.BooleanField(
        label="I have read this pack. I know that my decision is final and goes to the member.",
        error_messages={"required": "Tick to confirm: the decision is final."},
    )
    once = one_time_key()

    def __init__(self, *args: Any, subjects: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subjects = list(subjects)
        for number, (_, title) in enumerate(self.subjects):
            self.fields[f"reason-{number}"] = text_box(title)

    def boxes(self, kind: str) -> list[Any]:
        """The reason boxes of one kind ("finding" or "activity"), bound, in the pack's order."""
        return [
            self[f"reason-{number}"]
            for number, (key, _) in enumerate(self.subjects)
            if key.startswith(f"{kind}:")
        ]

    def finding_boxes(self) -> list[Any]:
        return self.boxes("finding")

    def activity_boxes(self) -> list[Any]:
        return self.boxes("activity")

    def points(self) -> list[dict[str, str]]:
        given = [
            (key, title, self.cleaned_data[f"reason-{n}"]) for n, (key, title) in enumerate(self.subjects)
        ]
        return [{"about": key, "title": title, "words": said} for key, title, said in given if said]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        reasons = [given.get("overall"), *[given.get(f"reason-{n}") for n in range(len(self.subjects))]]
        if given.get("outcome") not in (None, Handing.Outcome.ACCEPTED) and not any(reasons):
            self.add_error(
                "overall", "Give a reason, here or by a finding or activity: the member acts on it."
            )
        return given
