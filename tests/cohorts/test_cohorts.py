"""Cohorts: members, what is set to them, the matrix, and who may see it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from assessments.models import Assignment
from cohorts import actions, matrix
from cohorts.models import Cohort, CohortAssignment, CohortItem, Membership
from people.models import User
from people.models.accounts import Role, RoleMembership
from people.permissions import can
from sharing.refusals import Refused
from sharing.visitors import Visitor
from tests.assessments.work import answer, make_template
from tests.people import NORTHMOOR

TODAY = date(2026, 11, 22)


def make_cohort(cast, *, people=(), **options):
    cohort = actions.create_cohort(
        name="Microscopy 2026", starts_on=timezone.localdate(), actor=cast.trainer, **options
    )
    for person in people:
        actions.add_member(cohort=cohort, person=person, actor=cast.trainer)
    return cohort


def set_item(cast, cohort, **options):
    template = options.pop("template", None) or make_template(cast.trainer)
    return actions.set_item(cohort=cohort, template=template, actor=cast.trainer, once=uuid4(), **options)


def links(cohort):
    return set(
        CohortAssignment.objects.filter(item__cohort=cohort).values_list(
            "item__title", "person__email", "assignment__state"
        )
    )


def test_item_is_set_to_every_member_and_the_link_kept(cast):
    cohort = make_cohort(cast, people=[cast.technician, cast.engineer])
    due_on = timezone.localdate() + timedelta(days=9)

    set_item(cast, cohort, due_on=due_on)

    assert links(cohort) == {
        ("Confocal microscope", "technician@northmoor.example", "open"),
        ("Confocal microscope", "engineer@northmoor.example", "open"),
    }
    rows = set(Assignment.objects.values_list("set_by__email", "due_on"))
    assert rows == {("trainer@northmoor.example", due_on)}


def test_item_set_twice_with_one_key_is_one(cast):
    cohort, template, once = make_cohort(cast, people=[cast.technician]), make_template(cast.trainer), uuid4()

    for _ in range(2):
        actions.set_item(cohort=cohort, template=template, actor=cast.trainer, once=once)

    assert (CohortItem.objects.count(), Assignment.objects.count()) == (1, 1)


def test_key_of_one_item_sets_no_other(cast, visit):
    cohort, once = make_cohort(cast, people=[cast.technician]), uuid4()
    first, other = make_template(cast.trainer), make_template(cast.trainer, title="Autoclave")
    actions.set_item(cohort=cohort, template=first, actor=cast.trainer, once=once)

    answer = visit(cast.trainer).post(
        f"{cohort.get_absolute_url()}set/", {"template": other.pk, "due_on": "", "once": once}
    )

    assert answer.status_code == 422
    assert list(cohort.items.values_list("template", flat=True)) == [first.pk]


def test_member_who_joins_later_gets_the_items(cast):
    cohort = make_cohort(cast, people=[cast.technician])
    set_item(cast, cohort)

    for _ in range(2):
        actions.add_member(cohort=cohort, person=cast.colleague, actor=cast.trainer)

    assert {email for _, email, _ in links(cohort)} == {
        "technician@northmoor.example",
        "colleague@northmoor.example",
    }
    assert Membership.objects.filter(person=cast.colleague).count() == 1


def test_member_who_leaves_keeps_work_and_finds_it_again(cast):
    cohort = make_cohort(cast, people=[cast.technician])
    set_item(cast, cohort)
    work = answer(Assignment.objects.get())

    actions.remove_member(cohort=cohort, person=cast.technician, actor=cast.trainer)
    set_item(cast, cohort, template=make_template(cast.trainer, title="Autoclave"))

    assert Membership.objects.get().left_on == timezone.localdate()
    assert list(Assignment.objects.filter(owner=cast.technician)) == [work]
    actions.add_member(cohort=cohort, person=cast.technician, actor=cast.trainer)
    assert set(Assignment.objects.values_list("title", flat=True)) == {"Confocal microscope", "Autoclave"}
    assert Assignment.objects.count() == 2


@pytest.mark.parametrize("name", ["admin", "trainer", "editor"])
def test_member_is_a_technician_and_not_their_own_trainer(cast, name):
    cohort = make_cohort(cast)

    with pytest.raises(Refused):
        actions.add_member(cohort=cohort, person=getattr(cast, name), actor=cast.trainer)


@pytest.mark.parametrize(
    ("last_seen", "quiet"),
    [(None, True), (TODAY, False), (TODAY - timedelta(days=30), False), (TODAY - timedelta(days=31), True)],
)
def test_quiet_is_unseen_for_more_than_thirty_days(last_seen, quiet):
    assert matrix.is_quiet(last_seen, TODAY) is quiet


def test_matrix_shows_each_state_by_glyph_and_word(cast, visit):
    cohort = make_cohort(cast, people=[cast.technician, cast.engineer])
    set_item(cast, cohort)
    late = set_item(cast, cohort, template=make_template(cast.trainer, title="Autoclave"))
    Assignment.objects.filter(title="Autoclave").update(due_on=timezone.localdate() - timedelta(days=1))
    answer(Assignment.objects.get(owner=cast.technician, title="Confocal microscope"))
    CohortAssignment.objects.filter(item=late, person=cast.engineer).delete()

    shown = visit(cast.trainer).get(cohort.get_absolute_url())

    page = shown.content.decode()
    states = {
        row.person.first_name: [cell and cell.shown_as for cell in row.cells] for row in shown.context["rows"]
    }
    assert states == {"Tomasz": ["not_started", None], "Megan": ["in_progress", "overdue"]}
    assert "In progress" in page and "Overdue" in page and "Not set" in page
    work = Assignment.objects.get(owner=cast.technician, title="Autoclave")
    assert f'href="{work.review_url}"' in page


def test_matrix_opens_no_work_that_another_trainer_set(cast, visit):
    cohort = make_cohort(cast, people=[cast.technician], trainers=[cast.other_trainer])
    set_item(cast, cohort)
    work = Assignment.objects.get()

    client = visit(cast.other_trainer)
    page = client.get(cohort.get_absolute_url()).content.decode()

    assert "Not started" in page and work.review_url not in page
    assert client.get(work.review_url).status_code == 404


@pytest.mark.parametrize("size", [1, 50])
def test_matrix_costs_the_same_for_one_and_fifty(cast, visit, django_assert_num_queries, size):
    people = [
        User(username=f"t{n}", email=f"t{n}@northmoor.example", last_name=f"No {n}") for n in range(size)
    ]
    User.objects.bulk_create(people)
    RoleMembership.objects.bulk_create(RoleMembership(person=one, role=Role.TECHNICIAN) for one in people)
    cohort = make_cohort(cast, people=people)
    set_item(cast, cohort)
    client = visit(cast.trainer)
    client.get("/home/")

    with django_assert_num_queries(10):
        shown = client.get(cohort.get_absolute_url())

    assert len(shown.context["rows"]) == size


def test_cohort_rows_and_table_agree_for_every_role(cast):
    make_cohort(cast)
    make_cohort(cast, trainers=[cast.other_trainer])
    members = [*(getattr(cast, name) for name in NORTHMOOR), Visitor()]

    for member in members:
        seen = set(Cohort.objects.visible_to(member))
        assert seen == {one for one in Cohort.objects.all() if can(member, "cohorts.read_cohort", one)}
    assert Cohort.objects.visible_to(cast.other_trainer).count() == 1


def test_trainer_who_gives_up_the_role_runs_nothing(cast):
    cohort = make_cohort(cast)
    cast.trainer.roles_held.update(ended_on=timezone.localdate())

    assert not can(cast.trainer, "cohorts.read_cohort", cohort)
    assert not Cohort.objects.visible_to(cast.trainer).exists()


ENDS = ("", "edit/", "set/", "members/")


@pytest.mark.parametrize("name", [name for name in NORTHMOOR if name != "trainer"])
def test_cohort_is_its_trainers_alone(cast, visit, name):
    cohort = make_cohort(cast, people=[cast.technician])
    client, path = visit(getattr(cast, name)), cohort.get_absolute_url()
    remove = f"{path}members/{cast.technician.uid}/remove/"

    assert {client.get(f"{path}{end}").status_code for end in ENDS} == {404}
    assert {client.post(f"{path}{end}", {"name": "x"}).status_code for end in ENDS[1:]} == {404}
    assert client.post(remove).status_code == 404
    assert client.get("/cohorts/").status_code == (200 if name == "other_trainer" else 403)
    assert Membership.objects.current().count() == 1


def test_cohort_opens_to_its_trainer_and_asks_others_to_sign_in(cast, visit, southby, southby_cast):
    cohort = make_cohort(cast, people=[cast.technician])
    path = cohort.get_absolute_url()

    assert {visit(cast.trainer).get(f"{path}{end}").status_code for end in ENDS} == {200}
    assert {visit().get(f"{path}{end}").status_code for end in ENDS} == {302}
    assert visit(cast.trainer).post(path).status_code == 405
    assert visit(cast.trainer).get(f"/cohorts/{uuid4()}/").status_code == 404
    with southby():
        client = visit(southby_cast.admin, host="southby.localhost")
    assert client.get(path).status_code == 404


def test_cohort_is_made_filled_and_set_on_screen(cast, visit):
    client, template = visit(cast.trainer), make_template(cast.trainer)

    client.post("/cohorts/new/", {"name": "Optics", "starts_on": "1 Sep 2026", "ends_on": "31/8/2027"})
    cohort = Cohort.objects.get()
    client.post(f"{cohort.get_absolute_url()}members/", {"people": [cast.technician.pk, cast.colleague.pk]})
    client.post(f"{cohort.get_absolute_url()}set/", {"template": template.pk, "due_on": "", "once": uuid4()})
    client.post(f"{cohort.get_absolute_url()}members/{cast.colleague.uid}/remove/")

    assert (cohort.name, cohort.starts_on, cohort.ends_on) == ("Optics", date(2026, 9, 1), date(2027, 8, 31))
    assert cohort.is_run_by(cast.trainer)
    assert set(Membership.objects.current().values_list("person_id", flat=True)) == {cast.technician.pk}
    assert Assignment.objects.count() == 2
    assert client.get("/cohorts/").status_code == 200


@pytest.mark.parametrize(
    ("end", "values", "link"),
    [
        ("/cohorts/new/", {"name": "", "starts_on": "today"}, "#id_name"),
        ("/cohorts/new/", {"name": "Optics", "starts_on": "1 Sep 1026"}, "#id_starts_on"),
        (
            "/cohorts/new/",
            {"name": "Optics", "starts_on": "2 Sep 2026", "ends_on": "1 Sep 2026"},
            "#id_ends_on",
        ),
        ("set/", {"template": "", "once": str(uuid4())}, "#id_template"),
        ("set/", {"template": "999999", "once": str(uuid4())}, "#id_template"),
        ("members/", {}, "#id_people_0"),
        ("members/", {"people": ["999999"]}, "#id_people_0"),
    ],
)
def test_cohort_forms_refuse_mistakes(cast, visit, end, values, link):
    cohort = make_cohort(cast)
    path = end if end.startswith("/") else f"{cohort.get_absolute_url()}{end}"

    answered = visit(cast.trainer).post(path, values)

    assert answered.status_code == 422
    assert f'href="{link}"' in answered.content.decode()
    assert (Cohort.objects.count(), CohortItem.objects.count(), Membership.objects.count()) == (1, 0, 0)
