"""What somebody was once opens nothing: an ended pair, an ended role, a closed account."""

import uuid

import pytest

from assessments import actions as assessments
from assessments.models import Assignment
from assessments.queries import scorers_of
from people import actions as people
from people.models import Pair
from people.permissions import can
from registers.actions import declare_renewal
from registers.models import Renewal
from tests import things
from tests.assessments import work


def end_pairs(cast) -> None:
    for one in Pair.objects.filter(technician=cast.technician):
        people.end_pair(pair=one, actor=cast.technician)


def set_by_the_supervisor(cast) -> Assignment:
    made = assessments.assign(
        template=work.make_template(cast.trainer),
        person=cast.technician,
        actor=cast.supervisor,
        once=uuid.uuid4(),
    )
    work.answer(made)
    return assessments.submit(assignment=made, actor=cast.technician, once=uuid.uuid4())


def test_ended_pair_closes_work_that_the_supervisor_set(cast, visit):
    made = set_by_the_supervisor(cast)
    before = visit(cast.supervisor).get(made.review_url).status_code

    end_pairs(cast)

    client = visit(cast.supervisor)
    assert before == 200
    assert client.get(made.review_url).status_code == 404
    assert client.post(made.review_url, {"complete": "1"}).status_code == 404
    assert not can(cast.supervisor, "assessments.score_assignment", made)
    assert list(scorers_of(made)) == []
    assert made.title not in client.get("/assessments/").content.decode()


def test_ended_role_closes_work_that_the_trainer_set_or_was_to_assess(cast, visit):
    made = work.submitted(cast, assessor=cast.other_trainer)
    for name in ("trainer", "other_trainer"):
        people.end_role(person=getattr(cast, name), role="trainer", actor="system")

    for name in ("trainer", "other_trainer"):
        assert visit(getattr(cast, name)).get(made.review_url).status_code == 404
        assert not can(getattr(cast, name), "assessments.score_assignment", made)
    assert list(scorers_of(made)) == [cast.supervisor]


@pytest.mark.parametrize("declared", [False, True])
def test_ended_pair_closes_the_renewal_to_its_endorser(cast, visit, declared):
    renewal = things.asked_renewal(cast)
    if declared:
        declare_renewal(renewal=renewal, actor=cast.technician, once=uuid.uuid4())
    pack = f"{renewal.get_absolute_url()}pack.csv"
    before = visit(cast.supervisor).get(pack).status_code

    end_pairs(cast)

    client = visit(cast.supervisor)
    assert before == 200
    assert client.get(renewal.get_absolute_url()).status_code == 404
    assert client.get(pack).status_code == 404
    assert client.post(f"{renewal.get_absolute_url()}endorse/", {"words": "Yes"}).status_code == 404
    assert Renewal.objects.get(pk=renewal.pk).endorsed_at is None


def test_closed_account_ends_its_session_and_tokens_at_once(cast, visit):
    client = visit(cast.technician)
    raw = people.make_token(person=cast.technician, reason="Test", actor="system")

    people.update_person(person=cast.technician, actor=cast.admin, is_active=False)

    assert client.get("/activities/").status_code == 302
    assert client.get("/api/v1/me/").status_code == 401
    assert visit().get("/api/v1/me/", HTTP_AUTHORIZATION=f"Bearer {raw}").status_code == 401
