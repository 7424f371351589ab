"""A technician prepares an application on a phone; a supporter comments on theirs, once; the technician takes it away."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from applications.models import Application, Statement, Supporter
from tests.browser import PHONE, assert_accessible, sign_in
from tests.people import NORTHMOOR, Cast
from tests.tellers import Teller

TECHNICIAN = "technician@northmoor.example"
TEXT = "I run the confocal rota on my own and ask when a laser drifts beyond the limit."


def test_application_is_written_backed_supported_and_taken_away(page: Page, open_page, plain: Page, live):
    with live.inside("northmoor"):
        cast = Cast(NORTHMOOR)
        Teller(cast).activity(
            cast.technician, title="Ran the rota alone", competences=["science-council/RSciTech/B1"]
        )
    sign_in(page, live, login=TECHNICIAN)
    page.goto(live.address(path="/applications/"))
    assert_accessible(page)
    page.get_by_role("link", name="Start an application").click()
    page.get_by_label("What are you applying for?").select_option("science-council:RSciTech")
    assert_accessible(page)
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_role("heading", name="RSciTech, Science Council").wait_for()
    page.get_by_text("13 parts have no statement yet").wait_for()
    assert_accessible(page)

    page.locator("#part-B1 a").first.click()
    box = page.get_by_label("Your statement")
    box.fill(TEXT)
    page.get_by_text("17 of 300 to 350 words").first.wait_for()
    page.get_by_text(re.compile(r"^Saved \d\d:\d\d")).wait_for()
    with live.inside("northmoor"):
        assert Statement.objects.get().text == TEXT
    page.get_by_role("button", name="Link Ran the rota alone").click()
    page.get_by_role("link", name="Say why for Ran the rota alone").click()
    assert_accessible(page)
    page.get_by_label("Why it shows this").fill("The rota is mine alone.")
    page.get_by_role("button", name="Save reason").click()
    page.get_by_text("The rota is mine alone.").wait_for()
    assert_accessible(page)

    page.get_by_role("link", name="RSciTech, Science Council").first.click()
    page.get_by_role("link", name="Ask a supporter").click()
    page.get_by_label("Their name").fill("Alan Whitcombe")
    page.get_by_label("Their email").fill("alan@example.org")
    page.get_by_label("B1: Ran the rota alone").check()
    assert_accessible(page)
    page.get_by_role("button", name="Send the link").click()
    page.get_by_text("It works once, for 30 days").first.wait_for()
    live.manage("worker", "--once")
    address = comment_by_phone(open_page(PHONE), live)

    plain.goto(address)
    expect(plain.get_by_role("heading", name="This link is over")).to_be_visible()
    assert TEXT not in plain.content()

    page.goto(live.address(path="/applications/"))
    page.get_by_role("link", name="RSciTech, Science Council").click()
    page.get_by_text("Trusted with the room.").wait_for()
    assert_accessible(page)
    for name, start in (("Word", b"PK"), ("PDF", b"%PDF"), ("CSV", b"\xef\xbb\xbf"), ("JSON", b"{")):
        with page.expect_download() as taken:
            page.get_by_role("link", name=name, exact=True).click()
        assert Path(taken.value.path()).read_bytes().startswith(start)
    page.get_by_role("link", name="I have sent it").click()
    assert_accessible(page)
    page.get_by_label("What I have written is my own and true").check()
    page.get_by_role("button", name="Keep it as sent").click()
    page.get_by_role("link", name="Note the outcome").click()
    assert_accessible(page)
    page.get_by_label("I am registered").check()
    page.get_by_role("button", name="Note it").click()
    page.get_by_text("Add the register you now hold").wait_for()
    assert_accessible(page)
    with live.inside("northmoor"):
        assert Application.objects.get().state == "registered"


def comment_by_phone(phone: Page, live) -> str:
    """The supporter follows the mail, without an account; the address of their link."""
    (sent,) = [mail for mail in live.mails() if mail["To"] == "alan@example.org"]
    body = next(part for part in sent.walk() if part.get_content_type() == "text/plain")
    path = re.search(r"/support/[\w-]+/", body.get_payload(decode=True).decode()).group(0)
    address = live.address(path=path)
    phone.goto(address)
    phone.get_by_role("heading", name="Megan Okafor asks for your comments").wait_for()
    expect(phone.get_by_text(TEXT)).to_be_visible()
    expect(phone.get_by_text("The rota is mine alone.")).to_be_visible()
    assert_accessible(phone)
    phone.get_by_role("button", name="Sign and send").click()
    phone.locator(".error-summary").wait_for()
    assert_accessible(phone)
    phone.get_by_label("Your comment on B Personal responsibility").fill("Trusted with the room.")
    phone.get_by_label("Your role and organisation").fill("Technical manager, Northmoor")
    phone.get_by_label("I know this person's work").check()
    phone.get_by_role("button", name="Sign and send").click()
    phone.get_by_role("heading", name="Thank you, Alan Whitcombe").wait_for()
    assert_accessible(phone)
    with live.inside("northmoor"):
        assert Supporter.objects.get().comments["B"]["comment"] == "Trusted with the room."
    phone.goto(address)
    phone.get_by_role("heading", name="This link is over").wait_for()
    assert_accessible(phone)
    return address
