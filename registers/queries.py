"""Judging what is stored: a person's registrations, activities and renewals, in a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone

from activities.facts import ActivityFact, facts_for
from lib.formats import count, day_span
from people.models import User
from plans.outlines import PlanOutline
from registers import adapting, planned
from registers.carrying import Carrying, carrying, surplus_for
from registers.dating import before, period_of
from registers.editions import Edition
from registers.facts import ActivityFacts, Circumstances, Finding, Period, Status
from registers.fixes import Mend, mend_for
from registers.forecast import Forecast, forecast
from registers.judging import judge, judge_case
from registers.models import Registration, Renewal
from registers.rules.case import Case, open_case

OPEN = (Status.NOT_MET,)
SEALED = "Sealed activity"


@dataclass(frozen=True)
class Named:
    """An activity behind a finding, and why it was left out ("" when it counts)."""

    uid: str
    title: str
    day: date
    why: str = ""


@dataclass(frozen=True)
class Judged:
    """One finding, where to mend it, and the activities behind it by name, made when a screen asks for them."""

    finding: Finding
    mend: Mend | None
    log: Mapping[str, ActivityFact] = field(default_factory=dict, repr=False)

    @cached_property
    def taken(self) -> tuple[Named, ...]:
        return tuple(self._named(uid) for uid in self.finding.counted)

    @cached_property
    def left_out(self) -> tuple[Named, ...]:
        return tuple(self._named(one.uid, one.why) for one in self.finding.not_counted)

    def _named(self, uid: str, why: str = "") -> Named:
        return Named(uid, self.log[uid].title or SEALED, self.log[uid].start_date, why)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.finding, name)


@dataclass(frozen=True)
class Standing:
    """How one registration stands in its present period. `trouble` says why there is none."""

    registration: Registration
    edition: Edition
    period: Period | None
    findings: list[Judged] = field(default_factory=list)
    trouble: str = ""
    activities: Sequence[ActivityFacts] = field(default=(), repr=False)
    circumstances: Circumstances = field(default_factory=Circumstances, repr=False)

    @property
    def name(self) -> str:
        return str(self.registration)

    @property
    def url(self) -> str:
        return self.registration.get_absolute_url()

    @property
    def open_count(self) -> int:
        return sum(1 for one in self.findings if one.status in OPEN)

    @property
    def open_words(self) -> str:
        return count(self.open_count, "rule open", "rules open")

    @property
    def days_left(self) -> int:
        return (self.period.end - timezone.localdate()).days if self.period else 0

    @property
    def period_words(self) -> str:
        if self.period is None:
            return self.trouble
        return f"{day_span(self.period.start, self.period.end)}, {self.edition.called} {self.edition.rules_words}"

    @cached_property
    def forecast(self) -> Forecast | None:
        """Whether each rule will be met in time; worked out when a screen asks."""
        if self.period is None:
            return None
        return forecast(
            self.edition,
            self.registration.grade,
            self.period,
            activities=self.activities,
            circumstances=self.circumstances,
            findings=[one.finding for one in self.findings],
            today=timezone.localdate(),
        )

    def fix_url(self, finding: Judged) -> str:
        return finding.mend.url if finding.mend else self.url


def judged(
    findings: Sequence[Finding],
    facts: Sequence[ActivityFact],
    *,
    renewal: Renewal | None = None,
    registration: Registration | None = None,
) -> list[Judged]:
    """Findings as their owner reads them. A sealed activity is named as one."""
    log = {one.uid: one for one in facts}
    return [
        Judged(
            finding,
            mend_for(finding, renewal=renewal, registration=registration),
            log,
        )
        for finding in findings
    ]


def registrations(owner: User) -> Any:
    return Registration.objects.filter(owner=owner).prefetch_related("breaks")


def current_registrations(owner: User) -> list[Registration]:
    """Held now; a lapsed one is history."""
    return [one for one in registrations(owner) if not one.is_ended]


def letters_of(owner: User) -> list[str]:
    """The letters after a person's name: of current registrations whose holder wishes it, oldest first. One query."""
    held = Registration.objects.filter(owner=owner, show_letters=True).order_by("created", "pk")
    return list(dict.fromkeys(one.letters for one in held if one.letters))


@dataclass(frozen=True)
class Log:
    """A person's activities as stored and as judged: made once, judged under every register; and what is carried over."""

    facts: Sequence[ActivityFact]
    activities: Sequence[ActivityFacts]
    brought: Carrying


