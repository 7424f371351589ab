"""A webfolio is built, shared by a link with a passcode, seen as others see it, reported, and closed again."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import DESK, PHONE, assert_accessible, sign_in

TECHNICIAN, ADMIN = "technician@northmoor.example", "admin@northmoor.example"
PASSCODE = "heron 42 pond"
WORDS = "I keep two confocal microscopes running."


@pytest.mark.parametrize("kind", [PHONE, DESK], ids=["phone", "desk"])
def test_folio_is_shared_by_a_link_with_a_passcode_looked_at_and_closed(kind, open_page, plain: Page, live):
    page, stranger = open_page(kind), open_page(PHONE)
    sign_in(page, live, login=TECHNICIAN)
    build(page, live)
    address = share(page, live)
    for visitor in (plain, stranger):
        visitor_reads(visitor, address)
    assert_accessible(stranger)
    owner_looks(page)
    revoke(page, live)
    plain.goto(address)
    plain.get_by_role("heading", name="This link is over").wait_for()
    assert WORDS not in plain.content()
    stranger.goto(address)
    assert_accessible(stranger)


def build(page: Page, live) -> None:
    page.goto(live.address(path="/webfolio/"))
    page.get_by_role("link", name=re.compile("^Edit")).first.click()
    if page.get_by_label("Words", exact=True).count() == 0:
        page.get_by_role("button", name="Text", exact=True).click()
        page.get_by_label("Words", exact=True).fill(WORDS)
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_text("is published.").wait_for()


def share(page: Page, live) -> str:
    """The address of a new link, with the audience that lets it open."""
    page.get_by_role("link", name="Change who can see this").click()
    page.get_by_label("My supervisors and anyone with the link").check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("anyone with the link.").first.wait_for()
    page.get_by_label("Who is it for?").fill("Examiner")
    page.get_by_label("Passcode").fill("1234")
    page.get_by_role("button", name="Make a link").click()
    page.get_by_text("There is a problem").or_(page.get_by_role("alert")).first.wait_for()
    assert_accessible(page)
    page.get_by_label("Passcode").fill(PASSCODE)
    page.get_by_role("button", name="Make a link").click()
    page.get_by_text("with a passcode").first.wait_for()
    assert_accessible(page)
    path = re.findall(r"/shared/[\w-]{20,}/", page.content())[0]
    return live.address(path=path)


def visitor_reads(page: Page, address: str) -> None:
    """Without an account, with script and without."""
    page.goto(address)
    page.get_by_role("heading", name="This link has a passcode").wait_for()
    assert WORDS not in page.content()
    page.get_by_label("Passcode").fill("guessed it")
    page.get_by_role("button", name="Open").click()
    page.get_by_text("This is not the passcode").first.wait_for()
    page.get_by_label("Passcode").fill(PASSCODE)
    page.get_by_role("button", name="Open").click()
    page.get_by_text(WORDS).wait_for()


def owner_looks(page: Page) -> None:
    page.get_by_role("link", name="See it as others do").click()
    page.get_by_text("As seen by: Alan Whitcombe, your supervisor").wait_for()
    expect(page.get_by_text(WORDS)).to_be_visible()
    page.get_by_text("Write a comment").click()
    expect(page.get_by_role("button", name="Send comment")).to_be_disabled()
    assert_accessible(page)
    look_as(page, "A colleague here")
    page.get_by_text("They do not see it").wait_for()
    assert_accessible(page)
    look_as(page, "Somebody who holds a link to it")
    expect(page.get_by_text(WORDS)).to_be_visible()
    page.get_by_role("link", name="Back to who can see it").click()


def look_as(page: Page, whom: str) -> None:
    page.get_by_label("See it as").select_option(label=whom)
    page.get_by_role("button", name="Look", exact=True).click()


def revoke(page: Page, live) -> None:
    page.goto(live.address(path="/sharing/"))
    expect(page.get_by_text("opened 2 times").first).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Revoke").first.click()
    page.get_by_text("opens nothing any more").wait_for()


def test_reader_reports_and_an_admin_hides_without_reading(page: Page, desk: Page, plain: Page, live):
    sign_in(page, live, login=TECHNICIAN)
    build(page, live)
    page.get_by_role("link", name="Change who can see this").click()
    page.get_by_role("radio", name=re.compile(r"^Everyone(?! at)")).check()
    page.get_by_role("button", name="Save", exact=True).click()
    path = re.findall(r"/folio/[\w-]+/", page.content())[0]
    plain.goto(live.address(path=path))
    plain.get_by_role("link", name="Report it as unsuitable").click()
    plain.get_by_role("button", name="Send the report").click()
    plain.get_by_text("Choose what is wrong.").first.wait_for()
    plain.get_by_label("It gives away something confidential").check()
    plain.get_by_label("In your own words").fill("A patient can be told from it.")
    plain.get_by_role("button", name="Send the report").click()
    plain.get_by_role("heading", name="Thank you, it is reported").wait_for()

    sign_in(desk, live, login=ADMIN)
    desk.goto(live.address(path="/sharing/reports/"))
    assert_accessible(desk)
    desk.get_by_role("link", name="It gives away something confidential").click()
    desk.get_by_text("A patient can be told from it.").wait_for()
    assert WORDS not in desk.content()
    assert_accessible(desk)
    desk.get_by_role("button", name="Hide it").click()
    desk.get_by_role("button", name="Show it again").wait_for()
    plain.goto(live.address(path=path))
    assert WORDS not in plain.content()

    page.goto(live.address(path="/sharing/"))
    page.get_by_role("link", name="It gives away something confidential").click()
    page.get_by_role("button", name="Let the admins read it").click()
    page.get_by_text("The admins can read it until").wait_for()
    assert_accessible(page)
    desk.reload()
    desk.get_by_role("link", name="Read it: its owner lets you").click()
    desk.get_by_text(WORDS).wait_for()


def test_privacy_notice_is_written_and_agreed_to(page: Page, desk: Page, live):
    sign_in(desk, live, login=ADMIN)
    desk.goto(live.address(path="/people/settings/"))
    desk.get_by_role("link", name="The privacy notice").click()
    desk.get_by_label("The notice").fill("We keep **your** log while you work here.")
    desk.get_by_role("button", name="Publish as a new version").click()
    desk.get_by_role("link", name="Version 1").wait_for()
    assert_accessible(desk)
    desk.goto(live.address(path="/sharing/reports/"))
    desk.get_by_role("button", name="I have read this and agree").click()
    desk.get_by_role("heading", name="Reports").wait_for()
    desk.goto(live.address(path="/sharing/privacy/edit/"))

    page.goto(live.address(path="/account/login/"))
    page.get_by_label("Email or username").fill(TECHNICIAN)
    page.get_by_label("Password").fill("demo-aspire-2026")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="Privacy notice").wait_for()
    assert_accessible(page)
    page.get_by_role("button", name="I have read this and agree").click()
    page.wait_for_url("**/home/**")
    desk.reload()
    desk.get_by_role("link", name="Version 1").click()
    expect(desk.get_by_text("Megan Okafor")).to_be_visible()
    assert_accessible(desk)
