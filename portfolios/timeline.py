"""Everything a person has done, in the order of its days: one query over all kinds, a page at a time.

Each kind is an arm of the union with the same columns. A page goes on from the last row of the one before (`Place`), so that
page 100 costs what page 1 costs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_
from typing import Any
from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Concat, TruncDate
from django.urls import reverse

from activities.models import SEALED_TITLE, Activity, Verification
from assessments.models import Assignment
from journals.models import SEALED_TITLE as SEALED_ENTRY
from journals.models import Entry
from people.models import User
from signoffs.models import SignRequest

PAGE = 50
KINDS = [
    ("entry", "Journal entries"),
    ("activity", "Activities"),
    ("assessment", "Assessments"),
    ("signoff", "Sign-offs and verifications"),
]
NOUNS = {
    "entry": "Journal entry",
    "activity": "Activity",
    "assessment": "Assessment",
    "signoff": "Sign-off",
}
STATES = [
    ("draft", "Drafts"),
    ("planned", "Planned or going on"),
    ("waiting", "Waiting for somebody"),
    ("done", "Done"),
    ("sealed", "Sealed"),
]
COLUMNS = ("item_arm", "item_day", "item_uid", "item_title", "item_state", "item_page")


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; empty means everything."""

    kind: str = ""
    state: str = ""
    text: str = ""
    tag: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Place:
    """The row that a page goes on after."""

    day: date
    uid: UUID

    def __str__(self) -> str:
        return f"{self.day.isoformat()}.{self.uid.hex}"

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """None for what is no place: the page then begins with the newest."""
        day, _, uid = text.partition(".")
        try:
            return cls(date.fromisoformat(day), UUID(uid))
        except ValueError:
            return None


@dataclass(frozen=True)
class Row:
    kind: str
    day: date
    uid: UUID
    title: str
    state: str
    url: str

    @property
    def place(self) -> Place:
        return Place(self.day, self.uid)

    @property
    def noun(self) -> str:
        return NOUNS[self.kind]


@dataclass(frozen=True)
class Arm:
    """One kind of things: `rows(person)` with `day`, `title` and `state` as expressions.

    `states` narrows to a word of STATES; one that is missing has no such rows. `leads_to` is whose page is opened.
    """

    kind: str
    rows: Callable[[User], QuerySet]
    day: Any
    title: Any
    state: Any
    states: dict[str, Q]
    holding: Callable[[QuerySet, str], QuerySet]
    address: str
    leads_to: str = "uid"
    has_tags: bool = False


def holding_title(rows: QuerySet, text: str) -> QuerySet:
    return rows.filter(reduce(and_, (Q(item_title__icontains=word) for word in text.split()), Q()))


def whole_words(rows: QuerySet, text: str) -> QuerySet:
    return rows.holding_text(text)  # type: ignore[attr-defined]


