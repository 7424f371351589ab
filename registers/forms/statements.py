"""The form of the body's texts: a box to each question of its return, with the words counted."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lib.markup import counted_for
from registers import returns
from registers.models import Renewal
from registers.returns import Question
from registers.rules.returns import count_words
from registers.wording import joined, many

MOST_SIGNS = 20_000


class StatementsForm(forms.Form):
    """What the owner writes for one renewal: the body's texts, the reason for few categories, the statement chosen.

    A text beyond the body's own limit is kept and counted; only declaring is refused.
    """

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
            self.fields[question.box] = self.box_for(question)

    def box_for(self, question: Question) -> forms.Field:
        if question.is_tick:
            return forms.BooleanField(label=question.label, required=False)
        text = str(self.data.get(question.box, "") if self.is_bound else self.initial.get(question.box) or "")
        limits = {"data-words": question.max_words or question.guide_words or "0"}
        counted = counted_for(said_of(question, text), str(self.auto_id) % question.box)
        return forms.CharField(
            label=question.label, required=False, max_length=MOST_SIGNS, help_text=asked_of(question) + counted,
            widget=forms.Textarea(attrs={"rows": 6} | limits),
        )  # fmt: skip

    def boxes(self) -> list[tuple[Question, Any]]:
        """Each question with its bound box, in the body's order."""
        return [(one, self[one.box]) for one in self.questions]

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        answers = {
            one.key: (returns.YES if given.get(one.box) else "") if one.is_tick else given.get(one.box, "")
            for one in self.questions
        }
        return {
            "statement": given.get("statement", ""),
            "exceptional_reason": given.get("exceptional_reason", ""),
            "answers": self.renewal.answers | answers,
        }

    @staticmethod
    def shown(renewal: Renewal) -> dict[str, Any]:
        answers = {
            one.box: bool(renewal.answers.get(one.key)) if one.is_tick else renewal.answers.get(one.key, "")
            for one in returns.questions(renewal.edition)
        }
        return {
            "statement": renewal.statement,
            "exceptional_reason": renewal.exceptional_reason,
            "changed": renewal.changed_token,
            **answers,
        }


def asked_of(question: Question) -> SafeString:
    """Whether a box is asked for, where not of everybody."""
    said = (
        "Asked of some members only. " if question.conditional else "" if question.required else "Optional. "
    )
    return format_html("{}", said)


def said_of(question: Question, text: str) -> str:
    """A text's words against the limit."""
    words = count_words(text)
    most = question.max_words or question.guide_words
    if not most:
        return f"{many(words, 'word')} so far; the body publishes no limit."
    over = words - most
    if question.max_words:
        said = f"{many(words, 'word')} of at most {most}."
        more = f"Take out {over} before you declare." if over > 0 else ""
    else:
        said = f"{many(words, 'word')}; about {most} is the guide."
        more = f"{over} more than the guide, which is allowed." if over > 0 else ""
    return joined(said, more)
