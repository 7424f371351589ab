"""What is typed goes to the server while it is typed: by the rules of the Save buttons; two windows are told apart."""

from decimal import Decimal
from uuid import uuid4

import pytest

from assessments import actions
from assessments.models import Assignment, Scorer
from notices.models import Notice
from people.models import TrailEntry
from tests.assessments.test_views_review import MARKS, more_technicians
from tests.assessments.work import IN_STATE, answer, make_template, marks, set_work, submitted

ANSWERS = {"response-1": "I wait twenty minutes.", "self_score-1": "4", "general_response": "All of it."}


def mine(work):
    return f"{work.get_absolute_url()}save/"


def theirs(work):
    return f"{work.review_url}save/"


def notes(work):
    return f"{work.review_url}notes/save/"


def test_answers_are_kept_and_their_token_moves_on(cast, visit):
    work, client = set_work(cast), visit(cast.technician)

    first = client.post(mine(work), ANSWERS | {"changed": ""}).json()
    second = client.post(mine(work), ANSWERS | {"response-1": "Longer.", "changed": first["changed"]})
    stale = client.post(mine(work), ANSWERS | {"response-1": "Another tab.", "changed": first["changed"]})
    by_button = {"response-2": "By the button.", "changed": second.json()["changed"]}
    saved = client.post(work.get_absolute_url(), by_button)

    assert (second.status_code, stale.status_code, saved.status_code) == (200, 409, 302)
    assert first["saved"].startswith("Draft saved ")
    kept = list(work.criteria.values_list("response", "self_score"))
    assert kept == [("Longer.", 4), ("By the button.", None), ("", None)]
    assert not Notice.objects.filter(recipient=cast.supervisor, kind="assessment_submitted").exists()


def test_marks_are_kept_with_what_they_come_to(cast, visit):
    work = submitted(cast, template=make_template(cast.trainer, pass_kind="points", pass_mark=Decimal(16)))
    shown = MARKS | {"changed": work.marks_token, "digest": work.submission_hash, "reason": "Not kept"}

    kept = visit(cast.supervisor).post(theirs(work), shown)
    stale = visit(cast.trainer).post(theirs(work), shown)

    assert (kept.status_code, stale.status_code) == (200, 409)
    assert kept.json()["outcome"] == "15 of 20: not passed, 16 needed"
    work.refresh_from_db()
    assert (work.state, work.draft_feedback, kept.json()["changed"]) == (
        "submitted",
        "Nearly there.",
        work.marks_token,
    )
    assert list(work.criteria.values_list("draft_score", "score")) == [(5, None), (0, None), (10, None)]


def test_marks_on_a_version_that_has_been_replaced_are_not_kept(cast, visit):
    work = submitted(cast)
    shown = MARKS | {"changed": work.marks_token, "digest": work.submission_hash}
    actions.return_work(assignment=work, actor=cast.trainer, once=uuid4(), reason="More")
    actions.submit(assignment=answer(work, words="Anew."), actor=work.owner, once=uuid4())

    assert visit(cast.supervisor).post(theirs(work), shown).status_code == 409
    assert not work.criteria.exclude(draft_score=None).exists()


def test_notes_are_kept_and_two_windows_told_apart(cast, visit):
    work, client = submitted(cast), visit(cast.supervisor)

    first = client.post(notes(work), {"notes": "Ask.", "changed": ""})
    stale = client.post(notes(work), {"notes": "Other tab.", "changed": ""})

    assert (first.status_code, stale.status_code) == (200, 409)
    kept = Scorer.objects.get()
    assert (kept.notes, kept.notes_token) == ("Ask.", first.json()["changed"])


@pytest.mark.parametrize("state", ["submitted", "completed", "withdrawn"])
def test_locked_answers_are_not_kept(cast, visit, state):
    work = IN_STATE[state](cast)
    before = list(work.criteria.values_list("response", flat=True))

    assert visit(cast.technician).post(mine(work), ANSWERS).status_code == 409
    assert list(work.criteria.values_list("response", flat=True)) == before


@pytest.mark.parametrize(
    ("side", "fields", "field"),
    [
        ("technician", {"self_score-1": "6"}, "self_score-1"),
        ("supervisor", {"score-1": "six"}, "score-1"),
        ("supervisor", {"notes": "x" * 20_001}, "notes"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_kept(cast, visit, side, fields, field):
    work = submitted(cast) if side == "supervisor" else set_work(cast)
    path = notes(work) if field == "notes" else {"technician": mine, "supervisor": theirs}[side](work)

    refused = visit(getattr(cast, side)).post(path, fields)

    assert refused.status_code == 422
    assert [one["field"] for one in refused.json()["errors"]] == [field]
    assert not work.criteria.exclude(draft_score=None).exists()
    assert not Scorer.objects.exists()


LADDER = {
    "technician": (200, 403, 403),
    "supervisor": (403, 409, 200),
    "trainer": (403, 409, 200),
    "colleague": (404, 404, 404),
    "other_supervisor": (404, 404, 404),
    "admin": (404, 404, 404),
    "editor": (404, 404, 404),
}


@pytest.mark.parametrize(("name", "codes"), LADDER.items())
def test_each_side_saves_its_own(cast, visit, name, codes):
    """The work is open, so that there is nothing to score yet."""
    work, client = set_work(cast), visit(getattr(cast, name))
    fields = ANSWERS | MARKS | {"notes": "Mine"}

    assert tuple(client.post(path(work), fields).status_code for path in (mine, theirs, notes)) == codes
    assert {client.get(path(work)).status_code for path in (mine, theirs, notes)} == {405}
    assert visit().post(mine(work), fields).status_code == 302
    assert Assignment.objects.get(pk=work.pk).draft_feedback == ""


def test_one_sitting_leaves_one_line_in_the_trail(cast, visit):
    work, client = set_work(cast), visit(cast.technician)

    token = ""
    for words in ("I", "I wait", "I wait twenty"):
        token = client.post(mine(work), {"response-1": words, "changed": token}).json()["changed"]
    client.post(mine(work), {"response-2": "Another box", "changed": token})

    rows = TrailEntry.objects.filter(object_uid=work.uid, verb="saved answers").order_by("pk")
    assert [row.fields for row in rows] == [["response-1"], ["response-2"]]


def test_trail_has_a_new_line_once_somebody_else_did_something(cast):
    work = submitted(cast)
    for scorer, score in (
        (cast.supervisor, 1),
        (cast.supervisor, 2),
        (cast.trainer, 3),
        (cast.supervisor, 4),
    ):
        actions.save_marks(assignment=work, actor=scorer, marks=marks(work, score=score))

    rows = TrailEntry.objects.filter(object_uid=work.uid, verb="drafted scores").order_by("pk")
    assert [row.actor for row in rows] == [cast.supervisor, cast.trainer, cast.supervisor]


@pytest.mark.parametrize("size", [1, 50])
def test_autosaved_marks_cost_the_same_for_one_and_fifty(cast, visit, django_assert_num_queries, size):
    template = make_template(cast.trainer)
    for person in more_technicians(cast, size):
        work = submitted(cast, template=template, person=person)
    client = visit(cast.trainer)
    client.get(work.review_url)
    shown = MARKS | {"changed": work.marks_token, "digest": work.submission_hash}

    with django_assert_num_queries(15):
        answered = client.post(theirs(work), shown)

    assert answered.status_code == 200