def standings(
    owner: User,
    *,
    facts: Sequence[ActivityFact] | None = None,
    plans: Sequence[PlanOutline] | None = None,
) -> list[Standing]:
    """Every current registration judged today: five queries, one more where a register carries a surplus over, and one
    less for each of the year's facts and the development plans that is already at hand.
    """
    today = timezone.localdate()
    held = [(one, *period_of(one, today)) for one in current_registrations(owner)]
    brought = carrying((one, edition, period) for one, edition, period, _ in held)
    spans = [period for _, _, period, _ in held if period] + brought.spans
    if spans and not (facts is not None and _covers(today, spans)):
        whole = (min(one.start for one in spans), max(one.end for one in spans))
        facts = facts_for([owner.pk], whole)[owner.pk]
    drafts = drafts_of(owner) if spans else []
    if plans is None:
        plans = planned.outlines_of(owner.pk) if spans else []
    log = Log(facts or (), adapting.activities(facts or ()), brought)
    return [
        _standing(registration, edition, period, log=log, drafts=drafts, plans=plans)
        if period
        else Standing(registration, edition, None, trouble=trouble)
        for registration, edition, period, trouble in held
    ]


def _covers(today: date, spans: Sequence[Period]) -> bool:
    """Whether the calendar year, which the start page has read already, holds every period."""
    return all(one.start.year == one.end.year == today.year for one in spans)


def _standing(
    registration: Registration,
    edition: Edition,
    period: Period,
    *,
    log: Log,
    drafts: Sequence[Renewal],
    plans: Sequence[PlanOutline],
) -> Standing:
    draft = draft_for(drafts, pack=registration.pack, grade=registration.grade, period=period)
    given = adapting.circumstances(
        registration,
        draft,
        cover=planned.cover(plans, period),
        surplus=log.brought.surplus(registration, log.activities),
    )
    found = judge(edition, registration.grade, period, activities=log.activities, circumstances=given)
    named = judged(found, log.facts, renewal=draft, registration=registration)
    return Standing(registration, edition, period, named, activities=log.activities, circumstances=given)


def drafts_of(owner: User) -> list[Renewal]:
    """What is being prepared: its texts are judged wherever its period is."""
    return list(Renewal.objects.filter(owner=owner, state=Renewal.State.DRAFT))


def draft_for(drafts: Sequence[Renewal], *, pack: str, grade: str, period: Period | None) -> Renewal | None:
    return next(
        (
            one
            for one in drafts
            if period
            and (one.pack, one.grade) == (pack, grade)
            and (one.period_from, one.period_to) == (period.start, period.end)
        ),
        None,
    )


def findings_for(
    owner: User, edition: Edition, grade: str, *, period: Period, circumstances: Circumstances
) -> list[Judged]:
    """Judge a person's log under any pack, held or not: one query. Raises UnknownGradeError."""
    facts = facts_for([owner.pk], (period.start, period.end))[owner.pk]
    return judged(judge_facts(edition, grade, period, facts=facts, circumstances=circumstances), facts)


def judge_facts(
    edition: Edition,
    grade: str,
    period: Period,
    *,
    facts: Sequence[ActivityFact],
    circumstances: Circumstances,
) -> list[Finding]:
    activities = adapting.activities(facts)
    return judge(edition, grade, period, activities=activities, circumstances=circumstances)


@dataclass(frozen=True)
class Judgement:
    """A renewal judged once: its case, what was found, and the facts behind both. Screen and pack share it."""

    case: Case
    findings: list[Finding]
    facts: list[ActivityFact]


def judgement_of(renewal: Renewal, *, on: date | None = None) -> Judgement:
    """Judge a renewal as it stands, on a day other than today where told; a declared one has its frozen findings instead."""
    period = Period(renewal.period_from, renewal.period_to)
    facts = facts_for([renewal.owner_id], (period.start, period.end))[renewal.owner_id]
    case = open_case(
        renewal.edition,
        renewal.grade,
        period,
        activities=adapting.activities(facts),
        circumstances=adapting.circumstances(
            renewal.registration,
            renewal,
            cover=planned.cover(planned.outlines_of(renewal.owner_id), period),
            surplus=surplus_for(renewal.registration, renewal.edition, period),
            today=on,
        ),
    )
    return Judgement(case, judge_case(case), facts)


def judge_renewal(renewal: Renewal, judgement: Judgement | None = None) -> list[Judged]:
    """The findings of a renewal as its owner reads them, of the judgement at hand or a new one."""
    judgement = judgement or judgement_of(renewal)
    return judged(judgement.findings, judgement.facts, renewal=renewal, registration=renewal.registration)


def offered_periods(registration: Registration, today: date) -> list[Period]:
    """The present period, and the one before it, which most returns are about; none without the member's date."""
    _, present, _ = period_of(registration, today)
    if present is None:
        return []
    _, earlier = before(registration, present)
    return [present] + ([earlier] if earlier else [])
