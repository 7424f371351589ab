"""Two edits of one entry: its fields as they are compared, shown side by side, and put together.

With one template on both sides each answer is a field of its own; with two, the whole text and its template are one. All of
it opens sealed words: for the owner's own session only.
"""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from journals.forms import EntryForm, boxes
from journals.models import Entry
from journals.reflecting import Template, composed, taken_apart, template_of
from lib import merging
from lib.formats import day
from lib.merging import Base, Merged, both, merge
from sharing.models import Audience

LABELS = {
    "title": "Title",
    "date": "Date",
    "body": "Text",
    "writing": "Text",
    "tags": "Tags",
    "audience": "Who can read it",
    "sealed": "Sealed",
}
SMALL = ("title", "date", "tags", "audience", "sealed")


def stored_values(entry: Entry) -> dict[str, Any]:
    return entry.words() | {name: getattr(entry, name) for name in (*SMALL[1:], "reflection")}


def parted(values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with each answer by itself, under the name of its box."""
    template = template_of(values["reflection"])
    rest, answers = taken_apart(values["body"], template.headings)
    fields = {name: values[name] for name in SMALL}
    return fields | {"body": rest} | {prompt.box: answers[prompt.heading] for prompt in template.prompts}


def whole(values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with the text and its template as one."""
    writing = {"body": values["body"], "reflection": values["reflection"]}
    return {name: values[name] for name in SMALL} | {"writing": writing}


def values_of(fields: Mapping[str, Any], template: Template) -> dict[str, Any]:
    """What `actions.save_entry` takes: the other way round of `parted` and `whole`."""
    values = {name: fields[name] for name in SMALL}
    if "writing" in fields:
        return values | fields["writing"]
    answers = {prompt.heading: fields[prompt.box] for prompt in template.prompts}
    text = composed(fields["body"], answers, template.headings) if answers else fields["body"]
    return values | {"body": text, "reflection": template.facts()}


def base_of(entry: Entry) -> str:
    """The token of the version that a form begins with."""
    values = stored_values(entry)
    return Base.made(parted(values) | whole(values), of=entry.uid, at=entry.changed_token).sign()


def met(stored: Entry, form: EntryForm) -> Merged:
    """A valid form, which began with an older version, over what is stored now."""
    now = stored_values(stored)
    typed = {"audience": stored.audience, "reflection": stored.reflection} | form.values()
    by = parted if template_of(now["reflection"]) == template_of(typed["reflection"]) else whole
    base = Base.read(form.cleaned_data["base"], of=stored.uid, at=form.cleaned_data["changed"])
    return merge(base, by(now), by(typed))


def form_of(merged: Merged, stored: Entry, template: Template) -> EntryForm:
    """The form that goes on from the stored version, with what was put together in its boxes."""
    values = values_of(merged.values, template)
    shown = values | boxes(values["body"], template_of(values["reflection"]))
    return EntryForm(
        initial=shown | {"uid": stored.uid, "changed": stored.changed_token, "base": base_of(stored)}
    )


def labels(template: Template) -> dict[str, str]:
    return LABELS | {prompt.box: prompt.heading for prompt in template.prompts}


def clash_rows(merged: Merged, stored: Entry, template: Template) -> list[dict[str, Any]]:
    """For parts/conflict.html: each field that both sides changed, with the choice between them."""
    now, names = stored_values(stored), labels(template)
    texts = names.keys() - set(SMALL)
    return merging.clash_rows(merged, parted(now) | whole(now), labels=names, spoken=spoken, texts=texts)


def has_choice(sent: QueryDict) -> bool:
    """Whether the form was sent beside two versions to choose from."""
    return bool(merging.choices_in(sent))


def chosen(sent: QueryDict, stored: Entry) -> QueryDict:
    """The form with the choices made beside it: `theirs` takes the stored field, `both` puts it above what was typed."""
    choices = merging.choices_in(sent)
    if not set(choices.values()) & {"theirs", "both"}:
        return sent
    now, sent = stored_values(stored), sent.copy()
    theirs = parted(now) | whole(now)
    for name in choices.keys() & theirs.keys():
        if choices[name] == "theirs":
            taken = boxes_for(name, theirs[name])
        elif choices[name] == "both" and name not in SMALL:
            box = "body" if name == "writing" else name
            taken = {box: both(spoken(name, theirs[name]), sent.get(box, ""))}
        else:
            taken = {}
        for box, text in taken.items():
            sent[box] = text
    return sent


def boxes_for(name: str, value: Any) -> dict[str, str]:
    """What the form's boxes hold for one stored field."""
    if name == "writing":
        return boxes(value["body"], template_of(value["reflection"]))
    if name == "audience":
        return {name: value}
    return {name: spoken(name, value)}


def spoken(name: str, value: Any) -> str:
    """A field's value as the screen says it."""
    if name == "date":
        return day(value)
    if name == "audience":
        return str(Audience(value).label)
    if name == "writing":
        return value["body"]
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return value
