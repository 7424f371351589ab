"""A surplus carried over: what was done beyond the minimum in the period before counts in this one, up to the pack's limit.

No body whose pack is shipped publishes that it allows it; an institution's own pack may. Only what was earned in the
period before is carried, never what that one was given itself, so that nothing is carried twice.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from registers.editions import Edition
from registers.facts import Finding, Period, Status, Surplus
from registers.rules.case import Case
from registers.wording import activities, hours_text, many, years_text

# By the rule that counts an amount: the figures of its finding that say what was earned and asked, and what was carried.
FIGURES = {
    "hours": ("minutes", "required_minutes", "carried_minutes"),
    "activities": ("activities", "required", "carried"),
    "points": ("points", "required", "carried"),
}


def surplus_of(findings: Iterable[Mapping[str, Any]], period: Period) -> Surplus | None:
    """What a period's findings (rule, figures) leave over its minimum, None where no amount was judged."""
    for one in findings:
        if one["rule"] in FIGURES:
            earned, asked, _ = FIGURES[one["rule"]]
            figures = one["figures"]
            over = Decimal(str(figures[earned])) - Decimal(str(figures[asked]))
            return Surplus(one["rule"], max(over, Decimal(0)), period)
    return None


def limit(edition: Edition) -> Decimal | None:
    """The most that may be carried: minutes, activities or points; None where nothing is, or no limit is published."""
    if not edition.carry_over or edition.carry_most is None:
        return None
    return edition.carry_most * (60 if edition.minimum.unit == "hours" else 1)


def amount(case: Case, rule: str) -> Decimal:
    """How much of the surplus counts towards that rule."""
    most, surplus = limit(case.edition), case.circumstances.surplus
    if most is None or surplus is None or surplus.rule != rule:
        return Decimal(0)
    return min(surplus.amount, most)


def figure(rule: str, over: Decimal) -> dict[str, Any]:
    """The figure that a finding gets, none where nothing was carried."""
    return {FIGURES[rule][2]: over} if over else {}


def carried_in(figures: Mapping[str, Any]) -> Decimal:
    """What a finding says was carried."""
    return Decimal(figures.get("carried_minutes", figures.get("carried", 0)))


def sentence(case: Case, rule: str) -> str:
    """ "12 points carried over from 2024–25 count.", or nothing."""
    over, surplus = amount(case, rule), case.circumstances.surplus
    if not over or surplus is None:
        return ""
    return f"That includes {text(rule, over)} carried over from {years_text(surplus.period)}."


def text(rule: str, over: Decimal) -> str:
    if rule == "hours":
        return hours_text(int(over))
    return activities(int(over)) if rule == "activities" else many(over, "point")


def judge(case: Case) -> list[Finding]:
    """Asked only where there is an amount to carry, or the body says outright that nothing is."""
    allowed = case.edition.carry_over
    if allowed is None and case.edition.minimum.status == "none":
        return []
    status, said = _said(case)
    figures: dict[str, Any] = {"allowed": allowed}
    if (most := limit(case.edition)) is not None and (surplus := case.circumstances.surplus):
        figures |= {"most": most, "surplus": surplus.amount, "carried": amount(case, surplus.rule)}
    return [Finding(rule="carry_over", title="Carried over", status=status, reason=said, figures=figures)]


def _said(case: Case) -> tuple[Status, str]:
    allowed, name = case.edition.carry_over, case.edition.called
    if allowed is None:
        return Status.BODY_DECIDES, f"{name} publishes no rule on carrying a surplus over, so it decides."
    if not allowed:
        return Status.MET, "Only this period counts: nothing is carried over from before it."
    most = limit(case.edition)
    if most is None:
        said = f"{name} lets you carry a surplus of the period before over and publishes no limit, so it decides how much"
        return Status.BODY_DECIDES, f"{said}; none is counted here."
    return Status.MET, _counted(case, most)


def _counted(case: Case, most: Decimal) -> str:
    surplus = case.circumstances.surplus
    rule = case.edition.minimum.unit or ""
    allows = f"up to {text(rule, most)} of a surplus may be carried over"
    if surplus is None or surplus.rule != rule:
        return f"Nothing is carried over: the period before is not known here; {allows}."
    when = years_text(surplus.period)
    over = amount(case, rule)
    if not over:
        return f"Nothing is carried over: nothing was left of {when}; {allows}."
    if over < surplus.amount:
        return f"{text(rule, over)} carried over from {when}, of {text(rule, surplus.amount)} left of it; {allows}."
    return f"{text(rule, over)} carried over from {when}; {allows}."
