"""More time, and somebody else to score, for one piece of work that was set."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from assessments import actions
from assessments.models import Assignment, Extension
from notices.models import Notice
from tests.assessments.work import completed, set_work, submitted

LATER = timezone.localdate() + timedelta(days=20)


def change(client, work, **sent):
    return client.post(f"/review/{work.uid}/change/", {"once": uuid4(), **sent})


def test_setter_gives_more_time_and_asks_somebody_else_to_score(cast, visit):
    work = set_work(cast, due_on=timezone.localdate() + timedelta(days=5))
    Notice.objects.all().delete()

    answer = change(
        visit(cast.trainer),
        work,
        due_on=LATER.isoformat(),
        reason="The room was shut.",
        assessor=cast.other_trainer.pk,
    )

    work.refresh_from_db()
    assert (answer.status_code, work.due_on, work.assessor) == (302, LATER, cast.other_trainer)
    assert Extension.objects.get().reason == "The room was shut."
    assert {(one.kind, one.recipient) for one in Notice.objects.all()} == {
        ("assessment_due_changed", cast.technician),
        ("assessment_reassigned", cast.other_trainer),
    }
    assert visit(cast.other_trainer).get(work.review_url).status_code == 200


def test_former_assessor_may_score_no_more(cast, visit):
    work = submitted(cast, assessor=cast.other_trainer)

    change(visit(cast.trainer), work, assessor="")

    assert visit(cast.other_trainer).get(work.review_url).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.save_marks(assignment=work, actor=cast.other_trainer, marks=actions.Marks())


def test_supervisor_gives_more_time_and_does_not_say_who_scores(cast, visit):
    work = set_work(cast, due_on=timezone.localdate() + timedelta(days=5))

    answer = change(visit(cast.supervisor), work, due_on=LATER.isoformat(), assessor=cast.other_trainer.pk)

    work.refresh_from_db()
    assert (answer.status_code, work.due_on, work.assessor) == (302, LATER, None)
    with pytest.raises(PermissionDenied):
        actions.reassign(assignment=work, actor=cast.supervisor, assessor=cast.other_trainer, once=uuid4())


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"due_on": "1 Jan 2020", "reason": "Long story"}, "Choose a due date that has not passed."),
        ({"due_on": "", "reason": "Long story"}, "It has a due date: give it another, or leave it as it is."),
        ({"assessor": "0", "reason": "Long story"}, "Choose a trainer from the list."),
    ],
)
def test_refused_change_keeps_what_was_typed(cast, visit, sent, sentence):
    due_on = timezone.localdate() + timedelta(days=5)
    work = set_work(cast, due_on=due_on)

    answer = change(visit(cast.trainer), work, **{"due_on": due_on.isoformat()} | sent)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Long story" in answer.content.decode()
    assert Assignment.objects.get(pk=work.pk).due_on == due_on


def test_what_is_handed_in_keeps_its_date_and_can_be_given_to_somebody_else(cast, visit):
    work = submitted(cast, due_on=timezone.localdate() + timedelta(days=5))

    change(visit(cast.trainer), work, due_on=LATER.isoformat(), assessor=cast.other_trainer.pk)

    work.refresh_from_db()
    assert (work.due_on, work.assessor) == (timezone.localdate() + timedelta(days=5), cast.other_trainer)


def test_completed_work_is_given_to_nobody_else(cast):
    work = completed(cast)
    with pytest.raises(actions.NotAllowedNow):
        actions.reassign(assignment=work, actor=cast.trainer, assessor=cast.other_trainer, once=uuid4())


@pytest.mark.parametrize(("who", "field"), [("colleague", "assessor"), ("technician", "assessor")])
def test_who_cannot_score_it_is_not_asked(cast, who, field):
    work = set_work(cast)
    with pytest.raises(actions.Refused) as refused:
        actions.reassign(assignment=work, actor=cast.trainer, assessor=getattr(cast, who), once=uuid4())
    assert set(refused.value.errors) == {field}


def test_change_sent_twice_is_one(cast, visit):
    work, once = set_work(cast, due_on=timezone.localdate() + timedelta(days=5)), uuid4()
    for _ in range(2):
        change(visit(cast.trainer), work, due_on=LATER.isoformat(), assessor=cast.other_trainer.pk, once=once)

    assert Extension.objects.count() == 1
    assert Notice.objects.filter(kind="assessment_reassigned").count() == 1


def test_key_that_moved_the_due_date_moves_it_nowhere_else(cast, visit):
    work, once = set_work(cast, due_on=timezone.localdate() + timedelta(days=5)), uuid4()
    client, other = visit(cast.trainer), LATER + timedelta(days=9)
    for _ in range(2):
        assert change(client, work, due_on=LATER.isoformat(), reason="Shut", once=once).status_code == 302

    answer = change(client, work, due_on=other.isoformat(), reason="Longer", once=once)

    work.refresh_from_db()
    assert (answer.status_code, work.due_on, Extension.objects.count()) == (422, LATER, 1)
    assert "This form has changed the due date before." in answer.content.decode()
