"""Which column of a file is which of our fields: guessed by its heading, said by the person, remembered from then on."""

import re
import unicodedata
from collections.abc import Sequence

from lib.digests import digest

# Fields that an import writes, in the order of the choice; the words are those of the activity form.
WRITTEN = {
    "title": "Title (what you did)",
    "start_date": "Date, or first day",
    "end_date": "Last day",
    "duration": "Length (hours, or words such as 1h30)",
    "minutes": "Length in minutes",
    "category": "Kind of learning",
    "description": "Description",
    "benefit_practice": "What changed in your practice",
    "benefit_users": "What changed for the people who use your work",
    "provider": "Provider or place",
    "tags": "Tags",
    "planned": "Planned, not done yet (yes or no)",
    "self_points": "Points you give it yourself",
    "competences": "Competences (pack/grade/code)",
    "uid": "Reference of an exported activity (uid)",
}
# Fields of an export that are looked at and never written.
COMPARED = {
    "evidence_count": "Pieces of evidence (compared only)",
    "verified_by": "Verified by (compared only)",
    "verified_on": "Verified on (compared only)",
    "points_awarded": "Points awarded (compared only)",
    "created": "Created (compared only)",
    "changed": "Last changed (compared only)",
}
FIELDS = WRITTEN | COMPARED
# The column that the rows to mend come with; it goes when they are brought back.
ERROR_COLUMN = "What to mend"
# What the titles of a template's example rows begin with.
EXAMPLE = "EXAMPLE: "
# Headings of the recording sheets of professional bodies and of plain logs, as `plain` writes them.
HEADINGS = {
    "title": """
        activity, activity title, activity name, name of activity, what did you do, what i did, cpd
        activity, course, course title, event, event title, event name, subject, topic, activity
        undertaken, learning activity, cpd title, name of course, cpd undertaken
    """,
    "start_date": """
        date, dates, date s, date of activity, activity date, date completed, completion date, date
        undertaken, start, from, date from, first day, when, when was it, date of event, date of cpd, cpd
        date
    """,
    "end_date": """
        end, to, until, date to, last day, finish date, date finished, finish
    """,
    "duration": """
        hours, hrs, cpd hours, length, time, time spent, hours spent, no of hours, number of hours,
        duration hours, duration hrs, total hours, how long, hours claimed, time taken, length of time,
        duration h, duration in hours, hours of cpd, learning hours
    """,
    "minutes": """
        mins, duration minutes, duration mins, length in minutes, duration in minutes
    """,
    "category": """
        cpd type, type, type of activity, activity type, kind, type of cpd, cpd category, type of
        learning, kind of learning, learning type, activity category, category of cpd, cpd activity type,
        type of cpd activity
    """,
    "description": """
        details, notes, summary, what happened, activity description, details of activity, brief
        description, description of activity, activity details, comments
    """,
    "benefit_practice": """
        benefit to practice, what did you learn, learning outcome, learning outcomes, reflection,
        reflections, what changed in your practice, how have you benefited, impact on practice, benefit
        to my practice, outcome, outcomes, what i learned, what i learnt, key learning, what have you
        learned, how did it benefit your practice, learning points, reflection on learning, how will you
        apply it, benefit to me, how has this benefitted my practice, benefits to practice
    """,
    "benefit_users": """
        benefit to users, benefit to service users, benefit to service user, impact on others, what
        changed for the people who use your work, how has it benefited others, benefit to others,
        benefits to users, how did it benefit service users, how has this benefitted the users of my
        work, benefits to users of your work
    """,
    "provider": """
        organiser, organisation, venue, location, place, provider or place, course provider, training
        provider, delivered by, provided by, run by
    """,
    "tags": """
        keywords, labels, tag
    """,
    "planned": """
        is planned, planned activity
    """,
    "self_points": """
        points, cpd points, points claimed, credits, cpd credits, self awarded points
    """,
}
GUESSES = {
    heading: field
    for field, headings in HEADINGS.items()
    for heading in " ".join(headings.split()).split(", ")
}
GUESSES |= {name.replace("_", " "): name for name in FIELDS}
# Columns that an export of ours has: there an empty last day says "still going on", and bare lengths are minutes.
EXPORTED = {"start_date", "end_date", "minutes", "created", "changed"}


def plain(heading: str) -> str:
    """A heading as it is compared: small letters, words alone."""
    text = unicodedata.normalize("NFKC", heading).casefold().replace("’", "").replace("'", "")
    return " ".join(re.findall(r"\w+", text.replace("_", " ")))


def guess(head: Sequence[str]) -> list[str]:
    """A field for each heading, empty where none fits; no field twice: the first column wins."""
    found: list[str] = []
    for heading in head:
        field = GUESSES.get(plain(heading), "")
        found.append("" if field in found else field)
    if "minutes" in found and "duration" in found:
        found[found.index("duration")] = ""
    return found


def heading_row(rows: Sequence[Sequence[str]]) -> int:
    """Which of the first rows holds the headings: the first with two known ones, else the first."""
    for number, cells in enumerate(rows):
        if sum(1 for cell in cells if plain(cell) in GUESSES) >= 2:
            return number
    return 0


def signature(head: Sequence[str]) -> str:
    """The same for every file with these headings in this order."""
    return digest([plain(heading) for heading in head])


def is_export(columns: Sequence[str]) -> bool:
    """Whether the columns are those of our own export."""
    return set(columns) >= EXPORTED
