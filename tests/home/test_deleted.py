"""`/home/deleted/`: everything one has deleted, with its way back, and nobody else's."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activities.models import Activity
from home.deleted import KINDS, deleted_by
from plans.actions import delete_goal
from sharing.actions import delete_item
from tests import things
from tests.plans.samples import make_goal, make_plan
from tests.tellers import Teller


@pytest.fixture
def gone(cast):
    """One of each kind, deleted."""
    person, tell = cast.technician, Teller(cast)
    goal = make_goal(make_plan(person))
    items = [
        tell.activity(person, title="Autoclave lessons"),
        things.entry(cast),
        things.link(cast),
        make_plan(person, 2025),
        things.application(cast),
        things.collection(cast),
    ]
    for item in items:
        delete_item(item=item, actor=person)
    delete_goal(goal=goal, actor=person)
    return [*items, goal]


def test_every_kind_is_listed_and_comes_back(cast, visit, gone):
    client = visit(cast.technician)
    listed = deleted_by(cast.technician)

    assert {one.kind for one in listed} == {kind for kind, _, _ in KINDS}
    for one in listed:
        client.post(one.restore_url)

    assert deleted_by(cast.technician) == []
    assert "Nothing deleted" in client.get("/home/deleted/").content.decode()


def test_sealed_words_are_not_listed(cast, visit):
    activity = Teller(cast).activity(cast.technician, title="Quixoflax", sealed=True)
    delete_item(item=activity, actor=cast.technician)

    page = visit(cast.technician).get("/home/deleted/").content.decode()

    assert "Sealed activity" in page and "Quixoflax" not in page


@pytest.mark.parametrize("who", ["colleague", "supervisor", "admin"])
def test_nobody_finds_anothers(cast, visit, gone, who):
    page = visit(getattr(cast, who)).get("/home/deleted/").content.decode()

    assert "Nothing deleted" in page and "Autoclave lessons" not in page


def test_after_thirty_days_it_is_gone(cast):
    activity = Teller(cast).activity(cast.technician)
    Activity.objects.filter(pk=activity.pk).update(deleted_at=timezone.now() - timedelta(days=31))

    assert deleted_by(cast.technician) == []


@pytest.mark.parametrize("many", [1, 50])
def test_list_asks_once_for_each_kind(cast, visit, django_assert_num_queries, many):
    tell = Teller(cast)
    for _ in range(many):
        delete_item(item=tell.activity(cast.technician), actor=cast.technician)
    client = visit(cast.technician)
    client.get("/home/deleted/")

    with django_assert_num_queries(12):
        client.get("/home/deleted/")
