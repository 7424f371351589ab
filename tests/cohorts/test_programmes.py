"""Programmes: written, previewed, started with a cohort, copied, kept, run again; events and who came."""

from datetime import date, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from assessments.models import Assignment
from cohorts import actions, previews
from cohorts.calendar import days
from cohorts.models import Attendance, Cohort, CohortItem, Programme
from notices.models import Notice
from sharing.refusals import Stale
from tests.assessments.work import make_template
from tests.cohorts.samples import cohort_of, programme_of

MONDAY = date(2027, 3, 1)


def planned(offset: int, *, kind: str = "event", template_id: int | None = None):
    return SimpleNamespace(
        kind=kind, template_id=template_id, due_on=lambda first: first + timedelta(days=offset)
    )


@pytest.mark.parametrize(
    ("offset", "weekday", "weekend", "passed"),
    [
        (0, "Monday", False, True),
        (4, "Friday", False, False),
        (5, "Saturday", True, False),
        (6, "Sunday", True, False),
        (7, "Monday", False, False),
    ],
)
def test_preview_says_weekday_weekend_and_what_has_passed(offset, weekday, weekend, passed):
    (one,) = previews.preview(
        [planned(offset)], starts_on=MONDAY, usable=(), today=MONDAY + timedelta(days=1)
    )

    assert (one.weekday, one.is_weekend, one.has_passed, one.is_chosen) == (
        weekday,
        weekend,
        passed,
        not passed,
    )


def test_preview_is_in_order_of_days_and_leaves_out_what_is_not_usable():
    items = [planned(9, kind="assessment", template_id=1), planned(3, kind="assessment", template_id=2)]

    found = previews.preview(items, starts_on=MONDAY, usable={1}, today=MONDAY)

    assert [(one.due_on.day, one.is_chosen) for one in found] == [(4, False), (10, True)]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "on the first day"),
        (1, "after 1 day"),
        (7, "after 1 week"),
        (10, "after 10 days"),
        (42, "after 6 weeks"),
    ],
)
def test_offset_reads_in_weeks_where_it_is_whole_weeks(days, words):
    assert previews.after_words(days) == words


def test_programme_sets_each_item_so_long_after_the_first_day(cast):
    today = timezone.localdate()
    cohort, once = cohort_of(cast, cast.technician, cast.engineer), uuid4()
    programme = programme_of(cast)

    for _ in range(2):
        actions.start_programme(cohort=cohort, programme=programme, actor=cast.trainer, once=once)

    found = set(CohortItem.objects.values_list("kind", "title", "place", "due_on"))
    assert found == {
        ("event", "Laser safety", "Room 2", today + timedelta(days=7)),
        ("assessment", "Confocal microscope", "", today + timedelta(days=42)),
    }
    assert set(Assignment.objects.values_list("owner__email", "due_on")) == {
        ("technician@northmoor.example", today + timedelta(days=42)),
        ("engineer@northmoor.example", today + timedelta(days=42)),
    }
    assert Notice.objects.filter(kind="event_set").count() == 2


def test_whoever_joins_later_gets_the_programme_but_no_word_of_what_is_over(cast):
    cohort = cohort_of(cast, starts_on=timezone.localdate() - timedelta(days=20))
    actions.start_programme(cohort=cohort, programme=programme_of(cast), actor=cast.trainer, once=uuid4())

    actions.add_member(cohort=cohort, person=cast.colleague, actor=cast.trainer)

    assert Assignment.objects.get().owner == cast.colleague
    assert not Notice.objects.filter(kind="event_set").exists()


def test_programme_leaves_out_a_template_that_is_not_the_trainers_to_set(cast):
    hidden = make_template(cast.trainer, sharing="private")
    programme = actions.give_programme(programme=programme_of(cast, template=hidden), actor=cast.trainer)
    cohort = actions.create_cohort(name="Optics", starts_on=timezone.localdate(), actor=cast.other_trainer)

    made = actions.start_programme(cohort=cohort, programme=programme, actor=cast.other_trainer, once=uuid4())

    assert [item.kind for item in made] == ["event"]


def test_programme_is_copied_given_and_then_changed_by_admins_alone(cast):
    programme = programme_of(cast)
    given = actions.give_programme(programme=programme, actor=cast.trainer)

    copy = actions.copy_programme(
        programme=given, actor=cast.other_trainer, title="Second year", once=uuid4()
    )

    assert (copy.owner, copy.items.count()) == (cast.other_trainer, 2)
    with pytest.raises(PermissionDenied):
        actions.change_programme(programme=given, actor=cast.trainer, said=actions.Said("Mine"))
    actions.change_programme(programme=given, actor=cast.admin, said=actions.Said("Ours"))
    assert Programme.objects.get(pk=given.pk).title == "Ours"


def test_cohort_is_kept_as_a_programme_with_the_same_distances(cast):
    cohort = cohort_of(cast, cast.technician)
    actions.start_programme(cohort=cohort, programme=programme_of(cast), actor=cast.trainer, once=uuid4())
    once = uuid4()

    for _ in range(2):
        kept = actions.keep_as_programme(cohort=cohort, actor=cast.trainer, title="Kept", once=once)

    assert list(kept.items.values_list("kind", "offset_days")) == [("event", 7), ("assessment", 42)]
    assert Programme.objects.filter(title="Kept").count() == 1


