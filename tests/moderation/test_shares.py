"""A share of a trainer's work: what falls into it is marked twice, blind, and nobody chooses."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from assessments import actions as assessments
from assessments.models import Assignment
from moderation import actions
from moderation.models import SecondMark, Share
from notices.models import Notice
from people import actions as people
from tests.assessments import work as assessed
from tests.moderation import samples


@pytest.fixture
def template(cast):
    return assessed.make_template(cast.trainer)


def test_first_submission_that_falls_into_a_running_share_is_asked_for_blind(cast, template, visit):
    share = samples.share(cast, template=template)

    work = assessed.submitted(cast, template=template)

    mark = SecondMark.objects.get()
    assert (mark.assignment, mark.share, mark.blind) == (work, share, True)
    assert (mark.marker, mark.asked_by) == (cast.other_trainer, cast.trainer)
    assert Notice.objects.filter(kind="second_mark_asked", recipient=cast.other_trainer, actor=None).exists()
    assert visit(cast.other_trainer).get(mark.get_absolute_url()).status_code == 200


def test_only_the_first_submission_is_asked_about(cast, template):
    work = assessed.submitted(cast, template=template)
    samples.share(cast, template=template)

    assessments.return_work(assignment=work, actor=cast.supervisor, once=uuid4(), reason="More.")
    assessments.submit(assignment=work, actor=cast.technician, once=uuid4())

    assert not SecondMark.objects.exists()


def test_markers_are_asked_in_turn(cast, template):
    third, fourth = samples.trainers(2)
    samples.share(cast, template=template, markers=[cast.other_trainer, third, fourth])

    for _ in range(6):
        assessed.submitted(cast, template=template)

    asked = list(SecondMark.objects.order_by("pk").values_list("marker", flat=True))
    in_turn = sorted([cast.other_trainer.pk, third.pk, fourth.pk])
    assert asked == in_turn * 2


def test_whoever_may_score_it_is_passed_over(cast, template):
    (third,) = samples.trainers(1)
    samples.share(cast, template=template, markers=[cast.other_trainer, third])

    for _ in range(2):
        assessed.submitted(cast, template=template, assessor=cast.other_trainer)

    assert {mark.marker for mark in SecondMark.objects.all()} == {third}


def test_nobody_who_can_mark_leaves_the_submission_as_it_is(cast, template):
    samples.share(cast, template=template)

    work = assessed.submitted(cast, template=template, assessor=cast.other_trainer)

    assert work.state == "submitted"
    assert not SecondMark.objects.exists()


def test_seed_and_uid_decide(cast, template):
    samples.share(cast, template=template, percent=50, seed="dice")
    inside, outside = assessed.set_work(cast, template=template), assessed.set_work(cast, template=template)
    # SHA-256 of "dice:<uid>" lies at 36.7 and 75.8 hundredths: see the table of falls_in.
    for work, number in ((inside, 2), (outside, 1)):
        Assignment.objects.filter(pk=work.pk).update(uid=f"00000000-0000-0000-0000-{number:012}")
        stored = Assignment.objects.get(pk=work.pk)
        assessments.submit(assignment=assessed.answer(stored), actor=cast.technician, once=uuid4())

    assert [mark.assignment for mark in SecondMark.objects.all()] == [inside]


@pytest.mark.parametrize("why", ["ended", "role ended", "another template", "another trainer"])
def test_nothing_is_asked_for(cast, template, why):
    share = samples.share(cast, template=template)
    used = template
    if why == "ended":
        actions.end_share(share=share, actor=cast.trainer)
    elif why == "role ended":
        people.end_role(person=cast.trainer, role="trainer", actor=cast.admin)
    elif why == "another template":
        used = assessed.make_template(cast.trainer, title="Cryostat")
    else:
        Share.objects.update(asked_by=cast.other_trainer)

    work = assessments.assign(template=used, person=cast.technician, actor=cast.supervisor, once=uuid4())
    Assignment.objects.filter(pk=work.pk).update(set_by=cast.trainer)
    assessments.submit(assignment=assessed.answer(work), actor=cast.technician, once=uuid4())

    assert not SecondMark.objects.exists()


def form(template, *markers, wrong=None):
    return {
        "template": template.uid,
        "percent": "10",
        "markers": [one.uid for one in markers],
        "seed": "Dice and a date",
        "once": str(uuid4()),
    } | (wrong or {})


def test_begun_listed_and_ended_on_the_screens(cast, template, visit):
    client = visit(cast.trainer)
    sent = form(template, cast.other_trainer)

    answers = [client.post("/moderation/shares/new/", sent) for _ in range(2)]

    share = Share.objects.get()
    assert [answer.status_code for answer in answers] == [302, 302]
    assert (share.percent, list(share.markers.all())) == (10, [cast.other_trainer])
    assert "Confocal microscope, 10 per cent" in client.get("/moderation/shares/").content.decode()
    assert "End this share?" in client.get(f"/moderation/shares/{share.uid}/end/").content.decode()
    for _ in range(2):
        assert client.post(f"/moderation/shares/{share.uid}/end/").status_code == 302
    share.refresh_from_db()
    assert not share.is_running
    assert "Ended" in client.get("/moderation/shares/").content.decode()
    samples.share(cast, template=template)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"percent": "0"}, "from 1 to 100"),
        ({"percent": "101"}, "from 1 to 100"),
        ({"percent": "a few"}, "from 1 to 100"),
        ({"markers": []}, "Choose at least one trainer."),
        ({"seed": " "}, "Write a few words"),
        ({"template": str(uuid4())}, "Choose a template from the list."),
        ({"once": "x"}, "Open this page again"),
    ],
)
def test_bad_input_is_422_and_begins_nothing(cast, template, visit, wrong, sentence):
    answer = visit(cast.trainer).post(
        "/moderation/shares/new/", form(template, cast.other_trainer, wrong=wrong)
    )

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Share.objects.exists()


def test_second_running_share_of_a_template_is_refused(cast, template, visit):
    samples.share(cast, template=template)

    answer = visit(cast.trainer).post("/moderation/shares/new/", form(template, cast.other_trainer))

    assert answer.status_code == 422
    assert "running already" in answer.content.decode()


@pytest.mark.parametrize("who", ["supervisor", "technician", "admin", "editor"])
def test_only_trainers_begin_and_see_shares(cast, template, visit, who):
    client = visit(getattr(cast, who))

    assert client.get("/moderation/shares/").status_code == 403
    assert client.get("/moderation/shares/new/").status_code == 403
    with pytest.raises(PermissionDenied):
        actions.begin_share(
            template=template,
            actor=getattr(cast, who),
            once=uuid4(),
            markers=[cast.other_trainer],
            percent=10,
            seed="x",
        )


@pytest.mark.parametrize("count", [1, 50])
def test_list_of_shares_takes_the_same_queries_at_one_and_at_fifty(
    cast, visit, django_assert_num_queries, count
):
    for number in range(count):
        template = assessed.make_template(cast.trainer, title=f"Template {number}")
        samples.share(cast, template=template)
    client = visit(cast.trainer)
    client.get("/moderation/shares/")

    with django_assert_num_queries(9):
        assert len(client.get("/moderation/shares/").context["page"]) == count
