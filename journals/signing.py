"""A published journal entry as somebody who knows of it signs it."""

from evidence.signing import named_for_signing
from journals.models import Entry
from lib.formats import day
from signoffs.kinds import MARKDOWN, Described, Fact, Kind


def describe(entry: Entry) -> Described:
    words = entry.words()
    facts = [Fact("Date", day(entry.date)), Fact("Entry", words["body"], MARKDOWN)]
    return Described(words["title"], facts, named_for_signing("entry", entry))


def refusal(entry: Entry) -> str:
    if entry.deleted_at:
        return "It was deleted."
    if entry.sealed:
        return "It is sealed: only you can read it."
    return "It is a draft: publish it first." if entry.is_draft else ""


SIGNED = Kind(
    model=Entry,
    noun="journal entry",
    question="Does what {owner} wrote agree with what you know?",
    declaration="I have read this entry, and it agrees with what I know of the work",
    describe=describe,
    refusal=refusal,
)
