"""What nobody should send to a cohort: keys used before, odd lists, acts of another trainer."""

from datetime import timedelta
from time import perf_counter
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from assessments import actions as assessments
from assessments.models import Assignment
from cohorts import actions, choosing
from cohorts.addresses import addresses_in
from cohorts.models import BulkAct, Cohort, CohortItem, Membership, Programme, ProgrammeItem
from people.models.accounts import Role, RoleMembership
from tests.cohorts.samples import cohort_of, programme_of, set_to

SENT_BEFORE = "This form has made or set something else before"


def ran_by_both(cast, *people) -> Cohort:
    return cohort_of(cast, *people, trainers=[cast.other_trainer])


# --- lists of addresses ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("text", ["a" * 300_000, "a@" * 150_000, "a@b" * 100_000, "@." * 150_000])
def test_a_list_of_any_shape_is_read_at_once(text):
    begun = perf_counter()

    assert addresses_in(text) == []
    assert perf_counter() - begun < 2


@pytest.mark.parametrize(
    "content",
    [
        b"Email\nmegan\x00okafor@northmoor.example\n",
        "technician@northmoor.example".encode("utf-16-le"),
        b"\x00" * 1000,
        ("é" * 250 + "@northmoor.example").encode(),
    ],
)
def test_a_file_that_is_no_text_is_answered_and_adds_nobody(cast, visit, content):
    cohort = cohort_of(cast)
    file = SimpleUploadedFile("list.csv", content)

    answer = visit(cast.trainer).post(f"{cohort.get_absolute_url()}members/list/", {"file": file})

    assert answer.status_code in (200, 422)
    assert not Membership.objects.exists()


# --- one-time keys --------------------------------------------------------------------------------------------------
def test_new_cohort_sent_twice_is_one_and_another_with_its_key_is_refused(cast, visit):
    client, sent = visit(cast.trainer), {"name": "Optics", "starts_on": "1 Sep 2026", "once": uuid4()}
    for _ in range(2):
        assert client.post("/cohorts/new/", sent).status_code == 302

    answer = client.post("/cohorts/new/", sent | {"name": "Lasers"})

    assert answer.status_code == 422
    assert SENT_BEFORE in answer.content.decode() and "Lasers" in answer.content.decode()
    assert list(Cohort.objects.values_list("name", flat=True)) == ["Optics"]


def test_key_of_one_programme_makes_no_other_and_fills_none(cast):
    programme, once = programme_of(cast), uuid4()
    made = actions.make_programme(actor=cast.trainer, said=actions.Said("Empty"), once=once)
    given = actions.give_programme(programme=made, actor=cast.trainer)

    with pytest.raises(assessments.Refused):
        actions.make_programme(actor=cast.trainer, said=actions.Said("Another"), once=once)
    copy = actions.copy_programme(programme=programme, actor=cast.trainer, title="Empty", once=once)

    assert not given.items.exists()
    assert copy.pk != given.pk and copy.items.count() == 2
    assert actions.copy_programme(programme=programme, actor=cast.trainer, title="Empty", once=once) == copy
    assert copy.items.count() == 2
    with pytest.raises(assessments.Refused):
        actions.copy_programme(programme=programme, actor=cast.trainer, title="Other", once=once)


@pytest.mark.parametrize("page", ["new/", "{programme}copy/", "{cohort}keep/", "{cohort}again/"])
def test_key_used_before_is_refused_on_the_page_and_keeps_what_was_typed(cast, visit, page):
    cohort, programme, client = cohort_of(cast), programme_of(cast), visit(cast.trainer)
    address = page.format(programme=f"{programme.uid}/", cohort=cohort.get_absolute_url())
    address = address if address.startswith("/") else f"/cohorts/programmes/{address}"
    sent = {"title": "First", "name": "First", "starts_on": "1 Sep 2026", "once": uuid4()}
    assert client.post(address, sent).status_code == 302

    answer = client.post(address, sent | {"title": "Second", "name": "Second"})

    assert answer.status_code == 422
    assert SENT_BEFORE in answer.content.decode() and "Second" in answer.content.decode()
    assert not Programme.objects.filter(title="Second").exists()
    assert not Cohort.objects.filter(name="Second").exists()


def test_item_sent_twice_is_added_to_a_programme_once(cast, visit):
    programme = programme_of(cast)
    client, address = visit(cast.trainer), f"/cohorts/programmes/{programme.uid}/items/new/?kind=event"
    sent = {"title": "Tour", "after": "2", "unit": "weeks", "once": uuid4()}

    first, second = (client.post(address, sent).status_code for _ in range(2))
    other = client.post(address, sent | {"title": "Another"})

    assert (first, second, other.status_code) == (302, 302, 422)
    assert ProgrammeItem.objects.filter(programme=programme).count() == 3


