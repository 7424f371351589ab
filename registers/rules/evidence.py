"""Evidence: sent with the record (BSAS, HCPC), kept for when it is asked for (Science Council), or not wanted
(IET, IMechE).
"""

from enum import StrEnum
from operator import attrgetter

from registers.editions import Edition
from registers.facts import ActivityFacts, Finding, Fix, NotCounted, Status
from registers.rules.case import Case, parted, uids
from registers.wording import activities


class Policy(StrEnum):
    WITH_RECORD = "with_record"
    ON_REQUEST = "on_request"
    UNWANTED = "unwanted"
    UNKNOWN = "unknown"


def policy(edition: Edition) -> Policy:
    """What the body wants of evidence; an export leaves files out where they are unwanted."""
    with_record, on_request = edition.evidence["with_record"], edition.evidence["on_request"]
    if with_record:
        return Policy.WITH_RECORD
    if on_request:
        return Policy.ON_REQUEST
    if with_record is False and on_request is False:
        return Policy.UNWANTED
    return Policy.UNKNOWN


def judge(case: Case) -> list[Finding]:
    having, lacking = parted(case.counted, attrgetter("evidence_count"))
    wanted = policy(case.edition)
    if wanted is Policy.WITH_RECORD:
        status, reason = _with_record(case, having, lacking)
    else:
        status, reason = _otherwise(case, wanted, len(lacking))
    short = bool(lacking) and status in (Status.NOT_MET, Status.ADVICE)
    asked = wanted in (Policy.WITH_RECORD, Policy.ON_REQUEST)
    return [
        Finding(
            rule="evidence",
            title="Evidence",
            status=status,
            reason=reason,
            figures={"policy": wanted.value, "with_evidence": len(having), "without": len(lacking)},
            counted=uids(having) if asked else case.uids,
            not_counted=(
                *case.not_counted,
                *[NotCounted(one.uid, "no evidence") for one in lacking if asked],
            ),
            fix=Fix.ADD_EVIDENCE if short else Fix.NOTHING,
            fix_uids=uids(lacking) if short else (),
        )
    ]


def _with_record(
    case: Case, having: tuple[ActivityFacts, ...], lacking: tuple[ActivityFacts, ...]
) -> tuple[Status, str]:
    """Needed for each activity, for some (HCPC: those discussed) or where apt (BSAS), as the return's fields
    say.
    """
    files = {one.key: one.required for one in case.edition.return_fields if one.type == "file_ref"}
    said = (
        f"{len(having)} of {activities(len(case.counted))} {'has' if len(having) == 1 else 'have'} evidence"
    )
    if files.get("activities[].evidence") is True and lacking:
        return Status.NOT_MET, f"{said}: each one needs it."
    if files.get("evidence[]") is True:
        if having:
            return Status.MET, f"{said}; it goes with the activities you choose to discuss."
        return Status.NOT_MET, f"{said}: add it to the activities you choose to discuss."
    if lacking or not having:
        return Status.ADVICE, f"{said}; it goes with the record where it is apt."
    return Status.MET, f"{said}."


def _otherwise(case: Case, wanted: Policy, lacking: int) -> tuple[Status, str]:
    name = case.edition.called
    if wanted is Policy.UNWANTED:
        return Status.MET, f"{name} does not want certificates or other files; leave them out."
    if wanted is Policy.UNKNOWN:
        return (
            Status.BODY_DECIDES,
            f"{name} does not say in public whether it asks for evidence, so it decides.",
        )
    if lacking:
        return (
            Status.ADVICE,
            f"Evidence is sent only on request; {activities(lacking)} would have none to send.",
        )
    return Status.MET, "Evidence is sent only on request, and every activity has some."
