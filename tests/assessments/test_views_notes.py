"""A scorer's own notes, and what changed since they last looked: nobody else's, ever."""

from uuid import uuid4

import pytest
from django.core import signing

from assessments import actions
from assessments.models import Assignment, Scorer
from people.middleware import SALT
from people.models import TrailEntry
from tests.assessments.work import IN_STATE, answer, set_work, submitted

SECRET = "Axolotl: ask about gain"


def notes_path(work):
    return f"{work.review_url}notes/"


def hand_in_again(work, scorer, **answers):
    actions.return_work(assignment=work, actor=scorer, once=uuid4(), reason="More")
    said = {int(number[1:]): actions.Answer(words, 4) for number, words in answers.items()}
    actions.save_answers(assignment=work, actor=work.owner, answers=said, response="")
    return actions.submit(assignment=work, actor=work.owner, once=uuid4())


@pytest.mark.parametrize("state", IN_STATE)
def test_notes_are_kept_in_every_state(cast, visit, state):
    work, client = IN_STATE[state](cast), visit(cast.supervisor)

    answered = client.post(notes_path(work), {"notes": SECRET, "changed": ""})

    assert (answered.status_code, answered.headers["Location"]) == (302, work.review_url)
    assert Scorer.objects.get(assignment=work, person=cast.supervisor).notes == SECRET
    assert SECRET in client.get(work.review_url).content.decode()
    assert SECRET in client.get(notes_path(work)).content.decode()


def test_notes_of_two_windows_are_both_shown(cast, visit):
    work, client = submitted(cast), visit(cast.supervisor)
    actions.save_notes(assignment=work, actor=cast.supervisor, notes="From the first window.")

    answered = client.post(notes_path(work), {"notes": SECRET, "changed": ""})

    page = answered.content.decode()
    assert answered.status_code == 409
    assert "From the first window." in page and SECRET in page
    kept = Scorer.objects.get(person=cast.supervisor)
    assert kept.notes == "From the first window." and kept.notes_token in page

    again = client.post(notes_path(work), {"notes": SECRET, "changed": kept.notes_token})
    kept.refresh_from_db()
    assert (again.status_code, kept.notes) == (302, SECRET)


def test_notes_too_long_are_refused_with_everything_typed(cast, visit):
    work = submitted(cast)

    answered = visit(cast.supervisor).post(notes_path(work), {"notes": "Long " * 5_000})

    assert answered.status_code == 422
    assert 'href="#id_notes"' in answered.content.decode() and "Long Long" in answered.content.decode()
    assert not Scorer.objects.exclude(notes="").exists()


def test_notes_typed_when_the_session_ended_come_back(cast, visit):
    work, client = submitted(cast), visit()
    writer = signing.dumps(str(cast.supervisor.uid), salt=SALT)

    asked = client.post(notes_path(work), {"notes": SECRET, "writer": writer, "changed": ""})
    client.force_login(cast.supervisor, backend="django.contrib.auth.backends.ModelBackend")

    assert asked.status_code == 302
    assert SECRET in client.get(notes_path(work)).content.decode()


@pytest.mark.parametrize(
    ("name", "code"),
    [("supervisor", 200), ("trainer", 200), ("technician", 403), ("colleague", 404), ("admin", 404)],
)
def test_notes_open_to_who_may_score(cast, visit, name, code):
    work, client = submitted(cast), visit(getattr(cast, name))

    assert client.get(notes_path(work)).status_code == code
    posted = client.post(notes_path(work), {"notes": "Forged", "changed": ""}).status_code
    assert posted == (302 if code == 200 else code)


def test_notes_leave_with_nothing(cast, visit):
    """Not the trainee's pages, another scorer's, a search, the API, a file of either, nor the trail."""
    work = submitted(cast)
    actions.save_notes(assignment=work, actor=cast.supervisor, notes=SECRET)
    owner, other, own = visit(cast.technician), visit(cast.trainer), visit(cast.supervisor)
    assert SECRET in own.get(work.review_url).content.decode()

    pages = [
        other.get(work.review_url),
        other.get(notes_path(work)),
        owner.get(work.get_absolute_url()),
        *(one.get(f"/search/?q={SECRET[:7]}") for one in (owner, other, own)),
        *(one.get("/api/v1/activities/") for one in (owner, own)),
        *(one.get("/activities/export.csv") for one in (owner, own)),
        own.get("/review/"),
    ]
    done = actions.complete(assignment=work, actor=cast.trainer, once=uuid4(), marks=all_fives(work))
    pages.append(owner.get(work.get_absolute_url()))

    assert {page.status_code for page in pages} == {200}
    for page in pages:
        said = page.getvalue() if page.streaming else page.content
        assert SECRET.encode() not in said, page.request["PATH_INFO"]
    assert SECRET not in str(done.transitions.last().marks) + str(done.submissions.get().snapshot)
    assert not any(SECRET in str(vars(row)) for row in TrailEntry.objects.all())


def all_fives(work):
    return actions.Marks(by_order={order: actions.Mark(5) for order in range(1, work.criteria.count() + 1)})


def test_looking_is_noted_once_and_by_those_who_score(cast, visit):
    work = submitted(cast)
    visit(cast.technician).get(work.get_absolute_url())
    visit(cast.supervisor).head(work.review_url)
    assert not Scorer.objects.exists()

    visit(cast.supervisor).get(work.review_url)
    visit(cast.supervisor).get(work.review_url)

    look = Scorer.objects.get()
    assert (look.person, look.seen_version, look.compared_version) == (cast.supervisor, 1, 0)


def test_changes_are_those_since_this_scorer_last_looked(cast, visit):
    work = submitted(cast)
    visit(cast.supervisor).get(work.review_url)
    hand_in_again(work, cast.trainer, n1="First answer, second version.")
    visit(cast.trainer).get(work.review_url)
    hand_in_again(work, cast.trainer, n2="Second answer, third version.")

    queues = {
        who: visit(who).get("/review/").context["rows"][0][1] for who in (cast.supervisor, cast.trainer)
    }
    screen = visit(cast.supervisor).get(work.review_url)
    again = visit(cast.supervisor).get(work.review_url)
    trainers = visit(cast.trainer).get(work.review_url)

    assert queues == {cast.supervisor: 2, cast.trainer: 1}
    assert [bool(row["change"]) for row in screen.context["rows"]] == [True, True, False]
    assert "2 answers have changed since you last looked, at version 1" in screen.content.decode()
    assert [bool(row["change"]) for row in again.context["rows"]] == [True, True, False]
    assert [bool(row["change"]) for row in trainers.context["rows"]] == [False, True, False]


def test_who_has_never_looked_is_shown_the_version_before(cast, visit):
    work = submitted(cast)
    hand_in_again(work, cast.trainer, n1="First answer, second version.")

    page = visit(cast.supervisor).get(work.review_url).content.decode()

    assert "1 answer has changed since version 1" in page


def test_unsubmitted_work_is_not_noted_as_seen(cast, visit):
    work = answer(set_work(cast))

    assert visit(cast.supervisor).get(work.review_url).status_code == 200
    assert not Scorer.objects.exists()
    assert Assignment.objects.get(pk=work.pk).version == 0
