"""Two windows on one piece: what each changed is kept; what both changed is asked."""

import pytest

from evidence.models import Evidence
from tests import things
from tests.activities.test_activity_merging import sent


@pytest.fixture
def two(cast, visit):
    piece = things.link(cast)
    Evidence.objects.update(title="Notes", folder="", tags=["laser"])
    client = visit(cast.technician)
    form = sent(client.get(f"/evidence/{piece.uid}/about/").context["form"])
    return client, f"/evidence/{piece.uid}/about/", form


def stored() -> tuple[str, str, list[str]]:
    piece = Evidence.objects.get()
    return piece.title, piece.folder, piece.tags


def test_each_window_keeps_what_it_changed(two):
    client, address, form = two
    client.post(address, form | {"folder": "Courses", "tags": "laser, safety"})

    page = client.post(address, form | {"title": "Notes of the day"}, follow=True).content.decode()

    assert stored() == ("Notes of the day", "Courses", ["laser", "safety"])
    assert "both changes were kept. Yours: what it shows. The other’s: folder, tags." in page


@pytest.mark.parametrize(
    ("choice", "kept"),
    [("mine", ["laser", "desk"]), ("theirs", ["laser", "phone"]), ("both", ["laser", "phone", "desk"])],
    ids=["mine", "theirs", "both"],
)
def test_what_both_changed_is_asked_and_each_choice_is_saved(two, choice, kept):
    client, address, form = two
    client.post(address, form | {"folder": "Courses", "tags": "laser, phone"})

    answer = client.post(address, form | {"title": "Desk", "tags": "laser, desk"})

    assert answer.status_code == 409
    assert [row["name"] for row in answer.context["conflict"]] == ["keep_tags"]
    assert stored() == ("Notes", "Courses", ["laser", "phone"])
    again = sent(answer.context["form"])
    assert (again["title"], again["folder"], again["tags"]) == ("Desk", "Courses", "laser, desk")
    client.post(address, again | {"keep_tags": choice})
    assert stored() == ("Desk", "Courses", kept)


def test_refused_form_keeps_the_version_it_began_with(two):
    client, address, form = two
    client.post(address, form | {"folder": "Courses"})

    refused = client.post(address, form | {"title": ""})
    assert refused.status_code == 422
    client.post(address, sent(refused.context["form"]) | {"title": "Desk"})

    assert stored() == ("Desk", "Courses", ["laser"])
