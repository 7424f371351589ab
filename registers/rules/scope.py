"""What the judgement itself must say: the period asked about, and whether there is a record at all."""

from registers.facts import Finding, Fix, Status
from registers.periods import months_long
from registers.rules.case import Case
from registers.wording import activities, many


def judge(case: Case) -> list[Finding]:
    return [*_period(case), *_newly_registered(case)]


def _period(case: Case) -> list[Finding]:
    asked, cycle = months_long(case.period.start, case.period.end), case.edition.cycle
    merged = case.period in cycle.merged
    if cycle.length_months is None or asked == cycle.length_months or merged:
        return []
    return [
        Finding(
            rule="period",
            title="Length of the period",
            status=Status.ADVICE,
            reason=f"This is a period of {many(asked, 'month')}; {case.edition.called} judges "
            f"{many(cycle.length_months, 'month')} at a time.",
            figures={"months": asked, "required": cycle.length_months},
            fix=Fix.CHANGE_PERIOD,
        )
    ]


def _newly_registered(case: Case) -> list[Finding]:
    """HCPC audits nobody in the first two years of registration; the rules bind all the same."""
    joined = case.circumstances.anchor_date
    spared = max((one.first_months or 0 for one in case.edition.exemptions), default=0)
    if not joined or joined > case.period.end or months_long(joined, case.period.end) > spared:
        return []
    months = months_long(joined, case.period.end)
    return [
        Finding(
            rule="newly_registered",
            title="Newly registered",
            status=Status.ADVICE,
            reason=f"At the end of the period you are in month {months} of your registration; "
            f"{case.edition.called} samples nobody in the first {spared}. Keep your record all the same.",
            figures={"months": months, "required": spared},
        )
    ]


def judge_record(case: Case) -> list[Finding]:
    """A record of the period, and where the return advises one, the number of activities listed (HCPC: 12 to
    50).
    """
    if case.edition.return_kind == "none":
        return []
    count = len(case.counted)
    reason = (
        f"{activities(count)} in the period." if count else "No activity counts in this period yet: log one."
    )
    record = Finding(
        rule="record",
        title="A record of the period",
        status=Status.MET if count else Status.NOT_MET,
        reason=reason,
        figures={"activities": count, "minutes": case.minutes},
        counted=case.uids,
        not_counted=case.not_counted,
        fix=Fix.NOTHING if count else Fix.LOG_MORE,
    )
    return [record, *_advised_number(case)]


def _advised_number(case: Case) -> list[Finding]:
    if "activities_listed" not in case.edition.advised:
        return []
    (least, most), count = case.edition.advised["activities_listed"], len(case.counted)
    enough = least <= count <= most
    return [
        Finding(
            rule="activities_listed",
            title="Activities to list",
            status=Status.MET if enough else Status.ADVICE,
            reason=f"{activities(count)} to list; {least} to {most} are advised.",
            figures={"activities": count, "advised_min": least, "advised_max": most},
            counted=case.uids,
            not_counted=case.not_counted,
            fix=Fix.LOG_MORE if count < least else Fix.NOTHING,
        )
    ]
