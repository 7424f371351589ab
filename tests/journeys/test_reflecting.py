"""A technician reflects by prompts on the phone while the desk is open on the same entry, and finds it all again."""

from playwright.sync_api import Page, expect

from journals.models import Entry
from tests.browser import assert_accessible, sign_in

TECHNICIAN = "technician@northmoor.example"
TITLE = "The lid that stuck"


def test_prompts_two_windows_and_the_timeline(page: Page, desk: Page, live):
    sign_in(page, live, login=TECHNICIAN)
    page.goto(live.address(path="/journal/new/"))
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("What happened, and").fill("Typed before any prompt.")
    page.get_by_role("button", name="What? So what? Now what?").click()
    expect(page.get_by_label("Anything else")).to_have_value("Typed before any prompt.")
    assert_accessible(page)
    page.get_by_label("So what?").fill("Nobody had said so.")
    page.get_by_text("Draft saved").wait_for()

    # The phone's draft is opened at the desk; both go on writing, in different boxes.
    sign_in(desk, live, login=TECHNICIAN)
    desk.goto(page.url)
    expect(desk.get_by_label("So what?")).to_have_value("Nobody had said so.")
    page.get_by_label("Now what?").fill("Grease it in March.")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("Draft saved, dated")).to_be_visible()
    desk.get_by_label("Tags").fill("autoclave")
    desk.get_by_text("Changed elsewhere meanwhile").wait_for()
    desk.get_by_role("button", name="Save draft").click()
    expect(desk.get_by_text("both changes were kept")).to_be_visible()
    expect(desk.get_by_role("button", name="Put it back to compare")).to_have_count(0)
    expect(desk.get_by_label("Now what?")).to_have_value("Grease it in March.")
    assert_accessible(desk)

    # The phone, which has not seen the tag, changes the box that the desk changes too.
    desk.get_by_label("Now what?").fill("Grease it every month.")
    desk.get_by_role("button", name="Save draft").click()
    expect(desk.get_by_text("Draft saved, dated")).to_be_visible()
    page.get_by_label("Now what?").fill("Ask for a new lid.")
    page.get_by_text("Changed elsewhere meanwhile").wait_for()
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("This was changed after you opened it")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Keep both, one after the other").check()
    page.get_by_role("button", name="Publish").click()

    page.get_by_role("heading", name=TITLE).wait_for()
    with live.inside("northmoor"):
        entry = Entry.objects.get(title=TITLE)
        assert entry.body.endswith("# Now what?\n\nGrease it every month.\n\nAsk for a new lid.")
        assert entry.tags == ["autoclave"]
    log_it_and_find_it(page, live)


def log_it_and_find_it(page: Page, live) -> None:
    page.get_by_role("link", name="Log it as an activity").click()
    expect(page.get_by_label("What did you do?")).to_have_value(TITLE)
    page.get_by_text("1 h", exact=True).click()
    page.get_by_text("Work-based learning").first.click()
    page.get_by_role("button", name="Save activity").click()
    expect(page.get_by_role("heading", name="In the journal")).to_be_visible()
    assert_accessible(page)
    page.goto(live.address(path="/webfolio/timeline/"))
    assert_accessible(page)
    expect(page.get_by_role("link", name=TITLE)).to_have_count(2)


def test_sealing_by_prompts_and_unsealing_without_script(plain: Page, live):
    sign_in(plain, live, login=TECHNICIAN)
    plain.goto(live.address(path="/journal/new/"))
    plain.get_by_label("Title").fill("Between me and me")
    plain.get_by_role("button", name="STAR").click()
    plain.get_by_label("Situation").fill("A difficult morning.")
    plain.get_by_label("Seal it").check()
    plain.get_by_role("button", name="Save draft").click()

    expect(plain.get_by_text("Sealed: only you can read it")).to_be_visible()
    plain.get_by_role("link", name="Unseal it").click()
    expect(plain.get_by_role("heading", name="Unseal this entry?")).to_be_visible()
    plain.get_by_role("button", name="Unseal it").click()
    expect(plain.get_by_text("The entry is not sealed any more.")).to_be_visible()
