"""The JSON of an entry, in and out."""

from typing import Any
from uuid import UUID

from ninja import Field, Schema

from journals.models import Entry
from journals.reflecting import taken_apart, template_of
from lib.problems import Problem


class EntryIn(Schema):
    """What a caller may send. The day may be written as people write it; other names are ignored."""

    uid: UUID | None = None
    title: str | None = None
    date: str | None = Field(None, description="Absent: today.")
    body: str | None = None
    tags: list[str] | str | None = None
    evidence: list[str] | None = Field(None, description="uids of your own evidence")
    sealed: bool | str | None = None
    state: str | None = Field(None, description="`draft` (the first state) or `published`.")
    changed: str | None = None


class Wanted(Schema):
    """Filters of the list, read as the screen reads them."""

    from_: str = Field("", alias="from")
    to: str = ""
    q: str = ""
    tag: str = ""
    state: str = ""
    owner: str = Field("", description="uid of a person; without it, yourself")


class Answer(Schema):
    heading: str
    text: str


class Reflection(Schema):
    """The template an entry was written with, as it was then, and what was answered; `body` holds the same words."""

    name: str
    version: int
    answers: list[Answer]


class EntryOut(Schema):
    uid: UUID
    owner: UUID
    url: str
    title: str
    date: str
    body: str
    tags: list[str]
    evidence: list[str]
    reflection: Reflection | None
    sealed: bool
    state: str
    created: str
    changed: str


class Conflict(Schema):
    errors: list[Problem]
    stored: EntryOut
    sent: dict[str, Any]


def entry_json(entry: Entry, *, open_words: bool, evidence: list[Any]) -> dict[str, Any]:
    """The entry in the shape of EntryOut; `open_words` opens what is sealed."""
    words = entry.words() if open_words else {name: getattr(entry, name) for name in entry.SEALED_FIELDS}
    return words | {
        "uid": entry.uid,
        "owner": entry.owner.uid,
        "url": entry.get_absolute_url(),
        "date": entry.date.isoformat(),
        "tags": entry.tags,
        "reflection": reflection_json(entry.reflection, words["body"]),
        "evidence": [str(one.uid) for one in evidence],
        "sealed": entry.sealed,
        "state": entry.state,
        "created": entry.created.isoformat(),
        "changed": entry.changed_token,
    }


def reflection_json(facts: dict[str, Any], text: str) -> dict[str, Any] | None:
    """In the shape of Reflection; None for a free page."""
    template = template_of(facts)
    if not template.prompts:
        return None
    _, answers = taken_apart(text, template.headings)
    given = [{"heading": heading, "text": answer} for heading, answer in answers.items() if answer]
    return {"name": template.name, "version": template.version, "answers": given}
