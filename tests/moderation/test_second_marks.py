"""Second marks: who may ask and give them, what each side sees of the other's, and that the work stays as it was."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from assessments import actions as assessments
from assessments.models import Assignment, Transition
from evidence import actions as evidence
from evidence.models import Evidence
from moderation import actions, queries
from moderation.models import SecondMark
from notices.models import Notice
from people import actions as people
from people.permissions import can
from tests.assessments import work as assessed
from tests.moderation import samples

FIRST = "Quince feedback of the first"


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def posted(mark: SecondMark, *scores, **more) -> dict:
    """What the marker's form sends."""
    mark = SecondMark.objects.select_related("assignment").get(pk=mark.pk)
    fields = {f"score-{n}": score for n, score in enumerate(scores, start=1)}
    fields |= {f"feedback-{n}": f"Note {n}" for n in range(1, len(scores) + 1)}
    keys = {
        "once": str(uuid4()),
        "changed": mark.changed_token,
        "digest": mark.assignment.submission_hash,
        "overall_feedback": "In all, sound.",
    }
    return fields | keys | more


def scores_of(mark: SecondMark) -> list[int]:
    return [mark.marks[str(one.uid)]["score"] for one in mark.assignment.criteria.all()]


def test_marker_sees_the_frozen_submission_and_is_told(cast, visit):
    mark = samples.asked(cast)
    Assignment.objects.filter(pk=mark.assignment_id).update(response="Unfrozen afterthought")

    body = page(visit(cast.other_trainer), mark.get_absolute_url())

    assert "I wait for the lasers. (1)" in body
    assert "Unfrozen afterthought" not in body
    assert "Keep the detector safe" in body
    (notice,) = Notice.objects.filter(kind="second_mark_asked")
    assert (notice.recipient, notice.actor) == (cast.other_trainer, None)
    assert notice.path == mark.get_absolute_url()


def test_blind_marker_sees_nothing_of_the_first_marks_nor_by_whom(cast, visit):
    mark = samples.asked(cast)
    work = mark.assignment
    assessments.save_marks(
        assignment=work, actor=cast.supervisor, marks=assessed.marks(work, score=1, feedback=FIRST)
    )
    client = visit(cast.other_trainer)
    bodies = [page(client, mark.get_absolute_url()), page(client, "/moderation/")]
    assessments.complete(assignment=work, actor=cast.supervisor, once=uuid4())
    bodies.append(page(client, mark.get_absolute_url()))

    for body in bodies:
        assert FIRST not in body
        assert "Nearly there." not in body
        assert str(cast.supervisor) not in body
        assert str(cast.trainer) not in body
    assert client.get(work.review_url).status_code == 404
    assert client.get(f"/moderation/marks/{mark.uid}/compare/").status_code == 403


def test_marker_opens_the_frozen_evidence_and_no_other_file(cast, visit):
    work = assessed.answer(assessed.set_work(cast))
    frozen, later, loose = (
        evidence.add_link(owner=cast.technician, url=f"https://example.org/{name}", title=name)
        for name in ("frozen", "later", "loose")
    )
    assessments.attach_evidence(assignment=work, actor=cast.technician, number=1, pieces=[frozen])
    work = assessments.submit(assignment=work, actor=cast.technician, once=uuid4())
    mark = samples.asked(cast, made=work)
    client = visit(cast.other_trainer)

    assert [client.get(one.get_absolute_url()).status_code for one in (frozen, later, loose)] == [
        302,
        404,
        404,
    ]

    assessments.return_work(assignment=work, actor=cast.supervisor, once=uuid4(), reason="More.")
    assessments.attach_evidence(assignment=work, actor=cast.technician, number=1, pieces=[later])
    seen = Evidence.objects.visible_to(cast.other_trainer)
    assert set(seen) == {frozen}
    assessments.submit(assignment=work, actor=cast.technician, once=uuid4())
    assert set(seen.all()) == {later}
    actions.withdraw_second(mark=mark, actor=cast.trainer)
    assert not seen.all().exists()


def test_draft_is_kept_and_nobody_else_sees_it(cast, visit):
    mark = samples.asked(cast, blind=False)
    client = visit(cast.other_trainer)

    answer = client.post(mark.get_absolute_url(), posted(mark, 4, "", "", save="yes"))

    assert answer.status_code == 302
    mark.refresh_from_db()
    assert mark.done_at is None
    assert "Note 1" in page(client, mark.get_absolute_url())
    for person in (cast.trainer, cast.supervisor):
        assert "Note 1" not in page(visit(person), mark.assignment.review_url)
        assert not can(person, "moderation.compare_mark", mark)


