"""Days: when the return is due, and how long a sampled member has to answer.

Science Council: declaration by 31 December; IPEM: by 31 January. IBMS and IOP give 90 days to answer, IPEM 28 (2017). What
a body does not publish it decides.
"""

from datetime import date

from registers.facts import Finding, Status
from registers.periods import due_on
from registers.rules.case import Case
from registers.wording import day_text, joined, many, number_text, sentence

# From so many days before it on, a closing day is near.
NEAR = 30


def judge(case: Case) -> list[Finding]:
    """When the return is due; nothing where none is sent."""
    edition, today = case.edition, case.circumstances.today
    if edition.return_kind == "none":
        return []
    due, answer = due_on(edition, case.period), edition.audit["response_days"]
    days = (due - today).days if due and today else None
    if due is None:
        status, said = Status.BODY_DECIDES, _unpublished(case)
    else:
        status, said = _closing(due, days)
    return [
        Finding(
            rule="due",
            title="When it is due",
            status=status,
            reason=joined(said, sentence(edition.cycle.due_meaning) if due else "", _sampled(case, answer)),
            figures={
                "due": due,
                "days_left": days,
                "response_days": answer,
                "sample_percent": edition.audit["sample_percent"],
            },
        )
    ]


def _unpublished(case: Case) -> str:
    told = case.edition.cycle.due
    usual = f" beyond “{told}”" if told else ""
    return f"{case.edition.called} publishes no closing day{usual}, so it decides."


def _closing(due: date, days: int | None) -> tuple[Status, str]:
    if days is None or days > NEAR:
        return Status.MET, f"Due by {day_text(due)}."
    if days < 0:
        return Status.ADVICE, f"It was due by {day_text(due)}, {many(-days, 'day')} ago."
    return Status.ADVICE, f"Due by {day_text(due)}: {many(days, 'day')} left."


def _sampled(case: Case, answer: int | None) -> str:
    audit = case.edition.audit
    if audit["basis"] == "all_submit":
        return "Everybody sends a record."
    share = f" ({number_text(audit['sample_percent'])} % are)" if audit["sample_percent"] else ""
    if answer is None:
        return f"If you are sampled{share}, the body says how long you have." if share else ""
    return f"If you are sampled{share}, you have {many(answer, 'day')} to answer."
