"""Members by a list of addresses and by a rule."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from assessments import actions as assessments
from assessments.models import Assignment
from cohorts import actions
from cohorts.actions.items import catch_up
from cohorts.actions.rules import apply_rules
from cohorts.addresses import addresses_in
from cohorts.models import BulkAct, JoinRule, Membership
from people.models import Unit, User
from tenants import jobs
from tests.cohorts.samples import cohort_of, set_to, technicians
from tests.people import NORTHMOOR


def inside(cohort):
    return set(
        Membership.objects.current().filter(cohort=cohort).values_list("person__first_name", flat=True)
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("a@b.example", ["a@b.example"]),
        ("Name,Email\nMegan,Megan@B.example\nTomasz,t@b.example\n", ["megan@b.example", "t@b.example"]),
        ("a@b.example; a@b.example, A@B.EXAMPLE", ["a@b.example"]),
        ("Megan <megan@b.example>.\n", ["megan@b.example"]),
        ("nobody at home\n@\n=cmd@", []),
    ],
)
def test_addresses_are_found_in_whatever_is_brought(text, found):
    assert addresses_in(text) == found


def test_list_is_previewed_and_then_added_once(cast, visit):
    cohort, client = cohort_of(cast, cast.engineer), visit(cast.trainer)
    set_to(cast, cohort)
    path, once = f"{cohort.get_absolute_url()}members/list/", uuid4()
    rows = [
        "technician@northmoor.example", "ENGINEER@northmoor.example", "admin@northmoor.example", "x@y.example"
    ]  # fmt: skip
    file = SimpleUploadedFile("list.csv", b"Email\n" + "\n".join(rows).encode())

    shown = client.post(path, {"file": file})
    found = shown.context["found"]
    before = inside(cohort)
    for _ in range(2):
        answer = client.post(path, {"text": shown.context["text"], "confirm": "yes", "once": once})

    assert ([one.first_name for one in found.joining], [one.first_name for one in found.inside]) == (
        ["Megan"],
        ["Tomasz"],
    )
    assert ([one.first_name for one in found.no_technician], found.unknown) == (["Helen"], ["x@y.example"])
    assert (before, inside(cohort)) == ({"Tomasz"}, {"Tomasz", "Megan"})
    assert answer.status_code == 302
    assert BulkAct.objects.get().touched == [{"person": cast.technician.pk}]
    assert "1 person added" in client.get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("values", "link"),
    [
        ({}, "#id_text"),
        ({"text": "no address"}, "#id_text"),
        ({"text": " ".join(f"a{n}@b.example" for n in range(501))}, "#id_text"),
        ({"file": SimpleUploadedFile("x.xlsx", b"PK\xff\xfe\x00")}, "#id_file"),
    ],
)
def test_list_without_addresses_is_refused(cast, visit, values, link):
    cohort = cohort_of(cast)

    answer = visit(cast.trainer).post(f"{cohort.get_absolute_url()}members/list/", values)

    assert answer.status_code == 422
    assert f'href="{link}"' in answer.content.decode()


def test_adding_from_a_list_is_taken_back_with_what_nobody_began(cast):
    cohort = cohort_of(cast)
    set_to(cast, cohort)
    act = actions.add_members(cohort=cohort, people=[cast.technician], actor=cast.trainer, once=uuid4())

    actions.undo(act=act, actor=cast.trainer)

    assert inside(cohort) == set()
    assert Assignment.objects.get().state == "withdrawn"


def test_what_many_are_set_is_left_to_a_worker_and_made_once(cast):
    people = technicians(31)
    cohort = cohort_of(cast, cast.engineer)
    set_to(cast, cohort)
    set_to(cast, cohort, title="Autoclave")
    withdrawn = Assignment.objects.get(owner=cast.engineer, title="Autoclave")
    assessments.withdraw(assignment=withdrawn, actor=cast.trainer, once=uuid4())

    actions.add_members(cohort=cohort, people=people, actor=cast.trainer, once=uuid4())
    before = Assignment.objects.count()
    for _ in range(2):
        catch_up(cohort=cohort.pk, actor=cast.trainer.pk)

    assert (before, Assignment.objects.count()) == (2, 64)
    assert Assignment.objects.filter(owner=cast.engineer, state="open").count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM public.procrastinate_jobs WHERE task_name = 'cohorts.catch_up'")
        assert cursor.fetchone()[0] == 1


def test_rule_is_previewed_kept_and_applied_each_day(cast, visit):
    cohort, client = cohort_of(cast), visit(cast.trainer)
    set_to(cast, cohort)
    workshop = Unit.objects.get(name=NORTHMOOR["engineer"].unit)
    path, values = f"{cohort.get_absolute_url()}members/rule/", {"unit": workshop.pk}

    shown = client.post(path, values)
    assert {person.first_name for person in shown.context["people"]} == {"Tomasz"}
    assert (inside(cohort), JoinRule.objects.exists()) == (set(), False)
    client.post(path, values | {"confirm": "yes"})
    assert inside(cohort) == {"Tomasz"}
    User.objects.filter(pk=cast.colleague.pk).update(unit=workshop)
    for _ in range(2):
        apply_rules()

    assert jobs.DAILY["cohorts.apply_rules"] == 5
    assert inside(cohort) == {"Tomasz", "Ruth"}
    assert Assignment.objects.count() == 2
    client.post(path, {"end": "yes"})
    assert not JoinRule.objects.exists()
    assert inside(cohort) == {"Tomasz", "Ruth"}


def test_rule_holds_only_where_all_of_it_does(cast):
    cohort, title = cohort_of(cast), cast.engineer.job_title
    User.objects.filter(pk=cast.engineer.pk).update(date_joined=timezone.now() - timedelta(days=400))
    User.objects.filter(pk=cast.technician.pk).update(job_title=None)
    since = timezone.localdate() - timedelta(days=30)

    rule = actions.save_rule(
        cohort=cohort, actor=cast.trainer, conditions=actions.Conditions(job_title=title, joined_after=since)
    )
    actions.apply_rule(rule=rule, actor=cast.trainer)

    assert inside(cohort) == {"Alan", "Ruth"}


def test_whoever_was_taken_out_stays_out(cast):
    cohort = cohort_of(cast, cast.engineer)
    actions.remove_member(cohort=cohort, person=cast.engineer, actor=cast.trainer)
    actions.save_rule(
        cohort=cohort, actor=cast.trainer, conditions=actions.Conditions(unit=cast.engineer.unit)
    )

    apply_rules()

    assert inside(cohort) == set()


def test_rule_of_a_cohort_that_has_ended_or_that_nobody_runs_adds_nobody(cast):
    today = timezone.localdate()
    ended = cohort_of(cast, starts_on=today - timedelta(days=9), ends_on=today - timedelta(days=1))
    unrun = cohort_of(cast)
    for cohort in (ended, unrun):
        actions.save_rule(
            cohort=cohort, actor=cast.trainer, conditions=actions.Conditions(unit=cast.engineer.unit)
        )
    unrun.trainers.clear()

    apply_rules()

    assert not Membership.objects.exists()


def test_rule_that_says_nothing_is_refused(cast, visit):
    cohort = cohort_of(cast)

    answer = visit(cast.trainer).post(f"{cohort.get_absolute_url()}members/rule/", {"confirm": "yes"})

    assert answer.status_code == 422
    assert 'href="#id_unit"' in answer.content.decode()
    assert not JoinRule.objects.exists()


def test_list_that_was_checked_is_changed_without_typing_it_anew(cast, visit):
    cohort = cohort_of(cast)
    address = f"{cohort.get_absolute_url()}members/list/"
    form = {"text": f"{cast.technician.email}\nnobody@northmoor.example", "once": str(uuid4())}
    client = visit(cast.trainer)

    client.post(address, form)
    again = client.post(address, form | {"again": "yes"})

    assert (again.status_code, again.context["form"]["text"].value()) == (200, form["text"])
    assert not inside(cohort)
