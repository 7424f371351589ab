"""The trainee's screens: answer, save, submit, be locked out; and everyone else kept from them."""

from uuid import uuid4

import pytest
from django.core import signing

from assessments import actions
from assessments.models import Assignment
from notices.models import Notice
from people.middleware import SALT
from tests.assessments.work import IN_STATE, answer, completed, returned, set_work, submitted

ANSWERS = {
    "response-1": "I wait twenty minutes.",
    "self_score-1": "4",
    "response-2": "I watch the range indicator.",
    "self_score-2": "0",
    "response-3": "",
    "self_score-3": "",
    "general_response": "All of it on B2.14.",
}


def token(work):
    work.refresh_from_db()
    return {"changed": work.changed_token}


def test_answers_are_saved_as_a_draft(cast, visit):
    work = set_work(cast)

    answered = visit(cast.technician).post(work.get_absolute_url(), ANSWERS | token(work))

    assert answered.status_code == 302
    rows = list(work.criteria.values_list("response", "self_score"))
    assert rows == [("I wait twenty minutes.", 4), ("I watch the range indicator.", 0), ("", None)]
    work.refresh_from_db()
    assert (work.response, work.state, work.shown_as) == ("All of it on B2.14.", "open", "in_progress")


def test_answer_page_shows_guidance_and_the_draft(cast, visit):
    work = answer(set_work(cast))

    page = visit(cast.technician).get(work.get_absolute_url()).content.decode()

    assert "Show that you can run it alone." in page
    assert page.index("Follow the room order.") < page.index("I wait for the lasers. (1)")
    assert 'data-autosave="assessment-' in page


@pytest.mark.parametrize("score", ["6", "-1", "four", "4.5"])
def test_own_score_out_of_range_is_refused_and_everything_typed_kept(cast, visit, score):
    work = set_work(cast)

    answered = visit(cast.technician).post(work.get_absolute_url(), ANSWERS | {"self_score-1": score})

    page = answered.content.decode()
    assert answered.status_code == 422
    assert 'href="#id_self_score-1"' in page and "Choose a score from 0 to 5." in page
    assert f'value="{score}"' in page and "I watch the range indicator." in page
    assert not work.criteria.exclude(response="").exists()


def test_submission_freezes_what_the_page_showed(cast, visit):
    work = answer(set_work(cast))
    client = visit(cast.technician)
    page = client.get(f"{work.get_absolute_url()}submit/")

    answered = client.post(
        f"{work.get_absolute_url()}submit/", {"once": page.context["once"], "changed": work.changed_token}
    )

    assert answered.status_code == 302
    work.refresh_from_db()
    frozen = work.submissions.get()
    assert (work.state, work.version, work.submission_hash) == ("submitted", 1, frozen.digest)
    assert frozen.snapshot == page.context["snapshot"]
    told = set(Notice.objects.filter(kind="assessment_submitted").values_list("recipient__email", flat=True))
    assert told == {"trainer@northmoor.example", "supervisor@northmoor.example"}


def test_submission_pressed_twice_is_one(cast, visit):
    work = answer(set_work(cast))
    client, keys = visit(cast.technician), {"once": uuid4(), "changed": work.changed_token}

    first = client.post(f"{work.get_absolute_url()}submit/", keys)
    second = client.post(f"{work.get_absolute_url()}submit/", keys)

    assert (first.status_code, second.status_code) == (302, 302)
    assert work.submissions.count() == 1
    assert Notice.objects.filter(kind="assessment_submitted", recipient=cast.trainer).count() == 1


def test_submission_of_another_draft_than_shown_is_refused(cast, visit):
    work = answer(set_work(cast))
    shown = work.changed_token
    answer(work, words="Typed in another window.")

    answered = visit(cast.technician).post(
        f"{work.get_absolute_url()}submit/", {"once": uuid4(), "changed": shown}
    )

    assert answered.status_code == 409
    assert "Typed in another window." in answered.content.decode()
    assert Assignment.objects.get(pk=work.pk).state == "open"