def test_finished_once_signed_by_the_version_and_kept(cast, visit):
    mark = samples.asked(cast)
    client = visit(cast.other_trainer)
    sent = posted(mark, 5, 0, 7, finish="yes")

    answers = [client.post(mark.get_absolute_url(), sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    mark.refresh_from_db()
    assert (mark.version, mark.digest) == (1, mark.assignment.submission_hash)
    assert scores_of(mark) == [5, 0, 7]
    assert Notice.objects.filter(kind="second_mark_done", recipient=cast.trainer).count() == 1
    other = client.post(mark.get_absolute_url(), posted(mark, 1, 1, 1, finish="yes"))
    assert other.status_code == 409
    assert "finished this second mark already" in other.content.decode()
    assert "Note 1" in other.content.decode()


def test_missing_score_is_422_beside_its_field_and_everything_typed_is_kept(cast, visit):
    mark = samples.asked(cast)

    answer = visit(cast.other_trainer).post(mark.get_absolute_url(), posted(mark, 5, "", 7, finish="yes"))

    body = answer.content.decode()
    assert answer.status_code == 422
    assert "Give a score for Keep the detector safe before you finish." in body
    assert "Note 2" in body
    mark.refresh_from_db()
    assert (mark.done_at, mark.marks) == (None, {})


@pytest.mark.parametrize("score", ["6", "-1", "two"])
def test_score_out_of_bounds_is_422(cast, visit, score):
    mark = samples.asked(cast)

    answer = visit(cast.other_trainer).post(mark.get_absolute_url(), posted(mark, score, 1, 1, save="yes"))

    assert answer.status_code == 422
    assert "Choose a score from 0 to 5." in answer.content.decode()


def test_newer_version_is_a_409_with_what_was_typed_and_the_newer_answers(cast, visit):
    mark = samples.asked(cast)
    sent = posted(mark, 5, 4, 7, finish="yes")
    work = assessments.return_work(
        assignment=mark.assignment, actor=cast.supervisor, once=uuid4(), reason="More, please."
    )
    client = visit(cast.other_trainer)
    waiting = client.post(mark.get_absolute_url(), sent)
    assessed.answer(work, words="I check the interlock")
    assessments.submit(assignment=work, actor=cast.technician, once=uuid4())

    answer = client.post(mark.get_absolute_url(), sent)

    assert waiting.status_code == 409
    assert "This assessment is returned now." in waiting.content.decode()
    body = answer.content.decode()
    assert answer.status_code == 409
    assert "I check the interlock (1)" in body
    assert "Note 1" in body
    mark.refresh_from_db()
    assert mark.done_at is None
    assert client.post(mark.get_absolute_url(), posted(mark, 5, 4, 7, finish="yes")).status_code == 302
    mark.refresh_from_db()
    assert mark.version == 2


def test_two_windows_are_shown_both_versions(cast, visit):
    mark = samples.asked(cast)
    client = visit(cast.other_trainer)
    first, second = posted(mark, 5, 4, 7, save="yes"), posted(mark, 1, 4, 7, save="yes")

    client.post(mark.get_absolute_url(), first)
    answer = client.post(mark.get_absolute_url(), second)

    assert answer.status_code == 409
    assert "Stored now" in answer.content.decode()
    mark.refresh_from_db()
    assert scores_of(mark) == [5, 4, 7]


@pytest.mark.parametrize("who", ["trainer", "supervisor"])
def test_scorers_see_blind_marks_once_done_and_completed(cast, visit, who):
    mark = samples.given(cast, 5, 4, 6)
    client = visit(getattr(cast, who))

    before = page(client, mark.assignment.review_url)
    hidden = client.get(f"/moderation/marks/{mark.uid}/compare/").status_code
    samples.complete(mark, cast)
    after = page(client, mark.assignment.review_url)
    comparing = page(client, f"/moderation/marks/{mark.uid}/compare/")

    assert "You see the marks once this work is completed." in before
    assert (str(cast.other_trainer) in before) == (who == "trainer")
    assert hidden == 403
    for shown in (before, after, comparing):
        assert ("Say which laser first." in shown) == (shown is comparing)
    assert "First and second marks" in after
    assert str(cast.other_trainer) in after
    assert "+6" in after
    assert "at most one point apart on 1" in after


def test_scorers_see_an_open_second_mark_as_soon_as_it_is_done(cast, visit):
    mark = samples.asked(cast, marker=cast.supervisor, blind=False)
    client = visit(cast.trainer)
    assessments.save_marks(
        assignment=mark.assignment, actor=cast.trainer, marks=assessed.marks(mark.assignment)
    )
    before = page(client, mark.assignment.review_url)
    actions.finish_second(mark=mark, actor=cast.supervisor, once=uuid4(), marks=samples.marks(mark))

    assert "First and second marks" not in before
    assert "First and second marks" in page(client, mark.assignment.review_url)


def test_reopened_work_keeps_comparing_the_version_that_was_marked_twice(cast):
    mark = samples.given(cast, 5, 4, 6)
    work = samples.complete(mark, cast)
    assessments.return_work(assignment=work, actor=cast.supervisor, once=uuid4(), reason="We differ.")

    (held,) = queries.double_marked(cast.trainer)
    found = queries.compared(held)

    assert (found.first_total, found.second_total, found.gap) == (9, 15, 6)


def test_trainee_sees_nothing_and_the_work_stays_as_it_was(cast, visit):
    made = assessed.submitted(cast)
    told = Notice.objects.filter(recipient=cast.technician).count()
    moves = Transition.objects.filter(assignment=made).count()
    mark = samples.given(cast, made=made)
    client = visit(cast.technician)

    assert client.get(mark.get_absolute_url()).status_code == 404
    assert client.get("/moderation/").status_code == 403
    assert "second" not in page(client, made.get_absolute_url()).lower()
    assert Notice.objects.filter(recipient=cast.technician).count() == told
    stored = Assignment.objects.get(pk=made.pk)
    assert (stored.state, stored.marked_at, stored.draft_feedback) == ("submitted", None, "")
    assert Transition.objects.filter(assignment=made).count() == moves


ODD = {
    "technician": "cannot mark their own work",
    "trainer": "Nobody asks themselves",
    "engineer": "neither a trainer nor a supervisor",
    "other_supervisor": "neither a trainer nor a supervisor",
    "admin": "neither a trainer nor a supervisor",
}


@pytest.mark.parametrize("who", ODD)
def test_who_cannot_be_asked(cast, visit, who):
    work = assessed.submitted(cast)

    with pytest.raises(assessments.Refused) as refusal:
        samples.asked(cast, marker=getattr(cast, who), made=work)
    answer = visit(cast.trainer).post(
        f"/moderation/ask/{work.uid}/", {"marker": getattr(cast, who).uid, "blind": "on", "once": uuid4()}
    )

    assert ODD[who] in refusal.value.errors["marker"]
    assert answer.status_code == 422
    assert not SecondMark.objects.exists()


def test_whoever_marked_first_is_not_asked_and_a_scorer_not_blind(cast):
    work = assessed.submitted(cast)
    with pytest.raises(assessments.Refused, match="would see the first marks"):
        samples.asked(cast, marker=cast.supervisor, made=work, blind=True)
    samples.asked(cast, marker=cast.supervisor, made=work, blind=False)
    with pytest.raises(assessments.Refused, match="was asked already"):
        samples.asked(cast, marker=cast.supervisor, made=work, blind=False)
    other = assessed.submitted(cast, person=cast.engineer)
    assessments.save_marks(assignment=other, actor=cast.supervisor, marks=assessed.marks(other))
    with pytest.raises(assessments.Refused, match="marked it first"):
        samples.asked(cast, marker=cast.supervisor, made=other, blind=False)
    other.refresh_from_db()
    assert cast.supervisor not in queries.may_mark(other, cast.trainer)


@pytest.mark.parametrize("who", ["other_trainer", "other_supervisor", "technician", "admin"])
def test_who_may_not_ask(cast, who):
    with pytest.raises(PermissionDenied):
        actions.ask_second(
            assignment=assessed.submitted(cast),
            actor=getattr(cast, who),
            once=uuid4(),
            marker=cast.other_trainer,
            blind=True,
        )


def test_asked_once_by_one_form_and_only_for_work_handed_in(cast, visit):
    work = assessed.set_work(cast)
    client = visit(cast.trainer)
    sent = {"marker": cast.other_trainer.uid, "blind": "on", "once": str(uuid4())}
    early = client.post(f"/moderation/ask/{work.uid}/", sent)
    assessments.submit(assignment=assessed.answer(work), actor=cast.technician, once=uuid4())

    answers = [client.post(f"/moderation/ask/{work.uid}/", sent) for _ in range(2)]

    assert early.status_code == 302
    assert [answer.status_code for answer in answers] == [302, 302]
    mark = SecondMark.objects.get()
    assert (mark.blind, mark.marker, mark.asked_by) == (True, cast.other_trainer, cast.trainer)


def test_request_is_taken_back_once_and_closes_the_work_to_the_marker(cast, visit):
    mark = samples.asked(cast)
    client, marker = visit(cast.trainer), visit(cast.other_trainer)
    asks = page(client, f"/moderation/marks/{mark.uid}/withdraw/")

    answers = [client.post(f"/moderation/marks/{mark.uid}/withdraw/") for _ in range(2)]

    assert "Take this request back?" in asks
    assert [answer.status_code for answer in answers] == [302, 302]
    led = marker.get(mark.get_absolute_url(), follow=True)
    assert "This second mark is asked for no more." in led.content.decode()
    assert visit(cast.other_supervisor).get(mark.get_absolute_url()).status_code == 404
    assert samples.asked(cast, made=mark.assignment).pk != mark.pk


def test_done_one_is_not_taken_back(cast):
    with pytest.raises(actions.NotNow):
        actions.withdraw_second(mark=samples.given(cast), actor=cast.trainer)


def test_marker_who_is_no_trainer_any_more_opens_nothing(cast, visit):
    mark = samples.asked(cast)

    people.end_role(person=cast.other_trainer, role="trainer", actor=cast.admin)

    assert visit(cast.other_trainer).get(mark.get_absolute_url()).status_code in (403, 404)
    with pytest.raises(PermissionDenied):
        actions.save_second(
            mark=mark,
            actor=type(cast.other_trainer).objects.get(pk=cast.other_trainer.pk),
            marks=samples.marks(mark),
        )


def test_trainer_notes_what_was_agreed_and_nobody_else(cast, visit):
    mark = samples.given(cast)
    samples.complete(mark, cast)
    address = f"/moderation/marks/{mark.uid}/compare/"
    client = visit(cast.trainer)

    first = client.post(address, {"agreed": "We settle on 4 for the detector.", "changed": ""})
    stale = client.post(address, {"agreed": "Something else", "changed": ""})

    assert first.status_code == 302
    assert stale.status_code == 409
    assert "Something else" in stale.content.decode()
    mark.refresh_from_db()
    assert (mark.agreed, mark.agreed_by) == ("We settle on 4 for the detector.", cast.trainer)
    supervisor = visit(cast.supervisor)
    assert "We settle on 4" in page(supervisor, address)
    assert supervisor.post(address, {"agreed": "Mine"}).status_code == 403
    assert Assignment.objects.get(pk=mark.assignment_id).total == 9


def test_supervisor_who_set_the_work_notes_what_was_agreed(cast, visit):
    work = assessed.submitted(cast)
    Assignment.objects.filter(pk=work.pk).update(set_by=cast.supervisor)
    mark = samples.given(cast, made=Assignment.objects.get(pk=work.pk), asker=cast.supervisor)
    samples.complete(mark, cast)

    sent = {"agreed": "We settle on 4.", "changed": ""}
    answer = visit(cast.supervisor).post(f"/moderation/marks/{mark.uid}/compare/", sent)

    assert answer.status_code == 302
    mark.refresh_from_db()
    assert (mark.agreed, mark.agreed_by) == ("We settle on 4.", cast.supervisor)


def test_review_queue_shows_the_second_marks_to_give_while_they_can_be_given(cast, visit):
    mark = samples.asked(cast)
    client = visit(cast.other_trainer)
    assert mark.get_absolute_url() in page(client, "/review/")
    assert mark.get_absolute_url() not in page(visit(cast.trainer), "/review/")

    work = mark.assignment
    assessments.return_work(
        assignment=work, actor=cast.supervisor, once=uuid4(), reason="More.", marks=assessed.marks(work)
    )

    assert mark.get_absolute_url() not in page(client, "/review/")


def test_overview_has_the_largest_gap_first_with_a_summary(cast, visit):
    for scores in ((3, 3, 4), (5, 5, 10), (3, 3, 3)):
        samples.complete(samples.given(cast, *scores), cast)

    answer = visit(cast.trainer).get("/moderation/")

    assert [found.gap for _, found in answer.context["page"]] == [11, 1, 0]
    assert answer.context["summary"].pieces == 3
    assert str(answer.context["summary"].mean_gap) == "4.0"


@pytest.mark.parametrize("count", [1, 50])
def test_overview_takes_the_same_queries_at_one_and_at_fifty(cast, visit, django_assert_num_queries, count):
    mark = samples.given(cast)
    samples.complete(mark, cast)
    samples.again(mark, count - 1)
    samples.again(samples.asked(cast, made=assessed.submitted(cast, person=cast.engineer)), count - 1)
    trainer, marker = visit(cast.trainer), visit(cast.other_trainer)
    trainer.get("/moderation/"), marker.get("/moderation/")

    with django_assert_num_queries(11):
        assert len(trainer.get("/moderation/").context["page"]) == count
    with django_assert_num_queries(10):
        assert len(marker.get("/moderation/").context["asked"]) == count
