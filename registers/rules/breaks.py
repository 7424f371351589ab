"""Time away: breaks from practice and members who are not, or not fully, active.

The Science Council and IOP release a member for up to 36 months; ICE and IET release by reason; IPEM and
IMechE take the answer in the declaration. Where a pack says nothing, the body decides. A break counts with
those that adjoin it, so two of 20 months are one of 40.
"""

from datetime import date, timedelta

from registers.editions import Exemption
from registers.facts import Break, Finding, Fix, Status
from registers.periods import months_long
from registers.rules import amounts
from registers.rules.case import Case
from registers.wording import day_text, joined, many, sentence

WORDS = {
    "partly_active": "partly active",
    "semi_retired": "semi-retired",
    "retired": "retired",
    "not_active": "not professionally active",
}


def judge(case: Case) -> tuple[list[Finding], bool]:
    """The findings, and whether the member is released from a record for this period."""
    found = [_judge_break(case, one) for one in merged(case.circumstances.breaks) if _touches(case, one)]
    found += _judge_status(case)
    return [finding for finding, _ in found], any(released for _, released in found)


def merged(breaks: tuple[Break, ...]) -> list[Break]:
    """Breaks in order, those that overlap or adjoin made one under the reason of the first."""
    joined_up: list[Break] = []
    for one in sorted(breaks, key=lambda one: (one.start, one.reason)):
        last = joined_up[-1] if joined_up else None
        if last and (last.end is None or one.start <= last.end + timedelta(days=1)):
            end = None if None in (last.end, one.end) else max(last.end or date.min, one.end or date.min)
            joined_up[-1] = Break(last.reason, last.start, end)
        else:
            joined_up.append(one)
    return joined_up


def _touches(case: Case, one: Break) -> bool:
    return case.period.overlaps(one.start, one.end)


def _judge_break(case: Case, one: Break) -> tuple[Finding, bool]:
    exemption = next((each for each in case.edition.exemptions if one.reason in each.breaks), None)
    # A break that goes on is measured as far as the period being judged.
    end = one.end or max(case.period.end, one.start)
    months = months_long(one.start, end)
    covers = one.start <= case.period.start and end >= case.period.end
    status, reason, released = _weigh(case, exemption, (months, covers))
    until = f"from {day_text(one.start)}" + (f" to {day_text(one.end)}" if one.end else "")
    finding = Finding(
        rule="break",
        title="Break from practice",
        status=status,
        reason=f"Your break {until} ({many(months, 'month')}): {reason}",
        figures={
            "months": months,
            "max_months": exemption.max_months if exemption else None,
            "covers_period": covers,
        },
        fix=Fix.CHECK_BREAK if status is Status.NOT_MET else Fix.NOTHING,
    )
    return finding, released


def _weigh(case: Case, exemption: Exemption | None, length: tuple[int, bool]) -> tuple[Status, str, bool]:
    months, covers = length
    name = case.edition.called
    if exemption is None:
        return Status.BODY_DECIDES, f"{name} publishes no rule on this kind of break, so it decides.", False
    if exemption.waives == "declaration":
        said = "answer it in the declaration" + (" instead of sending a record." if covers else ".")
        return (Status.MET if covers else Status.ADVICE), said, covers
    if exemption.max_months and months > exemption.max_months:
        over = many(months - exemption.max_months, "month")
        return (
            Status.NOT_MET,
            f"{over} beyond the {exemption.max_months} allowed, so the rules apply in full.",
            False,
        )
    if exemption.waives == "record_if_any" and months > exemption.longer_than_months:
        return Status.MET, f"{name} asks for no record of this period.", True
    if exemption.waives == "record" and covers:
        return Status.MET, f"it covers the whole period, and {name} asks for no record of it.", True
    return (
        Status.BODY_DECIDES,
        f"it covers part of the period, and {name} publishes no reduced amount, so it decides.",
        False,
    )


def _judge_status(case: Case) -> list[tuple[Finding, bool]]:
    status = case.circumstances.activity_status
    if status == "active":
        return []
    lower = amounts.reduced(case)
    exemption = next((one for one in case.edition.exemptions if status in one.statuses), None)
    if exemption is None and lower is None:
        judged = (
            Status.BODY_DECIDES,
            f"{case.edition.called} publishes no rule on this, so it decides.",
            False,
        )
    elif exemption is None:
        # The reduced minimum says what applies; at nought there is nothing left to record.
        judged = (Status.MET, "a reduced minimum applies.", bool(lower and lower.value == 0))
    else:
        judged = _weigh_status(exemption)
    standing, reason, released = judged
    return [
        (
            Finding(
                rule="activity_status",
                title="Activity status",
                status=standing,
                reason=joined(f"You are {WORDS[status]}: {reason}"),
                figures={"activity_status": status},
            ),
            released,
        )
    ]


def _weigh_status(exemption: Exemption) -> tuple[Status, str, bool]:
    said = sentence(exemption.effect)
    said = said[:1].lower() + said[1:]
    if exemption.waives == "record":
        return Status.MET, said, True
    if exemption.waives == "declaration":
        return Status.ADVICE, said, False
    if exemption.waives == "body":
        return Status.BODY_DECIDES, said, False
    return Status.MET, said, False
