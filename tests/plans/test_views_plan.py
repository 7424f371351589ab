"""The plan's screens: what the owner, a supervisor and a stranger find, and every verb."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from activities.models import Activity
from plans import actions
from plans.models import Goal, Plan
from tests.plans.samples import make_goal, make_plan
from tests.tellers import Teller

TODAY = date.today()


def text_of(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_without_a_plan_two_examples_are_shown_and_nothing_is_stored(cast, visit):
    page = text_of(visit(cast.technician).get("/plan/"))

    assert "You have no plan for today" in page
    assert "Work on my own at an instrument" in page
    assert not Plan.objects.exists()


def test_a_plan_is_started_for_the_year_and_takes_its_first_goal(cast, visit):
    client = visit(cast.technician)

    page = client.get("/plan/new/")
    answer = client.post(
        "/plan/new/", {"title": "2026", "start": f"1/1/{TODAY.year}", "end": f"31/12/{TODAY.year}"}
    )
    plan = Plan.objects.get()
    assert page.context["form"].initial["title"] == str(TODAY.year)
    assert answer.url == f"/plan/{plan.uid}/"
    form = client.get(f"/plan/{plan.uid}/goals/new/?from=teach")
    assert "Teach something I know well" in form.content.decode()

    answer = client.post(
        f"/plan/{plan.uid}/goals/new/",
        {
            "title": "Teach it",
            "target_on": f"30 Jun {TODAY.year}",
            "competences": ["science-council/RSciTech/A1"],
        },
    )

    goal = Goal.objects.get()
    assert answer.url == f"/plan/goals/{goal.uid}/"
    assert (goal.target_on, goal.competences) == (date(TODAY.year, 6, 30), ["science-council/RSciTech/A1"])
    assert "A1" in text_of(client.get(goal.get_absolute_url()))


def test_the_next_plan_is_offered_for_the_next_year(cast, visit):
    make_plan(cast.technician)

    form = visit(cast.technician).get("/plan/new/").context["form"]

    assert form.initial["title"] == str(TODAY.year + 1)


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"title": "", "start": "1/1/26", "end": "31/12/26"}, "Give the plan a title"),
        ({"title": "A", "start": "1/6/26", "end": "1/1/26"}, "The last day is before the first"),
        ({"title": "A", "start": "1/6/2026", "end": "1/1/2033"}, "6 years at most"),
        ({"title": "A", "start": "soon", "end": "1/1/46"}, "Error"),
    ],
)
def test_a_plan_form_says_what_is_wrong_and_stores_nothing(cast, visit, sent, says):
    answer = visit(cast.technician).post("/plan/new/", sent)

    assert answer.status_code == 422
    assert says in text_of(answer)
    assert not Plan.objects.exists()


def test_a_goal_outside_its_plan_is_refused(cast, visit):
    plan = make_plan(cast.technician)

    answer = visit(cast.technician).post(
        f"/plan/{plan.uid}/goals/new/", {"title": "Too late", "target_on": f"1 Feb {TODAY.year + 1}"}
    )

    assert answer.status_code == 422
    assert "is outside this plan" in text_of(answer)
    assert "Too late" in answer.content.decode()
    assert not Goal.objects.exists()


def test_a_stale_goal_form_shows_both_versions_and_saves_nothing(cast, visit):
    goal = make_goal(make_plan(cast.technician))
    stale = goal.changed_token
    actions.change_goal(goal=goal, actor=cast.technician, values={"why": "Stored since"})

    answer = visit(cast.technician).post(
        f"/plan/goals/{goal.uid}/edit/", {"title": "Mine", "why": "Typed here", "changed": stale}
    )

    assert answer.status_code == 409
    assert "Stored since" in text_of(answer)
    assert "Typed here" in text_of(answer)
    assert Goal.objects.get().title == goal.title


def test_overdue_is_said_in_words(cast, visit):
    plan = make_plan(cast.technician, start=TODAY - timedelta(90), end=TODAY + timedelta(90))
    make_goal(plan, "Late", target_on=TODAY - timedelta(3))
    make_goal(plan, "In time", target_on=TODAY + timedelta(3))

    page = text_of(visit(cast.technician).get("/plan/"))

    assert page.count("Overdue") == 1
    assert "by" in page


def test_planning_an_activity_for_a_goal_logs_it_as_planned_and_links_it(cast, visit):
    goal = make_goal(make_plan(cast.technician))
    client = visit(cast.technician)
    form = client.get(f"/plan/goals/{goal.uid}/activity/").context["form"]
    sent = {
        "title": "Book the induction", "start_date": f"30/12/{TODAY.year}", "duration": "2 h", "category": "formal",
        "planned": "yes", "uid": form.initial["uid"],
    }  # fmt: skip

    first, second = (client.post(f"/plan/goals/{goal.uid}/activity/", sent) for _ in range(2))

    activity = Activity.objects.get()
    assert first.url == second.url == goal.get_absolute_url()
    assert (activity.planned, list(activity.goals.all())) == (True, [goal])
    assert "0 of 1 planned activity done" in text_of(client.get("/plan/"))


def test_linking_what_was_done_offers_the_periods_own_and_links_what_is_ticked(cast, visit):
    goal = make_goal(make_plan(cast.technician))
    tell = Teller(cast)
    own = tell.activity(cast.technician, title="This year")
    tell.activity(cast.technician, title="Long ago", start_date=date(2020, 1, 1), end_date=date(2020, 1, 1))
    others = tell.activity(cast.supervisor, title="Of another")
    client = visit(cast.technician)
    page = text_of(client.get(f"/plan/goals/{goal.uid}/link/"))
    assert ("This year" in page, "Long ago" in page, "Of another" in page) == (True, False, False)
    assert "Long ago" in text_of(client.get(f"/plan/goals/{goal.uid}/link/?q=ago"))

    client.post(f"/plan/goals/{goal.uid}/link/", {"activity": [str(own.uid), str(others.uid), "no uid"]})

    assert list(goal.activities.all()) == [own]
    assert "1 activity done, 1 h 30 min" in text_of(client.get(goal.get_absolute_url()))

    client.post(f"/plan/goals/{goal.uid}/unlink/", {"activity": [str(own.uid)]})

    assert not goal.activities.exists()
    assert Activity.objects.filter(pk=own.pk).exists()


def test_linking_can_be_narrowed_to_the_goals_competences(cast, visit):
    goal = make_goal(make_plan(cast.technician), competences=["science-council/RSciTech/A1"])
    tell = Teller(cast)
    tell.activity(cast.technician, title="Shows it", competences=["science-council/RSciTech/A1"])
    tell.activity(cast.technician, title="Does not", competences=["science-council/RSciTech/B1"])

    page = text_of(visit(cast.technician).get(f"/plan/goals/{goal.uid}/link/?competence=on"))

    assert ("Shows it" in page, "Does not" in page) == (True, False)


def test_goals_change_places_and_stop_at_the_edges(cast, visit):
    plan = make_plan(cast.technician)
    goals = [make_goal(plan, title) for title in "ABC"]
    client = visit(cast.technician)

    def order() -> str:
        return "".join(plan.goals.values_list("title", flat=True))

    for goal, way, expected in [(0, "down", "BAC"), (2, "up", "BCA"), (1, "down", "CBA"), (2, "up", "CBA")]:
        client.post(f"/plan/goals/{goals[goal].uid}/move/", {"to": way})
        assert order() == expected


def test_a_goal_is_settled_re_opened_deleted_and_taken_back(cast, visit):
    goal = make_goal(make_plan(cast.technician))
    client = visit(cast.technician)
    address = f"/plan/goals/{goal.uid}/"
    future = TODAY + timedelta(9)

    assert client.post(f"{address}settle/", {"outcome": "Words kept"}).status_code == 422
    assert client.post(f"{address}settle/", {"state": "reached", "on": future.isoformat()}).status_code == 422
    client.post(f"{address}settle/", {"state": "reached", "outcome": "Signed off"})
    goal.refresh_from_db()
    assert (goal.state, goal.settled_on, goal.outcome) == ("reached", TODAY, "Signed off")
    client.post(f"{address}reopen/")
    goal.refresh_from_db()
    assert (goal.state, goal.settled_on) == ("open", None)

    answer = client.post(f"{address}delete/")
    assert "The goal is deleted" in text_of(client.get(answer.url))
    assert client.get(address).status_code == 404
    client.post(f"{address}restore/")
    assert client.get(address).status_code == 200


def test_a_goal_deleted_too_long_ago_stays_deleted(cast, visit):
    goal = make_goal(make_plan(cast.technician))
    Goal.objects.update(deleted_at=timezone.now() - timedelta(31))

    visit(cast.technician).post(f"/plan/goals/{goal.uid}/restore/")

    assert Goal.objects.get().deleted_at is not None


def test_carrying_over_needs_a_later_plan_and_takes_what_is_still_planned(cast, visit):
    goal = make_goal(make_plan(cast.technician), why="Because")
    tell = Teller(cast)
    ahead = tell.activity(cast.technician, planned=True)
    actions.link_activities(
        goal=goal, activities=[ahead, tell.activity(cast.technician)], actor=cast.technician
    )
    client = visit(cast.technician)
    assert client.post(f"/plan/goals/{goal.uid}/carry/").url == "/plan/new/"
    later = make_plan(cast.technician, TODAY.year + 1)

    answers = [client.post(f"/plan/goals/{goal.uid}/carry/").url for _ in range(2)]

    made = later.goals.get()
    assert answers == [f"/plan/goals/{made.uid}/edit/"] * 2
    assert (made.why, made.carried_from, list(made.activities.all())) == ("Because", goal, [ahead])


def test_a_deleted_plan_hides_its_goals_and_comes_back(cast, visit):
    goal = make_goal(make_plan(cast.technician))
    client = visit(cast.technician)

    answer = client.post(f"/plan/{goal.plan.uid}/delete/")
    assert "The plan is deleted" in text_of(client.get(answer.url))
    assert client.get(goal.get_absolute_url()).status_code == 404
    client.post(f"/plan/{goal.plan.uid}/restore/")

    assert client.get(goal.get_absolute_url()).status_code == 200


def test_a_supervisor_reads_the_plan_but_not_what_is_hidden_and_writes_nothing(cast, visit):
    goal = make_goal(make_plan(cast.technician))
    tell = Teller(cast)
    shown = tell.activity(cast.technician, title="For both of us", minutes=60)
    hidden = tell.activity(cast.technician, title="For me alone", minutes=600, audience="only_me")
    actions.link_activities(goal=goal, activities=[shown, hidden], actor=cast.technician)
    actions.save_evaluation(
        plan=goal.plan,
        actor=cast.technician,
        overall="Unfinished thoughts",
        by_goal={goal.uid: "On the goal"},
    )
    client = visit(cast.supervisor)
    pages = [f"/plan/{goal.plan.uid}/", f"/plan/{goal.plan.uid}/print/", goal.get_absolute_url()]

    for address in pages:
        page = text_of(client.get(address))
        assert "1 activity done, 1 h" in page, address
        assert "For both of us" in page, address
        assert not re.search("For me alone|Unfinished thoughts|On the goal", page), address
    assert goal.plan.title in text_of(client.get(f"/plan/all/?owner={cast.technician.uid}"))
    for address in ("edit/", "delete/", "evaluation/", "evaluation/reopen/", "goals/new/"):
        assert client.post(f"/plan/{goal.plan.uid}/{address}").status_code == 403, address
    for address in ("edit", "move", "settle", "reopen", "carry", "delete", "activity", "link", "unlink"):
        assert client.post(f"/plan/goals/{goal.uid}/{address}/").status_code == 403, address

    actions.finish_evaluation(plan=goal.plan, actor=cast.technician)

    assert "Unfinished thoughts" in text_of(client.get(pages[0]))
    assert "On the goal" in text_of(client.get(pages[2]))


def test_a_link_shows_the_plan_without_private_activities(cast, visit):
    from sharing.actions import make_link

    goal = make_goal(make_plan(cast.technician))
    Plan.objects.update(audience="link")
    hidden = Teller(cast).activity(cast.technician, title="Between us two")
    actions.link_activities(goal=goal, activities=[hidden], actor=cast.technician)
    link = make_link(
        kind="plan",
        item=goal.plan,
        name="For a mentor",
        expires_on=TODAY + timedelta(3),
        actor=cast.technician,
    )

    page = text_of(visit().get(f"/shared/{link.token}/"))

    assert goal.title in page
    assert "Between us two" not in page


@pytest.mark.parametrize("who", ["colleague", "other_supervisor", "admin"])
def test_nobody_else_lists_the_plans_or_links_to_a_goal(cast, visit, who):
    goal = make_goal(make_plan(cast.technician))
    own = Teller(cast).activity(getattr(cast, who))
    client = visit(getattr(cast, who))

    assert client.get(f"/plan/all/?owner={cast.technician.uid}").status_code == 404
    answer = client.post("/plan/link/", {"goal": str(goal.uid), "activity": str(own.uid)})
    assert answer.status_code == 404
    assert not goal.activities.exists()


@pytest.mark.parametrize("size", [1, 50])
def test_the_plan_costs_the_same_for_one_and_fifty(cast, visit, django_assert_num_queries, size):
    plan = make_plan(cast.technician)
    tell = Teller(cast)
    for number in range(size):
        goal = make_goal(plan, f"Goal {number}")
        actions.link_activities(goal=goal, activities=[tell.activity(cast.technician)], actor=cast.technician)
    client = visit(cast.technician)
    client.get("/plan/")

    with django_assert_num_queries(9):
        client.get("/plan/")
