"""What a submission freezes: the words of the work as plain data. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any


def take(
    assignment: Any, criteria: Iterable[Any], *, evidence: Mapping[Any, list[dict[str, Any]]]
) -> dict[str, Any]:
    """The frozen form: title, guidance, general response and each criterion with its answer and evidence.

    `evidence` maps a criterion's uid, and the assignment's for the general response, to what is attached there.
    """
    return {
        "title": assignment.title,
        "guidance": assignment.guidance,
        "response": assignment.response,
        "evidence": evidence.get(assignment.uid, []),
        "criteria": [
            {
                "uid": str(criterion.uid),
                "order": criterion.order,
                "title": criterion.title,
                "guidance": criterion.guidance,
                "maximum": criterion.maximum,
                "self_score": criterion.self_score,
                "response": criterion.response,
                "evidence": evidence.get(criterion.uid, []),
            }
            for criterion in criteria
        ],
    }


def is_blank(snapshot: dict[str, Any]) -> bool:
    """Nothing answered at all: no response, no own score, no evidence."""
    if snapshot["response"].strip() or snapshot["evidence"]:
        return False
    return not any(
        answer["response"].strip() or answer["self_score"] is not None or answer["evidence"]
        for answer in snapshot["criteria"]
    )
