"""What a submission freezes: the words of the work as plain data. Pure: reads objects, asks no database of its own."""

from collections.abc import Mapping
from typing import Any

from lib.formats import figure


def take(assignment: Any, *, evidence: Mapping[Any, list[dict[str, Any]]]) -> dict[str, Any]:
    """The frozen form: title, guidance, general response, and each prompt and criterion with its answer and evidence.

    `evidence` maps a criterion's uid, and the assignment's for the general response, to what is attached there.
    """
    return {
        "title": assignment.title,
        "guidance": assignment.guidance,
        "response": assignment.response,
        "evidence": evidence.get(assignment.uid, []),
        "prompts": [
            {"uid": str(one.uid), "order": one.order, "label": one.label, "response": one.response}
            for one in assignment.prompts.all()
        ],
        "criteria": [
            {
                "uid": str(criterion.uid),
                "order": criterion.order,
                "section": criterion.section,
                "title": criterion.title,
                "guidance": criterion.guidance,
                "maximum": criterion.maximum,
                "weight": figure(criterion.weight),
                "evidence_required": criterion.evidence_required,
                "self_score": criterion.self_score,
                "response": criterion.response,
                "evidence": evidence.get(criterion.uid, []),
            }
            for criterion in assignment.criteria.all()
        ],
    }


def is_blank(snapshot: dict[str, Any]) -> bool:
    """Nothing answered at all: no response, no own score, no evidence."""
    if snapshot["response"].strip() or snapshot["evidence"]:
        return False
    if any(prompt["response"].strip() for prompt in snapshot["prompts"]):
        return False
    return not any(
        answer["response"].strip() or answer["self_score"] is not None or answer["evidence"]
        for answer in snapshot["criteria"]
    )


def missing(snapshot: dict[str, Any]) -> dict[str, str]:
    """Why it cannot be submitted yet: {field: sentence}; nothing when it can."""
    if is_blank(snapshot):
        return {"": "Answer at least one criterion before you submit."}
    return {
        f"evidence-{answer['order']}": f"Add evidence to criterion {answer['order']}: it asks for some."
        for answer in snapshot["criteria"]
        if answer["evidence_required"] and not answer["evidence"]
    }
