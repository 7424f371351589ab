"""What an edition would mean for the people here: every log judged under it and under the present one, as counts only."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from activities.facts import facts_for
from people.models import User
from registers import adapting, periods
from registers.editions import Edition
from registers.facts import ActivityFacts, Circumstances, Period, Status
from registers.judging import judge
from registers.models import Registration

# Fewer people than this could be told apart by the counts.
FEWEST = 5
# More people than this tell no more about a rule.
MOST = 500


@dataclass(frozen=True)
class RuleTrial:
    """One rule: how many people stand how under the edition on trial, and how many met it under the one before."""

    rule: str
    title: str
    met: int
    not_met: int
    advice: int
    body_decides: int
    met_before: int | None


@dataclass(frozen=True)
class Trial:
    """`people` is the number of logs judged; `rules` is empty where they are too few to be shown."""

    people: int
    period: Period
    grade: str
    rules: tuple[RuleTrial, ...]

    @property
    def is_too_small(self) -> bool:
        return self.people < FEWEST


def try_out(edition: Edition, before: Edition | None, *, grade: str, today: date) -> Trial:
    """Judge the last period's logs of those who hold the register, or where too few do, of everyone who logs.

    Three queries, whatever the number of people. Nobody is named, and no words are read.
    """
    period = trial_period(edition, today)
    held = list(
        Registration.objects.filter(pack=edition.id, ended_on=None).values_list("owner_id", flat=True)
    )
    everyone = User.objects.current().holding("technician")
    people = (
        held if len(held) >= FEWEST else list(everyone.order_by("pk").values_list("pk", flat=True)[:MOST])
    )
    facts = facts_for(people[:MOST], (period.start, period.end))
    logs = [[adapting.activity(one) for one in light] for light in facts.values() if light]
    if len(logs) < FEWEST:
        return Trial(len(logs), period, grade, ())
    now, titles = _count(edition, grade, period, logs=logs)
    old = _count(before, grade, period, logs=logs)[0] if before and _awards(before, grade) else None
    rules = tuple(
        RuleTrial(
            rule, titles[rule],
            *(now[rule, status] for status in (Status.MET, Status.NOT_MET, Status.ADVICE, Status.BODY_DECIDES)),
            met_before=old[rule, Status.MET] if old is not None else None,
        )
        for rule in titles
    )  # fmt: skip
    return Trial(len(logs), period, grade, rules)


def trial_period(edition: Edition, today: date) -> Period:
    """The last period that is over, so that whole logs are judged; without dates of the body's own, the last year."""
    try:
        present = periods.period_on(edition, today)
        return periods.period_on(edition, present.start - periods.ONE_DAY)
    except periods.PeriodUnknownError:
        return Period(periods.add_months(today, -12) + periods.ONE_DAY, today)


def _awards(edition: Edition, grade: str) -> bool:
    return any(one.code == grade for one in edition.grades)


def _count(
    edition: Edition, grade: str, period: Period, *, logs: list[list[ActivityFacts]]
) -> tuple[Counter[tuple[str, Status]], dict[str, str]]:
    counts: Counter[tuple[str, Status]] = Counter()
    titles: dict[str, str] = {}
    for log in logs:
        for finding in judge(edition, grade, period, activities=log, circumstances=Circumstances()):
            counts[finding.rule, finding.status] += 1
            titles.setdefault(finding.rule, finding.title)
    return counts, titles
