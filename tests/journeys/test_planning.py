"""A technician writes a plan on a phone, links what was done to a goal, and evaluates the year against it."""

from datetime import date

from playwright.sync_api import Page

from plans.models import Plan
from tests.browser import assert_accessible, sign_in
from tests.people import NORTHMOOR, Cast
from tests.tellers import Teller

YEAR = date.today().year
WORD = "The rota on Thursdays was what made it work."


def test_plan_is_written_linked_and_evaluated(page: Page, live):
    with live.inside("northmoor"):
        cast = Cast(NORTHMOOR)
        Teller(cast).activity(cast.technician, title="Ran the rota alone", minutes=180)
    sign_in(page, live, login="technician@northmoor.example")
    page.goto(live.address(path="/plan/"))
    assert_accessible(page)
    page.get_by_role("link", name="Start a plan").click()
    page.get_by_label("What do you call it?").fill(str(YEAR))
    page.get_by_label("First day").fill(f"1 Jan {YEAR}")
    page.get_by_label("Last day").fill(f"31 Dec {YEAR}")
    assert_accessible(page)
    page.get_by_role("button", name="Start this plan").click()

    page.get_by_role("link", name="Add the first goal").click()
    page.get_by_label("What do you want to reach?").fill("Run the rota on my own")
    page.get_by_label("How will you know?").fill("Nobody has to be called.")
    assert_accessible(page)
    page.get_by_role("button", name="Add this goal").click()
    page.get_by_text("Nobody has to be called.").first.wait_for()
    assert_accessible(page)

    page.get_by_role("heading", name="Planned and done").wait_for()
    assert_accessible(page)
    page.get_by_role("link", name="Link what I did").click()
    assert_accessible(page)
    page.get_by_label("Ran the rota alone").check()
    page.get_by_role("button", name="Link what I ticked").click()
    page.get_by_text("Ran the rota alone").first.wait_for()

    with live.inside("northmoor"):
        plan = Plan.objects.get()
    page.goto(live.address(path=f"/plan/{plan.uid}/evaluation/"))
    page.locator("textarea").last.fill(WORD)
    assert_accessible(page)
    page.get_by_role("button", name="Finish and date it today").click()
    page.get_by_text(WORD).first.wait_for()
    assert_accessible(page)
    with live.inside("northmoor"):
        plan.refresh_from_db()
        assert (plan.evaluation, plan.evaluated_on) == (WORD, date.today())
