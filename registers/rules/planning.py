"""A plan for the period, and an evaluation against it: a condition where the return demands it (ICE,
Engineering Council), else advice.
"""

from dataclasses import dataclass

from registers.facts import Finding, Fix, Status, present
from registers.rules.case import Case


@dataclass(frozen=True)
class Kind:
    """A text on the whole period: the pack's key that asks for it and how a reason names it."""

    rule: str
    key: str
    title: str
    what: str
    fix: Fix


PLAN = Kind("plan", "plan", "Development plan", "a plan", Fix.ADD_PLAN)
EVALUATION = Kind(
    "evaluation",
    "evaluate_against_plan",
    "Evaluation against the plan",
    "an evaluation against the plan",
    Fix.ADD_EVALUATION,
)


def judge(case: Case) -> list[Finding]:
    given = case.circumstances
    return [
        *_judge_text(case, PLAN, present(given.plan)),
        *_judge_text(case, EVALUATION, present(given.evaluation)),
    ]


def _judge_text(case: Case, kind: Kind, there: bool) -> list[Finding]:
    asked, demanded = case.edition.reflection[kind.key], case.edition.required_field(kind.rule)
    if asked is False and not demanded:
        return []
    status, reason = _weigh(case, kind, (there, demanded, asked is None))
    return [
        Finding(
            rule=kind.rule,
            title=kind.title,
            status=status,
            reason=reason,
            figures={"written": there, "required": demanded},
            fix=kind.fix if status in (Status.NOT_MET, Status.ADVICE) else Fix.NOTHING,
        )
    ]


def _weigh(case: Case, kind: Kind, state: tuple[bool, bool, bool]) -> tuple[Status, str]:
    there, demanded, unknown = state
    body = case.edition.called
    if unknown and not demanded:
        said = f"{body} does not say in public whether it asks for {kind.what}, so it decides."
        return Status.BODY_DECIDES, said
    if there:
        return Status.MET, f"You have written {kind.what}."
    if demanded:
        return Status.NOT_MET, f"The return to {body} asks for {kind.what}: write it."
    return Status.ADVICE, f"{body} advises {kind.what}; its return does not require it."
