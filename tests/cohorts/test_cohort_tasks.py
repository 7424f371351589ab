"""Tasks of a cohort: set to all and to whoever joins, read in the matrix, reminded, set again, and part of programmes."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from cohorts import actions, grid
from cohorts.actions.bulk import touches
from cohorts.models import CohortTask
from duties import actions as duties
from duties.models import Task
from lib.formats import day
from notices.models import Notice
from people.actions import grant_role
from tests.cohorts.samples import cohort_of, programme_of, technicians

DUE = timezone.localdate() + timedelta(days=9)


def task_for(cast, cohort, *, title="Read the laser rules", once=None):
    return actions.set_cohort_task(
        cohort=cohort, title=title, notes="Chapter two.", due_on=DUE, actor=cast.trainer, once=once or uuid4()
    )


def cells(cast, cohort, looker=None):
    found = grid.load(cohort, looker or cast.trainer)
    return {row.person: row.cells[0] for row in found.rows}


def chosen(cast, cohort, item, *people):
    return {"cohort": cohort, "people": [one.pk for one in people], "items": [item.pk], "actor": cast.trainer}


def test_trainer_sets_a_task_to_everyone_and_to_whoever_joins_later(cast, visit):
    cohort = cohort_of(cast, cast.technician)
    sent = {
        "title": "Read the laser rules",
        "notes": "Chapter two.",
        "due_on": DUE.isoformat(),
        "once": uuid4(),
    }
    for _ in range(2):
        assert visit(cast.trainer).post(f"/cohorts/{cohort.uid}/task/", sent).status_code == 302
    actions.add_member(cohort=cohort, person=cast.engineer, actor=cast.trainer)

    tasks = Task.objects.filter(title="Read the laser rules")
    assert {one.owner for one in tasks} == {cast.technician, cast.engineer}
    assert {(one.set_by, one.words, one.due_on, one.needs_approval) for one in tasks} == {
        (cast.trainer, "Chapter two.", DUE, True)
    }
    shown = visit(cast.technician).get("/cohorts/mine/").content.decode()
    assert tasks.get(owner=cast.technician).get_absolute_url() in shown


def test_task_without_a_title_is_refused_with_what_was_typed(cast, visit):
    cohort = cohort_of(cast)
    sent = {"title": " ", "notes": "Chapter two.", "once": uuid4()}
    answer = visit(cast.trainer).post(f"/cohorts/{cohort.uid}/task/", sent)

    assert answer.status_code == 422
    assert "Say in a line what is to be done." in answer.content.decode()
    assert "Chapter two." in answer.content.decode()


def test_matrix_says_how_far_each_task_is_and_opens_it_to_whoever_set_it(cast):
    cohort = cohort_of(cast, cast.technician, cast.engineer)
    task_for(cast, cohort)
    task = Task.objects.get(owner=cast.technician)
    duties.finish_task(task=task, actor=cast.technician, once=uuid4(), note="Read.")

    seen = cells(cast, cohort)

    assert (seen[cast.technician].shown_as, seen[cast.engineer].shown_as) == ("waiting", "not_started")
    assert seen[cast.technician].url == task.get_absolute_url()
    assert seen[cast.technician].due_on == DUE


def test_trainer_beside_sees_the_state_and_no_way_in(cast):
    cohort = cohort_of(cast, cast.technician, trainers=[cast.other_trainer])
    task_for(cast, cohort)

    cell = cells(cast, cohort, cast.other_trainer)[cast.technician]

    assert (cell.shown_as, cell.url) == ("not_started", "")


def test_reminder_goes_out_once_a_day_and_to_nobody_who_is_done(cast):
    cohort = cohort_of(cast, cast.technician, cast.engineer)
    item = task_for(cast, cohort)
    done = Task.objects.get(owner=cast.engineer)
    duties.finish_task(task=done, actor=cast.engineer, once=uuid4(), note="Read.")

    for _ in range(2):
        actions.remind_all(**chosen(cast, cohort, item, cast.technician, cast.engineer), once=uuid4())

    told = Notice.objects.filter(kind="task_reminded")
    assert [one.recipient for one in told] == [cast.technician]


def test_withdrawn_task_is_set_again_and_that_is_taken_back(cast):
    cohort = cohort_of(cast, cast.technician)
    item = task_for(cast, cohort)
    duties.withdraw_task(task=Task.objects.get(), actor=cast.trainer, once=uuid4())
    act = actions.assign_again(**chosen(cast, cohort, item, cast.technician), once=uuid4())
    assert cells(cast, cohort)[cast.technician].shown_as == "not_started"
    assert (Task.objects.count(), CohortTask.objects.count()) == (2, 1)

    actions.undo(act=act, actor=cast.trainer)

    assert cells(cast, cohort)[cast.technician].shown_as == "withdrawn"


def later_for(cast, cohort, item, *people, once=None):
    return actions.extend_all(
        **chosen(cast, cohort, item, *people),
        due_on=DUE + timedelta(days=7),
        reason="Ill",
        once=once or uuid4(),
    )


def test_due_date_of_tasks_is_changed_for_several_at_once_and_taken_back(cast):
    cohort = cohort_of(cast, cast.technician, cast.engineer)
    item = task_for(cast, cohort)
    done = Task.objects.get(owner=cast.engineer)
    duties.finish_task(task=done, actor=cast.engineer, once=uuid4(), note="Read.")
    once = uuid4()

    for _ in range(2):
        act = later_for(cast, cohort, item, cast.technician, cast.engineer, once=once)

    days = dict(Task.objects.values_list("owner__first_name", "due_on"))
    assert days == {"Megan": DUE + timedelta(days=7), "Tomasz": DUE}
    (move,) = [one for one in Task.objects.get(owner=cast.technician).moves.all() if one.is_change]
    assert move.words == f"Ill\nDue date before: {day(DUE)}"
    assert [one.recipient for one in Notice.objects.filter(kind="task_changed")] == [cast.technician]
    assert (actions.undo(act=act, actor=cast.trainer), actions.undo(act=act, actor=cast.trainer)) == (1, 0)
    assert set(Task.objects.values_list("due_on", flat=True)) == {DUE}


def test_new_due_date_of_a_task_stays_once_something_happened_to_it(cast):
    cohort = cohort_of(cast, cast.technician, cast.engineer)
    item = task_for(cast, cohort)
    act = later_for(cast, cohort, item, cast.technician, cast.engineer)
    done = Task.objects.get(owner=cast.engineer)
    duties.finish_task(task=done, actor=cast.engineer, once=uuid4(), note="Read.")
    other = Task.objects.get(owner=cast.technician)
    duties.change_due(task=other, actor=cast.trainer, once=uuid4(), due_on=DUE + timedelta(days=30))

    assert actions.undo(act=act, actor=cast.trainer) == 0
    assert set(Task.objects.values_list("due_on", flat=True)) == {
        DUE + timedelta(days=7),
        DUE + timedelta(days=30),
    }


def test_day_of_a_task_is_changed_by_whoever_set_it_alone(cast):
    grant_role(person=cast.supervisor, role="trainer", actor=cast.admin)
    cohort = cohort_of(cast, cast.technician, trainers=[cast.supervisor])
    item = task_for(cast, cohort)
    looker = cast.supervisor
    assert cells(cast, cohort, looker)[cast.technician].url

    (one,) = touches(cohort, "extend", actor=looker, people=[cast.technician.pk], items=[item.pk])

    assert one.why_not == "Another trainer set it, and changes its day alone."
    act = actions.extend_all(
        **chosen(cast, cohort, item, cast.technician) | {"actor": looker}, due_on=DUE + timedelta(days=7),
        reason="Ill", once=uuid4(),
    )  # fmt: skip
    assert (act.touched, Task.objects.get().due_on) == ([], DUE)


def test_programme_holds_a_task_and_starting_it_sets_that_too(cast, visit):
    programme = programme_of(cast)
    answer = visit(cast.trainer).post(
        f"/cohorts/programmes/{programme.uid}/items/new/?kind=task",
        {"title": "Induction", "notes": "Sign the sheet.", "after": "2", "unit": "weeks"},
    )
    assert answer.status_code == 302
    cohort = cohort_of(cast, cast.technician)
    actions.start_programme(cohort=cohort, programme=programme, actor=cast.trainer, once=uuid4())

    task = Task.objects.get(owner=cast.technician)
    assert (task.title, task.words, task.due_on) == (
        "Induction",
        "Sign the sheet.",
        cohort.starts_on + timedelta(days=14),
    )


def test_matrix_of_tasks_costs_the_same_for_one_and_fifty(cast, visit, django_assert_num_queries):
    counted = []
    for people in ([cast.technician], technicians(50)):
        cohort = cohort_of(cast, *people, name=f"Of {len(people)}")
        task_for(cast, cohort)
        client = visit(cast.trainer)
        client.get(cohort.get_absolute_url())
        with django_assert_num_queries(10):
            counted.append(client.get(cohort.get_absolute_url()).status_code)
    assert counted == [200, 200]
