"""The trainee's side: save a draft, submit it. Nothing here reads or writes a mark."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from assessments import attached, queries, snapshots, states
from assessments.actions import moves
from assessments.models import AssignedCriterion, AssignedPrompt, Assignment, Submission
from evidence import actions as evidence
from evidence.models import Evidence
from lib.digests import digest
from notices.actions import notify
from people import trail
from people.models import User
from sharing.refusals import Stale
from signoffs import actions as signoffs

# What rooms to the right do when work was handed in, in the same transaction; filled in config/wiring.py.
SUBMITTED: list[Callable[[Assignment], None]] = []


@dataclass(frozen=True)
class Answer:
    """What the trainee wrote under one criterion; `self_score` is None while they have not scored themselves."""

    response: str = ""
    self_score: int | None = None


@transaction.atomic
def save_answers(
    *,
    assignment: Assignment,
    actor: User,
    answers: Mapping[int, Answer],
    response: str,
    prompts: Mapping[int, str] | None = None,
    changed: str | None = None,
) -> Assignment:
    """Keep the draft. `answers` is by the criterion's number, `prompts` by the prompt's; `changed` is the token of the
    screen that was typed into.

    Raises NotAllowedNow once it is submitted, Stale when another tab has saved since; nothing is kept then.
    """
    held = moves.hold(assignment, actor=actor, action=states.ANSWER)
    if not held.is_with_trainee:
        raise moves.NotAllowedNow(held)
    if changed is not None and changed != held.changed_token:
        raise Stale(held)
    criteria = list(held.criteria.all())
    touched = {"response"} if held.response != response else set()
    for criterion in criteria:
        answer = answers.get(criterion.order)
        if answer is not None:
            touched |= _write(criterion, answer)
    touched |= _write_prompts(held, prompts or {})
    if touched:
        AssignedCriterion.objects.bulk_update(criteria, ["self_score", "response"])
        held.response, held.answered_at = response, timezone.now()
        held.save(update_fields=["response", "answered_at"])
        trail.record_draft(actor, "saved answers", held, fields=touched)
    return held


def _write(criterion: AssignedCriterion, answer: Answer) -> set[str]:
    """Put the answer on the criterion; returns the names of the fields that changed."""
    values = {"self_score": answer.self_score, "response": answer.response}
    changed = trail.changed_fields(criterion, values)
    for name in changed:
        setattr(criterion, name, values[name])
    return {f"{name}-{criterion.order}" for name in changed}


def _write_prompts(held: Assignment, said: Mapping[int, str]) -> set[str]:
    """Save the answers to these prompts; returns the names of the fields that changed."""
    if not said:
        return set()
    changed = [one for one in held.prompts.all() if said.get(one.order, one.response) != one.response]
    for one in changed:
        one.response = said[one.order]
    AssignedPrompt.objects.bulk_update(changed, ["response"])
    return {f"prompt-{one.order}" for one in changed}


@transaction.atomic
def attach_evidence(
    *, assignment: Assignment, actor: User, number: int, pieces: Iterable[Evidence]
) -> Assignment:
    """Hang exactly these pieces of the trainee's own on the criterion with this number; 0 is the whole assessment.

    Raises NotAllowedNow once it is submitted, evidence's UnknownEvidence for somebody else's piece.
    """
    held = moves.hold(assignment, actor=actor, action=states.ANSWER)
    if not held.is_with_trainee:
        raise moves.NotAllowedNow(held)
    thing = held.criteria.get(order=number) if number else held
    if evidence.attach(thing=thing, kind=attached.DRAFT, evidence=pieces, actor=actor, only=True):
        held.answered_at = timezone.now()
        held.save(update_fields=["answered_at"])
    return held


@transaction.atomic
def submit(*, assignment: Assignment, actor: User, once: UUID, changed: str | None = None) -> Assignment:
    """Freeze the draft as the next version and lock it. The same `once` again is the same act.

    Raises NotAllowedNow in another state, Stale when the draft is no longer the one that was shown, Refused when nothing
    is answered, or evidence that a criterion asks for is missing (`evidence-<number>`).
    """
    held, is_done = moves.begin(assignment, states.SUBMITTED, actor=actor, action=states.ANSWER, once=once)
    if is_done:
        return held
    if changed is not None and changed != held.changed_token:
        raise Stale(held)
    pieces = attached.pieces_on(held)
    rows = {uid: [attached.as_row(one) for one in found] for uid, found in pieces.items()}
    snapshot = snapshots.take(held, evidence=rows)
    if refused := snapshots.missing(snapshot):
        raise moves.Refused(refused)
    held.version += 1
    held.submission_hash = digest(snapshot)
    submission = Submission.objects.create(
        assignment=held,
        number=held.version,
        attempt=held.attempt,
        snapshot=snapshot,
        digest=held.submission_hash,
    )
    frozen = {one.pk: one for found in pieces.values() for one in found}
    evidence.attach(thing=submission, kind=attached.FROZEN, evidence=frozen.values(), actor=actor)
    moves.move(held, states.SUBMITTED, actor=actor, once=once)
    signoffs.look_again(kind="assessment", thing=held, actor=actor)
    notify(
        kind="assessment_submitted",
        recipients=queries.scorers_of(held),
        thing=held,
        event=f"{held.uid}:submitted:{held.version}",
        actor=actor,
        path=held.review_url,
    )
    return _followed(held)


def _followed(held: Assignment) -> Assignment:
    for follow in SUBMITTED:
        follow(held)
    return held
