"""A submitted assessment as an assessor from outside confirms it: the version as it was frozen. They give no score."""

from typing import Any

from assessments import states
from assessments.models import Assignment, Submission
from people.permissions import can
from signoffs.kinds import PROSE, Described, Fact, Kind

KIND = "assessment"


def describe(assignment: Assignment) -> Described:
    """The last submission. Its evidence is named as it was frozen with it."""
    last: Submission | None = assignment.submissions.order_by("number").last()
    if last is None:
        return Described(assignment.title, [])
    snapshot = last.snapshot
    facts = [Fact("Version", str(last.number))]
    if snapshot["guidance"]:
        facts.append(Fact("What was asked", snapshot["guidance"], PROSE))
    facts += [Fact(f"{one['order']}. {one['title']}", answer(one), PROSE) for one in snapshot["criteria"]]
    # A submission from before there were prompts has none.
    for prompt in snapshot.get("prompts", []):
        facts.append(Fact(prompt["label"], prompt["response"].strip() or "No response.", PROSE))
    if snapshot["response"].strip():
        facts.append(Fact("The whole assessment", snapshot["response"], PROSE))
    pieces = [*snapshot["evidence"], *(piece for one in snapshot["criteria"] for piece in one["evidence"])]
    # Each once, and no reference to another item, which opens to nobody from outside.
    named = {
        one["uid"]: {name: one[name] for name in ("uid", "title", "sha256")}
        for one in pieces
        if one["kind"] != "item"
    }
    return Described(snapshot["title"], facts, list(named.values()))


def answer(frozen: dict[str, Any]) -> str:
    own = frozen["self_score"]
    score = "" if own is None else f"\n\nOwn score: {own} of {frozen['maximum']}"
    return (frozen["response"].strip() or "No response.") + score


def refusal(assignment: Assignment) -> str:
    if assignment.state in (states.SUBMITTED, states.COMPLETED):
        return ""
    return "It was withdrawn." if assignment.state == states.WITHDRAWN else "It is a draft: submit it first."


def queue(assignment: Assignment, person: Any) -> str:
    """Whoever scores it does so from the review queue."""
    return assignment.review_url if can(person, "assessments.score_assignment", assignment) else ""


SIGNED = Kind(
    model=Assignment,
    noun="assessment",
    question="Do you confirm what {owner} submitted?",
    declaration="I have read this submission, and it agrees with what I know of the work; I give no score",
    describe=describe,
    refusal=refusal,
    queue=queue,
)
