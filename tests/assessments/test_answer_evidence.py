"""Evidence on answers: the trainee's alone while a draft, the scorers' as handed in, nobody else's ever."""

from uuid import uuid4

import pytest

from assessments import actions
from assessments.models import Assignment
from evidence import actions as evidence
from evidence.models import Attachment
from tests.assessments.work import answer, returned, set_work, submitted


def piece(owner, title="Bead slide"):
    return evidence.add_link(owner=owner, url="https://example.org/beads", title=title)


def attach(work, *pieces, number=1):
    return actions.attach_evidence(assignment=work, actor=work.owner, number=number, pieces=pieces)


def opens(visit, person, one):
    return visit(person).get(one.get_absolute_url()).status_code


def test_evidence_of_a_draft_is_unseen_until_it_is_submitted(cast, visit):
    work, one = answer(set_work(cast)), piece(cast.technician)
    attach(work, one)

    before = {
        name: opens(visit, getattr(cast, name), one) for name in ("technician", "supervisor", "trainer")
    }
    actions.submit(assignment=work, actor=work.owner, once=uuid4())
    after = {
        name: opens(visit, getattr(cast, name), one)
        for name in ("technician", "supervisor", "trainer", "colleague", "other_supervisor", "admin")
    }

    assert before == {"technician": 302, "supervisor": 404, "trainer": 404}
    assert after == {
        "technician": 302,
        "supervisor": 302,
        "trainer": 302,
        "colleague": 404,
        "other_supervisor": 404,
        "admin": 404,
    }


def test_evidence_added_after_a_return_is_unseen_until_the_next_version(cast, visit):
    work, one = returned(cast), piece(cast.technician)
    attach(work, one)

    assert opens(visit, cast.supervisor, one) == 404
    actions.submit(assignment=work, actor=work.owner, once=uuid4())
    assert opens(visit, cast.supervisor, one) == 302
    screen = visit(cast.supervisor).get(work.review_url)
    assert [bool(row["change"] and row["change"].evidence_changed) for row in screen.context["rows"]] == [
        True,
        False,
        False,
    ]
    assert "Bead slide" in screen.content.decode()


def test_submission_freezes_the_evidence_and_hashes_it(cast):
    work, one = answer(set_work(cast)), piece(cast.technician)
    attach(work, one)
    attach(work, one, number=0)

    done = actions.submit(assignment=work, actor=work.owner, once=uuid4())

    frozen = done.submissions.get().snapshot
    assert [row["title"] for row in frozen["criteria"][0]["evidence"]] == ["Bead slide"]
    assert [row["uid"] for row in frozen["evidence"]] == [str(one.uid)]
    assert Attachment.objects.filter(kind="submission").count() == 1


@pytest.mark.parametrize("number", [0, 2])
def test_evidence_is_added_and_taken_off_on_screen(cast, visit, number):
    work = set_work(cast)
    path, client = f"{work.get_absolute_url()}evidence/{number}/", visit(cast.technician)

    added = client.post(path, {"evidence_link": "https://example.org/z", "evidence_title": "Z-stack"})
    page = client.get(work.get_absolute_url()).content.decode()
    client.post(path, {})

    assert added.status_code == 302 and "Z-stack" in page
    assert not Attachment.objects.exists()


def test_button_for_evidence_saves_the_draft_first(cast, visit):
    work = set_work(cast)

    asked = visit(cast.technician).post(work.get_absolute_url(), {"response-1": "Typed.", "evidence": "1"})

    assert asked.url == f"{work.get_absolute_url()}evidence/1/"
    assert work.criteria.get(order=1).response == "Typed."


def test_evidence_of_somebody_else_is_refused(cast, visit):
    work, theirs = set_work(cast), piece(cast.colleague)

    answered = visit(cast.technician).post(f"{work.get_absolute_url()}evidence/1/", {"pieces": [theirs.uid]})

    assert answered.status_code == 422
    with pytest.raises(evidence.UnknownEvidence):
        attach(work, theirs)
    assert not Attachment.objects.exists()


def test_evidence_cannot_change_once_submitted(cast, visit):
    work, one = submitted(cast), piece(cast.technician)

    answered = visit(cast.technician).post(f"{work.get_absolute_url()}evidence/1/", {"pieces": [one.uid]})

    assert answered.status_code == 302
    assert not Attachment.objects.exists()
    assert Assignment.objects.get(pk=work.pk).submission_hash == work.submission_hash


@pytest.mark.parametrize(
    ("name", "code"),
    [("technician", 200), ("supervisor", 403), ("trainer", 403), ("colleague", 404), ("admin", 404)],
)
def test_evidence_page_is_the_trainees(cast, visit, name, code):
    work = set_work(cast)
    client = visit(getattr(cast, name))

    assert client.get(f"{work.get_absolute_url()}evidence/1/").status_code == code
    assert client.get(f"{work.get_absolute_url()}evidence/9/").status_code == (404 if code == 200 else code)
