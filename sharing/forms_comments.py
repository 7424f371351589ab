"""What is typed into a comment."""

import uuid
from typing import Any

from django import forms

from sharing.actions import Said
from sharing.models import HIGHEST_SCORE, MOST_WORDS, Comment
from sharing.queries import between

LONG = f"A comment has at most {MOST_WORDS:,} characters."


class WordsForm(forms.Form):
    words = forms.CharField(
        label="Your comment", max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write something first.", "max_length": LONG},
    )  # fmt: skip


class ChangeForm(WordsForm):
    """Other words for a comment. `changed` is the token of the version that was shown."""

    changed = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)


class ReplyForm(WordsForm):
    """A reply reaches as far as what it answers. The owner and the supervisors may say for whom of them it is meant."""

    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    mentioned = forms.MultipleChoiceField(
        label="Mention", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="They are told at once.",
        error_messages={"invalid_choice": "Only the owner and their supervisors can be mentioned."},
    )  # fmt: skip

    def __init__(self, *args: Any, item: Any, member: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_near = member.pk == item.owner_id or item.owner_id in member.supervised_ids
        people = between(item).exclude(pk=member.pk) if self.is_near else []
        self.people = {str(person.uid): person for person in people}
        if self.people or "mentioned" in self.data:
            self.fields["mentioned"].choices = [(uid, str(one)) for uid, one in self.people.items()]
        else:
            del self.fields["mentioned"]

    def said(self) -> Said:
        given = self.cleaned_data
        return Said(
            words=given["words"],
            reach=given.get("reach") or Comment.Reach.BETWEEN,
            score=given.get("score"),
            mentioned=[self.people[uid] for uid in given.get("mentioned", ())],
        )


class CommentForm(ReplyForm):
    """A first comment. `judges`: the member supervises the owner, and may score an entry."""

    score = forms.TypedChoiceField(
        label="Score", required=False, coerce=int, empty_value=None, widget=forms.RadioSelect,
        choices=[("", "No score"), *((str(n), str(n)) for n in range(HIGHEST_SCORE + 1))],
        help_text=f"Out of {HIGHEST_SCORE}. Only the owner and their supervisors see it.",
        error_messages={"invalid_choice": f"Choose a score from 0 to {HIGHEST_SCORE}."},
    )  # fmt: skip
    reach = forms.ChoiceField(
        label="Who can read it", choices=Comment.Reach, initial=Comment.Reach.BETWEEN, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip

    def __init__(self, *args: Any, item: Any, member: Any, scores: bool, **kwargs: Any) -> None:
        super().__init__(*args, item=item, member=member, **kwargs)
        if not scores:
            del self.fields["score"]
        if not self.is_near:
            del self.fields["reach"]
        elif member.pk == item.owner_id:
            readers = Comment.Reach.READERS
            self.fields["reach"].choices = [
                (Comment.Reach.BETWEEN, "Only you and your supervisors"), (readers, readers.label),
            ]  # fmt: skip
