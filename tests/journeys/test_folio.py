"""A technician builds a webfolio on a phone and at a desk: blocks, drafts that save themselves, preview, history."""

import re

from playwright.sync_api import Page, expect

from people.models import User
from portfolios import actions
from portfolios.models import WebfolioPage
from tests.browser import FINGERTIP, PHONE, assert_accessible, sign_in

TECHNICIAN = "technician@northmoor.example"
SUPERVISOR = "supervisor@northmoor.example"


def begin(page: Page, live) -> None:
    sign_in(page, live, login=TECHNICIAN)
    page.goto(live.address(path="/webfolio/"))
    page.get_by_role("link", name=re.compile("^Edit")).first.click()
    page.get_by_role("heading", name="Edit your first page").wait_for()


def add(page: Page, kind: str):
    """The block that the button adds, at which the page opens."""
    page.get_by_role("button", name=kind, exact=True).click()
    block = page.locator("#here")
    expect(block).to_be_in_viewport()
    return block


def assert_whole_page_accessible(page: Page) -> None:
    """All of a long form in view at once: the bars of a phone lie over no button that a person would scroll to."""
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": PHONE["viewport"]["width"], "height": height + 200})
    assert_accessible(page)
    page.set_viewport_size(PHONE["viewport"])


def test_build_preview_and_publish_on_a_phone(page: Page, desk: Page, live):
    begin(page, live)
    assert_whole_page_accessible(page)
    profile = add(page, "Profile")
    profile.get_by_label("Who you are").fill("I run **two** confocal systems.")
    profile.get_by_label("ORCID iD").fill("0000-0002-1825-0097")
    page.get_by_text("Draft saved").wait_for()
    skills = add(page, "Skills")
    skills.get_by_label("Skills").fill("Confocal: I train others\nFault finding")
    assert_whole_page_accessible(page)
    page.get_by_role("button", name="Up block 2").click()
    expect(page.locator("#here legend")).to_have_text("1. Skills")
    page.get_by_text("Draft saved").wait_for()
    page.reload()
    expect(page.locator("legend").first).to_have_text("1. Skills")

    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("Only you can see this.")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Edit this page").click()
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("heading", name="Your webfolio").wait_for()
    assert_accessible(page)
    for name in ("Change who can see this", "Collections: several portfolios from the same material"):
        assert page.get_by_role("link", name=name).bounding_box()["height"] >= FINGERTIP

    with live.inside("northmoor"):
        address = WebfolioPage.objects.get(keeper__email=TECHNICIAN).get_absolute_url()
    sign_in(desk, live, login=SUPERVISOR)
    desk.goto(live.address(path=address))
    expect(desk.get_by_text("I train others")).to_be_visible()
    assert_accessible(desk)


def test_phone_and_desk_write_at_once(page: Page, desk: Page, live):
    begin(page, live)
    add(page, "Heading").get_by_label("Words of the heading").fill("Begun on the phone")
    page.get_by_text("Draft saved").wait_for()
    begin(desk, live)
    desk.get_by_label("Words of the heading").last.fill("Changed at the desk")
    desk.get_by_text("Draft saved").wait_for()

    page.get_by_label("Words of the heading").last.fill("Changed on the phone")
    page.get_by_text("Changed elsewhere meanwhile").wait_for()
    page.get_by_role("button", name="Save draft").last.click()

    conflict = page.locator(".conflict")
    expect(conflict.get_by_text("Changed at the desk")).to_be_visible()
    expect(conflict.get_by_text("Changed on the phone")).to_be_visible()
    assert_whole_page_accessible(page)
    page.get_by_label("Words of the heading").last.fill("Settled")
    page.get_by_role("button", name="Save draft").last.click()
    page.get_by_text("Draft saved.").wait_for()
    page.get_by_role("link", name="History").click()
    assert_accessible(page)
    page.get_by_role("link", name="What changed").first.click()
    assert_accessible(page)
    page.goto(page.url.partition("history")[0] + "hours/")
    assert_accessible(page)


def test_build_by_keyboard_and_without_script(plain: Page, live):
    begin(plain, live)
    text = add(plain, "Text")
    text.get_by_label("Words").fill("Written plainly")
    plain.locator("#here").get_by_role("button", name="Duplicate").focus()
    plain.keyboard.press("Enter")
    expect(plain.get_by_text("This is the copy.")).to_be_visible()
    plain.locator("#here").get_by_label("Words").fill("Written twice")
    plain.locator("#here").get_by_role("button", name=re.compile("^Up")).focus()
    plain.keyboard.press("Enter")
    expect(plain.locator("#here").get_by_label("Words")).to_have_value("Written twice")
    plain.locator("#here").get_by_role("button", name="Remove").focus()
    plain.keyboard.press("Enter")
    expect(plain.get_by_text("One removed.")).to_be_visible()
    plain.get_by_role("button", name="Put it back").press("Enter")
    expect(plain.locator("#here").get_by_label("Words")).to_have_value("Written twice")
    plain.locator("#here").get_by_role("button", name="Remove").press("Enter")
    expect(plain.get_by_text("One removed.")).to_be_visible()

    plain.get_by_role("button", name="Save draft").last.click()

    expect(plain.get_by_text("Draft saved.")).to_be_visible()
    expect(plain.get_by_label("Words").last).to_have_value("Written plainly")


def test_the_page_that_is_read_is_in_sight_in_the_row_of_pages(page: Page, live):
    with live.inside("northmoor"):
        owner = User.objects.get(email=TECHNICIAN)
        folio = actions.webfolio_of(owner=owner)
        for title in (
            "Instruments and techniques",
            "Teaching and training",
            "Qualifications",
            "Where I am going",
        ):
            last = actions.publish(
                page=actions.add_section(webfolio=folio, title=title, actor=owner), actor=owner
            )
        actions.publish(page=folio, actor=owner)
        address = last.get_absolute_url()
    sign_in(page, live, login=TECHNICIAN)
    page.goto(live.address(path=address))

    expect(page.locator(".folio-nav [aria-current]")).to_be_in_viewport(ratio=0.95)
