"""What makes one technician's record differ from the next: years that fail a rule, missing reflections, drafts, claims."""

import math
import random
from datetime import date
from decimal import Decimal

from home.seeds.cast import Part
from home.seeds.logs import FEWEST, ActivitySeed, Record, Span, add_plans, compose, map_competences

BUSY = ("rscitech", "engtech")  # those whom visitors sign in as first
RSB_EVENTS = ("Meeting of", "conference", "symposium", "course", "Webinar")


def record_of(part: Part, span: Span) -> Record:
    """This person's whole record, with what their story asks for. Newcomers have nothing."""
    if part.story == "newcomer":
        return Record()
    rng = part.rng("record")
    record = compose(part.discipline, rng, span, fewest=26 if part.story in BUSY else FEWEST)
    add_plans(record, part.discipline, rng, span.today)
    leave_unfinished(record, rng, span.today)
    this_year = done_in(record, span.today.year)
    TWISTS.get(part.story, lambda *given: None)(record, this_year, rng)
    return record


def done_in(record: Record, year: int) -> list[ActivitySeed]:
    """Done and ended in that calendar year, oldest first."""
    done = [
        seed
        for seed in record.activities
        if seed.values["end_date"] and seed.values["end_date"].year == year and not seed.values["planned"]
    ]
    return sorted(done, key=lambda seed: seed.values["end_date"])


def leave_unfinished(record: Record, rng: random.Random, today: date) -> None:
    """A few of the old ones lack a word on users; one entry of the last fortnight or so is still a draft."""
    for seed in record.activities:
        if seed.day.year < today.year and rng.random() < 0.04:
            seed.values["benefit_users"] = ""
    if record.entries and rng.random() < 0.6:
        record.entries[-1].draft = True
        record.entries[-1].sealed = False


def two_missing(record: Record, this_year: list[ActivitySeed], rng: random.Random) -> None:
    """The RSciTech of the demo: everything in order this year but for two reflections, recently done."""
    recent = this_year if len(this_year) > 3 else done_in(record, record.activities[-1].day.year - 1)
    for seed in recent:
        seed.values["sealed"] = False
    for seed, name in zip(recent[-2:], ("benefit_users", "benefit_practice"), strict=False):
        seed.values[name] = ""
    map_competences(record, rng, pack="science-council", grade="RSciTech")
    for seed in record.activities:
        if seed.values["planned"] or rng.random() < 0.25:
            continue
        claim_rsb(seed, rng)


def claim_rsb(seed: ActivitySeed, rng: random.Random) -> None:
    """Under the RSB scheme: the fixed rate for an approved event, one or two points an hour for anything else."""
    is_event = any(word in seed.values["title"] for word in RSB_EVENTS)
    half_hours = math.ceil(seed.values["minutes"] / 30)
    points = None if is_event else str(Decimal(half_hours * rng.randint(1, 2)) / 2)
    seed.values["claims"] = [{"pack": "rsb", "category": "EV3" if is_event else "ANY", "points": points}]


def engineer(record: Record, this_year: list[ActivitySeed], rng: random.Random) -> None:
    """EngTech candidate and IET member: planned and unplanned hours, mapped to the IET's own kinds."""
    kinds = {"work_based": "W", "professional": "V", "formal": "T", "self_directed": "S", "other": "V"}
    for seed in record.activities:
        seed.values["was_planned"] = not seed.values["planned"] and rng.random() < 0.5
        if rng.random() < 0.5:
            code = (
                "E"
                if "eeting" in seed.values["title"] or "onference" in seed.values["title"]
                else kinds[seed.values["category"]]
            )
            seed.values["claims"] = [{"pack": "iet", "category": code, "points": None}]
    for seed in record.activities:
        if rng.random() < 0.3:
            codes = sorted(rng.sample(["A1", "A2", "B1", "B2", "C1", "C2", "C3", "E1", "E2"], 2))
            seed.values["competences"] = [f"engineering-council/EngTech/{code}" for code in codes]


def two_categories(record: Record, this_year: list[ActivitySeed], rng: random.Random) -> None:
    """Only two of the five kinds in the present year."""
    for seed in this_year:
        if seed.values["category"] not in ("work_based", "self_directed"):
            seed.values["category"] = "work_based"


def no_practice(record: Record, this_year: list[ActivitySeed], rng: random.Random) -> None:
    for seed in this_year:
        seed.values["benefit_practice"] = ""


def no_users(record: Record, this_year: list[ActivitySeed], rng: random.Random) -> None:
    for seed in this_year:
        seed.values["benefit_users"] = ""


def no_activity(record: Record, this_year: list[ActivitySeed], rng: random.Random) -> None:
    """Nothing done in the present year; what is planned and what goes on does not count."""
    for seed in this_year:
        record.activities.remove(seed)


def in_order(record: Record, this_year: list[ActivitySeed], rng: random.Random) -> None:
    for seed in this_year:
        seed.values["sealed"] = False
    map_competences(record, rng, pack="science-council", grade="RSciTech")


TWISTS = {
    "rscitech": two_missing,
    "engtech": engineer,
    "two_categories": two_categories,
    "no_practice": no_practice,
    "no_users": no_users,
    "no_activity": no_activity,
    "declared": in_order,
    "half_declared": in_order,
    "supervisor": in_order,
}
