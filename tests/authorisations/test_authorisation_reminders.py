"""The daily job: what lapses soon and what has lapsed is told once; a task to renew is made once before the date."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from authorisations import actions, queries
from authorisations.currency import SOON
from authorisations.reminding import AFTERWARDS, occasions, remind
from duties.models import Task
from notices.models import Notice
from people import actions as people
from tests import things
from tests.authorisations import samples

TODAY = timezone.localdate()


def told() -> set[tuple[str, str]]:
    rows = Notice.objects.filter(kind__in=["authorisation_lapses_soon", "authorisation_lapsed"])
    return {
        (row.kind.removeprefix("authorisation_"), row.recipient.email.split("@")[0])
        for row in rows.select_related("recipient")
    }


@pytest.mark.parametrize(
    ("days", "kind", "tasks"),
    [
        (31, None, 0),
        (30, "lapses_soon", 1),
        (0, "lapses_soon", 1),
        (-1, "lapsed", 0),
        (-30, "lapsed", 0),
        (-31, None, 0),
    ],
)
def test_owner_and_signer_are_told_and_a_task_is_made_in_time(cast, days, kind, tasks):
    samples.lapsing(cast, days)
    for _ in range(2):
        remind()

    assert told() == ({(kind, "technician"), (kind, "supervisor")} if kind else set())
    assert Task.objects.count() == tasks


def test_task_leads_to_the_authorisation_and_is_due_on_its_last_day(cast, visit):
    held = samples.lapsing(cast, 20)
    remind()

    (task,) = Task.objects.all()
    assert (task.owner, task.set_by, task.needs_approval) == (cast.technician, None, False)
    assert (task.due_on, task.link, task.title) == (held.last_day, held.get_absolute_url(), "Renew: Confocal")
    assert samples.stored(held).renewal_task == task
    assert task.title in visit(cast.technician).get("/home/").content.decode()
    assert task.title in visit(cast.supervisor).get("/tasks/set/").content.decode()


def test_task_is_made_once_in_the_life_of_an_authorisation(cast):
    held = samples.lapsing(cast, 20)
    remind()
    Task.objects.update(state="withdrawn")

    remind()

    assert Task.objects.count() == 1
    assert actions.make_renewal_task(authorisation=held) is None


def test_renewal_completes_the_task_and_the_next_one_gets_its_own(cast):
    held = samples.lapsing(cast, 20)
    remind()
    new = actions.renew(
        authorisation=held, actor=cast.supervisor, once=uuid4(), given=actions.Given("independent")
    )
    assert [task.state for task in Task.objects.all()] == ["completed"]
    remind()
    assert Task.objects.count() == 1

    samples.aged(new, 350)
    remind()

    assert sorted(task.state for task in Task.objects.all()) == ["completed", "open"]


def test_withdrawing_takes_the_task_back(cast):
    held = samples.lapsing(cast, 20)
    remind()
    actions.withdraw(authorisation=held, actor=cast.trainer, reason="The chamber was left open.")

    assert [task.state for task in Task.objects.all()] == ["withdrawn"]


def test_lapse_through_disuse_is_told_without_a_task_and_again_after_another_use(cast):
    technique = things.technique(cast, validity_months=None, disuse_days=90)
    held = samples.aged(things.authorisation(cast, technique=technique), 80)
    remind()
    assert told() == {("lapses_soon", "technician"), ("lapses_soon", "supervisor")}

    actions.note_use(authorisation=held, actor=cast.technician)
    samples.aged(held, 85)
    remind()

    assert Notice.objects.filter(kind="authorisation_lapses_soon", recipient=cast.technician).count() == 2
    assert not Task.objects.exists()


@pytest.mark.parametrize("state", ["withdrawn", "replaced"])
def test_what_is_over_is_let_be(cast, state):
    samples.aged(samples.IN_STATE[state](cast), 350)
    remind()

    assert told() == set()
    assert not Task.objects.exists()


def test_neither_who_has_left_nor_a_signer_of_an_ended_pair_is_told(cast):
    samples.lapsing(cast, 20)
    samples.lapsing(cast, 20, owner=cast.engineer)
    for pair in cast.technician.pairs_as_technician.all():
        people.end_pair(pair=pair, actor=cast.technician)
    people.update_person(person=cast.engineer, actor=cast.admin, is_active=False)

    remind()

    assert told() == {("lapses_soon", "technician")}


def test_notice_opens_the_authorisation_for_whoever_gets_it(cast, visit):
    samples.lapsing(cast, 20)
    remind()

    for notice in Notice.objects.filter(kind="authorisation_lapses_soon").select_related("recipient"):
        assert visit(notice.recipient).get(notice.path).status_code == 200


@pytest.mark.parametrize("size", [1, 50])
def test_search_asks_the_same_for_fifty_as_for_one(cast, django_assert_num_queries, size):
    for number in range(size):
        samples.lapsing(cast, 20, technique=things.technique(cast, name=f"Microscope {number}"))

    with django_assert_num_queries(1):
        rows = list(queries.ending(since=TODAY - AFTERWARDS, until=TODAY + SOON))
        found = list(occasions(rows, TODAY))
    assert len(found) == size


def test_reminders_of_one_institution_reach_nobody_at_another(cast, southby):
    samples.lapsing(cast, timedelta(20).days)
    remind()

    with southby():
        assert not Notice.objects.filter(kind__startswith="authorisation_").exists()
        assert not Task.objects.exists()
