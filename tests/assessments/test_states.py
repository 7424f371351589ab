"""The state machine as a table: every move × every role × every state, through the real verbs."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from assessments import actions
from assessments.models import Assignment, Transition
from tests.assessments.work import IN_STATE, answer, make_template, marks, set_work

STATES = list(IN_STATE)
# The trainer sets the work, the supervisor is paired with the technician, the assessor is asked by name.
ROLES = {
    "technician": "owner",
    "trainer": "setter",
    "supervisor": "scorer",
    "other_trainer": "assessor",
    "colleague": "stranger",
    "other_supervisor": "stranger",
    "admin": "stranger",
    "editor": "stranger",
}
MAY = {
    "submit": {"owner"},
    "return": {"setter", "scorer", "assessor"},
    "complete": {"setter", "scorer", "assessor"},
    "withdraw": {"setter"},
    "answer": {"owner"},
    "mark": {"setter", "scorer", "assessor"},
    "again": {"owner"},
    "note": {"setter", "scorer", "assessor"},
}
FROM = {
    "submit": {"open", "returned"},
    "return": {"submitted", "completed"},
    "complete": {"submitted"},
    "withdraw": {"open", "submitted", "returned"},
    "answer": {"open", "returned"},
    "mark": {"submitted"},
    "again": {"completed"},
    "note": set(STATES),
}
LEADS_TO = {
    "submit": "submitted",
    "return": "returned",
    "complete": "completed",
    "withdraw": "withdrawn",
    "again": "open",
}


def act(verb, work, actor):
    once = uuid4()
    match verb:
        case "submit":
            actions.submit(assignment=work, actor=actor, once=once)
        case "return":
            actions.return_work(assignment=work, actor=actor, once=once, reason="Why", marks=marks(work))
        case "complete":
            actions.complete(assignment=work, actor=actor, once=once, marks=marks(work))
        case "withdraw":
            actions.withdraw(assignment=work, actor=actor, once=once)
        case "answer":
            words = {1: actions.Answer(response="Other words", self_score=1)}
            actions.save_answers(assignment=work, actor=actor, answers=words, response="x")
        case "mark":
            actions.save_marks(assignment=work, actor=actor, marks=marks(work, score=1))
        case "again":
            actions.attempt_again(assignment=work, actor=actor, once=once)
        case "note":
            actions.save_notes(assignment=work, actor=actor, notes="Between me and me")


def picture(work):
    """Everything stored of the work, to show that a refusal changed nothing."""
    fresh = Assignment.objects.get(pk=work.pk)
    own = {f.name: getattr(fresh, f.attname) for f in Assignment._meta.concrete_fields}
    rows = [tuple(getattr(c, f.attname) for f in type(c)._meta.concrete_fields) for c in fresh.criteria.all()]
    return own, rows, fresh.submissions.count(), fresh.transitions.count(), fresh.scorers.count()


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("verb", list(MAY))
def test_every_verb_in_every_state_by_every_role(cast, verb, state):
    for name, stands_as in ROLES.items():
        with transaction.atomic():
            try_verb(cast, verb, state, name=name, allowed=stands_as in MAY[verb])
            transaction.set_rollback(True)


def out_of_reach(cast):
    """A pass mark that nobody reaches, with an attempt left: completed work may be attempted again."""
    return make_template(cast.trainer, pass_kind="percent", pass_mark=Decimal(100), attempts=2)


def try_verb(cast, verb, state, *, name, allowed):
    """One role tries one verb on fresh work in one state: it moves it, or it is refused and nothing changes."""
    work = IN_STATE[state](cast, assessor=cast.other_trainer, template=out_of_reach(cast))
    if verb == "submit" and state == "open":
        actions.save_answers(
            assignment=work, actor=work.owner, answers={1: actions.Answer("Words")}, response=""
        )
    before = picture(work)
    if allowed and state in FROM[verb]:
        act(verb, work, getattr(cast, name))
        work.refresh_from_db()
        assert work.state == LEADS_TO.get(verb, state), (name, verb, state)
        return
    with pytest.raises(actions.NotAllowedNow if allowed else PermissionDenied):
        act(verb, work, getattr(cast, name))
    assert picture(work) == before, (name, verb, state)


def test_move_keeps_time_actor_reason_and_marks(cast):
    work = IN_STATE["completed"](cast)
    actions.return_work(assignment=work, actor=cast.supervisor, once=uuid4(), reason="A mistake of mine")

    moves = [(one.from_state, one.to_state, one.actor.email, one.reason) for one in work.transitions.all()]

    assert moves == [
        ("", "open", "trainer@northmoor.example", ""),
        ("open", "submitted", "technician@northmoor.example", ""),
        ("submitted", "completed", "supervisor@northmoor.example", ""),
        ("completed", "returned", "supervisor@northmoor.example", "A mistake of mine"),
    ]
    assert [one.marks.get("total") for one in work.transitions.all()] == [None, None, "9", None]
    work.refresh_from_db()
    assert (work.state, work.total, work.completed_at) == ("returned", None, None)


@pytest.mark.parametrize("verb", list(LEADS_TO))
def test_move_with_the_same_key_happens_once(cast, verb):
    state = next(iter(sorted(FROM[verb])))
    work = IN_STATE[state](cast, template=out_of_reach(cast))
    if verb == "submit":
        actions.save_answers(
            assignment=work, actor=work.owner, answers={1: actions.Answer("Words")}, response=""
        )
    actors = {"submit": cast.technician, "again": cast.technician, "withdraw": cast.trainer}
    actor = actors.get(verb, cast.supervisor)
    once = uuid4()
    options = {"reason": "Why"} if verb == "return" else {}
    do = {
        "submit": actions.submit,
        "return": actions.return_work,
        "complete": actions.complete,
        "withdraw": actions.withdraw,
        "again": actions.attempt_again,
    }[verb]
    if verb == "complete":
        options["marks"] = marks(work)
    do(assignment=work, actor=actor, once=once, **options)
    after = picture(work)

    do(assignment=work, actor=actor, once=once, **options)

    assert picture(work) == after
    assert Transition.objects.filter(assignment=work, once=once).count() == 1


def test_key_of_a_return_does_not_complete(cast):
    """A scoring page gone back to after a return: its Complete says what it could not do."""
    work, once = IN_STATE["submitted"](cast), uuid4()
    actions.return_work(assignment=work, actor=cast.supervisor, once=once, reason="Why", marks=marks(work))

    with pytest.raises(actions.NotAllowedNow):
        actions.complete(assignment=work, actor=cast.supervisor, once=once, marks=marks(work))


def test_key_of_an_earlier_submission_does_not_pass_for_a_new_one(cast):
    work, once = answer(set_work(cast)), uuid4()
    actions.submit(assignment=work, actor=cast.technician, once=once)
    actions.return_work(assignment=work, actor=cast.supervisor, once=uuid4(), reason="Why", marks=marks(work))

    with pytest.raises(actions.NotAllowedNow):
        actions.submit(assignment=work, actor=cast.technician, once=once)

    assert Assignment.objects.get(pk=work.pk).version == 1
