"""A technician logs an activity on a phone; the supervisor verifies it; the table fits every screen."""

from playwright.sync_api import Page, expect

from tests.activities.samples import log
from tests.browser import assert_accessible, sign_in
from tests.people import NORTHMOOR, Cast

TECHNICIAN = "technician@northmoor.example"


def test_logging_on_a_phone_takes_four_answers(page: Page, live):
    sign_in(page, live, login=TECHNICIAN)
    page.goto(live.address(path="/activities/new/"))
    assert_accessible(page)

    page.get_by_role("button", name="Save activity").click()
    assert page.title().startswith("Error:")
    assert_accessible(page)
    page.get_by_label("What did you do?").fill("Autoclave 3: re-test after door seal change")
    page.get_by_text("Yesterday").click()
    page.get_by_text("2 h", exact=True).click()
    page.get_by_text("Work-based learning").click()
    page.get_by_role("button", name="Save activity").click()

    page.get_by_role("heading", name="Autoclave 3: re-test after door seal change").wait_for()
    expect(page.get_by_text("Saved: 2 h")).to_be_visible()
    assert_accessible(page)


def test_writing_a_length_lets_go_of_the_chip_and_reads_it_back(page: Page, live):
    sign_in(page, live, login=TECHNICIAN)
    page.goto(live.address(path="/activities/new/"))

    page.get_by_text("3 h", exact=True).click()
    page.get_by_label("Or, for example 45 min").fill("1h30")

    assert page.locator("input[name=length]:checked").count() == 0
    expect(page.get_by_text("1 h 30 min")).to_be_visible()
    page.get_by_text("3 h", exact=True).click()
    assert page.get_by_label("Or, for example 45 min").input_value() == ""


def test_logging_without_script(plain: Page, live):
    sign_in(plain, live, login=TECHNICIAN)
    plain.goto(live.address(path="/activities/new/"))

    plain.get_by_label("What did you do?").fill("Read two papers")
    plain.get_by_label("Or, for example 45 min").fill("45 min")
    plain.get_by_text("Self-directed learning").click()
    plain.get_by_role("button", name="Save activity").click()

    expect(plain.get_by_role("heading", name="Read two papers")).to_be_visible()
    expect(plain.get_by_text("Saved: 45 min")).to_be_visible()


def test_table_on_desk_and_phone_is_accessible(desk: Page, page: Page, live):
    with live.inside("northmoor"):
        owner = Cast(NORTHMOOR).technician
        kept = log(
            owner, title="A long title about the cryostat, its blade guard and what the group learnt from it"
        )
        log(owner, title="Planned", planned=True)
    for screen in (desk, page):
        sign_in(screen, live, login=TECHNICIAN)
        for path in ("/activities/", "/activities/?q=nothing", f"{kept.get_absolute_url()}edit/"):
            screen.goto(live.address(path=path))
            assert_accessible(screen)


def test_supervisor_verifies_on_the_activitys_page(desk: Page, live):
    with live.inside("northmoor"):
        activity = log(Cast(NORTHMOOR).technician, title="To be verified")
    sign_in(desk, live, login="supervisor@northmoor.example")
    desk.goto(live.address(path=activity.get_absolute_url()))

    desk.get_by_label("Points you award").fill("2.5")
    assert_accessible(desk)
    desk.get_by_role("button", name="Verify this version").click()

    expect(desk.get_by_text("Verified, 2.5 points")).to_be_visible()
    assert_accessible(desk)
