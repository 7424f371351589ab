"""Amounts of time and numbers of activities against the pack's minimum.

IET (2022 policy): 30 hours as a guideline, 10 for the partly active, 0 for those not active. IOM3: 35 hours
recommended. IBMS (2016): 24 activities over 24 months for a diploma, which is no condition of registration.
Points are in `registers.rules.points`.
"""

from decimal import Decimal

from registers.editions import Reduced
from registers.facts import Finding, Fix, Status
from registers.rules import carried
from registers.rules.case import Case, uids
from registers.wording import activities, hours_text, joined

ADVICE_WORDS = "a shortfall is advice, not a failure"


def judge(case: Case) -> list[Finding]:
    minimum = case.edition.minimum
    if minimum.status == "none":
        return [_nothing_asked(case)]
    if minimum.value is None:
        return [_left_to_the_body(case)]
    if minimum.unit == "hours":
        return [_hours(case), *_planned_share(case)]
    if minimum.unit == "activities":
        return [_activities(case)]
    return []


def reduced(case: Case) -> Reduced | None:
    """The reduced minimum for the member's activity status, if the pack has one."""
    status = case.circumstances.activity_status
    return next((one for one in case.edition.minimum.reduced if status in one.statuses), None)


def required(case: Case) -> Decimal:
    lower = reduced(case)
    return lower.value if lower else case.edition.minimum.value or Decimal(0)


def shortfall(case: Case) -> Status:
    """Below a mandatory minimum fails; below one that is expected, recommended, a guideline or an award's is
    advice.
    """
    return Status.NOT_MET if case.edition.minimum.status == "mandatory" else Status.ADVICE


def _nothing_asked(case: Case) -> Finding:
    logged = f"You have logged {hours_text(case.minutes)} in {activities(len(case.counted))}."
    return Finding(
        rule="minimum",
        title="Amount of CPD",
        status=Status.MET,
        reason=f"{case.edition.called} sets no minimum of hours, points or activities. {logged}",
        figures={"minutes": case.minutes, "activities": len(case.counted)},
        counted=case.uids,
        not_counted=case.not_counted,
    )


def _left_to_the_body(case: Case) -> Finding:
    return Finding(
        rule="minimum",
        title="Amount of CPD",
        status=Status.BODY_DECIDES,
        reason=f"{case.edition.called} has a minimum but publishes no figure, so it decides.",
        figures={"minutes": case.minutes, "activities": len(case.counted)},
        counted=case.uids,
        not_counted=case.not_counted,
    )


def word(case: Case) -> str:
    """How a reason names the minimum: "of the 30 h guideline", "of the 50 required"."""
    status = case.edition.minimum.status
    return "required" if status == "mandatory" else status


def _hours(case: Case) -> Finding:
    need = required(case)
    need_minutes = int(need * 60)
    lower = reduced(case)
    over = int(carried.amount(case, "hours"))
    said = f"{hours_text(case.minutes + over)} of the {hours_text(need_minutes)} {word(case)}"
    why = f"The {need} h apply to you as {lower.text}." if lower else ""
    short = need_minutes - case.minutes - over
    if need_minutes == 0:
        status, reason = Status.MET, f"No hours are asked of you. You have logged {hours_text(case.minutes)}."
    elif short <= 0:
        status, reason = Status.MET, f"{said}."
    else:
        status = shortfall(case)
        tail = f"; {ADVICE_WORDS}" if status is Status.ADVICE else ""
        reason = f"{said}: {hours_text(short)} short{tail}."
    return Finding(
        rule="hours",
        title="Hours",
        status=status,
        reason=joined(reason, carried.sentence(case, "hours") if need_minutes else "", why),
        figures={
            "minutes": case.minutes,
            "required_minutes": need_minutes,
            "short_minutes": max(short, 0),
            **carried.figure("hours", Decimal(over)),
        },
        counted=case.uids,
        not_counted=case.not_counted,
        fix=Fix.NOTHING if status is Status.MET else Fix.LOG_MORE,
    )


def _planned_share(case: Case) -> list[Finding]:
    """IET suggests that 10 of the 30 hours be planned (2014 text): advice, and only where the full minimum
    applies.
    """
    if case.edition.planned_hours is None or reduced(case):
        return []
    done = tuple(activity for activity in case.counted if activity.was_planned)
    minutes, suggested = sum(one.minutes for one in done), int(case.edition.planned_hours * 60)
    enough = minutes >= suggested
    return [
        Finding(
            rule="planned_share",
            title="Planned CPD",
            status=Status.MET if enough else Status.ADVICE,
            reason=f"{hours_text(minutes)} of the {hours_text(suggested)} suggested were planned beforehand"
            + ("." if enough else "; this is advice, not a requirement."),
            figures={"minutes": minutes, "suggested_minutes": suggested},
            counted=uids(done),
            not_counted=case.not_counted,
        )
    ]


def _activities(case: Case) -> Finding:
    over = carried.amount(case, "activities")
    need, count = int(required(case)), len(case.counted) + int(over)
    status = Status.MET if count >= need else shortfall(case)
    reason = f"{activities(count)} of the {need} {word(case)}"
    if count < need:
        reason += f": {need - count} short" + (f"; {ADVICE_WORDS}" if status is Status.ADVICE else "")
    return Finding(
        rule="activities",
        title="Number of activities",
        status=status,
        reason=joined(f"{reason}.", carried.sentence(case, "activities")),
        figures={
            "activities": len(case.counted),
            "required": need,
            "short": max(need - count, 0),
            **carried.figure("activities", over),
        },
        counted=case.uids,
        not_counted=case.not_counted,
        fix=Fix.NOTHING if status is Status.MET else Fix.LOG_MORE,
    )
