"""Breadth: in how many of the body's categories the activities lie.

Science Council S2 (2021 text, in force January 2022): three of five, exceptionally two with a reason. IST,
RSC and IBMS: three. HCPC: two.
"""

from typing import Any

from registers.facts import ActivityFacts, Finding, Fix, NotCounted, Status
from registers.rules.case import Case, sorted_by_category
from registers.wording import activities, joined, listed, many, sentence

TITLE = "Kinds of learning"


def judge(case: Case) -> list[Finding]:
    by_code, unplaced = sorted_by_category(case)
    breadth = case.edition.breadth
    covered = {code: found for code, found in by_code.items() if found}
    figures: dict[str, Any] = {
        "categories": len(covered),
        "required": breadth.normal,
        "exceptional": breadth.exceptional,
        "by_category": {code: len(found) for code, found in by_code.items()},
    }
    if breadth.normal is None:
        return [_left_to_the_body(case, covered, figures)]
    status, reason = _count(case, covered)
    short = status is not Status.MET
    return [
        Finding(
            rule="breadth",
            title=TITLE,
            status=status,
            reason=joined(reason, _unplaced_text(unplaced) if short else ""),
            figures=figures,
            counted=_uids(covered),
            not_counted=(*case.not_counted, *unplaced),
            fix=_fix(case, len(covered), bool(unplaced)) if short else Fix.NOTHING,
            fix_uids=tuple(one.uid for one in unplaced) if short else (),
        )
    ]


def _count(case: Case, covered: dict[str, list[ActivityFacts]]) -> tuple[Status, str]:
    breadth, found = case.edition.breadth, len(covered)
    kinds = many(found, "kind of learning", "kinds of learning")
    said = f"{kinds}, {breadth.normal} are asked for{_names(case, covered)}"
    if found >= (breadth.normal or 0):
        return Status.MET, f"{said}."
    if found == breadth.exceptional:
        given = case.circumstances.exceptional_reason.strip()
        if given or not breadth.needs_reason:
            because = ", and you gave your reason" if given else ""
            return Status.MET, f"{said}: {found} are allowed exceptionally{because}."
        return (
            Status.NOT_MET,
            f"{said}: {found} are allowed exceptionally; give the reason, or log in another category.",
        )
    missing = many((breadth.normal or 0) - found, "more category", "more categories")
    if breadth.inferred:
        return Status.ADVICE, joined(f"{said}: {missing} would do.", _note(breadth.note))
    return Status.NOT_MET, f"{said}: log in {missing}."


def _names(case: Case, covered: dict[str, list[ActivityFacts]]) -> str:
    titles = [one.title for one in case.edition.categories if one.code in covered]
    return f" ({listed(titles)})" if titles else ""


def _note(note: str) -> str:
    return sentence(f"about this rule: {note}") if note else ""


def _unplaced_text(unplaced: tuple[NotCounted, ...]) -> str:
    return (
        f"{activities(len(unplaced))} without a category of this body: choose the body's category."
        if unplaced
        else ""
    )


def _fix(case: Case, found: int, unplaced: bool) -> Fix:
    if unplaced:
        return Fix.CHOOSE_CATEGORY
    return Fix.GIVE_REASON if found == case.edition.breadth.exceptional else Fix.LOG_MORE


def _uids(covered: dict[str, list[ActivityFacts]]) -> tuple[str, ...]:
    return tuple(activity.uid for found in covered.values() for activity in found)


def _left_to_the_body(
    case: Case, covered: dict[str, list[ActivityFacts]], figures: dict[str, Any]
) -> Finding:
    have = f"You have {len(covered)}{_names(case, covered)}." if case.edition.categories else ""
    return Finding(
        rule="breadth",
        title=TITLE,
        status=Status.BODY_DECIDES,
        reason=joined(
            f"{case.edition.called} publishes no number of categories to cover, so it decides.",
            have,
            _note(case.edition.breadth.note),
        ),
        figures=figures,
        counted=case.uids,
        not_counted=case.not_counted,
    )
