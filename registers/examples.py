"""Worked examples: each pack carries a few members' years in short, and what must be found about them, with the reason.

Pure. They run as tests of the shipped packs, and `packs check` runs those of any file. `status: none` says that the rule has
nothing to find. An activity lasts an hour and says what it changed for practice and users, unless it tells otherwise.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from registers.editions import UnknownGradeError
from registers.facts import (
    ActivityFacts,
    Break,
    Circumstances,
    Claim,
    CompetenceRef,
    Finding,
    Period,
    Surplus,
)
from registers.judging import judge
from registers.reading import Path, Problem, Source
from registers.timelines import Timeline

Data = Mapping[str, Any]
# An institution may upload a pack: its examples are tried while somebody waits.
MOST_TIMES, MOST_WORDS = 500, 20_000


@dataclass(frozen=True)
class Example:
    """One example as it is judged: the member's year, and what is expected of it."""

    name: str
    grade: str
    period: Period
    activities: tuple[ActivityFacts, ...]
    circumstances: Circumstances
    expected: tuple[Data, ...]


def read(data: Data, pack: str) -> Example:
    """An example of checked data. Raises ValueError for a competence or a period that cannot be, or too many of anything."""
    most = max([0, *(one.get("times", 1) for one in data["activities"])])
    words = max([0, *data.get("member", {}).get("words", {}).values()])
    if most > MOST_TIMES or words > MOST_WORDS:
        raise ValueError(
            f"an example repeats at most {MOST_TIMES} times and has texts of at most {MOST_WORDS} words."
        )
    activities = [
        activity(one, f"{index}-{number}" if one.get("times") else f"{index}", pack)
        for index, one in enumerate(data["activities"], start=1)
        for number in range(1, one.get("times", 1) + 1)
    ]
    return Example(
        data["name"],
        data["grade"],
        Period(data["from"], data["to"]),
        tuple(activities),
        circumstances(data.get("member", {})),
        tuple(data["expect"]),
    )


def activity(data: Data, uid: str, pack: str) -> ActivityFacts:
    points, category = data.get("points"), data.get("category", "")
    claims = (Claim(pack, category, None if points is None else Decimal(str(points))),)
    return ActivityFacts(
        uid=uid,
        title=f"Activity {uid}",
        start_date=data["day"],
        end_date=data.get("until", data["day"]),
        minutes=round(data.get("hours", 1) * 60),
        category=data["kind"],
        planned=data.get("planned", False),
        was_planned=data.get("was_planned", False),
        benefit_practice=data.get("practice", True),
        benefit_users=data.get("users", True),
        description=True,
        evidence_count=int(data.get("evidence", False)),
        sealed=data.get("sealed", False),
        claims=claims if category or points is not None else (),
        competences=tuple(CompetenceRef.parse(one) for one in data.get("competences", ())),
    )


def circumstances(data: Data) -> Circumstances:
    return Circumstances(
        activity_status=data.get("status", "active"),
        anchor_date=data.get("joined"),
        breaks=tuple(Break(one["reason"], one["start"], one.get("end")) for one in data.get("breaks", ())),
        exceptional_reason=data.get("exceptional_reason", ""),
        plan=data.get("plan", False),
        evaluation=data.get("evaluation", False),
        declaration_statement=data.get("statement", ""),
        answers={key: "word " * count for key, count in data.get("words", {}).items()},
        surplus=surplus(data["surplus"]) if "surplus" in data else None,
        today=data.get("today"),
    )


def surplus(data: Data) -> Surplus:
    """Hours are written as hours, and judged as minutes."""
    amount = Decimal(str(data["amount"])) * (60 if data["rule"] == "hours" else 1)
    return Surplus(data["rule"], amount, Period(data["from"], data["to"]))


def findings_of(example: Example, timeline: Timeline) -> list[Finding]:
    """Judged by the edition in force on its period's last day. Raises UnknownGradeError."""
    return judge(
        timeline.on(example.period.end),
        example.grade,
        example.period,
        activities=example.activities,
        circumstances=example.circumstances,
    )


def differences(example: Example, findings: list[Finding]) -> Iterator[tuple[int, str]]:
    """(index of the expectation, what is otherwise) for each that does not hold."""
    found = {one.rule: one for one in findings}
    for index, wanted in enumerate(example.expected):
        if said := _difference(wanted, found.get(wanted["rule"])):
            yield index, f"{example.name}: {wanted['rule']} {said}"


def _difference(wanted: Data, found: Finding | None) -> str:
    status = found.status.value if found else "none"
    if status != wanted["status"]:
        return f"is {status}, not {wanted['status']}" + (f": {found.reason}" if found else ".")
    if found is None:
        return ""
    if wanted.get("says", "") not in found.reason:
        return f"says “{found.reason}”, and nothing of “{wanted['says']}”."
    if wanted.get("counted", len(found.counted)) != len(found.counted):
        return f"counts {len(found.counted)} activities, not {wanted['counted']}."
    if "why_not" in wanted and not any(wanted["why_not"] in one.why for one in found.not_counted):
        return f"leaves none out because of “{wanted['why_not']}”."
    return ""


def problems_in(source: Source, timeline: Timeline) -> Iterator[Problem]:
    """What the examples of one file expect and do not find, by line. The file's other checks have passed."""
    for index, data in enumerate(source.data.get("examples", ())):
        path: Path = ("examples", index)
        try:
            example = read(data, source.data["id"])
            findings = findings_of(example, timeline)
        except (ValueError, UnknownGradeError) as error:
            yield source.problem(path, f"{data['name']}: {error}")
            continue
        if timeline.on(example.period.end).version != source.data["pack_version"]:
            yield source.problem(
                (*path, "to"), "this edition is not in force on that day; end it on another."
            )
        for number, said in differences(example, findings):
            yield source.problem((*path, "expect", number), said)
