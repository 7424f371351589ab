"""One's own things in the order of their days."""

import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone

from activities import actions as activities
from journals.models import Entry
from people.models import User
from portfolios.timeline import PAGE, Place, Wanted, timeline
from sharing.actions import delete_item
from tests import things
from tests.journals.samples import write
from tests.signoffs.samples import asked_by_link

HERE = "/webfolio/timeline/"


@pytest.fixture
def lived(cast) -> User:
    """A technician with something of every kind, sealed and planned ones among it."""
    activity = things.activity(
        cast, title="Laser course", tags=["laser"], start_date=date(2026, 3, 1), end_date=date(2026, 3, 2)
    )
    activities.verify_activity(
        activity=activity, actor=cast.supervisor, points=None, note="", once=uuid.uuid4(), changed=activity.changed_token
    )  # fmt: skip
    things.activity(cast, title="Zebrafish secret", sealed=True)
    things.activity(cast, title="Going there", planned=True)
    write(cast.technician, title="Words of March", tags=["laser"], date=date(2026, 3, 1))
    write(cast.technician, title="", body="", publish=False, date=date(2025, 2, 1))
    things.assignment(cast)
    asked_by_link(activity)
    write(cast.engineer, title="Of the engineer")
    return cast.technician


def titles(person: User, **wanted) -> set[str]:
    return {row.title for row in timeline(person, Wanted(**wanted))[0]}


def test_every_kind_is_there_and_nobody_elses(lived, visit):
    rows, goes_on = timeline(lived, Wanted())
    page = visit(lived).get(HERE).content.decode()

    assert {row.kind for row in rows} == {"entry", "activity", "assessment", "signoff"}
    assert not goes_on
    assert [row.day for row in rows] == sorted((row.day for row in rows), reverse=True)
    assert "Of the engineer" not in page
    assert "Zebrafish" not in page
    for shown in (
        "Sealed activity",
        "Untitled draft",
        "verified “Laser course”",
        "March 2026",
        "February 2025",
    ):
        assert shown in page
    for row in rows:
        assert visit(lived).get(row.url).status_code == 200


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"tag": "laser"}, {"Laser course", "Words of March"}),
        ({"text": "laser course", "kind": "activity"}, {"Laser course"}),
        ({"text": "laser", "kind": "signoff"}, {"Alan Whitcombe verified “Laser course”"}),
        ({"state": "draft"}, {"Untitled draft"}),
        ({"state": "sealed"}, {"Sealed activity"}),
        ({"state": "planned"}, {"Going there"}),
        ({"state": "draft", "kind": "activity"}, set()),
        (
            {"first": date(2025, 2, 1), "last": date(2026, 3, 1)},
            {"Laser course", "Words of March", "Untitled draft"},
        ),
        ({"text": "zebrafish"}, set()),
    ],
)
def test_filters(lived, wanted, found):
    assert titles(lived, **wanted) == found


def test_what_was_deleted_is_gone(lived):
    for entry in Entry.objects.filter(owner=lived):
        delete_item(item=entry, actor=lived)

    assert titles(lived, kind="entry") == set()


def test_pages_follow_each_other_without_a_gap(cast, visit):
    today = timezone.localdate()
    Entry.objects.bulk_create(
        Entry(owner=cast.technician, title=f"Entry {number}", date=today - timedelta(number // 3))
        for number in range(2 * PAGE + 7)
    )
    client, address, seen = visit(cast.technician), HERE, []

    while address:
        context = client.get(address).context
        seen += [row.title for _, rows in context["months"] for row in rows]
        address = context["older"]

    assert len(seen) == len(set(seen)) == 2 * PAGE + 7
    assert seen[0].startswith("Entry ")


@pytest.mark.parametrize("text", ["", "x", "2026-03-01", "2026-03-01.zz", "2026-13-01.00"])
def test_no_place_is_the_newest(cast, visit, text):
    assert Place.read(text) is None
    assert visit(cast.technician).get(HERE, {"after": text}).status_code == 200


@pytest.mark.parametrize(
    "query", [{"kind": "nothing"}, {"from": "32/13/26"}, {"state": "x"}, {"q": "x" * 201}]
)
def test_a_wrong_filter_says_so(cast, visit, query):
    answer = visit(cast.technician).get(HERE, query)

    assert answer.status_code == 422
    assert "to fix" in answer.content.decode()


def test_who_keeps_no_webfolio_has_no_timeline(cast, visit):
    assert visit(cast.admin).get(HERE).status_code == 403
    assert visit().get(HERE).status_code == 302
    assert visit(cast.technician).post(HERE).status_code == 405


@pytest.mark.parametrize("many", [1, 50])
def test_timeline_asks_the_same_queries_for_one_row_and_for_fifty(
    cast, visit, django_assert_num_queries, many
):
    Entry.objects.bulk_create(Entry(owner=cast.technician, title=f"Entry {number}") for number in range(many))
    client = visit(cast.technician)
    client.get(HERE)

    with django_assert_num_queries(6):
        assert client.get(HERE).status_code == 200
