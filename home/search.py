"""Search: a person's own entries, activities, pages, assessments, evidence names, and what was said to them about these.

Each source is asked in one query of its own. Sealed words are encrypted and so are not found; nor is anybody else's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, QuerySet, Window

from activities.models import Activity, Verification
from applications.models import Statement
from assessments.models import AssignedCriterion, Assignment
from duties.models import Task
from evidence.models import Evidence
from journals.models import Entry
from lib.fulltext import JsonWords, found_in, marked, query_of
from people.models import User
from plans.models import Goal
from portfolios.models import Collection, WebfolioPage, WebfolioSectionPage
from registers.models import Renewal
from sharing.queries import said_about

# How many of one kind are shown beside the others, and on a page of their own.
FEW, MANY = 5, 25
# The boxes of a page's blocks that hold words: not a picture's uid, a tick or a choice from a list.
UNSPOKEN = ("evidence", "scores", "head", "of", "category", "most", "since", "until")
SPOKEN = " && ".join(f'@.key != "{name}"' for name in UNSPOKEN)
BOXES = f"$[*].value.keyvalue() ? ({SPOKEN}).value"


@dataclass(frozen=True)
class Source:
    """Where to look: `rows(person)` are the person's own, `fields` the texts that are read.

    `title`, `url` and `day` take a row. `kept` for a table that keeps its words as they are found.
    """

    kind: str
    label: str
    rows: Callable[[User], QuerySet]
    fields: tuple[str, ...]
    title: Callable[[Any], str] = str
    url: Callable[[Any], str] = lambda row: row.get_absolute_url()
    day: Callable[[Any], date | datetime | None] = lambda row: row.created
    kept: bool = False


@dataclass(frozen=True)
class Hit:
    """Something found. `text` is safe HTML with the words marked."""

    title: str
    url: str
    day: date | datetime | None
    text: str


@dataclass(frozen=True)
class Found:
    """What one source holds: some hits, and how many there are in all."""

    source: Source
    hits: list[Hit]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.hits)


SOURCES = (
    Source(
        "activity", "Activities",
        lambda person: Activity.objects.owned_by(person).filter(sealed=False),
        ("title", "provider", "description", "benefit_practice", "benefit_users", "tags"),
        day=lambda row: row.start_date,
        kept=True,
    ),
    Source(
        "entry", "Journal",
        lambda person: Entry.objects.owned_by(person).filter(sealed=False),
        ("title", "body", "tags"),
        day=lambda row: row.date,
        kept=True,
    ),
    Source(
        "page", "Webfolio",
        lambda person: WebfolioPage.objects.owned_by(person).annotate(words=JsonWords("body", path=BOXES)),
        ("title", "words"),
        title=lambda row: row.title,
        day=lambda row: row.last_published_at,
    ),
    Source(
        "section", "Webfolio pages",
        lambda person: WebfolioSectionPage.objects.filter(owner=person)
        .select_related("webfolio")
        .annotate(words=JsonWords("body", path=BOXES)),
        ("title", "words"),
        title=lambda row: row.title,
        day=lambda row: row.last_published_at,
    ),
    Source(
        "collection", "Collections",
        lambda person: Collection.objects.owned_by(person),
        ("title", "introduction"),
    ),
    Source(
        "evidence", "Evidence",
        lambda person: Evidence.objects.owned_by(person),
        ("title", "original_name"),
    ),
    Source(
        "assessment", "Assessments",
        lambda person: Assignment.objects.owned_by(person),
        ("title", "response", "overall_feedback"),
        day=lambda row: row.set_at,
    ),
    Source(
        "answer", "Answers and feedback",
        lambda person: AssignedCriterion.objects.filter(assignment__owner=person).select_related("assignment"),
        ("title", "response", "feedback"),
        title=lambda row: f"{row.assignment}: {row.title}",
        url=lambda row: row.assignment.get_absolute_url(),
        day=lambda row: row.assignment.set_at,
    ),
    Source(
        "task", "Tasks",
        lambda person: Task.objects.owned_by(person),
        ("title", "words", "note"),
        day=lambda row: row.set_at,
    ),
    Source(
        "comment", "What supervisors noted",
        lambda person: Verification.objects.filter(
            activity__owner=person, activity__deleted_at=None, activity__sealed=False
        ).select_related("activity"),
        ("note",),
        title=lambda row: f"{row.by_name} on {row.activity}",
        url=lambda row: row.activity.get_absolute_url(),
        day=lambda row: row.at,
    ),
    Source(
        "said", "Comments",
        said_about,
        ("words",),
        title=lambda row: f"{row.author_name} on your {row.kind}",
        day=lambda row: row.at,
    ),
    Source(
        "goal", "Development plan",
        lambda person: Goal.objects.filter(
            plan__owner=person, plan__deleted_at=None, deleted_at=None
        ).select_related("plan"),
        ("title", "why", "measure", "outcome", "evaluation"),
    ),
    Source(
        "statement", "Applications",
        lambda person: Statement.objects.filter(
            application__owner=person, application__deleted_at=None
        ).select_related("application"),
        ("text",),
        title=lambda row: f"{row.application}: {row.code}",
        url=lambda row: row.application.get_absolute_url(),
        day=lambda row: None,
    ),
    Source(
        "renewal", "Renewals",
        lambda person: Renewal.objects.filter(owner=person).annotate(words=JsonWords("answers", path="$.*")),
        ("exceptional_reason", "words", "endorsement"),
    ),
)  # fmt: skip
KINDS = {source.kind: source for source in SOURCES}


def search(person: User, text: str, *, kind: str = "", page: int = 1) -> list[Found]:
    """What is found of a person's own, by source; of one `kind` a page of MANY. Nothing for no words."""
    query = query_of(text)
    if query is None:
        return []
    if source := KINDS.get(kind):
        return [_ask(person, source, query, span=slice((page - 1) * MANY, page * MANY))]
    found = [_ask(person, source, query, span=slice(0, FEW)) for source in SOURCES]
    return [one for one in found if one.hits]


def _ask(person: User, source: Source, query: SearchQuery, *, span: slice) -> Found:
    rows = found_in(source.rows(person), query, fields=source.fields, kept=source.kept)
    shown = list(rows.annotate(matches=Window(Count("*")))[span])
    hits = [Hit(source.title(row), source.url(row), source.day(row), marked(row.headline)) for row in shown]
    return Found(source, hits, shown[0].matches if shown else 0)
