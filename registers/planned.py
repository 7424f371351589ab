"""The development plan where a return asks for a plan and its evaluation: it stands in for what the renewal leaves empty."""

from collections.abc import Sequence

from people.models import User
from plans.outlines import Cover, PlanOutline, covering
from plans.queries import outlines_for, texts_for
from registers import returns
from registers.editions import Edition
from registers.facts import Circumstances, Period
from registers.models import Renewal

KINDS = ("plan", "evaluation")


def outlines_of(owner_id: int) -> list[PlanOutline]:
    """The person's plans, oldest first: one query."""
    return outlines_for([owner_id])[owner_id]


def cover(outlines: Sequence[PlanOutline], period: Period) -> Cover:
    return covering(outlines, period.start, period.end)


def offered(owner: User, period: Period) -> dict[str, str]:
    """{plan, evaluation}: what the development plan could put into a return's boxes; empty where it has nothing."""
    return texts_for(owner, (period.start, period.end))


def keys(edition: Edition) -> dict[str, str]:
    """The keys of the answers that hold the plan and the evaluation, of those that the return asks for."""
    held = {field.holds: field.key for field in edition.return_fields if field.holds}
    asked = {one.key for one in returns.questions(edition)}
    return {kind: key for kind in KINDS if (key := held.get(kind, kind)) in asked}


def filled(renewal: Renewal, judged: Circumstances) -> dict[str, str]:
    """The renewal's answers, with the development plan's text where that was judged in place of an empty one.

    No query where no development plan was.
    """
    answers = dict(renewal.answers)
    stands_in = {"plan": judged.plan is True, "evaluation": judged.evaluation is True}
    empty = {kind: key for kind, key in keys(renewal.edition).items() if stands_in[kind]}
    if empty:
        texts = offered(renewal.owner, renewal.period)
        answers |= {key: texts[kind] for kind, key in empty.items() if texts[kind]}
    return answers
