"""The scorer's screens: the queue, drafts, return, complete; and what each may not do."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from activities.models import Activity, Verification
from assessments import actions
from assessments.models import Assignment
from notices.models import Notice
from people.models import User
from people.models.accounts import Role, RoleMembership
from tests.assessments.work import IN_STATE, answer, completed, make_template, returned, set_work, submitted
from tests.people import pair
from tests.registers.declared import asked_to_endorse

MARKS = {
    "score-1": "5",
    "feedback-1": "",
    "score-2": "0",
    "feedback-2": "Show the histogram.",
    "score-3": "10",
    "feedback-3": "",
    "overall_feedback": "Nearly there.",
    "reason": "",
}


def shown(work, **extra):
    """What the screen sends: the marks, the one-time key, the tokens of what it showed."""
    work.refresh_from_db()
    return MARKS | {"once": uuid4(), "changed": work.marks_token, "digest": work.submission_hash} | extra


def test_score_page_shows_the_response_beside_the_rubric(cast, visit):
    work = submitted(cast)

    page = visit(cast.supervisor).get(work.review_url).content.decode()

    assert "I wait for the lasers. (1)" in page and "Without help" in page
    assert 'name="score-1" value="0"' in page and 'name="score-1" value="5"' in page


def test_marks_are_kept_as_a_draft(cast, visit):
    work = submitted(cast)

    answered = visit(cast.supervisor).post(work.review_url, shown(work, save="yes"))

    assert answered.status_code == 302
    rows = list(work.criteria.values_list("draft_score", "draft_feedback", "score", "feedback"))
    assert rows == [(5, "", None, ""), (0, "Show the histogram.", None, ""), (10, "", None, "")]
    work.refresh_from_db()
    assert (work.state, work.draft_feedback, work.overall_feedback) == ("submitted", "Nearly there.", "")
    assert not Notice.objects.filter(recipient=cast.technician, kind="assessment_returned").exists()


@pytest.mark.parametrize("score", ["6", "-1", "five", "4.5", "99999999999999999999"])
def test_score_above_the_maximum_is_refused_beside_its_field(cast, visit, score):
    work = submitted(cast)

    answered = visit(cast.supervisor).post(work.review_url, shown(work, **{"score-1": score}, complete="yes"))

    page = answered.content.decode()
    assert answered.status_code == 422
    assert 'href="#id_score-1"' in page and "Choose a score from 0 to 5." in page
    assert f'value="{score}"' in page and "Show the histogram." in page
    assert Assignment.objects.get(pk=work.pk).state == "submitted"
    assert not work.criteria.exclude(draft_score=None).exists()


def test_completion_needs_every_score_and_adds_up_the_total(cast, visit):
    work = submitted(cast)
    client = visit(cast.supervisor)

    refused = client.post(work.review_url, shown(work, **{"score-3": ""}, complete="yes", total="1"))
    done = client.post(work.review_url, shown(work, complete="yes", total="1"))

    assert refused.status_code == 422
    assert 'href="#id_score-3_0"' in refused.content.decode()
    assert done.status_code == 302
    work.refresh_from_db()
    assert (work.state, work.total, work.overall_feedback) == ("completed", 15, "Nearly there.")
    assert list(work.criteria.values_list("score", flat=True)) == [5, 0, 10]
    assert Notice.objects.filter(recipient=cast.technician, kind="assessment_completed").count() == 1


def test_return_needs_a_reason_and_shows_the_marks_so_far(cast, visit):
    work = submitted(cast)
    client = visit(cast.supervisor)

    refused = client.post(work.review_url, shown(work, **{"return": "yes"}))
    done = client.post(work.review_url, shown(work, **{"return": "yes", "reason": "Criterion 2"}))

    assert refused.status_code == 422
    assert 'href="#id_reason"' in refused.content.decode()
    assert done.status_code == 302
    work.refresh_from_db()
    assert (work.state, work.total) == ("returned", None)
    assert work.transitions.last().reason == "Criterion 2"
    assert Notice.objects.filter(recipient=cast.technician, kind="assessment_returned").count() == 1


@pytest.mark.parametrize(("button", "done"), [("return", "returned"), ("complete", "completed")])
def test_button_pressed_twice_acts_once(cast, visit, button, done):
    work = submitted(cast)
    client, fields = visit(cast.supervisor), shown(work, **{button: "yes", "reason": "Criterion 2"})

    codes = [client.post(work.review_url, fields).status_code for _ in range(2)]

    assert codes == [302, 302]
    assert work.transitions.count() == 3
    assert Notice.objects.filter(recipient=cast.technician, kind=f"assessment_{done}").count() == 1


def test_completed_work_is_opened_again_only_with_a_reason(cast, visit):
    work = completed(cast)
    client = visit(cast.supervisor)

    refused = client.post(work.review_url, {"once": uuid4(), "return": "yes", "reason": " "})
    done = client.post(work.review_url, {"once": uuid4(), "return": "yes", "reason": "Scored the wrong one"})

    assert (refused.status_code, done.status_code) == (422, 302)
    work.refresh_from_db()
    assert (work.state, work.total) == ("returned", None)
    assert list(work.criteria.values_list("score", flat=True)) == [3, 3, 3]


def test_marks_on_a_version_that_has_been_replaced_are_refused(cast, visit):
    work = submitted(cast)
    seen = shown(work, complete="yes")
    actions.return_work(assignment=work, actor=cast.trainer, once=uuid4(), reason="More")
    answer(work, words="Quite another answer.")
    actions.submit(assignment=work, actor=work.owner, once=uuid4())

    answered = visit(cast.supervisor).post(work.review_url, seen)

    assert answered.status_code == 409
    assert "Show the histogram." in answered.content.decode()
    assert Assignment.objects.get(pk=work.pk).state == "submitted"


def test_two_scorers_at_once_are_told_apart(cast, visit):
    work = submitted(cast)
    opened = shown(work, save="yes")
    first = actions.Marks(by_order={1: actions.Mark(1, "From the trainer")})
    actions.save_marks(assignment=work, actor=cast.trainer, marks=first)

    answered = visit(cast.supervisor).post(work.review_url, opened)

    page = answered.content.decode()
    assert answered.status_code == 409
    assert "From the trainer" in page and "Show the histogram." in page
    assert work.criteria.get(order=1).draft_feedback == "From the trainer"


def test_marks_on_work_that_moved_on_are_shown_back(cast, visit):
    work = submitted(cast)
    seen = shown(work, save="yes")
    actions.return_work(assignment=work, actor=cast.trainer, once=uuid4(), reason="More")

    answered = visit(cast.supervisor).post(work.review_url, seen)

    assert answered.status_code == 409
    assert "Show the histogram." in answered.content.decode()


def test_scorer_sees_the_submitted_version_not_the_edits_in_progress(cast, visit):
    work = answer(returned(cast), words="Half a thought")

    page = visit(cast.supervisor).get(work.review_url).content.decode()

    assert "I wait for the lasers. (1)" in page and "Half a thought" not in page
    unseen = answer(set_work(cast), words="First draft")
    assert "First draft" not in visit(cast.supervisor).get(unseen.review_url).content.decode()


def test_score_page_marks_what_changed_by_criterion(cast, visit):
    work = returned(cast)
    words = {1: actions.Answer("I wait for the lasers. (1) Twenty minutes.", 4)}
    actions.save_answers(assignment=work, actor=work.owner, answers=words, response="")
    actions.submit(assignment=work, actor=work.owner, once=uuid4())

    screen = visit(cast.supervisor).get(work.review_url)
    queue = visit(cast.supervisor).get("/review/")

    assert [bool(row["change"]) for row in screen.context["rows"]] == [True, False, False]
    assert (
        '<ins><span class="visually-hidden">Added: </span> Twenty minutes.</ins>' in screen.content.decode()
    )
    assert [changed for _, changed in queue.context["rows"]] == [1]


def test_supervisor_cannot_change_words_through_the_score_form(cast, visit):
    work = submitted(cast)
    forged = {"response-1": "Forged", "self_score-1": "0", "general_response": "Forged", "response": "Forged"}

    visit(cast.supervisor).post(work.review_url, shown(work, save="yes", **forged))

    work.refresh_from_db()
    assert work.response == ""
    assert set(work.criteria.values_list("self_score", flat=True)) == {4}
    assert not work.criteria.filter(response="Forged").exists()


LADDER = {
    "technician": 403,
    "supervisor": 200,
    "trainer": 200,
    "colleague": 404,
    "other_supervisor": 404,
    "other_trainer": 404,
    "admin": 404,
    "editor": 404,
}


@pytest.mark.parametrize(("name", "code"), LADDER.items())
def test_score_page_opens_to_scorers_only(cast, visit, name, code):
    work = submitted(cast)
    client = visit(getattr(cast, name))

    assert client.get(work.review_url).status_code == code
    if code != 200:
        assert client.post(work.review_url, shown(work, complete="yes")).status_code == code
        assert Assignment.objects.get(pk=work.pk).state == "submitted"


@pytest.mark.parametrize(
    ("name", "code"),
    [("trainer", 200), ("supervisor", 403), ("technician", 403), ("colleague", 404), ("admin", 404)],
)
def test_withdrawing_is_the_setters(cast, visit, name, code):
    work = submitted(cast)
    client, path = visit(getattr(cast, name)), f"{work.review_url}withdraw/"

    assert client.get(path).status_code == code
    posted = client.post(path, {"once": uuid4(), "reason": "Set by mistake"})

    assert posted.status_code == (302 if code == 200 else code)
    assert Assignment.objects.get(pk=work.pk).state == ("withdrawn" if code == 200 else "submitted")


def test_withdrawing_completed_work_is_refused(cast, visit):
    work = completed(cast)

    visit(cast.trainer).post(f"{work.review_url}withdraw/", {"once": uuid4()})

    assert Assignment.objects.get(pk=work.pk).state == "completed"


def test_queue_is_for_those_who_judge(cast, visit):
    codes = {name: visit(getattr(cast, name)).get("/review/").status_code for name in LADDER}

    assert codes == {
        "technician": 403,
        "supervisor": 200,
        "trainer": 200,
        "colleague": 403,
        "other_supervisor": 200,
        "other_trainer": 200,
        "admin": 403,
        "editor": 403,
    }
    assert visit().get("/review/").status_code == 302
    assert visit(cast.supervisor).post("/review/").status_code == 405


def test_queue_lists_the_oldest_first_and_nobody_elses(cast, visit):
    template = make_template(cast.trainer)
    first, second = (submitted(cast, template=template, person=cast.technician) for _ in range(2))
    Assignment.objects.filter(pk=second.pk).update(submitted_at=timezone.now() - timedelta(days=3))
    IN_STATE["open"](cast, person=cast.colleague)

    queue = visit(cast.supervisor).get("/review/")

    assert [work.pk for work, _ in queue.context["rows"]] == [second.pk, first.pk]
    assert visit(cast.other_supervisor).get("/review/").context["rows"] == []


def more_technicians(cast, size):
    people = [
        User(
            username=f"t{number}",
            email=f"t{number}@northmoor.example",
            first_name="Tess",
            last_name=f"No {number}",
        )
        for number in range(size)
    ]
    User.objects.bulk_create(people)
    RoleMembership.objects.bulk_create(RoleMembership(person=one, role=Role.TECHNICIAN) for one in people)
    return people


@pytest.mark.parametrize("size", [1, 50])
def test_queue_costs_the_same_for_one_and_fifty(cast, visit, django_assert_num_queries, size):
    template = make_template(cast.trainer)
    for person in more_technicians(cast, size):
        submitted(cast, template=template, person=person)
        set_work(cast, template=template, person=person)
        pair(person, cast.other_supervisor)
        finished(person)
        asked_to_endorse(person, cast.other_supervisor)
    client = visit(cast.other_supervisor)
    client.get("/home/")

    with django_assert_num_queries(15):
        answered = client.get("/review/")

    assert len(answered.context["rows"]) == len(answered.context["with_trainees"]) == size
    assert answered.context["to_verify_count"] == size
    assert answered.content.decode().count("RSciTech, Science Council") == min(size, 20)


def finished(person, **values):
    day = timezone.localdate() - timedelta(days=2)
    fields = {
        "title": "Laser refresher",
        "start_date": day,
        "end_date": day,
        "minutes": 60,
        "category": "formal",
    }
    return Activity.objects.create(owner=person, **fields | values)


def test_queue_lists_activities_to_verify(cast, visit):
    waiting = finished(cast.technician)
    finished(cast.technician, end_date=None)
    finished(cast.technician, planned=True)
    finished(cast.technician, audience="only_me")
    finished(cast.technician, sealed=True, title="")
    finished(cast.colleague)
    signed = finished(cast.technician)
    Verification.objects.create(activity=signed, by=cast.supervisor, facts={}, digest="0" * 64)

    queue = visit(cast.supervisor).get("/review/")

    assert list(queue.context["to_verify"]) == [waiting]
    assert waiting.get_absolute_url() in queue.content.decode()


# With the savepoints that stand for a transaction inside a test: four of the 17, as many of the 21.
@pytest.mark.parametrize(("button", "queries"), [("save", 17), ("complete", 21)])
@pytest.mark.parametrize("size", [1, 50])
def test_score_costs_the_same_for_one_and_fifty(
    cast, visit, django_assert_num_queries, *, size, button, queries
):
    template = make_template(cast.trainer)
    for person in more_technicians(cast, size):
        work = submitted(cast, template=template, person=person)
    client = visit(cast.trainer)
    client.get(work.review_url)
    fields = shown(work, **{button: "yes"})

    with django_assert_num_queries(queries):
        answered = client.post(work.review_url, fields)

    assert answered.status_code == 302
