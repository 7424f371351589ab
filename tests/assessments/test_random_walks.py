"""Whatever is pressed, by whom and in whatever order: what must hold of a piece of work holds after each step."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from assessments import actions, scoring, states
from assessments.models import Assignment, Submission
from lib.digests import digest
from tests.assessments.work import make_template

WHO = ["technician", "trainer", "supervisor", "other_trainer", "colleague", "admin"]
# A few keys, so that presses repeat; a few tokens, so that windows overtake each other.
KEYS = [uuid4() for _ in range(4)]
REFUSALS = (PermissionDenied, actions.NotAllowedNow, actions.Refused, actions.Stale)


@dataclass(frozen=True)
class Step:
    verb: str
    who: str
    once: UUID
    score: int
    words: str
    is_late: bool


# Each act by whom it is for, three times as often as by anybody.
USUAL = [
    ("answer", "technician"), ("submit", "technician"), ("again", "technician"), ("mark", "supervisor"),
    ("return", "supervisor"), ("complete", "trainer"), ("note", "supervisor"), ("look", "trainer"), ("withdraw", "trainer"),
]  # fmt: skip
ODD = [(verb, who) for verb, _ in USUAL for who in WHO]
STEPS = st.builds(
    lambda act, *more: Step(*act, *more),
    st.sampled_from(USUAL * 18 + ODD),
    st.sampled_from(KEYS),
    st.integers(-1, 7),
    st.sampled_from(["", "Interlock first.", "I ask when I am not sure.", "  "]),
    st.sampled_from([False, False, True]),
)


def straight(*verbs: tuple[str, str]) -> list[Step]:
    """The way it usually goes, so that long roads are walked too."""
    return [Step(verb, who, uuid4(), 4, "Interlock first.", False) for verb, who in verbs]


ALL_THE_WAY = straight(
    ("answer", "technician"), ("submit", "technician"), ("return", "supervisor"), ("answer", "technician"),
    ("submit", "technician"), ("mark", "trainer"), ("complete", "supervisor"), ("again", "technician"),
    ("answer", "technician"), ("submit", "technician"), ("complete", "trainer"), ("return", "trainer"),
    ("withdraw", "trainer"),
)  # fmt: skip


def take(step: Step, work: Assignment, actor, *, seen: Assignment) -> None:
    """`seen` is the work as an older window shows it; its tokens go along where the step is late."""
    shown = seen if step.is_late else work
    marks = actions.Marks(
        by_order={one: actions.Mark(step.score, step.words) for one in (1, 2)},
        overall_feedback=step.words,
        changed=shown.marks_token,
        digest=shown.submission_hash,
    )
    common = {"assignment": work, "actor": actor}
    match step.verb:
        case "answer":
            own = step.score if 0 <= step.score <= 5 else None
            answers = {1: actions.Answer(step.words, own)}
            actions.save_answers(**common, answers=answers, response=step.words, changed=shown.changed_token)
        case "submit":
            actions.submit(**common, once=step.once, changed=shown.changed_token)
        case "mark":
            actions.save_marks(**common, marks=marks)
        case "return":
            actions.return_work(**common, once=step.once, reason=step.words, marks=marks)
        case "complete":
            actions.complete(**common, once=step.once, marks=marks)
        case "again":
            actions.attempt_again(**common, once=step.once)
        case "withdraw":
            actions.withdraw(**common, once=step.once)
        case "note":
            actions.save_notes(**common, notes=step.words)
        case "look":
            actions.note_seen(**common)


def frozen(work: Assignment) -> list[tuple[int, str]]:
    return [(one.number, one.digest) for one in Submission.objects.filter(assignment=work)]


def check(work: Assignment, *, before: list[tuple[int, str]]) -> None:
    versions = list(work.submissions.all())
    numbers = [one.number for one in versions]
    assert numbers == list(range(1, work.version + 1)), "submissions are numbered without a gap"
    assert all(digest(one.snapshot) == one.digest for one in versions), "what was frozen is as it was"
    assert frozen(work)[: len(before)] == before, "an earlier submission never changes"
    if work.state in (states.SUBMITTED, states.COMPLETED):
        assert work.submission_hash == versions[-1].digest
    moves = list(work.transitions.all())
    assert moves[-1].to_state == work.state, "the last move led to where it stands"
    assert all(a.to_state == b.from_state for a, b in zip(moves, moves[1:], strict=False))
    assert all(states.can_move(one.from_state, one.to_state) for one in moves[1:])
    assert sum(1 for one in moves if one.to_state == states.SUBMITTED) == work.version
    assert len({one.once for one in moves}) == len(moves)
    assert 1 <= work.attempt <= work.attempts
    check_totals(work)


def check_totals(work: Assignment) -> None:
    lines = [scoring.Line(one.score, one.maximum, one.weight, one.minimum) for one in work.criteria.all()]
    if work.state == states.COMPLETED:
        assert work.total == scoring.total(lines)
        assert work.passed == scoring.passed(lines, work.rule)
        assert all(line.score is not None for line in lines)
    elif work.state in states.WITH_TRAINEE:
        assert work.total is None
        assert work.passed is None


@settings(
    max_examples=60,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, min_size=4, max_size=14))
@example(steps=ALL_THE_WAY)
def test_what_must_hold_holds_after_every_step(cast, steps):
    with transaction.atomic():
        criteria = (
            actions.CriterionText("Start up", 5),
            actions.CriterionText("Shut down", 5, weight=Decimal(2)),
        )
        template = make_template(
            cast.trainer, criteria=criteria, pass_kind="percent", pass_mark=Decimal(95), attempts=2
        )
        work = actions.assign(template=template, person=cast.technician, actor=cast.trainer, once=uuid4())
        seen = Assignment.objects.get(pk=work.pk)
        for step in steps:
            before, stood = frozen(work), Assignment.objects.get(pk=work.pk)
            try:
                with transaction.atomic():
                    take(step, stood, getattr(cast, step.who), seen=seen)
            except REFUSALS:
                pass
            work = Assignment.objects.get(pk=work.pk)
            check(work, before=before)
            seen = stood
        transaction.set_rollback(True)


def test_usual_way_leads_through_two_attempts_to_the_end(cast):
    """The long road above is really walked to its end, and is no row of refusals."""
    template = make_template(
        cast.trainer,
        criteria=(actions.CriterionText("Start up", 5), actions.CriterionText("Shut down", 5)),
        pass_kind="percent", pass_mark=Decimal(95), attempts=2,
    )  # fmt: skip
    work = actions.assign(template=template, person=cast.technician, actor=cast.trainer, once=uuid4())
    for step in ALL_THE_WAY:
        work = Assignment.objects.get(pk=work.pk)
        take(step, work, getattr(cast, step.who), seen=work)

    work = Assignment.objects.get(pk=work.pk)
    assert (work.state, work.attempt, work.version) == (states.WITHDRAWN, 2, 3)