ARMS = (
    Arm(
        "activity",
        lambda person: Activity.objects.owned_by(person),
        day=F("start_date"),
        title=Case(When(sealed=True, then=Value(SEALED_TITLE)), default=F("title")),
        state=Case(
            When(sealed=True, then=Value("sealed")),
            When(planned=True, then=Value("planned")),
            When(end_date=None, then=Value("ongoing")),
            default=Value(""),
        ),
        states={
            "sealed": Q(sealed=True),
            "planned": Q(planned=True) | Q(end_date=None),
            "done": Q(planned=False, end_date__isnull=False),
        },
        holding=whole_words,
        address="activities:activity_detail",
        has_tags=True,
    ),
    Arm(
        "entry",
        lambda person: Entry.objects.owned_by(person),
        day=F("date"),
        title=Case(
            When(sealed=True, then=Value(SEALED_ENTRY)),
            When(title="", then=Value("Untitled draft")),
            default=F("title"),
        ),
        state=Case(When(sealed=True, then=Value("sealed")), default=F("state")),
        states={"sealed": Q(sealed=True), "draft": Q(state="draft"), "done": Q(state="published")},
        holding=whole_words,
        address="journals:entry_detail",
        has_tags=True,
    ),
    Arm(
        "assessment",
        lambda person: Assignment.objects.owned_by(person),
        day=TruncDate(Coalesce("completed_at", "submitted_at", "set_at")),
        title=F("title"),
        state=F("state"),
        states={"waiting": Q(state__in=["open", "submitted", "returned"]), "done": Q(state="completed")},
        holding=holding_title,
        address="assessments:assignment_detail",
    ),
    Arm(
        "signoff",
        lambda person: SignRequest.objects.filter(owner=person),
        day=TruncDate(Coalesce("signature__at", "asked_at")),
        title=Concat(Value("Sign-off by "), "signer_name"),
        state=Case(
            When(state="signed", then=Value("completed")),
            When(state="waiting", then=Value("waiting")),
            When(state="expired", then=Value("expired")),
            When(state="declined", then=Value("returned")),
            default=Value("withdrawn"),
        ),
        states={"waiting": Q(state="waiting"), "done": Q(state="signed")},
        holding=holding_title,
        address="signoffs:request_detail",
    ),
    Arm(
        "signoff",
        lambda person: Verification.objects.live().filter(activity__owner=person, activity__deleted_at=None),
        day=TruncDate("at"),
        title=Concat(
            F("by_name"),
            Value(" verified "),
            Case(
                When(activity__sealed=True, then=Value("a sealed activity")),
                default=Concat(Value("“"), F("activity__title"), Value("”")),
            ),
        ),
        state=Value("verified"),
        states={"done": Q()},
        holding=holding_title,
        address="activities:activity_detail",
        leads_to="activity__uid",
    ),
)


def timeline(person: User, wanted: Wanted, after: Place | None = None) -> tuple[list[Row], bool]:
    """A page of what the person has, the newest first, and whether there is more. One query."""
    arms = [_rows(arm, person, wanted, after=after) for arm in ARMS if _asked(arm, wanted)]
    if not arms:
        return [], False
    found = arms[0]
    if len(arms) > 1:
        found = found.union(*arms[1:], all=True).order_by("-item_day", "-item_uid")[: PAGE + 1]
    rows = [_row(*columns) for columns in found]
    return rows[:PAGE], len(rows) > PAGE


def _asked(arm: Arm, wanted: Wanted) -> bool:
    return (
        wanted.kind in ("", arm.kind)
        and (not wanted.state or wanted.state in arm.states)
        and (not wanted.tag or arm.has_tags)
    )


def _rows(arm: Arm, person: User, wanted: Wanted, *, after: Place | None) -> QuerySet:
    """The newest of one arm, as many as a page may need of it."""
    rows = arm.rows(person).annotate(
        item_arm=Value(ARMS.index(arm)),
        item_day=arm.day,
        item_uid=F("uid"),
        item_title=arm.title,
        item_state=arm.state,
        item_page=F(arm.leads_to),
    )
    if wanted.state:
        rows = rows.filter(arm.states[wanted.state])
    if wanted.text:
        rows = arm.holding(rows, wanted.text)
    if wanted.tag:
        rows = rows.filter(tags__contains=[wanted.tag])
    if wanted.first:
        rows = rows.filter(item_day__gte=wanted.first)
    if wanted.last:
        rows = rows.filter(item_day__lte=wanted.last)
    if after:
        earlier = Q(item_day__lt=after.day) | Q(item_day=after.day, uid__lt=after.uid)
        rows = rows.filter(earlier, item_day__lte=after.day)
    return rows.order_by("-item_day", "-item_uid").values_list(*COLUMNS)[: PAGE + 1]


def _row(number: int, *rest: Any) -> Row:
    day, uid, title, state, page = rest
    arm = ARMS[number]
    return Row(arm.kind, day, uid, title, state, reverse(arm.address, args=[page]))
