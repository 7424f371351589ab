"""Attempts: the outcome is reckoned, what was not passed may be tried again so often, and the old marks stay."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from assessments import actions
from assessments.models import Assignment
from evidence import actions as evidence
from notices.models import Notice
from people.models.accounts import RoleMembership
from tests.assessments.work import (
    CRITERIA,
    answer,
    completed,
    make_template,
    marks,
    returned,
    set_work,
    submitted,
)


def failed(cast, *, attempts=2, **options):
    """Completed with 9 of 20, where 10 pass."""
    template = make_template(cast.trainer, pass_kind="points", pass_mark=Decimal(10), attempts=attempts)
    return completed(cast, template=template, **options)


def again(work, once=None):
    return actions.attempt_again(assignment=work, actor=work.owner, once=once or uuid4())


def hand_in(work, *, score, scorer):
    work = actions.submit(assignment=answer(work, words="Better."), actor=work.owner, once=uuid4())
    return actions.complete(assignment=work, actor=scorer, once=uuid4(), marks=marks(work, score=score))


@pytest.mark.parametrize(("score", "total", "passed"), [(3, Decimal("13.5"), False), (4, Decimal(18), True)])
def test_total_and_passing_are_reckoned_by_weight_on_completion(cast, score, total, passed):
    criteria = [
        actions.CriterionText("Start up", 5, weight=Decimal(2)),
        actions.CriterionText("Shut down", 5, weight=Decimal("2.5")),
    ]
    template = make_template(cast.trainer, criteria=criteria, pass_kind="percent", pass_mark=Decimal("60.01"))
    work = submitted(cast, template=template)

    actions.complete(assignment=work, actor=cast.supervisor, once=uuid4(), marks=marks(work, score=score))

    work.refresh_from_db()
    assert (work.total, work.maximum, work.passed) == (total, Decimal("22.5"), passed)
    kept = work.transitions.last().marks
    assert (kept["total"], kept["maximum"], kept["passed"]) == (f"{total.normalize():f}", "22.5", passed)


def test_a_minimum_that_is_missed_fails_whatever_the_total(cast):
    criteria = [actions.CriterionText("Safety", 5, minimum=4), actions.CriterionText("Speed", 5)]
    work = submitted(cast, template=make_template(cast.trainer, criteria=criteria))

    actions.complete(assignment=work, actor=cast.supervisor, once=uuid4(), marks=marks(work, score=3))

    work.refresh_from_db()
    assert (work.total, work.passed) == (6, False)


def test_another_attempt_keeps_the_old_with_its_marks(cast):
    work = again(failed(cast))

    assert (work.state, work.attempt, work.version) == ("open", 2, 1)
    assert (work.total, work.passed, work.overall_feedback, work.draft_feedback) == (None, None, "", "")
    assert set(work.criteria.values_list("score", "draft_score", "feedback", "draft_feedback")) == {
        (None, None, "", "")
    }
    assert work.criteria.get(order=1).response == "I wait for the lasers. (1)"
    old = work.transitions.get(to_state="completed")
    assert (old.attempt, old.marks["total"], old.marks["passed"]) == (1, "9", False)
    assert [one["score"] for one in old.marks["criteria"]] == [3, 3, 3]

    work = hand_in(work, score=5, scorer=cast.supervisor)

    assert (work.state, work.passed, work.total, work.version) == ("completed", True, 15, 2)
    assert list(work.submissions.values_list("number", "attempt")) == [(1, 1), (2, 2)]
    assert [one.attempt for one in work.transitions.all()] == [1, 1, 1, 2, 2, 2]


def test_another_attempt_pressed_twice_is_one(cast):
    work, once = failed(cast, attempts=5), uuid4()

    again(work, once)
    work = again(work, once)

    assert work.attempt == 2
    assert work.transitions.filter(to_state="open", once=once).count() == 1


def test_attempts_end_at_the_number_allowed(cast):
    work = hand_in(again(failed(cast)), score=1, scorer=cast.supervisor)
    assert (work.passed, work.may_try_again) == (False, False)

    with pytest.raises(actions.Refused, match="no attempt left"):
        again(work)

    assert Assignment.objects.get(pk=work.pk).state == "completed"


def test_what_was_passed_or_has_no_pass_mark_is_not_attempted_again(cast):
    template = make_template(cast.trainer, pass_kind="points", pass_mark=Decimal(9), attempts=3)

    for work in (completed(cast, template=template), completed(cast)):
        with pytest.raises(actions.Refused, match="not passed"):
            again(work)


def test_coming_back_after_a_return_is_no_new_attempt(cast):
    template = make_template(cast.trainer, pass_kind="points", pass_mark=Decimal(10))
    work = hand_in(returned(cast, template=template), score=4, scorer=cast.supervisor)

    assert (work.attempt, work.version, work.passed) == (1, 2, True)


def test_opening_it_again_takes_the_outcome_back(cast):
    work = failed(cast)

    actions.return_work(assignment=work, actor=cast.supervisor, once=uuid4(), reason="A slip of mine")

    work.refresh_from_db()
    assert (work.state, work.total, work.passed, work.attempt) == ("returned", None, None, 1)


@pytest.mark.parametrize(("days", "kept"), [(-1, False), (0, True), (3, True)])
def test_a_due_date_that_has_passed_was_the_first_attempts(cast, days, kept):
    work, due_on = failed(cast), timezone.localdate() + timedelta(days=days)
    Assignment.objects.filter(pk=work.pk).update(due_on=due_on)

    assert again(work).due_on == (due_on if kept else None)


def test_submission_needs_the_evidence_that_is_asked_for(cast):
    criteria = [actions.CriterionText("Show it", 5, evidence_required=True), *CRITERIA[1:]]
    work = answer(set_work(cast, template=make_template(cast.trainer, criteria=criteria)))

    with pytest.raises(actions.Refused) as refused:
        actions.submit(assignment=work, actor=work.owner, once=uuid4())
    assert set(refused.value.errors) == {"evidence-1"}
    assert Assignment.objects.get(pk=work.pk).state == "open"

    piece = evidence.add_link(owner=work.owner, url="https://example.org/", title="A photograph")
    actions.attach_evidence(assignment=work, actor=work.owner, number=1, pieces=[piece])
    assert actions.submit(assignment=work, actor=work.owner, once=uuid4()).state == "submitted"


def test_prompts_are_answered_and_frozen(cast):
    prompts = [
        actions.PromptText("Why is it needed?"),
        actions.PromptText("How did you use it?", hint="A case"),
    ]
    work = answer(set_work_with(cast, prompts), prompts={2: "On the June run."})

    done = actions.submit(assignment=work, actor=work.owner, once=uuid4())

    frozen = done.submissions.get().snapshot["prompts"]
    assert [(one["label"], one["response"]) for one in frozen] == [
        ("Why is it needed?", ""),
        ("How did you use it?", "On the June run."),
    ]


def set_work_with(cast, prompts):
    return set_work(cast, template=make_template(cast.trainer, prompts=prompts))


def test_setter_and_assessor_are_told_of_another_attempt_once(cast):
    work, once = failed(cast, attempts=3, assessor=cast.other_trainer), uuid4()
    Notice.objects.all().delete()

    for _ in range(2):
        again(work, once)

    told = set(Notice.objects.values_list("kind", "recipient__email", "path"))
    assert told == {
        ("assessment_attempted", one.email, work.review_url) for one in (cast.trainer, cast.other_trainer)
    }


def test_setter_who_trains_no_more_is_told_of_no_attempt(cast):
    work = failed(cast)
    Notice.objects.all().delete()
    RoleMembership.objects.filter(person=cast.trainer).delete()

    again(Assignment.objects.get(pk=work.pk))

    assert not Notice.objects.exists()


def test_not_passed_is_the_next_step_while_an_attempt_is_left(cast, visit):
    work = failed(cast)
    client = visit(cast.technician)

    pages = [client.get(path).content.decode() for path in ("/home/", "/assessments/")]
    again(work)
    after = client.get("/home/").content.decode()

    assert all("See what was missing" in page for page in pages)
    assert "See what was missing" not in after


def test_last_attempt_not_passed_is_no_next_step(cast, visit):
    failed(cast, attempts=1)

    assert "See what was missing" not in visit(cast.technician).get("/home/").content.decode()
