"""What people logged and wrote, week by week, from bare facts. Pure: no ORM, no clock, no words of theirs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

ENTRY, ACTIVITY = "entry", "activity"
# Of the drawing: heights are pixels, across is per cent of its width.
TALLEST, FOOT = 100, 112


class Fact(NamedTuple):
    """One entry or activity: whose, on which day; of an activity its category and the competences it is tagged with."""

    person: int
    day: date
    what: str
    category: str = ""
    competences: Sequence[str] = ()


@dataclass(frozen=True)
class Week:
    """`starts_on` is a Monday."""

    starts_on: date
    entries: int
    activities: int

    @property
    def whole(self) -> int:
        return self.entries + self.activities


@dataclass(frozen=True)
class Person:
    person: Any
    entries: int
    activities: int


@dataclass(frozen=True)
class Competence:
    """How many activities are tagged with it, and how many people they are of. `value` is as it is stored."""

    value: str
    activities: int
    people: int


@dataclass(frozen=True)
class Bar:
    """One week's bar: left edge and width in per cent, then top and height of each part in pixels."""

    x: float
    width: float
    entries_top: int
    entries_height: int
    activities_top: int
    activities_height: int


@dataclass(frozen=True)
class Summary:
    weeks: list[Week]
    people: list[Person]
    categories: list[tuple[str, int]]
    competences: list[Competence]
    bars: list[Bar]

    @property
    def entries(self) -> int:
        return sum(week.entries for week in self.weeks)

    @property
    def activities(self) -> int:
        return sum(week.activities for week in self.weeks)

    @property
    def silent(self) -> int:
        """People with nothing at all."""
        return sum(1 for one in self.people if not one.entries and not one.activities)


def first_day(today: date, weeks: int) -> date:
    """The Monday on which the first of so many weeks begins, this week being the last."""
    return today - timedelta(days=today.weekday()) - timedelta(weeks=weeks - 1)


def summarise(
    facts: Iterable[Fact], *, people: Sequence[Any], categories: Sequence[str], since: date, weeks: int
) -> Summary:
    """Everybody is in it, with zeros too; so is every week and every category. Facts outside the weeks do not count."""
    per_week: Counter = Counter()
    per_person: Counter = Counter()
    per_category: Counter = Counter()
    counted = [fact for fact in facts if 0 <= week_of(fact, since) < weeks]
    for fact in counted:
        per_week[week_of(fact, since), fact.what] += 1
        per_person[fact.person, fact.what] += 1
        per_category[fact.category] += fact.what == ACTIVITY
    made = [Week(since + timedelta(weeks=n), per_week[n, ENTRY], per_week[n, ACTIVITY]) for n in range(weeks)]
    return Summary(
        weeks=made,
        people=[Person(one, per_person[one.pk, ENTRY], per_person[one.pk, ACTIVITY]) for one in people],
        categories=[(name, per_category[name]) for name in categories],
        competences=by_competence(counted),
        bars=bars(made),
    )


def week_of(fact: Fact, since: date) -> int:
    return (fact.day - since).days // 7


def by_competence(facts: Iterable[Fact]) -> list[Competence]:
    """Those that anything is tagged with, the most frequent first; one activity may show several."""
    whose: dict[str, list[int]] = {}
    for fact in facts:
        for value in set(fact.competences):
            whose.setdefault(value, []).append(fact.person)
    made = [Competence(value, len(people), len(set(people))) for value, people in whose.items()]
    return sorted(made, key=lambda one: (-one.activities, one.value))


def bars(weeks: Sequence[Week]) -> list[Bar]:
    """Activities stand on the foot, entries on top of them; the highest week fills the drawing."""
    most = max((week.whole for week in weeks), default=0) or 1
    step = 100 / max(len(weeks), 1)
    made = []
    for number, week in enumerate(weeks):
        low = round(week.activities / most * TALLEST)
        high = round(week.entries / most * TALLEST)
        made.append(
            Bar(
                x=round(number * step + step * 0.15, 2),
                width=round(step * 0.7, 2),
                activities_top=FOOT - low,
                activities_height=low,
                entries_top=FOOT - low - high,
                entries_height=high,
            )
        )
    return made


@dataclass(frozen=True)
class Load:
    """How much waits for one scorer, and since when the oldest does."""

    person: Any
    waiting: int
    oldest: date


def loads(work: Iterable[tuple[date, Iterable[int]]], people: dict[int, Any]) -> list[Load]:
    """From (handed in on, keys of who may score it): whoever has the oldest comes first."""
    days: dict[int, list[date]] = {}
    for day, scorers in work:
        for key in set(scorers):
            if key in people:
                days.setdefault(key, []).append(day)
    made = [Load(people[key], len(found), min(found)) for key, found in days.items()]
    return sorted(made, key=lambda load: (load.oldest, -load.waiting, str(load.person)))
