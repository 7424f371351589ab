"""Two edits of one activity: its fields as they are compared, shown side by side, and put together.

First and last day are one field: put together from two edits they might end before they begin. All of it opens sealed
words: for the owner's own session only.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from activities.competences import named
from activities.forms import ActivityForm, boxes
from activities.models import Activity, Category
from lib import merging
from lib.formats import day_span, duration, points
from lib.merging import Base, Merged, both, merge

LABELS = {
    "title": "What you did",
    "provider": "Provider or place",
    "days": "When",
    "minutes": "Length",
    "category": "Kind of learning",
    "description": "Description",
    "benefit_practice": "What changed in your practice",
    "benefit_users": "What changed for the people who use your work",
    "planned": "Planned, not done yet",
    "was_planned": "Was in the development plan",
    "self_points": "Points you give it",
    "tags": "Tags",
    "competences": "Competences",
    "claims": "Claims",
    "sealed": "Sealed",
}
TEXTS = ("description", "benefit_practice", "benefit_users")
# The boxes of a field that has others than one of its own name, and those that come along with one.
BOXES = {"days": ("start_date", "end_date", "ongoing"), "minutes": ("duration",)}
BESIDE = {"claims": ("claim_pack", "claim_category", "claim_points"), "competences": ("competences_typed",)}


def fields_of(values: Mapping[str, Any]) -> dict[str, Any]:
    days = {"days": (values["start_date"], values["end_date"])}
    return days | {name: values[name] for name in LABELS if name != "days"}


def values_of(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What the actions take: the other way round of `fields_of`."""
    start, end = fields["days"]
    rest = {name: value for name, value in fields.items() if name != "days"}
    return rest | {"start_date": start, "end_date": end}


def stored_fields(activity: Activity) -> dict[str, Any]:
    words = activity.words()
    names = (*LABELS, "start_date", "end_date")
    return fields_of(
        words | {name: getattr(activity, name) for name in names if name not in words and name != "days"}
    )


def base_of(activity: Activity) -> str:
    """The token of the version that a form begins with."""
    return Base.made(stored_fields(activity), of=activity.uid, at=activity.changed_token).sign()


def met(stored: Activity, form: ActivityForm) -> Merged:
    """A valid form, which began with an older version, over what is stored now."""
    base = Base.read(form.cleaned_data["base"], of=stored.uid, at=form.cleaned_data["changed"])
    return merge(base, stored_fields(stored), fields_of(form.values()))


def form_of(merged: Merged, stored: Activity) -> ActivityForm:
    """The form that goes on from the stored version, with what was put together in its boxes."""
    tokens = {"changed": stored.changed_token, "base": base_of(stored)}
    return ActivityForm(initial=boxes(values_of(merged.values)) | tokens)


def clash_rows(merged: Merged, stored: Activity) -> list[dict[str, Any]]:
    """For parts/conflict.html: each field that both sides changed, with the choice between them."""
    return merging.clash_rows(merged, stored_fields(stored), labels=LABELS, spoken=spoken, texts=TEXTS)


def chosen(sent: QueryDict, stored: Activity) -> QueryDict:
    """The form with the choices made beside it: `theirs` takes the stored field, `both` puts it above what was typed."""
    choices = merging.choices_in(sent)
    if not set(choices.values()) & {"theirs", "both"}:
        return sent
    theirs, sent = stored_fields(stored), sent.copy()
    stored_boxes = boxes(values_of(theirs))
    for name in choices.keys() & theirs.keys():
        if choices[name] == "both" and name in TEXTS:
            sent[name] = both(theirs[name], sent.get(name, ""))
        elif choices[name] == "theirs":
            for box in BOXES.get(name, (name,)):
                put(sent, box, stored_boxes[box])
    return sent


def put(sent: QueryDict, box: str, value: Any) -> None:
    """A stored value in a box, as a browser would send it."""
    for name in BESIDE.get(box, ()):
        sent.pop(name, None)
    if box == "claims":
        sent[box] = json.dumps(value)
    elif isinstance(value, bool):
        sent[box] = "yes" if value else "no"
    elif isinstance(value, list):
        sent[box] = ", ".join(value)
    else:
        sent[box] = str(ActivityForm.base_fields[box].prepare_value(value) if value is not None else "")


def spoken(name: str, value: Any) -> str:
    """A field's value as the screen says it."""
    if name == "days":
        return day_span(*value)
    if name == "minutes":
        return duration(value)
    if name == "category":
        return str(Category(value).label)
    if name == "self_points":
        return points(value)
    if name == "claims":
        return "\n".join(" ".join(str(part) for part in claim.values() if part) for claim in value)
    if name == "competences":
        return "\n".join(str(one) for one in named(value))
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return value
