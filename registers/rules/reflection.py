"""Reflection: whether each activity says what it did for the member's own practice and for the people who use
the work.

Science Council S3 and S4 ask for both; IET, IMechE and BSAS for the first. Only presence is judged: "it did
not help" is a reflection (Science Council S3 guidance). A sealed activity's text stays unread; that it is
there is enough.
"""

from collections.abc import Callable
from dataclasses import dataclass

from registers.facts import ActivityFacts, Finding, Fix, NotCounted, Status, present
from registers.rules.case import Case, parted, uids
from registers.wording import activities, many


def on_practice(activity: ActivityFacts) -> bool:
    return present(activity.benefit_practice)


def on_users(activity: ActivityFacts) -> bool:
    return present(activity.benefit_users)


@dataclass(frozen=True)
class Kind:
    """One kind of reflection: the pack's key that asks for it, how a reason names it, and how to tell."""

    rule: str
    key: str
    title: str
    what: str
    has: Callable[[ActivityFacts], bool]
    fix: Fix


KINDS = (
    Kind(
        rule="benefit_practice",
        key="benefit_to_practice",
        title="Benefit to your practice",
        what="what it did for your practice",
        has=on_practice,
        fix=Fix.ADD_BENEFIT_PRACTICE,
    ),
    Kind(
        rule="benefit_users",
        key="benefit_to_users",
        title="Benefit to users of your work",
        what="what it did for users of your work",
        has=on_users,
        fix=Fix.ADD_BENEFIT_USERS,
    ),
)
EITHER = Kind(
    rule="reflection",
    key="per_entry",
    title="Reflection",
    what="what came of it",
    has=lambda activity: on_practice(activity) or on_users(activity),
    fix=Fix.ADD_REFLECTION,
)


def judge(case: Case) -> list[Finding]:
    """One finding per kind of benefit asked for; where neither kind is but reflection is, one on either."""
    asked = case.edition.reflection
    found = []
    for kind in KINDS:
        if asked[kind.key] is None:
            found.append(_left_to_the_body(case, kind))
        elif asked[kind.key]:
            found.append(_judge_kind(case, kind))
    if asked["per_entry"] and not any(asked[kind.key] for kind in KINDS):
        found.append(_judge_kind(case, EITHER))
    return found


def _left_to_the_body(case: Case, kind: Kind) -> Finding:
    return Finding(
        rule=kind.rule,
        title=kind.title,
        status=Status.BODY_DECIDES,
        reason=f"{case.edition.called} does not say in public whether each activity must say {kind.what}, "
        "so it decides.",
        counted=case.uids,
        not_counted=case.not_counted,
    )


def _judge_kind(case: Case, kind: Kind) -> Finding:
    having, lacking = parted(case.counted, kind.has)
    status, reason = _weigh(case, kind, len(having))
    short = status is not Status.MET
    why = f"nothing written on the {kind.title.lower()}"
    return Finding(
        rule=kind.rule,
        title=kind.title,
        status=status,
        reason=reason,
        figures={"activities": len(case.counted), "with_reflection": len(having), "without": len(lacking)},
        counted=uids(having),
        not_counted=(*case.not_counted, *[NotCounted(one.uid, why) for one in lacking]),
        fix=(kind.fix if lacking else Fix.LOG_MORE) if short else Fix.NOTHING,
        fix_uids=uids(lacking) if short else (),
    )


def _weigh(case: Case, kind: Kind, having: int) -> tuple[Status, str]:
    """Per activity where the pack says so; else on as many as the return discusses (HCPC: 4 to 6), or one."""
    total = len(case.counted)
    missing = Status.ADVICE if case.edition.return_kind == "none" else Status.NOT_MET
    if not total:
        return missing, "No activity counts in this period yet, so there is none to reflect on."
    said = f"{having} of {activities(total)} {'says' if having == 1 else 'say'} {kind.what}"
    if case.edition.reflection["per_entry"]:
        if having == total:
            return Status.MET, f"{said}."
        return missing, f"{said}: write it for {many(total - having, 'more activity', 'more activities')}."
    advised = case.edition.advised.get("activities_discussed", (1, 1))[0]
    if having >= advised:
        return Status.MET, f"{said}; {case.edition.called} asks for it on chosen activities only."
    if having:
        return Status.ADVICE, f"{said}; {advised} or more are advised, to discuss in the return."
    return missing, f"{said}: write it for the activities you choose to discuss."
