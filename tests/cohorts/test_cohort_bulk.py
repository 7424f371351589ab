"""Several members at once: reminded, given time, set again, moved; previewed, done once, taken back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from assessments import actions as assessments
from assessments.models import Assignment, Extension
from cohorts import actions, choosing
from cohorts.actions.bulk import touches
from cohorts.marks import Mark
from cohorts.matrix import Row
from cohorts.models import BulkAct, Membership
from notices.models import Notice
from tests.assessments import work
from tests.cohorts.samples import cohort_of, set_to, technicians


def chosen(cohort, *people, items=()):
    return {"cohort": cohort, "people": [one.pk for one in people], "items": [one.pk for one in items]}


def told(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("recipient__first_name", flat=True))


class Item:
    def __init__(self, kind="assessment"):
        self.pk, self.kind = 1, kind


class Person:
    pk = 2


@pytest.mark.parametrize(
    ("act", "kind", "mark", "why"),
    [
        ("remind", "assessment", Mark("overdue", url="/x/"), ""),
        ("remind", "assessment", Mark("returned", url="/x/"), ""),
        ("remind", "assessment", Mark("not_started"), "Another trainer set it, and it does not open to you."),
        ("remind", "assessment", Mark("completed", url="/x/"), "It is completed."),
        ("remind", "assessment", Mark("waiting", url="/x/"), "It is handed in and waits for a score."),
        ("remind", "assessment", None, "It is not set to them."),
        ("remind", "event", Mark("planned", url="/x/"), "Nobody is reminded of an event here."),
        ("extend", "assessment", Mark("in_progress", url="/x/"), ""),
        ("extend", "assessment", Mark("withdrawn", url="/x/"), "It was withdrawn."),
        ("extend", "event", Mark("planned", url="/x/"), "The day of an event is not changed here."),
        ("assign", "assessment", None, ""),
        ("assign", "assessment", Mark("withdrawn"), ""),
        ("assign", "assessment", Mark("not_started"), "They have it already."),
        ("assign", "event", None, "An event is everybody’s already."),
    ],
)
def test_each_act_leaves_alone_what_it_cannot_touch_and_says_why(act, kind, mark, why):
    row = Row(Person, timezone.localdate(), is_quiet=False, overdue=0, done=0, set=1, cells=(mark,))

    (one,) = choosing.choose(act, [row], [Item(kind)])

    assert one.why_not == why


def test_nobody_is_reminded_of_one_item_twice_a_day(cast):
    cohort = cohort_of(cast, cast.technician, cast.engineer)
    item = set_to(cast, cohort)
    work.answer(Assignment.objects.get(owner=cast.engineer))

    for _ in range(2):
        actions.remind_all(
            **chosen(cohort, cast.technician, cast.engineer, items=[item]), actor=cast.trainer, once=uuid4()
        )

    assert told("assessment_reminded") == ["Megan", "Tomasz"]
    assert [len(act.touched) for act in BulkAct.objects.order_by("pk")] == [2, 0]


def test_due_date_is_moved_once_for_those_who_still_have_the_work(cast):
    due_on, later = timezone.localdate() + timedelta(days=2), timezone.localdate() + timedelta(days=20)
    cohort = cohort_of(cast, cast.technician, cast.engineer)
    set_to(cast, cohort, due_on=due_on)
    done = work.answer(Assignment.objects.get(owner=cast.engineer))
    assessments.submit(assignment=done, actor=cast.engineer, once=uuid4())
    once = uuid4()

    for _ in range(2):
        act = actions.extend_all(
            **chosen(cohort, cast.technician, cast.engineer), actor=cast.trainer, once=once,
            due_on=later, reason="The lasers were down.",
        )  # fmt: skip

    assert set(Assignment.objects.values_list("owner__first_name", "due_on")) == {
        ("Megan", later),
        ("Tomasz", due_on),
    }
    assert Extension.objects.values_list("before", "after", "reason").get() == (
        due_on,
        later,
        "The lasers were down.",
    )
    assert told("assessment_due_changed") == ["Megan"]
    assert actions.undo(act=act, actor=cast.trainer) == 1
    assert actions.undo(act=act, actor=cast.trainer) == 0
    assert set(Assignment.objects.values_list("due_on", flat=True)) == {due_on}


def test_extension_is_not_taken_back_once_the_work_is_handed_in(cast):
    later = timezone.localdate() + timedelta(days=20)
    cohort = cohort_of(cast, cast.technician)
    set_to(cast, cohort)
    act = actions.extend_all(
        **chosen(cohort, cast.technician), actor=cast.trainer, once=uuid4(), due_on=later, reason="Time"
    )
    done = work.answer(Assignment.objects.get())
    assessments.submit(assignment=done, actor=cast.technician, once=uuid4())

    assert actions.undo(act=act, actor=cast.trainer) == 0
    assert Assignment.objects.get().due_on == later


@pytest.mark.parametrize("name", ["technician", "other_trainer", "admin", "other_supervisor"])
def test_due_date_is_moved_by_those_who_may_score_alone(cast, name):
    held = work.set_work(cast)

    with pytest.raises(PermissionDenied):
        assessments.extend(
            assignment=held, actor=getattr(cast, name), due_on=timezone.localdate(), reason="x", once=uuid4()
        )


@pytest.mark.parametrize("days", [-1, 9])
def test_due_date_gone_by_or_the_same_is_refused(cast, days):
    today = timezone.localdate()
    held = work.set_work(cast, due_on=today + timedelta(days=9))

    with pytest.raises(assessments.Refused):
        assessments.extend(
            assignment=held,
            actor=cast.supervisor,
            due_on=today + timedelta(days=days),
            reason="x",
            once=uuid4(),
        )
    assert not Extension.objects.exists()


def test_withdrawn_work_is_set_again_and_taken_back_while_nobody_began_it(cast):
    cohort = cohort_of(cast, cast.technician, cast.engineer)
    set_to(cast, cohort)
    for held in Assignment.objects.all():
        assessments.withdraw(assignment=held, actor=cast.trainer, once=uuid4())

    act = actions.assign_again(
        **chosen(cohort, cast.technician, cast.engineer), actor=cast.trainer, once=uuid4()
    )
    work.answer(Assignment.objects.get(owner=cast.engineer, state="open"))

    assert Assignment.objects.filter(state="open").count() == 2
    assert actions.undo(act=act, actor=cast.trainer) == 1
    assert Assignment.objects.get(state="open").owner == cast.engineer


def test_members_move_with_their_work_and_back(cast):
    here, there = cohort_of(cast, cast.technician), cohort_of(cast, name="Optics")
    set_to(cast, here)
    set_to(cast, there, title="Laser")

    act = actions.move_members(
        cohort=here, to=there, people=[cast.technician.pk], actor=cast.trainer, once=uuid4()
    )
    now = set(Membership.objects.current().values_list("cohort__name", flat=True))
    titles = set(Assignment.objects.filter(state="open").values_list("title", flat=True))
    undone = actions.undo(act=act, actor=cast.trainer)

    assert (now, titles, undone) == ({"Optics"}, {"Confocal", "Laser"}, 1)
    assert set(Membership.objects.current().values_list("cohort__name", flat=True)) == {"Microscopy"}
    assert set(Assignment.objects.filter(state="open").values_list("title", flat=True)) == {"Confocal"}


def test_members_are_moved_to_ones_own_cohorts_alone(cast):
    here = cohort_of(cast, cast.technician)
    theirs = actions.create_cohort(name="Theirs", starts_on=timezone.localdate(), actor=cast.other_trainer)

    with pytest.raises(PermissionDenied):
        actions.move_members(
            cohort=here, to=theirs, people=[cast.technician.pk], actor=cast.trainer, once=uuid4()
        )
    assert Membership.objects.current().get().cohort == here


def test_bulk_asks_first_says_who_is_left_alone_and_offers_it_back(cast, visit):
    cohort = cohort_of(cast, cast.technician, cast.engineer)
    item = set_to(cast, cohort)
    done = work.answer(Assignment.objects.get(owner=cast.engineer))
    assessments.submit(assignment=done, actor=cast.engineer, once=uuid4())
    client, path = visit(cast.trainer), f"{cohort.get_absolute_url()}bulk/"
    values = {"act": "extend", "pick": [cast.technician.uid, cast.engineer.uid], "item": [item.uid]}

    asked = client.post(path, values)
    page = asked.content.decode()
    assert [one.person for one in asked.context["touched"]] == [cast.technician]
    assert "It is handed in and waits for a score." in page
    assert not BulkAct.objects.exists()
    sent = values | {"confirm": "yes", "once": uuid4(), "due_on": "", "reason": ""}
    refused = client.post(path, sent)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert 'href="#id_due_on"' in page and 'href="#id_reason"' in page
    done_page = client.post(
        path, sent | {"due_on": "30 Nov 2027", "reason": "Time"}, follow=True
    ).content.decode()
    assert "1 due date changed" in done_page and "Undo" in done_page
    act = BulkAct.objects.get()
    back = client.post(f"{cohort.get_absolute_url()}acts/{act.uid}/undo/", follow=True).content.decode()

    assert "Taken back: 1 of 1." in back
    assert Assignment.objects.get(owner=cast.technician).due_on is None


@pytest.mark.parametrize(
    "values",
    [{}, {"act": "remind"}, {"act": "burn", "pick": ["x"]}, {"act": "remind", "pick": [str(uuid4())]}],
)
def test_bulk_without_anybody_ticked_says_so_and_does_nothing(cast, visit, values):
    cohort = cohort_of(cast, cast.technician)

    answer = visit(cast.trainer).post(f"{cohort.get_absolute_url()}bulk/", values, follow=True)

    assert answer.status_code == 200
    assert answer.context["messages"]
    assert not BulkAct.objects.exists()


def test_more_than_four_hundred_at_once_are_refused(cast, monkeypatch, visit):
    cohort = cohort_of(cast, cast.technician, cast.engineer)
    set_to(cast, cohort)
    monkeypatch.setattr(choosing, "MOST", 1)

    with pytest.raises(assessments.Refused):
        actions.remind_all(**chosen(cohort, cast.technician, cast.engineer), actor=cast.trainer, once=uuid4())
    values = {"act": "remind", "pick": [cast.technician.uid, cast.engineer.uid]}
    page = visit(cast.trainer).post(f"{cohort.get_absolute_url()}bulk/", values).content.decode()

    assert "That is too much at once" in page and 'name="confirm"' not in page
    assert not BulkAct.objects.exists()


@pytest.mark.parametrize("size", [1, 50])
def test_preview_of_a_bulk_act_costs_the_same_for_one_and_fifty(cast, visit, django_assert_num_queries, size):
    people = technicians(size)
    cohort = cohort_of(cast, *people)
    set_to(cast, cohort)
    client = visit(cast.trainer)
    client.get("/home/")
    values = {"act": "remind", "pick": [one.uid for one in people]}

    with django_assert_num_queries(15):
        asked = client.post(f"{cohort.get_absolute_url()}bulk/", values)

    assert len(asked.context["touched"]) == size


def test_single_cells_are_touched_beside_people_and_items(cast):
    """Two cells of a square: not what lies on their crossing."""
    cohort = cohort_of(cast, cast.technician, cast.engineer)
    first, second = set_to(cast, cohort, title="First"), set_to(cast, cohort, title="Second")
    cells = {(first.pk, cast.technician.pk), (second.pk, cast.engineer.pk)}

    act = actions.remind_all(**chosen(cohort), cells=cells, actor=cast.trainer, once=uuid4())

    assert {(one["item"], one["person"]) for one in act.touched} == cells
    both = chosen(cohort, cast.technician, items=[second])
    found = touches(
        cohort, "extend", actor=cast.trainer, cells=cells, **{k: both[k] for k in ("people", "items")}
    )
    assert {(one.item.pk, one.person.pk) for one in found} == cells | {(second.pk, cast.technician.pk)}


def test_cells_are_ticked_previewed_and_touched_without_script(cast, visit):
    cohort = cohort_of(cast, cast.technician, cast.engineer)
    item, other = set_to(cast, cohort, title="First"), set_to(cast, cohort, title="Second")
    client, address = visit(cast.trainer), cohort.get_absolute_url()
    cell = f"{cast.technician.uid}.{item.uid}"
    page = client.get(f"{address}?tick=cells").content.decode()
    form = {"act": "remind", "cell": [cell]}

    asked = client.post(f"{address}bulk/", form)
    client.post(f"{address}bulk/", form | {"confirm": "yes", "once": str(uuid4())})

    assert page.count('name="cell"') == 4
    assert f'value="{cell}"' in page
    assert cell not in client.get(address).content.decode()
    assert f'name="cell" value="{cell}"' in asked.content.decode()
    assert [(one.person, one.item) for one in asked.context["touched"]] == [(cast.technician, item)]
    assert told("assessment_reminded") == ["Megan"]
    assert other.title not in asked.content.decode()


@pytest.mark.parametrize(
    ("act", "cell", "says"),
    [
        ("remind", None, "Tick at least one person."),
        ("remind", "nobody.nothing", "Something you ticked is not in this cohort any more."),
        ("remind", "another", "Something you ticked is not in this cohort any more."),
        ("move", "own", "Tick the people who move."),
    ],
)
def test_cells_that_are_none_of_this_cohort_touch_nothing(cast, visit, act, cell, says):
    cohort, elsewhere = cohort_of(cast, cast.technician), cohort_of(cast, cast.engineer, name="Elsewhere")
    item, foreign = set_to(cast, cohort), set_to(cast, elsewhere)
    cells = {"own": f"{cast.technician.uid}.{item.uid}", "another": f"{cast.technician.uid}.{foreign.uid}"}
    form = {"act": act, "confirm": "yes", "once": str(uuid4())} | (
        {"cell": [cells.get(cell, cell)]} if cell else {}
    )

    answer = visit(cast.trainer).post(f"{cohort.get_absolute_url()}bulk/", form, follow=True)

    assert says in answer.content.decode()
    assert not BulkAct.objects.exists()
