"""`/home/`: what each role finds there, at the same cost for one person and for fifty."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from people import actions
from people.models import User
from registers.actions import save_registration
from tests import things
from tests.activities.samples import log
from tests.registers.declared import asked_to_endorse
from tests.tellers import Teller


def page_of(visit, person) -> str:
    answer = visit(person).get("/home/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_home_needs_a_session(visit):
    assert visit().get("/home/").status_code == 302


@pytest.mark.parametrize(
    ("who", "says"),
    [
        ("technician", "Your CPD year"),
        ("supervisor", "Waiting for your review"),
        ("trainer", "Waiting for your review"),
        ("admin", "People without a pair"),
        ("editor", "Hello, Gethin"),
    ],
)
def test_home_is_made_for_the_role(visit, cast, who, says):
    assert says in page_of(visit, getattr(cast, who))


def test_home_of_an_admin_names_no_work(visit, cast):
    Teller(cast).activity(cast.technician, title="Zebrafish tank repair")

    assert "Zebrafish" not in page_of(visit, cast.admin)


def test_home_leads_to_what_a_register_lacks(visit, cast):
    save_registration(
        owner=cast.technician, values={"pack": "science-council", "grade": "RSciTech"}, breaks=[]
    )
    tell = Teller(cast)
    for category in ("work_based", "formal", "professional"):
        tell.activity(cast.technician, category=category)
    activity = tell.activity(cast.technician, benefit_users="")

    page = page_of(visit, cast.technician)

    assert "RSciTech, Science Council" in page
    assert f"/activities/{activity.uid}/edit/" in page


def test_home_says_which_date_a_register_lacks(visit, cast):
    save_registration(owner=cast.technician, values={"pack": "advance-he", "grade": "AFHEA"}, breaks=[])

    page = page_of(visit, cast.technician)

    assert "A date is missing" in page and "Nothing open" not in page


def test_home_asks_for_an_answer_first(visit, cast):
    actions.propose_pair(technician=cast.technician, supervisor=cast.other_supervisor, actor=cast.admin)

    assert "Answer Dev Chandra, who would like to supervise you" in page_of(visit, cast.technician)


def crowd(cast, size: int) -> None:
    """More people of every kind, each paired with the supervisor and busy."""
    tell = Teller(cast)
    for number in range(size):
        person = actions.create_person(
            email=f"p{number}@northmoor.example",
            first_name="P",
            last_name=f"N{number:02}",
            roles=["technician"],
            actor="system",
        )
        pair = actions.propose_pair(technician=person, supervisor=cast.supervisor, actor=person)
        actions.accept_pair(pair=pair, actor=person)
        tell.activity(User.objects.get(pk=person.pk))
        tell.activity(cast.technician, start_date=date.today())


@pytest.mark.parametrize("size", [1, 50])
def test_home_of_a_technician_costs_at_most_twelve_queries(visit, cast, django_assert_max_num_queries, size):
    crowd(cast, size)
    save_registration(
        owner=cast.technician, values={"pack": "science-council", "grade": "RSciTech"}, breaks=[]
    )
    things.task(cast)  # whose notice is named on the page
    page = visit(cast.technician)
    page.get("/home/")

    with django_assert_max_num_queries(
        12 + 2
    ):  # and the two that every request of a test client pays: see `visit`
        page.get("/home/")


@pytest.mark.parametrize("size", [1, 50])
def test_home_of_a_supervisor_costs_the_same_for_one_and_fifty(visit, cast, django_assert_num_queries, size):
    crowd(cast, size)
    for person in [cast.technician] * size:
        asked_to_endorse(person, cast.supervisor)
    page = visit(cast.supervisor)
    page.get("/home/")

    with django_assert_num_queries(17):
        answer = page.get("/home/")
    assert answer.content.decode().count("Okafor: RSciTech, Science Council") == min(size, 5)


def test_planned_activities_past_their_day_are_asked_about(cast, visit):
    today = timezone.localdate()
    first = today.replace(month=1, day=1)
    log(cast.technician, planned=True, start_date=first, end_date=first)
    log(cast.technician, planned=True, start_date=today + timedelta(1), end_date=today + timedelta(1))

    page = visit(cast.technician).get("/home/").content.decode()

    assert ("1 planned activity is past its date: did it happen?" in page) == (first < today)
