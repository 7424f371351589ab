"""Forms of a blind review: whom to ask and what to show, and the review itself."""

import uuid
from datetime import date
from typing import Any

from django import forms

from audits.forms.mocks import ChecklistForm
from audits.models import MockAudit
from audits.models.reviews import may_review
from lib.fields import YesNo
from lib.formats import day
from people.models import User

NOT_THEM = (
    "Choose a technician here who neither supervises you nor administers, or leave the address empty to ask "
    "everybody who offered to review."
)


class AskReviewForm(forms.Form):
    """What is shown and to whom. `member` is the owner."""

    left_out = forms.MultipleChoiceField(
        label="Leave out",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Whatever would tell who you are. The rules were judged with them.",
    )
    providers = YesNo(label="Show who provided each activity")
    evidence = YesNo(label="Show the titles of evidence")
    email = forms.EmailField(
        label="A colleague’s email",
        required=False,
        help_text="Left empty, everybody who offered to review is asked, and the first to accept takes it.",
    )
    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, mock: MockAudit, member: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        self.fields["left_out"].choices = [
            (one["uid"], f"{one['title']}, {day(date.fromisoformat(one['start_date']))}")
            for one in mock.facts["activities"]
        ]

    def clean_email(self) -> str:
        if email := self.cleaned_data["email"]:
            found = User.objects.current().filter(email__iexact=email).exclude(pk=self.member.pk).first()
            if found is None or not may_review(found) or self.member.pk in found.supervised_ids:
                raise forms.ValidationError(NOT_THEM)
            self.invited = found
        return email

    def shown(self) -> dict[str, Any]:
        """How to blind the facts, as ticked; nothing extra where the form was not sent."""
        given = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return {
            "left_out": given.get("left_out", []),
            "providers": given.get("providers", False),
            "evidence": given.get("evidence", False),
        }


class ReviewForm(ChecklistForm):
    """The checklist as the reviewer fills it, words for the whole, and whether their name may be told."""

    overall = forms.CharField(
        label="What would help, in all",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    reveal = YesNo(label="Tell my name, if the owner tells theirs")
