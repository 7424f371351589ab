"""Evaluate against plan, and what registers make of a plan and its evaluation."""

from datetime import date

import pytest

from plans import actions
from plans.models import Goal, Plan
from plans.queries import outlines_for, texts_for
from registers.actions import change_renewal, save_registration, start_renewal
from registers.freezing import facts_of
from registers.queries import judge_renewal, standings
from tests.plans.samples import TODAY, make_goal, make_plan
from tests.plans.test_views_plan import text_of
from tests.tellers import Teller

YEAR = (date(TODAY.year, 1, 1), date(TODAY.year, 12, 31))


@pytest.fixture
def goal(cast) -> Goal:
    return make_goal(make_plan(cast.technician), measure="Two sessions without a call.")


def evaluate(goal: Goal) -> Plan:
    owner = goal.plan.owner
    plan = actions.save_evaluation(
        plan=goal.plan, actor=owner, overall="It went well.", by_goal={goal.uid: "Took longer."}
    )
    return actions.finish_evaluation(plan=plan, actor=owner)


def test_the_page_puts_planned_beside_done_and_shows_what_was_not_planned(cast, visit, goal):
    tell = Teller(cast)
    linked = [
        tell.activity(cast.technician, title="Kept", was_planned=True, minutes=120, category="formal"),
        tell.activity(cast.technician, title="Ahead", planned=True),
    ]
    tell.activity(cast.technician, title="By the way", minutes=45)
    actions.link_activities(goal=goal, activities=linked, actor=cast.technician)

    page = text_of(visit(cast.technician).get(f"/plan/{goal.plan.uid}/evaluation/"))

    assert "1 of 2 planned activities done, 2 h" in page
    assert "1 of 1 activity with both reflections written" in page
    assert "Not done yet" in page
    assert "1 activity, 45 min" in page
    assert "By the way" in page
    assert "0 words so far" in page


def test_an_evaluation_is_saved_finished_with_a_day_and_re_opened(cast, visit, goal):
    client, address = visit(cast.technician), f"/plan/{goal.plan.uid}/evaluation/"
    box = f"goal-{goal.uid}"

    refused = client.post(address, {"overall": " ", box: "Kept text", "then": "finish"})
    assert refused.status_code == 422
    assert "Kept text" in text_of(refused)

    def send(**words: str):
        return client.post(address, {"changed": Plan.objects.get().changed_token, box: "On the goal"} | words)

    send(overall="")
    assert Goal.objects.get().evaluation == "On the goal"
    assert Plan.objects.get().evaluated_on is None
    send(overall="It went well.", then="finish")
    assert Plan.objects.get().evaluated_on == TODAY
    assert "It went well." in text_of(client.get(goal.plan.get_absolute_url()))
    late = send(overall="Another")
    assert late.status_code == 422
    assert "This evaluation is finished" in text_of(late)
    client.post(f"{address}reopen/")

    assert Plan.objects.get().evaluated_on is None
    assert "It went well." not in text_of(client.get(goal.plan.get_absolute_url()))
    assert "It went well." in client.get(address).content.decode()


def test_a_stale_evaluation_saves_nothing_and_shows_both(cast, visit, goal):
    stale = goal.plan.changed_token
    actions.save_evaluation(plan=goal.plan, actor=cast.technician, overall="Stored since", by_goal={})

    answer = visit(cast.technician).post(
        f"/plan/{goal.plan.uid}/evaluation/", {"overall": "Typed here", "changed": stale}
    )

    assert answer.status_code == 409
    assert "Stored since" in text_of(answer)
    assert "Typed here" in text_of(answer)
    assert Plan.objects.get().evaluation == "Stored since"


def test_texts_for_a_period_are_the_plan_and_its_finished_evaluation(cast, goal):
    owner = cast.technician
    assert texts_for(owner, YEAR)["evaluation"] == ""
    assert texts_for(owner, (YEAR[0], date(TODAY.year + 1, 3, 31))) == {"plan": "", "evaluation": ""}

    evaluate(goal)

    assert texts_for(owner, YEAR) == {
        "plan": "1. Work alone at the confocal.\nHow I will know: Two sessions without a call.",
        "evaluation": "1. Work alone at the confocal: not reached yet.\nTook longer.\nIt went well.",
    }
    assert texts_for(cast.supervisor, YEAR) == {"plan": "", "evaluation": ""}


