"""A technician asks a witness, who signs on a phone without an account; an edit voids it; then the phone is passed."""

import re

from playwright.sync_api import Page, expect

from signoffs.models import Signature, SignRequest
from tests.browser import PHONE, assert_accessible, sign_in
from tests.people import NORTHMOOR, PASSWORD, Cast
from tests.tellers import Teller

TECHNICIAN = "technician@northmoor.example"
WITNESS = "tomasz.lis@zenith.example"
WORDS = "I mounted six cleared samples unaided."


def body_to(live, address: str, *, after: int = 0) -> tuple[str, int]:
    """The newest mail to this address once the queue has run, and how many it has had."""
    live.manage("worker", "--once")
    found = [mail for mail in live.mails() if mail["To"] == address]
    assert len(found) > after
    part = next(part for part in found[-1].walk() if part.get_content_type() == "text/plain")
    return part.get_payload(decode=True).decode(), len(found)


def ask(page: Page, live, uid: object, *, press: str) -> None:
    page.goto(live.address(path=f"/activities/{uid}/"))
    page.get_by_role("link", name="Ask someone to sign").click()
    page.get_by_role("heading", name="Ask someone to sign").wait_for()
    page.get_by_label("Their name").fill("Tomasz Lis")
    page.get_by_label("Their email").fill(WITNESS)
    page.get_by_label("Their role and organisation").fill("Engineer, Zenith Optics")
    assert_accessible(page)
    page.get_by_role("button", name=press).click()


def log(live, title: str) -> object:
    with live.inside("northmoor"):
        cast = Cast(NORTHMOOR)
        return Teller(cast).activity(cast.technician, title=title, description=WORDS).uid


def test_witness_signs_by_a_link_and_a_later_edit_voids_it(page: Page, open_page, plain: Page, live):
    uid = log(live, "Light-sheet mounting")
    sign_in(page, live, login=TECHNICIAN)
    ask(page, live, uid, press="Send the link")
    page.get_by_text("Tomasz Lis is sent a link").wait_for()
    assert_accessible(page)
    body, count = body_to(live, WITNESS)
    address = live.address(path=re.search(r"/sign/[\w-]+/", body).group(0))

    witness_signs(plain, address)
    receipt, _ = body_to(live, WITNESS, after=count)
    assert "You confirmed an activity of Megan Okafor" in receipt
    body_to(live, TECHNICIAN)
    stranger = open_page(PHONE)
    stranger.goto(address)
    stranger.get_by_role("heading", name="This link is over").wait_for()
    assert WORDS not in stranger.content()
    assert_accessible(stranger)

    page.goto(live.address(path=f"/activities/{uid}/"))
    page.get_by_text("Tomasz Lis, Engineer, Zenith Optics").wait_for()
    assert_accessible(page)
    page.goto(live.address(path=f"/activities/{uid}/edit/"))
    page.get_by_label("Description").fill("I mounted eight cleared samples unaided.")
    page.get_by_role("button", name="Save").first.click()
    page.get_by_text("Changed afterwards: signed for the version before").wait_for()
    expect(page.locator(".witness-void")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="See what Tomasz Lis signed").click()
    page.get_by_text(WORDS).wait_for()
    assert_accessible(page)
    page.goto(live.address(path="/sign-offs/"))
    page.get_by_text("No longer valid").wait_for()
    assert_accessible(page)


def witness_signs(phone: Page, address: str) -> None:
    """Without an account and without script."""
    phone.goto(address)
    expect(phone.get_by_role("heading", name="Did Megan Okafor do this, as described?")).to_be_visible()
    expect(phone.get_by_text(WORDS)).to_be_visible()
    phone.get_by_role("button", name="Sign and send").click()
    expect(phone.locator(".error-summary")).to_be_visible()
    phone.get_by_label("Yes, as described").check()
    phone.get_by_label("I saw this being done").check()
    phone.get_by_role("button", name="Sign and send").click()
    expect(phone.get_by_role("heading", name="Thank you, Tomasz Lis")).to_be_visible()


def test_signing_page_is_accessible_and_can_be_declined(page: Page, open_page, live):
    uid = log(live, "Another mounting")
    sign_in(page, live, login=TECHNICIAN)
    ask(page, live, uid, press="Send the link")
    page.get_by_text("Tomasz Lis is sent a link").wait_for()
    body, _ = body_to(live, WITNESS)
    phone = open_page(PHONE)
    phone.goto(live.address(path=re.search(r"/sign/[\w-]+/", body).group(0)))
    phone.get_by_role("heading", name="Did Megan Okafor do this, as described?").wait_for()
    assert_accessible(phone)
    phone.get_by_label("I cannot confirm this").check()
    phone.get_by_role("button", name="Sign and send").click()
    phone.locator(".error-summary").wait_for()
    assert_accessible(phone)
    phone.get_by_label("Comment, or why you cannot confirm it").fill("I was away that week.")
    phone.get_by_role("button", name="Sign and send").click()
    phone.get_by_text("is told that you cannot confirm it").wait_for()
    assert_accessible(phone)

    page.goto(live.address(path=f"/activities/{uid}/"))
    page.get_by_role("link", name="Tomasz Lis").first.click()
    page.get_by_text("I was away that week.").wait_for()
    assert_accessible(page)


def test_passed_phone_shows_the_signing_page_alone_and_signs_by_a_code(page: Page, live):
    uid = log(live, "A third mounting")
    sign_in(page, live, login=TECHNICIAN)
    ask(page, live, uid, press="Pass them this phone")
    page.get_by_text("passed you this device").wait_for()
    assert_accessible(page)
    page.go_back()
    page.get_by_text("passed you this device").wait_for()
    page.goto(live.address(path="/journal/"))
    page.get_by_text("passed you this device").wait_for()
    body, _ = body_to(live, WITNESS)
    page.get_by_label("Yes, as described").check()
    page.get_by_label("I saw this being done").check()
    page.get_by_label("The code from your email").fill("1")
    page.get_by_role("button", name="Sign", exact=True).click()
    page.locator(".error-summary").wait_for()
    assert_accessible(page)
    page.get_by_label("The code from your email").fill(re.search(r"code: (\d{6})", body).group(1))
    page.get_by_role("button", name="Sign", exact=True).click()
    page.get_by_role("heading", name="Give the device back to Megan Okafor").wait_for()
    assert_accessible(page)
    with live.inside("northmoor"):
        assert Signature.objects.get(request__object_uid=uid).how == "code"

    page.goto(live.address(path="/home/"))
    page.get_by_role("heading", name="Give the device back to Megan Okafor").wait_for()
    page.get_by_role("link", name="I am Megan Okafor: go on").click()
    page.get_by_label("Your password").fill(PASSWORD)
    assert_accessible(page)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_text("on a passed phone, with a code sent to them").wait_for()
    with live.inside("northmoor"):
        assert SignRequest.objects.get(object_uid=uid).state == "signed"
