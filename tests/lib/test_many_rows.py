"""Many rows in one statement are stored as one row after the other would be."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db import IntegrityError, transaction
from django.db.models import BigIntegerField

from activities.actions.log import unsaved
from activities.models import Activity
from lib.many_rows import BATCH, OneOf, insert_each, insert_rows, update_rows
from people.models import TrailEntry
from tests.activities.samples import VALUES, log

ODD = VALUES | {
    "title": 'It’s "odd", \\u0041 \\ {0} %s \u2028 😀',
    "description": "Two\r\nlines\t\x7f",
    "end_date": None,
    "self_points": Decimal("12345.67"),
    "tags": ["a,b", 'c"d', "e\\f", "{}", "NULL", ""],
    "claims": [{"pack": "rsb", "category": "", "points": None}],
    "planned": True,
}
OWN = {"id", "uid", "created", "changed"}


def stored(activity):
    return Activity.objects.filter(pk=activity.pk).values().get()


def test_rows_are_stored_as_each_alone_would_be(cast):
    alone = log(cast.technician, **ODD)
    rows = [unsaved(cast.technician, ODD), unsaved(cast.technician, ODD | {"sealed": True})]

    insert_rows(rows)

    one, sealed = (stored(row) for row in rows)
    assert {name: one[name] for name in one if name not in OWN} == {
        name: value for name, value in stored(alone).items() if name not in OWN
    }
    assert (one["uid"], one["created"], one["changed"]) == (rows[0].uid, rows[0].created, rows[0].changed)
    assert (sealed["title"], Activity.objects.get(pk=sealed["id"]).words()["title"]) == ("", ODD["title"])


def test_every_row_has_its_own_key_beyond_one_statement(cast):
    rows = [unsaved(cast.technician, VALUES | {"title": f"Number {number}"}) for number in range(BATCH + 2)]

    insert_rows(rows)

    titles = dict(Activity.objects.values_list("pk", "title"))
    assert titles == {row.pk: row.title for row in rows}
    log(cast.technician, title="The next key is free")


def test_only_the_named_fields_of_these_rows_are_written(cast):
    rows, other = [log(cast.technician, title=f"Number {number}") for number in range(3)], log(cast.engineer)
    before = stored(other)
    for number, row in enumerate(rows):
        row.tags, row.self_points, row.end_date, row.provider = (
            [str(number)],
            Decimal(number),
            None,
            "Not this",
        )
        row.claims = [{"pack": str(number), "category": "", "points": "1"}]

    update_rows(rows, ["tags", "self_points", "end_date", "claims", "tags"])

    for row in rows:
        held = stored(row)
        assert (held["tags"], held["self_points"], held["end_date"]) == (row.tags, row.self_points, None)
        assert (held["claims"], held["provider"]) == (row.claims, VALUES["provider"])
    assert stored(other) == before


def test_key_of_another_row_stands_in_the_owners_column(cast):
    row = log(cast.technician)
    row.owner = cast.engineer

    update_rows([row], ["owner"])

    assert stored(row)["owner_id"] == cast.engineer.pk


def test_row_that_the_database_refuses_stores_none(cast):
    taken = log(cast.technician)
    rows = [unsaved(cast.technician, VALUES) for _ in range(2)]
    rows[1].uid = taken.uid

    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(rows)

    assert list(Activity.objects.values_list("pk", flat=True)) == [taken.pk]


def test_what_no_column_holds_is_refused(cast):
    row = log(cast.technician, start_date=date(2026, 1, 1))

    with pytest.raises(FieldDoesNotExist), transaction.atomic():
        update_rows([row], ["colour"])
    row.claims = [{"pack": object()}]
    with pytest.raises(TypeError, match="object is no value"), transaction.atomic():
        update_rows([row], ["claims"])
    row.claims = [{"points": float("nan")}]
    with pytest.raises(ValueError, match="JSON"), transaction.atomic():
        update_rows([row], ["claims"])


def test_no_rows_ask_nothing(cast, django_assert_num_queries):
    with django_assert_num_queries(0):
        insert_rows([])
        update_rows([], ["title"])


def test_uid_given_by_the_caller_is_kept(cast):
    row, uid = unsaved(cast.technician, VALUES), uuid4()
    row.uid = uid

    insert_rows([row])

    assert Activity.objects.get(uid=uid).pk == row.pk


def test_rows_like_one_are_stored_for_each_in_its_order(cast):
    same = TrailEntry(
        actor_id=cast.technician.pk, actor_kind="person", verb="sorted", kind="a.b", fields=["tags"]
    )
    uids = [uuid4() for _ in range(BATCH + 2)]

    insert_each(same, "object_uid", uids)

    stored_ones = list(TrailEntry.objects.filter(verb="sorted").order_by("pk").values())
    assert [one["object_uid"] for one in stored_ones] == uids
    assert {(one["actor_id"], one["kind"], one["when"]) for one in stored_ones} == {
        (cast.technician.pk, "a.b", same.when)
    }
    assert stored_ones[0]["fields"] == ["tags"]


def test_one_of_many_keys_finds_what_a_place_for_each_finds(cast):
    first, second = log(cast.technician), log(cast.technician)
    log(cast.technician)
    rows = Activity.objects.order_by("pk")

    assert list(rows.filter(uid__in=OneOf([first.uid, second.uid, uuid4()]))) == [first, second]
    assert list(rows.filter(pk__in=OneOf([second.pk, 0], of=BigIntegerField()))) == [second]
    assert not rows.filter(uid__in=OneOf([])).exists()