@pytest.mark.parametrize("keys", [{}, {"once": "twice"}, {"once": uuid4()}])
def test_submission_without_key_or_answers_is_refused(cast, visit, keys):
    work = set_work(cast)

    answered = visit(cast.technician).post(f"{work.get_absolute_url()}submit/", keys)

    assert answered.status_code == 422
    assert Assignment.objects.get(pk=work.pk).state == "open"


@pytest.mark.parametrize("state", ["submitted", "completed", "withdrawn"])
def test_locked_work_refuses_answers_and_shows_them_back(cast, visit, state):
    work = IN_STATE[state](cast)
    before = list(work.criteria.values_list("response", "self_score"))

    answered = visit(cast.technician).post(
        work.get_absolute_url(), ANSWERS | {"response-1": "Typed <b>too late</b>."}
    )

    assert answered.status_code == 409
    assert "Typed &lt;b&gt;too late&lt;/b&gt;." in answered.content.decode()
    assert list(work.criteria.values_list("response", "self_score")) == before
    again = visit(cast.technician).post(f"{work.get_absolute_url()}submit/", {"once": uuid4()})
    assert again.status_code == 409


def test_two_windows_are_told_apart_and_nothing_is_lost(cast, visit):
    work = set_work(cast)
    opened = token(work)
    answer(work, words="From the first window.")

    answered = visit(cast.technician).post(work.get_absolute_url(), ANSWERS | opened)

    page = answered.content.decode()
    assert answered.status_code == 409
    assert "From the first window. (1)" in page and "I wait twenty minutes." in page
    assert work.criteria.get(order=1).response == "From the first window. (1)"


def test_answers_typed_when_the_session_ended_come_back(cast, visit):
    work = set_work(cast)
    client = visit()
    writer = signing.dumps(str(cast.technician.uid), salt=SALT)

    asked = client.post(work.get_absolute_url(), ANSWERS | {"writer": writer} | token(work))
    client.force_login(cast.technician, backend="django.contrib.auth.backends.ModelBackend")

    page = client.get(work.get_absolute_url()).content.decode()

    assert asked.status_code == 302
    assert "I wait twenty minutes." in page and "What you typed before you were signed out is here" in page
    work.refresh_from_db()
    assert work.answered_at is None


def test_returned_work_opens_on_what_needs_more(cast, visit):
    work = submitted(cast)
    given = {
        1: actions.Mark(5, ""),
        2: actions.Mark(2, "How do you know it is not clipped?"),
        3: actions.Mark(9, ""),
    }
    actions.return_work(
        assignment=work,
        actor=cast.supervisor,
        once=uuid4(),
        reason="Criterion 2 needs a figure.",
        marks=actions.Marks(by_order=given),
    )

    page = visit(cast.technician).get(work.get_absolute_url()).content.decode()

    assert "Criterion 2 needs a figure." in page and "How do you know it is not clipped?" in page
    assert 'href="#criterion-2">Go to criterion 2' in page


def test_draft_marks_are_unseen_by_the_trainee(cast, visit):
    work = submitted(cast)
    secret = actions.Marks(by_order={1: actions.Mark(2, "Quiet remark")}, overall_feedback="Quiet verdict")
    actions.save_marks(assignment=work, actor=cast.supervisor, marks=secret)

    page = visit(cast.technician).get(work.get_absolute_url()).content.decode()

    assert "Quiet" not in page and "Scored" not in page


def test_draft_marks_stay_unseen_after_a_return_until_the_next_one(cast, visit):
    work = answer(returned(cast), words="Better now.")
    actions.submit(assignment=work, actor=work.owner, once=uuid4())
    later = actions.Marks(by_order={1: actions.Mark(5, "Quiet remark")}, overall_feedback="Quiet verdict")
    actions.save_marks(assignment=work, actor=cast.supervisor, marks=later)

    page = visit(cast.technician).get(work.get_absolute_url()).content.decode()

    assert "Quiet" not in page


def test_completed_work_shows_scores_and_feedback(cast, visit):
    work = completed(cast)

    page = visit(cast.technician).get(work.get_absolute_url()).content.decode()

    assert "9 of 20" in page and "Say how you know." in page and "Nearly there." in page
    assert "<textarea" not in page


