"""One technician's record as plain values: which activities and entries, when, in which words. No database, no clock."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from home.seeds.activities import patterns_for
from home.seeds.disciplines import words_of
from home.seeds.entries import ENTRIES, EntryPattern
from home.seeds.wording import Pattern, choose_slots, fill, fill_tags, hours

WEIGHTS = {"work_based": 38, "self_directed": 22, "professional": 16, "formal": 13, "other": 11}
COMPETENCES = ["A1", "A2", "B1", "B2", "B3", "C1", "C2", "C3", "D1", "D2", "D3", "E1", "E2"]
FEWEST, MOST = 13, 36  # a year, before what is ongoing and planned
ENTRIES_A_YEAR = (7, 19)
LONG = 480  # minutes from which an activity takes more than a day
EVENINGS = {"formal"}  # spread over weeks rather than days


@dataclass
class ActivitySeed:
    """`values` are what `log_activity` takes; `evidence` the title of what backs it up, or nothing."""

    values: dict[str, Any]
    evidence: str = ""
    uid: UUID | None = None  # once it is stored

    @property
    def day(self) -> date:
        return self.values["end_date"] or self.values["start_date"]


@dataclass
class EntrySeed:
    title: str
    body: str
    day: date
    tags: list[str]
    sealed: bool = False
    draft: bool = False
    reflection: str = ""


@dataclass
class Record:
    activities: list[ActivitySeed] = field(default_factory=list)
    entries: list[EntrySeed] = field(default_factory=list)


@dataclass(frozen=True)
class Span:
    """The days that a record covers: whole calendar years up to `today`."""

    today: date
    years: int

    def parts(self) -> list[tuple[date, date]]:
        """The first and last day of each year; the present one ends today."""
        return [
            (date(year, 1, 1), min(date(year, 12, 31), self.today))
            for year in range(self.today.year - self.years + 1, self.today.year + 1)
        ]


def years_to_cover(today: date, wanted: int = 3) -> int:
    """Calendar years that together are about `wanted` years, however young the present one is."""
    return wanted if today.month >= 7 else wanted + 1


def compose(discipline: str, rng: random.Random, span: Span, *, fewest: int = FEWEST) -> Record:
    """A full record of a technician of this discipline, with at least `fewest` activities in a whole year."""
    words, decks = words_of(discipline), Deck(discipline, rng)
    record = Record()
    for first, last in span.parts():
        for day, category in zip(*year_of_days(first, last, rng, fewest=fewest), strict=True):
            record.activities.append(
                compose_activity(decks.draw(category), category, day, words=words, rng=rng)
            )
        count = part_of(rng.randint(*ENTRIES_A_YEAR), first, last, least=6)
        for day in spread(first, last, count, rng):
            record.entries.append(compose_entry(decks.draw_entry(), day, words=words, rng=rng))
    return record


def year_of_days(first: date, last: date, rng: random.Random, *, fewest: int) -> tuple[list[date], list[str]]:
    """Days of one year and a category for each: all five among the first, the rest as people's years are."""
    count = part_of(rng.randint(fewest, MOST), first, last, least=12)
    days = spread(first, last, count, rng)
    categories = list(WEIGHTS) + rng.choices(
        list(WEIGHTS), weights=list(WEIGHTS.values()), k=max(0, count - 5)
    )
    categories = categories[:count]
    rng.shuffle(categories)
    return days, categories


def part_of(count: int, first: date, last: date, *, least: int) -> int:
    """A year's count for the part of it that has passed; from half a year on never under `least`."""
    share = ((last - first).days + 1) / 365
    part = round(count * min(1.0, share))
    return max(least, part) if share > 0.5 else part


def spread(first: date, last: date, count: int, rng: random.Random) -> list[date]:
    """`count` working days from first to last, evenly with a jitter, in order."""
    length = (last - first).days
    days = []
    for index in range(count):
        low, high = index * length // count, max(index * length // count, (index + 1) * length // count - 1)
        day = first + timedelta(days=rng.randint(low, high))
        while day.weekday() > 4 and day > first:
            day -= timedelta(days=1)
        days.append(day)
    return days


