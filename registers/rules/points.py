"""Points: each activity's at the pack's fixed rate or as the member claims, and no more from a category than
its cap.

BSAS: 50 a year, caps 20/20/30/10/10 by category, points claimed. RSB: 50 a year, 3 an hour for approved
events, otherwise 1 to 3 an hour as the member claims. A claim outside what the rate allows is refused by
name; it is never clipped.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from registers.editions import Category
from registers.facts import ActivityFacts, Claim, Finding, Fix, NotCounted, Status
from registers.rules import carried
from registers.rules.amounts import ADVICE_WORDS, required, shortfall, word
from registers.rules.case import Case
from registers.wording import activities, hours_text, joined, listed, many, number_text

ENTER_POINTS = "enter the points you claim"
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Tally:
    """What each activity earned, (uid, category, points), and what earned nothing, (uid, why, fix)."""

    earned: tuple[tuple[str, str, Decimal], ...]
    refused: tuple[tuple[str, str, Fix], ...]

    def in_category(self, code: str) -> Decimal:
        return sum((points for _, where, points in self.earned if where == code), Decimal(0))

    def to_fix(self, fix: Fix) -> tuple[str, ...]:
        return tuple(uid for uid, _, which in self.refused if which is fix)


def judge(case: Case) -> list[Finding]:
    if case.edition.minimum.unit != "points" or case.edition.minimum.value is None:
        return []
    tally = tally_up(case)
    by_category = _by_category(case, tally)
    earned = sum((one["counted"] for one in by_category.values()), Decimal(0))
    over = carried.amount(case, "points")
    total = earned + over
    need = required(case)
    status, fix = _status(case, tally, total)
    return [
        Finding(
            rule="points",
            title="Points",
            status=status,
            reason=_reason(case, (tally, by_category), (total, status)),
            figures={
                "points": earned,
                "required": need,
                "short": max(need - total, Decimal(0)),
                "by_category": by_category,
                **carried.figure("points", over),
            },
            counted=tuple(uid for uid, _, _ in tally.earned),
            not_counted=(*case.not_counted, *(NotCounted(uid, why) for uid, why, _ in tally.refused)),
            fix=fix,
            fix_uids=tally.to_fix(fix),
        )
    ]


def tally_up(case: Case) -> Tally:
    """Points of every counted activity, before caps."""
    earned, refused = [], []
    for activity in case.counted:
        code, category, why = case.placed[activity.uid]
        if category is None:
            refused.append((activity.uid, why, Fix.CHOOSE_CATEGORY))
            continue
        points, why, fix = _points(activity, category, case.edition.id)
        if why:
            refused.append((activity.uid, why, fix))
        else:
            earned.append((activity.uid, code, points))
    return Tally(tuple(earned), tuple(refused))


def _points(activity: ActivityFacts, category: Category, pack: str) -> tuple[Decimal, str, Fix]:
    """An activity's points, or why it has none and what to do about it."""
    claims = activity.claims_for(pack)
    if len(claims) > 1:
        return Decimal(0), "claimed twice under one body; keep one claim", Fix.CORRECT_POINTS
    claimed = claims[0].points if claims else None
    low, high = category.rate_low, category.rate_high
    if claimed is None:
        if low is not None and low == high:
            return (low * activity.minutes / 60).quantize(CENT), "", Fix.NOTHING
        return Decimal(0), ENTER_POINTS, Fix.ENTER_POINTS
    if not claimed.is_finite() or claimed < 0:
        return Decimal(0), f"{claimed} points refused: a claim is 0 or more", Fix.CORRECT_POINTS
    why = _outside(claims[0], category, activity.minutes)
    return (Decimal(0), why, Fix.CORRECT_POINTS) if why else (claimed, "", Fix.NOTHING)


def _outside(claim: Claim, category: Category, minutes: int) -> str:
    """Why a claim lies outside the rate's range, "" when it lies inside or the body publishes no rate.

    The range is widened to whole hundredths, so that 0.83 for 50 minutes at 1 an hour is no quarrel.
    """
    if category.rate_low is None or category.rate_high is None or claim.points is None:
        return ""
    least = (category.rate_low * minutes / 60).quantize(CENT, ROUND_FLOOR)
    most = (category.rate_high * minutes / 60).quantize(CENT, ROUND_CEILING)
    if least <= claim.points <= most:
        return ""
    if category.rate_low == category.rate_high:
        rate, allowed = number_text(category.rate_low), number_text(most)
    else:
        rate = f"{number_text(category.rate_low)} to {number_text(category.rate_high)}"
        allowed = f"{number_text(least)} to {number_text(most)}"
    said = f"{number_text(claim.points)} points refused"
    return f"{said}: {hours_text(minutes)} at {rate} an hour allows {allowed}"


def _by_category(case: Case, tally: Tally) -> dict[str, dict[str, Any]]:
    found = {}
    for category in case.edition.categories:
        if category.code is None:
            continue
        earned = tally.in_category(category.code)
        cap = category.cap_within(required(case), case.edition.minimum.value or Decimal(0))
        counted = earned if cap is None else min(earned, cap)
        found[category.code] = {"earned": earned, "counted": counted, "cap": cap}
    return found


def _status(case: Case, tally: Tally, total: Decimal) -> tuple[Status, Fix]:
    """A shortfall that claims could close is not met until they are entered; one that they could not is as
    the pack says.
    """
    if total >= required(case):
        return Status.MET, Fix.NOTHING
    for fix in (Fix.ENTER_POINTS, Fix.CORRECT_POINTS, Fix.CHOOSE_CATEGORY):
        if tally.to_fix(fix):
            return Status.NOT_MET, fix
    return shortfall(case), Fix.LOG_MORE


def _reason(case: Case, sums: tuple[Tally, dict], result: tuple[Decimal, Status]) -> str:
    (tally, by_category), (total, status) = sums, result
    need = required(case)
    said = f"{many(total, 'point')} of the {number_text(need)} {word(case)}"
    if total < need:
        said += f": {number_text(need - total)} short"
        said += f"; {ADVICE_WORDS}" if status is Status.ADVICE else ""
    return joined(f"{said}.", carried.sentence(case, "points"), _capped(case, by_category), _refused(tally))


def _capped(case: Case, by_category: dict[str, dict[str, Any]]) -> str:
    over = [
        f"{number_text(one['counted'])} of {number_text(one['earned'])} in {category.title}"
        for category in case.edition.categories
        if (one := by_category.get(category.code or "")) and one["earned"] > one["counted"]
    ]
    return f"Capped: only {listed(over)} count." if over else ""


def _refused(tally: Tally) -> str:
    says = {
        Fix.ENTER_POINTS: ENTER_POINTS,
        Fix.CORRECT_POINTS: "correct the points you claim",
        Fix.CHOOSE_CATEGORY: "choose the body's category",
    }
    parts = [
        f"{activities(len(tally.to_fix(fix)))}: {words}." for fix, words in says.items() if tally.to_fix(fix)
    ]
    return joined(*parts)
