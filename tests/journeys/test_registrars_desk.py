"""A declared pack goes to an assessor, who asks from a phone, gets the answer and accepts; the owner sees it."""

import re

from playwright.sync_api import Page, expect

from tests.audits import desk_samples
from tests.browser import assert_accessible, sign_in
from tests.people import NORTHMOOR, Cast

LINK = re.compile(r"http://\S+/desk/[\w-]+/")


def newest_link(live) -> str:
    live.manage("worker", "--once")
    found = [LINK.search(mail.get_payload(0).get_payload(decode=True).decode()) for mail in live.mails()]
    return [match[0] for match in found if match][-1]


def test_pack_is_handed_over_asked_about_answered_and_accepted(desk: Page, plain: Page, page: Page, live):
    with live.inside("northmoor"):
        renewal = desk_samples.declared(Cast(NORTHMOOR))
    sign_in(desk, live, login="technician@northmoor.example")

    desk.goto(live.address(path=renewal.get_absolute_url()))
    desk.get_by_role("link", name="Hand this pack to an assessor").click()
    desk.get_by_label("Assessor’s name").fill("Dr Quill")
    desk.get_by_label("Assessor’s email").fill("quill@body.example")
    desk.get_by_role("button", name="Hand it over").click()
    desk.get_by_text("A link is on its way to quill@body.example.").wait_for()
    assert_accessible(desk)

    # The assessor: a phone without script, no account.
    plain.goto(newest_link(live))
    expect(plain.get_by_text("Megan Okafor").first).to_be_visible()
    plain.get_by_label("Your question").fill("What do you do differently now?")
    plain.get_by_role("button", name="Send the question").click()
    expect(plain.get_by_text("Your question is sent.")).to_be_visible()

    desk.goto(live.address(path="/notices/"))
    desk.get_by_role("button", name="Read and answer").first.click()
    desk.get_by_label("Your answer").fill("I check the interlock first.")
    desk.get_by_role("button", name="Send the answer").click()
    desk.get_by_text("Your answer is sent.").wait_for()

    page.goto(newest_link(live))
    expect(page.get_by_text("I check the interlock first.")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Accept or return it").click()
    assert_accessible(page)
    page.get_by_label("Accepted", exact=True).check()
    page.get_by_label("Your role").fill("CPD assessor")
    page.get_by_label("I have read this pack").check()
    page.get_by_role("button", name="Send the decision").click()
    page.get_by_text("Your decision is with the member.").wait_for()

    desk.goto(live.address(path=renewal.get_absolute_url()))
    expect(desk.get_by_text("Accepted", exact=True)).to_be_visible()
    assert_accessible(desk)
