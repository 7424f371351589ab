"""The surplus that a registration brings from its period before: read for many registrations at once.

A declared renewal says it as it was frozen. Where none was declared, the log of that period is judged as it stands now, for
who held the registration on its last day. Registers that carry nothing over are not asked about, and cost no query.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from activities.facts import facts_for
from registers import adapting, dating
from registers.editions import Edition
from registers.facts import ActivityFacts, Period, Surplus
from registers.models import FrozenPack, Registration, Renewal
from registers.rules import amounts, points
from registers.rules.carried import limit, surplus_of
from registers.rules.case import open_case

Held = tuple[Registration, Edition, Period | None]


@dataclass(frozen=True)
class Before:
    """The period before of one registration, and the edition that judges it."""

    registration: Registration
    edition: Edition
    period: Period


@dataclass(frozen=True)
class Declared:
    """What a declared renewal found, and over which period."""

    period: Period
    findings: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Carrying:
    """The periods before, by registration, and what was declared of them."""

    befores: dict[int, Before] = field(default_factory=dict)
    declared: dict[int, list[Declared]] = field(default_factory=dict)

    @property
    def spans(self) -> list[Period]:
        """The periods whose logs are judged, so that they can be read along with the present ones."""
        return [one.period for one in self.befores.values()]

    def surplus(
        self, registration: Registration | None, activities: Iterable[ActivityFacts]
    ) -> Surplus | None:
        """`activities` hold those of the period before. None where nothing is known of it, or nothing may be carried."""
        before = self.befores.get(registration.pk) if registration else None
        if before is None:
            return None
        for one in self.declared.get(before.registration.pk, ()):
            if one.period.is_about(before.period):
                return surplus_of(one.findings, one.period)
        return _judged(before, activities) if _was_held(before) else None


def carrying(held: Iterable[Held]) -> Carrying:
    """Of those that may carry a surplus into their period: one query, and none where no register lets them."""
    befores = {one.registration.pk: one for entry in held if (one := _before(*entry))}
    return Carrying(befores, _declared(befores)) if befores else Carrying()


def surplus_for(registration: Registration | None, edition: Edition, period: Period) -> Surplus | None:
    """The surplus of one registration: two queries, and none where its register carries nothing over."""
    if registration is None:
        return None
    found = carrying([(registration, edition, period)])
    logs: list[ActivityFacts] = []
    for span in found.spans:
        logs = adapting.activities(
            facts_for([registration.owner_id], (span.start, span.end))[registration.owner_id]
        )
    return found.surplus(registration, logs)


def _before(registration: Registration, edition: Edition, period: Period | None) -> Before | None:
    if period is None or limit(edition) is None:
        return None
    earlier, span = dating.before(registration, period)
    return Before(registration, earlier, span) if span else None


def _declared(befores: Mapping[int, Before]) -> dict[int, list[Declared]]:
    """Newest first."""
    ends = [one.period for one in befores.values()]
    rows = FrozenPack.objects.filter(
        renewal__registration__in=befores,
        renewal__state=Renewal.State.DECLARED,
        renewal__period_to__gte=min(one.start for one in ends),
        renewal__period_from__lte=max(one.end for one in ends),
    ).order_by("-renewal__period_to")
    names = ("renewal__registration", "renewal__period_from", "renewal__period_to", "facts__findings")
    found: dict[int, list[Declared]] = {}
    for key, start, end, findings in rows.values_list(*names):
        found.setdefault(key, []).append(Declared(Period(start, end), findings))
    return found


def _was_held(before: Before) -> bool:
    since: date | None = before.registration.registered_on or before.registration.anchor_date
    return since is not None and since <= before.period.end


def _judged(before: Before, activities: Iterable[ActivityFacts]) -> Surplus | None:
    """As the edition of that period judges the log; nothing is carried into that one, so that nothing is carried twice."""
    case = open_case(
        before.edition,
        before.registration.grade,
        before.period,
        activities=activities,
        circumstances=adapting.circumstances(before.registration),
    )
    found = [one.as_dict() for one in (*amounts.judge(case), *points.judge(case))]
    return surplus_of(found, before.period)
