"""The entry form, one for writing, editing, autosave and the API; and the filter of the list."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django import forms
from django.core import signing
from django.utils import timezone

from journals.models import Entry
from journals.querysets import EntryQuerySet
from journals.reflecting import FREE_PAGE, Template, composed, taken_apart, template_of
from lib.fields import DateText, TagsText, YesNo
from lib.filters import LogFilter, edge
from sharing.models import Audience

LONGEST_TEXT = 60_000
TOO_LONG = "Shorten the text to 60,000 characters, or write two entries."
SALT = "journals.reflection"
STATES = [("draft", "Drafts"), ("published", "Published"), ("sealed", "Sealed")]


class EntryForm(forms.Form):
    """What a person writes. `values()` are the cleaned fields as `actions.save_entry` takes them.

    With `unfinished` the title may wait: for what is saved while someone types. `reflection` names the template, signed as
    it was when the form was made: each of its prompts has a box, and `body` holds what fits none of them.
    """

    title = forms.CharField(
        label="Title",
        max_length=200,
        error_messages={
            "required": "Give the entry a title.",
            "max_length": "Shorten the title to 200 characters; the text has room for more.",
        },
    )
    date = DateText(label="Date", widget=forms.TextInput(attrs={"autocomplete": "off"}))
    body = forms.CharField(
        label="What happened, and what do you make of it?",
        help_text="A blank line starts a paragraph. **bold**, *italic*, ## heading, - list, > quote.",
        required=False,
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "data-keeps-rest": True}),
        error_messages={"max_length": TOO_LONG},
    )
    tags = TagsText(label="Tags", help_text="Words to find it by, with commas between them.")
    audience = forms.ChoiceField(
        label="Who can read it once it is published?",
        choices=Audience.choices,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of the six audiences."},
    )
    sealed = YesNo(
        label="Seal it", help_text="Only you can read it, whoever it is published to. It cannot be searched."
    )
    reflection = forms.CharField(required=False, widget=forms.HiddenInput)
    uid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    changed = forms.CharField(required=False, widget=forms.HiddenInput, max_length=60)
    # Of the version that `changed` names: see `journals.merging`.
    base = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, unfinished: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = not unfinished
        self.fields["audience"].option_hints = {
            Audience.NAMED.value: "Name them, and make links, on the entry’s sharing page."
        }
        found = read_template((self.data if self.is_bound else self.initial).get("reflection"))
        self.template, self._knows_prompts = found or FREE_PAGE, found is not None
        for prompt in self.template.prompts:
            self.fields[prompt.box] = answer_box(prompt.heading, prompt.question)
        if self.template.prompts:
            body = self.fields["body"]
            body.label, body.help_text = "Anything else", "It stands first in the entry, above your answers."
            body.widget.attrs["rows"] = 4

    @property
    def answers(self) -> list[Any]:
        """The boxes of the prompts, in their order."""
        return [self[prompt.box] for prompt in self.template.prompts]

    @property
    def first_box(self) -> str:
        """Where writing begins: what is said of a missing text belongs there."""
        return self.template.prompts[0].box if self.template.prompts else "body"

    def clean_date(self) -> Any:
        return self.cleaned_data["date"] or timezone.localdate()

    def clean_body(self) -> str:
        return self.cleaned_data["body"].replace("\r\n", "\n").rstrip()

    def clean_reflection(self) -> str:
        given = self.cleaned_data["reflection"]
        if not self._knows_prompts:
            raise forms.ValidationError("The prompts of this form are not ours: choose them again.")
        return given

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not self.errors and len(self.text()) > LONGEST_TEXT:
            self.add_error(self.first_box, TOO_LONG)
        return self.cleaned_data

    def text(self) -> str:
        """The whole text, the answers under their headings."""
        body = self.cleaned_data["body"]
        if not self.template.prompts:
            return body
        answers = {prompt.heading: self.cleaned_data[prompt.box] for prompt in self.template.prompts}
        return composed(body, answers, self.template.headings)

    def values(self) -> dict[str, Any]:
        names = ["title", "date", "tags", "sealed"]
        if self.cleaned_data["audience"]:
            names.append("audience")
        values = {name: self.cleaned_data[name] for name in names} | {"body": self.text()}
        if self.cleaned_data["reflection"]:
            values["reflection"] = self.template.facts()
        return values


def answer_box(heading: str, question: str) -> forms.CharField:
    return forms.CharField(
        label=heading,
        help_text=question,
        required=False,
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": TOO_LONG},
    )


def signed(template: Template) -> str:
    """The template as the form carries it: nothing has to be kept of a version that the institution changes meanwhile."""
    return signing.dumps(template.facts(), salt=SALT, compress=True)


def read_template(given: Any) -> Template | None:
    """The other way round; a free page for none given, None for what we did not sign."""
    try:
        return template_of(signing.loads(str(given), salt=SALT)) if given else FREE_PAGE
    except signing.BadSignature:
        return None


def boxes(text: str, template: Template) -> dict[str, str]:
    """What the boxes of a form with this template show of a text."""
    if not template.prompts:
        return {"body": text, "reflection": signed(template)}
    rest, answers = taken_apart(text, template.headings)
    shown = {prompt.box: answers[prompt.heading] for prompt in template.prompts}
    return shown | {"body": rest, "reflection": signed(template)}


def with_template(sent: Mapping[str, str], template: Template) -> dict[str, Any]:
    """A form that was sent, as the `initial` of one with other prompts: nothing typed is lost.

    Answers under headings that both have stay there; the others go into the text.
    """
    before = read_template(sent.get("reflection")) or FREE_PAGE
    answers = {prompt.heading: sent.get(prompt.box, "") for prompt in before.prompts}
    text = composed(sent.get("body", ""), answers, before.headings)
    return {"sealed": False, **sent} | boxes(text, template)


def form_values(entry: Entry) -> dict[str, Any]:
    """What the form shows for a stored entry. It opens sealed words: for the owner's own session only."""
    words = entry.words()
    return boxes(words["body"], template_of(entry.reflection)) | {
        "title": words["title"],
        "uid": entry.uid,
        "date": entry.date,
        "tags": entry.tags,
        "audience": entry.audience,
        "sealed": entry.sealed,
        "changed": entry.changed_token,
    }


class EntryFilter(LogFilter):
    """GET parameters: q, from, to, tag, state. `owner` is the view's own."""

    q = django_filters.CharFilter(label="Search", method="by_text", max_length=200)
    tag = django_filters.CharFilter(label="Tag", method="by_tag", max_length=40)
    state = django_filters.ChoiceFilter(
        label="State", choices=STATES, method="by_state", empty_label="Any state"
    )

    class Meta:
        model = Entry
        fields: list[str] = []

    def by_state(self, queryset: EntryQuerySet, name: str, value: str) -> EntryQuerySet:
        return queryset.filter(sealed=True) if value == "sealed" else queryset.filter(state=value)


# `from` is a word of Python's own and cannot be written in the class.
EntryFilter.base_filters.update({"from": edge("From"), "to": edge("To")})
