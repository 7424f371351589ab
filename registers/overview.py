"""How a whole institution stands under each register: numbers only, for its admins.

Statuses and dates are counted; nobody is named, no activity is read out, and a group of fewer than five people shows that
it is there and no more. Five queries however many people there are, and one more where a register carries a surplus over.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from activities.facts import done_in
from people.models.accounts import at_work
from plans.outlines import PlanOutline
from plans.queries import outlines_for
from registers import adapting, packs, periods, planned
from registers.carrying import Carrying, carrying
from registers.dating import period_of
from registers.facts import ActivityFacts, Period
from registers.judging import is_met
from registers.models import Registration, Renewal
from registers.queries import draft_for
from registers.rules.case import open_case

# Smaller groups would tell of single people.
LEAST = 5
# A return that falls due within so many days is due soon.
SOON = 60


@dataclass(frozen=True)
class Line:
    """One register and grade. Of `held` registrations: all rules met, some not met, the latter with the end near, or no
    period known. All are None in a group too small to count.
    """

    register: str
    grade: str
    held: int | None
    met: int | None = None
    not_met: int | None = None
    due_soon: int | None = None
    undated: int | None = None


@dataclass(frozen=True)
class Standing:
    """One registration as it is counted: which state, and whether its end is near."""

    state: str
    due_soon: bool = False


def overview(today: date) -> list[Line]:
    """Every register and grade that somebody active holds or works towards, by the body's name."""
    held = [
        one
        for one in Registration.objects.filter(at_work("owner"))
        .select_related(None)
        .prefetch_related("breaks")
        .order_by("pack", "grade", "pk")
        if one.ended_on is None or one.ended_on > today
    ]
    dated = [(one, *period_of(one, today)[:2]) for one in held]
    spans = {one.pk: period for one, _, period in dated}
    brought = carrying(dated)
    logs = _logs(held, spans, beside=brought.spans)
    drafts: dict[int, list[Renewal]] = {}
    for draft in Renewal.objects.filter(state=Renewal.State.DRAFT, owner__in={one.owner_id for one in held}):
        drafts.setdefault(draft.owner_id, []).append(draft)
    plans = outlines_for({one.owner_id for one in held})
    groups: dict[tuple[str, str], list[Standing]] = {}
    for one in held:
        found = _standing(one, spans[one.pk], today, work=Work(logs, drafts, plans, brought))
        groups.setdefault((one.pack, one.grade), []).append(found)
    lines = [_line(pack, grade, found) for (pack, grade), found in groups.items()]
    return sorted(lines, key=lambda line: (line.register, line.grade))


@dataclass(frozen=True)
class Work:
    """By owner: activities ready to be judged, renewals being prepared, development plans; and what is carried over."""

    logs: dict[int, list[ActivityFacts]]
    drafts: dict[int, list[Renewal]]
    plans: dict[int, list[PlanOutline]]
    brought: Carrying


def _logs(
    held: Iterable[Registration], spans: Mapping[int, Period | None], *, beside: Sequence[Period]
) -> dict[int, list[ActivityFacts]]:
    """Each holder's activities over all their periods, and those before that are carried over from: one query."""
    known = [(one.owner_id, span) for one in held if (span := spans[one.pk])]
    if not known:
        return {}
    read = [*(span for _, span in known), *beside]
    whole = (min(span.start for span in read), max(span.end for span in read))
    facts = done_in({owner for owner, _ in known}, whole)
    return {owner: adapting.activities(log) for owner, log in facts.items()}


def _standing(
    registration: Registration,
    period: Period | None,
    today: date,
    *,
    work: Work,
) -> Standing:
    if period is None:
        return Standing("undated")
    edition = packs.edition_on(registration.pack, period.end)
    draft = draft_for(
        work.drafts.get(registration.owner_id, ()),
        pack=registration.pack,
        grade=registration.grade,
        period=period,
    )
    activities = work.logs[registration.owner_id]
    cover = planned.cover(work.plans[registration.owner_id], period)
    case = open_case(
        edition,
        registration.grade,
        period,
        activities=activities,
        circumstances=adapting.circumstances(
            registration, draft, cover=cover, surplus=work.brought.surplus(registration, activities)
        ),
    )
    if is_met(case):
        return Standing("met")
    end = periods.due_on(edition, period) or period.end
    return Standing("not_met", due_soon=(end - today).days <= SOON)


def _line(pack: str, grade: str, found: list[Standing]) -> Line:
    register = packs.editions(pack)[-1].name
    if len(found) < LEAST:
        return Line(register, grade, None)
    states = [one.state for one in found]
    return Line(
        register,
        grade,
        len(found),
        met=states.count("met"),
        not_met=states.count("not_met"),
        due_soon=sum(one.due_soon for one in found),
        undated=states.count("undated"),
    )
