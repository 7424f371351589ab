"""Short ways to write a case down: activities, claims, and one finding out of a judgement."""

from datetime import date
from decimal import Decimal
from typing import Any

from registers import packs
from registers.facts import ActivityFacts, Circumstances, Claim, Finding, Period
from registers.judging import judge

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
FIVE = ("work_based", "professional", "formal", "self_directed", "other")


def activity(uid: str = "a", category: str = "work_based", **facts: Any) -> ActivityFacts:
    """An hour on 1 June 2026, with every text written and one piece of evidence, unless told otherwise."""
    day = facts.pop("day", date(2026, 6, 1))
    given: dict[str, Any] = {
        "title": f"Activity {uid}",
        "start_date": day,
        "end_date": day,
        "minutes": 60,
        "benefit_practice": "I now calibrate before each run.",
        "benefit_users": "Students wait less.",
        "description": "What I did.",
        "evidence_count": 1,
    }
    return ActivityFacts(uid=uid, category=category, **(given | facts))


def claim(pack: str, points: Any = None, category: str = "") -> Claim:
    return Claim(pack, category, None if points is None else Decimal(str(points)))


def judged(
    pack: str, grade: str, *activities: ActivityFacts, period: Period = YEAR, **given: Any
) -> list[Finding]:
    edition = packs.edition_on(pack, period.end)
    return judge(edition, grade, period, activities=activities, circumstances=Circumstances(**given))


def finding(rule: str, findings: list[Finding]) -> Finding:
    """The one finding of that rule; fails when there is none or more than one."""
    (found,) = [one for one in findings if one.rule == rule]
    return found


def rules(findings: list[Finding]) -> list[str]:
    return [one.rule for one in findings]
