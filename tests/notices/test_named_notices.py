"""What a notice is about, by name: on its recipient's own pages while they may read the thing, and nowhere else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.utils import timezone

from duties import actions as duties
from duties.reminding import remind
from notices.models import Notice
from notices.naming import with_titles
from notices.tasks import mail as send
from people import actions as people
from tests import things

TODAY = timezone.localdate()


def titles(person) -> list[tuple[str, str]]:
    rows = with_titles(Notice.objects.filter(recipient=person), person)
    return [(notice.kind, notice.title) for notice in rows if notice.title]


def test_several_of_one_kind_are_told_apart_by_name(cast, visit):
    for title in ("Flush the showers", "Tag the ladders"):
        things.task(cast, title=title, due_on=TODAY + timedelta(days=2))
    remind()

    pages = [visit(cast.technician).get(path).content.decode() for path in ("/notices/", "/home/")]

    assert sorted(titles(cast.technician)) == [
        ("task_due_soon", "Flush the showers"),
        ("task_due_soon", "Tag the ladders"),
        ("task_set", "Flush the showers"),
        ("task_set", "Tag the ladders"),
    ]
    assert all(
        f"<p>{title}</p>" in page for page in pages for title in ("Flush the showers", "Tag the ladders")
    )


def test_kinds_of_several_rooms_are_named_in_one_query(cast, django_assert_num_queries):
    things.task(cast), things.assignment(cast), things.authorisation(cast)
    person = cast.technician
    rows = with_titles(Notice.objects.filter(recipient=person), person)

    with django_assert_num_queries(1):
        found = list(rows)

    assert {one.kind.partition("_")[0] for one in found if one.title} == {
        "task",
        "assessment",
        "authorisation",
    }


def test_name_goes_with_the_right_to_read_the_thing(cast):
    task = things.task(cast, "supervisor", title="Flush the showers")
    duties.finish_task(task=task, actor=cast.technician, once=uuid4())
    before = titles(cast.supervisor)
    for pair in cast.technician.pairs_as_technician.all():
        people.end_pair(pair=pair, actor=cast.technician)

    assert before == [("task_done", "Flush the showers")]
    assert titles(cast.supervisor) == []


def test_no_name_is_mailed(cast):
    things.task(cast, title="Flush the showers")

    send(notice=Notice.objects.get(kind="task_set").pk)

    (message,) = mail.outbox
    assert "showers" not in f"{message.subject} {message.body} {message.alternatives}"


@pytest.mark.parametrize("size", [1, 25])
def test_list_of_named_notices_costs_the_same_for_one_and_many(cast, visit, django_assert_num_queries, size):
    for number in range(size):
        things.task(cast, title=f"Task {number}")
    client = visit(cast.technician)

    with django_assert_num_queries(9):
        client.get("/notices/")