def test_programme_deleted_twice_is_one_act(cast, visit):
    programme, client = programme_of(cast), visit(cast.trainer)

    answers = [client.post(f"/cohorts/programmes/{programme.uid}/delete/").status_code for _ in range(2)]

    assert answers == [302, 302]


def test_key_of_one_act_does_no_other(cast):
    cohort, once = cohort_of(cast, cast.technician, cast.engineer), uuid4()
    set_to(cast, cohort)
    same = {"cohort": cohort, "items": [], "actor": cast.trainer, "once": once}
    done = actions.remind_all(people=[cast.technician.pk], **same)

    assert actions.remind_all(people=[cast.technician.pk], **same) == done
    with pytest.raises(assessments.Refused):
        actions.remind_all(people=[cast.engineer.pk], **same)
    with pytest.raises(assessments.Refused):
        actions.assign_again(people=[cast.technician.pk], **same)
    with pytest.raises(assessments.Refused):
        actions.add_members(cohort=cohort, people=[cast.colleague], actor=cast.trainer, once=once)
    assert BulkAct.objects.count() == 1


def test_more_than_four_hundred_are_not_moved_at_once(cast, monkeypatch):
    here, there = cohort_of(cast, cast.technician, cast.engineer), cohort_of(cast, name="Optics")
    monkeypatch.setattr(choosing, "MOST", 1)

    with pytest.raises(assessments.Refused):
        actions.move_members(
            cohort=here,
            to=there,
            people=[cast.technician.pk, cast.engineer.pk],
            actor=cast.trainer,
            once=uuid4(),
        )


# --- another trainer ------------------------------------------------------------------------------------------------
def test_whoever_is_in_a_cohort_does_not_come_to_run_it(cast, visit):
    cohort = cohort_of(cast, cast.technician)
    RoleMembership.objects.create(person=cast.technician, role=Role.TRAINER)
    sent = {"name": "Microscopy", "starts_on": "1 Sep 2026", "trainers": [cast.technician.pk]}

    answer = visit(cast.trainer).post(f"{cohort.get_absolute_url()}edit/", sent)

    assert answer.status_code == 422
    assert "is in this cohort, and nobody scores their own work" in answer.content.decode()
    assert set(cohort.trainers.all()) == {cast.trainer}


def test_undo_by_another_trainer_takes_back_nothing_and_leaves_it_to_whoever_can(cast, visit):
    cohort = ran_by_both(cast, cast.technician)
    set_to(cast, cohort)
    assessments.withdraw(assignment=Assignment.objects.get(), actor=cast.trainer, once=uuid4())
    act = actions.assign_again(
        cohort=cohort, people=[cast.technician.pk], items=[], actor=cast.trainer, once=uuid4()
    )

    page = visit(cast.other_trainer).post(f"{cohort.get_absolute_url()}acts/{act.uid}/undo/", follow=True)

    assert "Taken back: 0 of 1." in page.content.decode()
    assert "not yours to take back" in page.content.decode()
    assert Assignment.objects.filter(state="open").count() == 1
    assert actions.undo(act=act, actor=cast.trainer) == 1
    assert not Assignment.objects.filter(state="open").exists()


@pytest.mark.parametrize("kind", ["extend", "move"])
def test_undo_of_what_another_trainer_alone_may_touch_is_no_refused_page(cast, visit, kind):
    cohort = ran_by_both(cast, cast.technician)
    set_to(cast, cohort, due_on=timezone.localdate() + timedelta(days=3))
    same = {"cohort": cohort, "people": [cast.technician.pk], "actor": cast.trainer, "once": uuid4()}
    if kind == "move":
        act = actions.move_members(to=cohort_of(cast, name="Optics"), **same)
    else:
        act = actions.extend_all(
            items=[], due_on=timezone.localdate() + timedelta(days=9), reason="Time", **same
        )

    answer = visit(cast.other_trainer).post(f"{cohort.get_absolute_url()}acts/{act.uid}/undo/")

    assert answer.status_code == 302
    assert actions.undo(act=BulkAct.objects.get(pk=act.pk), actor=cast.trainer) == 1


def test_another_trainers_cohort_is_neither_seen_nor_written(cast, visit):
    cohort = cohort_of(cast, cast.technician)
    item, client = set_to(cast, cohort), visit(cast.other_trainer)
    act = actions.add_members(cohort=cohort, people=[cast.engineer], actor=cast.trainer, once=uuid4())

    for part in ("", "edit/", "matrix.csv", "matrix.xlsx", f"items/{item.uid}/", "acts/", "members/rule/"):
        assert client.get(f"{cohort.get_absolute_url()}{part}").status_code == 404, part
    for part in ("bulk/", f"acts/{act.uid}/undo/", "event/", f"members/{cast.technician.uid}/remove/"):
        assert client.post(f"{cohort.get_absolute_url()}{part}", {}).status_code == 404, part
    with pytest.raises(PermissionDenied):
        actions.undo(act=act, actor=cast.other_trainer)
    assert CohortItem.objects.count() == 1
