"""A supervisor copies a page of their template to a technician, who begins a webfolio on a phone, collects and shares."""

from playwright.sync_api import Page, expect

from sharing.models import ShareLink
from tests import things
from tests.browser import assert_accessible, sign_in
from tests.people import NORTHMOOR, Cast

TECHNICIAN = "technician@northmoor.example"
SUPERVISOR = "supervisor@northmoor.example"


def test_template_is_copied_and_its_page_reaches_somebody(desk: Page, live):
    sign_in(desk, live, login=SUPERVISOR)
    desk.goto(live.address(path="/webfolio/templates/"))
    assert_accessible(desk)
    desk.get_by_role("link", name="First webfolio").click()
    desk.get_by_role("link", name="Copy it").click()
    desk.get_by_label("What is it called?").fill("Imaging suite")
    desk.get_by_role("button", name="Copy it").click()
    assert_accessible(desk)
    desk.get_by_role("link", name="About me").click()
    assert_accessible(desk)
    desk.get_by_label("Title of this page").fill("Instruments I may run")
    desk.get_by_role("button", name="Save the page").click()

    desk.get_by_role("link", name="Copy its pages to people").click()
    assert_accessible(desk)
    desk.get_by_label("Skills and techniques").uncheck()
    desk.get_by_label("Development, of").uncheck()
    desk.get_by_label("Tomasz Brandt").check()
    desk.get_by_role("button", name="Look it over").click()
    assert_accessible(desk)
    desk.get_by_role("button", name="Copy now").click()

    expect(desk.get_by_role("row", name="Tomasz Brandt")).to_contain_text("Copied")
    assert_accessible(desk)
    desk.goto(live.address(path="/webfolio/copies/"))
    assert_accessible(desk)


def test_webfolio_begins_with_the_default_and_is_collected_from_on_a_phone(page: Page, desk: Page, live):
    with live.inside("northmoor"):
        things.activity(Cast(NORTHMOOR), "only_me", title="Aligned the laser", benefit_users="Faster images.")
    sign_in(page, live, login=TECHNICIAN)
    page.goto(live.address(path="/webfolio/"))
    assert_accessible(page)
    expect(page.get_by_label("First webfolio")).to_be_checked()
    page.get_by_role("button", name="Begin with it").click()
    expect(page.get_by_role("link", name="Skills and techniques", exact=True)).to_be_visible()

    page.get_by_role("link", name="Collections").click()
    assert_accessible(page)
    page.get_by_role("link", name="Job application").click()
    assert_accessible(page)
    page.get_by_label("What is it called?").fill("For the imaging post")
    page.get_by_role("button", name="Begin, and choose").click()
    page.get_by_label("Aligned the laser").check()
    page.get_by_role("button", name="Put in what I ticked").click()
    expect(page.get_by_text("1 piece put in.")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Change who can see this").click()
    page.get_by_label("My supervisors and anyone with the link").check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_label("Who is it for?").fill("The panel")
    page.get_by_role("button", name="Make a link").click()
    expect(page.get_by_text("The link is made")).to_be_visible()

    with live.inside("northmoor"):
        token = ShareLink.objects.get(name="The panel").token
    desk.goto(live.address(path=f"/shared/{token}/"))
    expect(desk.get_by_text("Faster images.")).to_be_visible()
    expect(desk.get_by_role("link", name="Report it as unsuitable")).to_be_visible()
    assert_accessible(desk)

    page.goto(live.address(path="/collections/"))
    page.get_by_role("link", name="For the imaging post").first.click()
    page.get_by_role("link", name="See it as others do").click()
    page.get_by_label("See it as").select_option(label="Somebody who holds a link to it")
    page.get_by_role("button", name="Look", exact=True).click()
    expect(page.get_by_text("Faster images.")).to_be_visible()
    assert_accessible(page)