def test_cohort_run_again_has_its_items_on_new_days_and_nobody_in_it(cast):
    cohort = cohort_of(cast, cast.technician, trainers=[cast.other_trainer])
    actions.start_programme(cohort=cohort, programme=programme_of(cast), actor=cast.trainer, once=uuid4())
    next_year, once = cohort.starts_on + timedelta(days=364), uuid4()

    for _ in range(2):
        made = actions.run_again(
            cohort=cohort, name="Microscopy 2027", starts_on=next_year, actor=cast.trainer, once=once
        )

    assert Cohort.objects.count() == 2
    assert [(item.due_on - next_year).days for item in made.items.order_by("due_on")] == [7, 42]
    assert not made.memberships.exists()
    assert set(made.trainers.all()) == {cast.trainer, cast.other_trainer}


def test_second_editor_of_a_programme_is_shown_both(cast, visit):
    programme = programme_of(cast)
    seen = programme.changed_token
    actions.change_programme(programme=programme, actor=cast.trainer, said=actions.Said("First"))

    with pytest.raises(Stale):
        actions.change_programme(
            programme=programme, actor=cast.trainer, said=actions.Said("Second"), changed=seen
        )
    answer = visit(cast.trainer).post(
        f"{programme.get_absolute_url()}edit/", {"title": "Second", "notes": "", "changed": seen}
    )

    assert answer.status_code == 409
    assert "First" in answer.content.decode() and 'value="Second"' in answer.content.decode()
    assert Programme.objects.get().title == "First"


def test_programme_is_made_filled_started_and_deleted_on_screen(cast, visit):
    client, template = visit(cast.trainer), make_template(cast.trainer)
    cohort = cohort_of(cast, cast.technician, starts_on=date(2027, 3, 1))

    client.post("/cohorts/programmes/new/", {"title": "First year", "notes": "", "once": uuid4()})
    programme = Programme.objects.get()
    path = programme.get_absolute_url()
    client.post(f"{path}items/new/?kind=event", {"title": "Laser safety", "after": "5", "unit": "days"})
    client.post(f"{path}items/new/", {"template": template.pk, "after": "6", "unit": "weeks"})
    start = f"{cohort.get_absolute_url()}programme/"
    shown = client.get(f"{start}?programme={programme.uid}").content.decode()
    assert "Saturday" in shown and "at the weekend" in shown and "12 Apr 2027" in shown
    assert not CohortItem.objects.exists()
    event = programme.items.get(kind="event")
    client.post(start, {"programme": programme.uid, "once": uuid4(), "pick": [event.uid]})
    client.post(f"{path}delete/")

    assert list(CohortItem.objects.values_list("title", "due_on")) == [("Laser safety", date(2027, 3, 6))]
    assert not Programme.objects.exists()


@pytest.mark.parametrize(
    ("end", "values", "link"),
    [
        ("edit/", {"title": ""}, "#id_title"),
        ("items/new/?kind=event", {"title": "", "after": "1", "unit": "days"}, "#id_title"),
        ("items/new/?kind=event", {"title": "x", "after": "-1", "unit": "days"}, "#id_after"),
        ("items/new/?kind=event", {"title": "x", "after": "soon", "unit": "days"}, "#id_after"),
        ("items/new/?kind=event", {"title": "x", "after": "999999", "unit": "weeks"}, "#id_after"),
        ("items/new/", {"template": "", "after": "1", "unit": "weeks"}, "#id_template"),
    ],
)
def test_programme_forms_refuse_mistakes(cast, visit, end, values, link):
    programme = programme_of(cast)

    answered = visit(cast.trainer).post(f"{programme.get_absolute_url()}{end}", values)

    assert answered.status_code == 422
    assert f'href="{link}"' in answered.content.decode()
    assert programme.items.count() == 2


def test_attendance_is_marked_changed_and_taken_back(cast, visit):
    cohort = cohort_of(cast, cast.technician, cast.engineer)
    item = actions.set_event(
        cohort=cohort, title="Laser safety", due_on=timezone.localdate(), actor=cast.trainer, once=uuid4()
    )
    client, path = visit(cast.trainer), item.get_absolute_url()
    boxes = {one: f"came-{getattr(cast, one).uid}" for one in ("technician", "engineer")}

    client.post(path, {boxes["technician"]: "yes", boxes["engineer"]: "no"})
    marked = set(Attendance.objects.values_list("person__first_name", "attended"))
    page = client.get(cohort.get_absolute_url()).content.decode()
    client.post(path, {boxes["technician"]: "", boxes["engineer"]: "no"})

    assert marked == {("Megan", True), ("Tomasz", False)}
    assert "Did not attend" in page
    assert Attendance.objects.get().person == cast.engineer
    assert client.post(path, {boxes["technician"]: "perhaps"}).status_code == 422


def test_member_finds_events_under_programme_and_in_the_calendar(cast, visit):
    cohort = cohort_of(cast, cast.technician)
    item = actions.set_event(
        cohort=cohort, title="Laser safety", place="Room 2", due_on=timezone.localdate() + timedelta(days=3),
        actor=cast.trainer, once=uuid4(),
    )  # fmt: skip

    page = visit(cast.technician).get("/cohorts/mine/").content.decode()

    assert "Laser safety" in page and "Room 2" in page
    assert "Laser safety" not in visit(cast.colleague).get("/cohorts/mine/").content.decode()
    assert [(day.title, day.first) for day in days(cast.technician)] == [("Laser safety", item.due_on)]
    assert not list(days(cast.colleague))