class Deck:
    """Patterns drawn without repeating until all were seen."""

    def __init__(self, discipline: str, rng: random.Random) -> None:
        self.rng = rng
        self.patterns = {name: self.endless(cards) for name, cards in patterns_for(discipline).items()}
        self.entries = self.endless(ENTRIES)

    def endless(self, cards: list[Any]) -> Iterator[Any]:
        while True:
            yield from self.rng.sample(cards, len(cards))

    def draw(self, category: str) -> Pattern:
        return next(self.patterns[category])

    def draw_entry(self) -> EntryPattern:
        return next(self.entries)


def compose_activity(
    pattern: Pattern, category: str, day: date, *, words: dict, rng: random.Random
) -> ActivitySeed:
    slots = choose_slots(words, rng)
    minutes = hours(rng, *pattern.minutes)
    days_back = 0
    if minutes >= LONG:
        days_back = (minutes // 120) * 7 if category in EVENINGS and minutes > 1500 else minutes // 420
    values = {
        "title": fill(pattern.title, slots, rng)[:200],
        "provider": fill(pattern.provider, slots, rng),
        "description": fill(pattern.description, slots, rng),
        "benefit_practice": fill(pattern.practice, slots, rng),
        "benefit_users": fill(pattern.users, slots, rng),
        "start_date": day - timedelta(days=days_back),
        "end_date": day,
        "minutes": minutes,
        "planned": False,
        "was_planned": rng.random() < 0.15,
        "category": category,
        "self_points": Decimal(max(1, round(minutes / 60))) if rng.random() < 0.35 else None,
        "claims": [],
        "tags": [tag[:40] for tag in dict.fromkeys(fill_tags(pattern.tags, slots, rng))],
        "competences": [],
        "sealed": rng.random() < 0.03,
    }  # fmt: skip
    evidence = fill(pattern.evidence, slots, rng) if pattern.evidence else ""
    return ActivitySeed(values, evidence)


def compose_entry(pattern: EntryPattern, day: date, *, words: dict, rng: random.Random) -> EntrySeed:
    slots = choose_slots(words, rng)
    return EntrySeed(
        title=fill(pattern.title, slots, rng)[:200],
        body=fill(pattern.body, slots, rng),
        day=day,
        tags=[tag[:40] for tag in dict.fromkeys(fill_tags(pattern.tags, slots, rng))],
        sealed=rng.random() < 0.06,
        reflection=pattern.reflection,
    )


def add_plans(record: Record, discipline: str, rng: random.Random, today: date) -> None:
    """One activity that still goes on and up to three that are planned: on top of what has been done."""
    words, decks = words_of(discipline), Deck(discipline, rng)
    going_on = compose_activity(
        decks.draw("formal"), "formal", today - timedelta(days=rng.randint(10, 80)), words=words, rng=rng
    )
    going_on.values |= {"end_date": None, "benefit_users": "", "sealed": False, "was_planned": False}
    going_on.evidence = ""
    record.activities.append(going_on)
    for _ in range(rng.randint(1, 3)):
        category = rng.choice(["formal", "professional", "self_directed"])
        plan = compose_activity(
            decks.draw(category), category, today + timedelta(days=rng.randint(8, 150)), words=words, rng=rng
        )
        day = plan.values["end_date"]
        plan.values |= {
            "planned": True,
            "was_planned": False,
            "start_date": day,
            "sealed": False,
            "benefit_practice": "",
            "benefit_users": "",
        }
        plan.values["description"] = plan.values["description"].split(". ")[0].rstrip(".") + ": planned."
        plan.evidence = ""
        record.activities.append(plan)


def map_competences(record: Record, rng: random.Random, *, pack: str, grade: str) -> None:
    """A third of the activities show one or two competences of the register aimed at."""
    for seed in record.activities:
        if rng.random() < 0.35:
            codes = sorted(rng.sample(COMPETENCES, rng.randint(1, 2)))
            seed.values["competences"] = [f"{pack}/{grade}/{code}" for code in codes]
