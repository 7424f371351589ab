"""A technician runs a mock audit, asks a colleague for a blind review, and reads what comes back."""

from playwright.sync_api import Page, expect

from tests.audits import desk_samples
from tests.browser import assert_accessible, sign_in
from tests.people import NORTHMOOR, Cast


def test_year_is_drawn_checked_and_reviewed_blind(desk: Page, page: Page, live):
    with live.inside("northmoor"):
        desk_samples.declared(Cast(NORTHMOOR))
    sign_in(page, live, login="technician@northmoor.example")

    page.goto(live.address(path="/audits/"))
    page.get_by_role("link", name="Run a mock audit").click()
    page.locator("input[name=which]").first.check()
    page.get_by_role("button", name="Draw this year").click()
    page.get_by_text("Here is your year as if drawn").wait_for()
    page.get_by_label("In order").first.check()
    page.get_by_role("button", name="Finish").click()
    page.get_by_text("the result is kept with its date").wait_for()
    assert_accessible(page)

    page.get_by_role("link", name="Ask for a blind review").click()
    page.get_by_label("A colleague’s email").fill("colleague@northmoor.example")
    assert_accessible(page)
    page.get_by_role("button", name="Ask for the review").click()
    page.get_by_text("You are told when somebody accepts.").wait_for()

    sign_in(desk, live, login="colleague@northmoor.example")
    desk.goto(live.address(path="/audits/reviews/"))
    desk.get_by_role("button", name="Accept").click()
    desk.get_by_role("heading", name="Blind review, RSciTech").wait_for()
    assert "Okafor" not in desk.content()
    assert_accessible(desk)
    desk.get_by_label("What would help, in all").fill("Say more of what changed.")
    desk.get_by_role("button", name="Send the review").click()
    desk.get_by_text("the owner is told").wait_for()

    page.goto(live.address(path="/notices/"))
    page.get_by_role("button", name="Read it").first.click()
    expect(page.get_by_text("Say more of what changed.")).to_be_visible()
    assert "Adeyemi" not in page.content()
    page.get_by_role("button", name="Thank your reviewer").click()
    page.get_by_text("Your thanks are on their way.").wait_for()
    assert_accessible(page)