def statuses(owner) -> dict[str, str]:
    (standing,) = standings(owner)
    return {one.rule: str(one.status) for one in standing.findings if one.rule in ("plan", "evaluation")}


def test_registers_see_the_plan_and_its_evaluation_and_the_pack_holds_their_text(cast, goal):
    owner = cast.technician
    Goal.objects.update(deleted_at=goal.changed)
    registration = save_registration(
        owner=owner,
        values={"pack": "engineering-council", "grade": "EngTech", "anchor_date": YEAR[0]},
        breaks=[],
    )
    renewal = start_renewal(registration=registration, period_from=YEAR[0], period_to=YEAR[1])
    assert statuses(owner) == {"plan": "not_met", "evaluation": "not_met"}
    Goal.objects.update(deleted_at=None)
    assert statuses(owner) == {"plan": "met", "evaluation": "not_met"}
    evaluate(Goal.objects.get())

    assert statuses(owner) == {"plan": "met", "evaluation": "met"}
    found = {one.rule: str(one.status) for one in judge_renewal(renewal)}
    assert (found["plan"], found["evaluation"]) == ("met", "met")
    texts = {one["key"]: one["text"] for one in facts_of(renewal)["statements"]}
    assert texts["plan"].startswith("1. Work alone at the confocal.")
    assert texts["evaluation"].endswith("It went well.")

    own = change_renewal(renewal=renewal, actor=owner, values={"answers": {"plan": "In my own words."}})

    texts = {one["key"]: one["text"] for one in facts_of(own)["statements"]}
    assert texts["plan"] == "In my own words."


def test_a_registers_standing_costs_six_queries_for_one_plan_and_for_many(
    cast, django_assert_max_num_queries
):
    for pack, grade in [
        ("science-council", "RSciTech"), ("engineering-council", "EngTech"), ("iet", "TMIET"),
        ("ist", "RSciTech"), ("rsb", "RSciTech"),
    ]:  # fmt: skip
        save_registration(owner=cast.technician, values={"pack": pack, "grade": grade}, breaks=[])
    for number in range(20):
        make_goal(make_plan(cast.technician), f"Goal {number}")
    owner = cast.technician

    with django_assert_max_num_queries(6):
        assert len(standings(owner)) == 5


def test_many_peoples_plans_are_one_query(cast, django_assert_num_queries):
    owners = [cast.technician, cast.engineer, cast.colleague]
    for owner in owners:
        make_goal(make_plan(owner))

    with django_assert_num_queries(1):
        found = outlines_for([owner.pk for owner in owners])

    assert [len(plans) for plans in found.values()] == [1, 1, 1]


def test_home_names_the_next_goal(cast, visit):
    make_goal(make_plan(cast.technician), "Write the autoclave guide", target_on=TODAY)

    page = text_of(visit(cast.technician).get("/home/"))

    assert "Next in your plan" in page
    assert "Write the autoclave guide" in page


def test_the_activitys_page_says_what_it_works_towards_and_links_it(cast, visit, goal):
    activity = Teller(cast).activity(cast.technician)
    client = visit(cast.technician)
    assert "Link it to a goal" in text_of(client.get(activity.get_absolute_url()))

    answer = client.post("/plan/link/", {"goal": str(goal.uid), "activity": str(activity.uid)})

    assert answer.url == activity.get_absolute_url()
    page = text_of(client.get(answer.url))
    assert "Works towards" in page
    assert "Link it to a goal" not in page
    assert goal.title in text_of(visit(cast.supervisor).get(activity.get_absolute_url()))
    Plan.objects.update(audience="only_me")
    assert goal.title not in text_of(visit(cast.supervisor).get(activity.get_absolute_url()))