def test_trainee_cannot_post_marks_anywhere(cast, visit):
    work = submitted(cast)
    forged = {
        "score-1": "5",
        "feedback-1": "Great",
        "overall_feedback": "Great",
        "complete": "yes",
        "once": uuid4(),
    }
    client = visit(cast.technician)

    refused = client.post(work.review_url, forged)
    client.post(work.get_absolute_url(), ANSWERS | forged | {"draft_score-1": "5", "total": "20"})

    assert refused.status_code == 403
    work.refresh_from_db()
    assert (work.state, work.total, work.overall_feedback, work.draft_feedback) == ("submitted", None, "", "")
    assert set(work.criteria.values_list("score", "draft_score", "feedback", "draft_feedback")) == {
        (None, None, "", "")
    }


def test_trainee_cannot_post_marks_with_answers_while_it_is_open(cast, visit):
    work = set_work(cast)
    forged = {
        "score-1": "5",
        "feedback-1": "Great",
        "overall_feedback": "Great",
        "maximum-1": "50",
        "state": "completed",
    }

    visit(cast.technician).post(work.get_absolute_url(), ANSWERS | forged)

    work.refresh_from_db()
    assert (work.state, work.total, work.draft_feedback) == ("open", None, "")
    assert work.criteria.get(order=1).maximum == 5
    assert set(work.criteria.values_list("score", "draft_score")) == {(None, None)}


@pytest.mark.parametrize("name", ["supervisor", "trainer"])
def test_scorer_cannot_write_the_words_of_the_trainee(cast, visit, name):
    work = answer(set_work(cast))

    refused = visit(getattr(cast, name)).post(work.get_absolute_url(), ANSWERS)

    assert refused.status_code == 403
    assert work.criteria.get(order=1).response == "I wait for the lasers. (1)"


LADDER = {
    "technician": (200, 200),
    "supervisor": (302, 403),
    "trainer": (302, 403),
    "colleague": (404, 404),
    "other_supervisor": (404, 404),
    "other_trainer": (404, 404),
    "admin": (404, 404),
    "editor": (404, 404),
}


@pytest.mark.parametrize(("name", "codes"), LADDER.items())
def test_assignment_opens_to_whom_it_should(cast, visit, name, codes):
    work = answer(set_work(cast))
    client = visit(getattr(cast, name))

    paths = (work.get_absolute_url(), f"{work.get_absolute_url()}submit/")

    assert tuple(client.get(path).status_code for path in paths) == codes
    if name != "technician":
        assert all(client.post(path, ANSWERS).status_code in (403, 404) for path in paths)


def test_assignment_without_session_bad_uid_and_wrong_method(cast, visit, southby_cast, southby):
    work = set_work(cast)
    path = work.get_absolute_url()

    assert visit().get(path).status_code == 302
    assert visit(cast.technician).get(f"/assessments/{uuid4()}/").status_code == 404
    assert visit(cast.technician).get("/assessments/7/").status_code == 404
    assert visit(cast.technician).put(path).status_code == 405
    with southby():
        stranger = southby_cast.technician
        client = visit(stranger, host="southby.localhost")
    assert client.get(path).status_code == 404


def test_list_groups_work_by_state_for_trainee_and_setter(cast, visit):
    for make in IN_STATE.values():
        make(cast)

    mine = visit(cast.technician).get("/assessments/")
    setters = visit(cast.trainer).get("/assessments/")

    assert [(title, len(rows)) for title, rows in mine.context["groups"]] == [
        ("To do", 2),
        ("With your supervisor", 1),
        ("Completed", 1),
        ("Withdrawn", 1),
    ]
    assert mine.status_code == setters.status_code == 200
    assert len(setters.context["set_by_me"]) == 5
    assert visit(cast.colleague).get("/assessments/").context["groups"] == []


@pytest.mark.parametrize("size", [1, 50])
def test_list_costs_the_same_for_one_and_fifty(cast, visit, django_assert_num_queries, size):
    for _ in range(size):
        set_work(cast)
    owner, setter = visit(cast.technician), visit(cast.trainer)
    for client in (owner, setter):
        client.get("/home/")

    with django_assert_num_queries(8):
        assert "Confocal microscope" in owner.get("/assessments/").content.decode()
    with django_assert_num_queries(10):
        assert "Confocal microscope" in setter.get("/assessments/").content.decode()
