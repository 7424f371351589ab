"""A technician writes an entry on a phone: the draft saves itself, is published and shared; the supervisor reads it."""

from playwright.sync_api import Page, expect

from journals.models import Entry
from tests.browser import assert_accessible, sign_in

TECHNICIAN = "technician@northmoor.example"
SUPERVISOR = "supervisor@northmoor.example"
TITLE = "What the drain probe told me"


def test_draft_saves_itself_and_is_published(page: Page, desk: Page, live):
    sign_in(page, live, login=TECHNICIAN)
    page.goto(live.address(path="/journal/new/"))
    assert_accessible(page)

    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("What happened").fill("The coldest point was **not** the drain.")
    page.get_by_text("Draft saved").wait_for()
    page.reload()
    assert page.get_by_label("Title").input_value() == TITLE
    page.get_by_label("What happened").fill("The coldest point was the middle of the load.")
    page.get_by_role("button", name="Publish").click()

    page.get_by_role("heading", name=TITLE).wait_for()
    assert_accessible(page)
    with live.inside("northmoor"):
        assert [entry.state for entry in Entry.objects.filter(title=TITLE)] == ["published"]
    page.goto(live.address(path="/journal/"))
    assert_accessible(page)
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="Share").click()
    assert_accessible(page)
    page.goto(live.address(path="/sharing/"))
    assert_accessible(page)

    sign_in(desk, live, login=SUPERVISOR)
    with live.inside("northmoor"):
        address = Entry.objects.get(title=TITLE).get_absolute_url()
    desk.goto(live.address(path=address))
    expect(desk.get_by_text("The coldest point was the middle of the load.")).to_be_visible()
    assert_accessible(desk)


def test_writing_without_script(plain: Page, live):
    sign_in(plain, live, login=TECHNICIAN)
    plain.goto(live.address(path="/journal/new/"))

    plain.get_by_label("Title").fill("Written plainly")
    plain.get_by_role("button", name="Save draft").click()

    expect(plain.get_by_text("Draft saved, dated")).to_be_visible()
