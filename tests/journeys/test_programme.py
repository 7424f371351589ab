"""A programme from end to end: set by a trainer, answered on a phone, witnessed by a link, scored by keys, read by all."""

import re

from playwright.sync_api import Page, expect

from tests.assessments.work import make_template
from tests.browser import PHONE, assert_accessible, sign_in
from tests.cohorts.samples import cohort_of
from tests.journeys.test_assessing_desk import press
from tests.journeys.test_signing_off import body_to
from tests.people import NORTHMOOR, Cast

TECHNICIAN, SUPERVISOR, TRAINER = (
    f"{name}@northmoor.example" for name in ("technician", "supervisor", "trainer")
)
WITNESS = "ravi.menon@halden.example"


def test_programme_is_set_answered_witnessed_scored_and_read_in_the_matrix(
    desk: Page, open_page, plain: Page, live
):
    with live.inside("northmoor"):
        cast = Cast(NORTHMOOR)
        make_template(cast.trainer, title="Light sheet alone")
        cohort = cohort_of(cast, cast.technician, name="Light sheet 2026")
        cohort_page = live.address(path=cohort.get_absolute_url())
    sign_in(desk, live, login=TRAINER)
    make_programme(desk, live)
    desk.goto(cohort_page)
    desk.get_by_role("link", name="Start a programme").click()
    desk.get_by_label("Programme", exact=True).select_option(label="Light sheet, first year (2 items)")
    desk.get_by_role("button", name="Show what is due when").click()
    desk.get_by_role("rowheader", name="Light sheet alone").wait_for()
    assert_accessible(desk)
    desk.get_by_role("button", name="Set what is ticked").click()
    desk.get_by_text("Set: 2 items of Light sheet, first year.").wait_for()

    phone = open_page(PHONE)
    answer(phone, live)
    ask_witness(phone)
    body, _ = body_to(live, WITNESS)
    sign(plain, live.address(path=re.search(r"/sign/[\w-]+/", body).group(0)))

    score_by_keys(open_page, live)

    desk.goto(cohort_page)
    row = desk.get_by_role("row").filter(has_text="Megan Okafor")
    expect(row.get_by_text("14")).to_be_visible()
    assert_accessible(desk)
    row.get_by_role("link").filter(has_text="14").click()
    desk.get_by_role("heading", name="Light sheet alone").wait_for()


def make_programme(desk: Page, live) -> None:
    desk.goto(live.address(path="/cohorts/programmes/new/"))
    desk.get_by_label("Title").fill("Light sheet, first year")
    desk.get_by_role("button", name="Save").click()
    desk.get_by_role("link", name="Add an assessment").click()
    desk.get_by_label("Which assessment?").select_option(label="Light sheet alone")
    desk.get_by_label("How long after the first day?").fill("6")
    desk.get_by_role("button", name="Save").click()
    desk.get_by_role("link", name="Add a task").click()
    desk.get_by_label("What is to be done?").fill("Read the room order")
    desk.get_by_label("How long after the first day?").fill("1")
    desk.get_by_role("button", name="Save").click()
    desk.get_by_role("link", name="Read the room order", exact=True).wait_for()


def answer(phone: Page, live) -> None:
    sign_in(phone, live, login=TECHNICIAN)
    phone.goto(live.address(path="/cohorts/mine/"))
    phone.get_by_role("link", name="Light sheet alone").click()
    for number in (1, 2, 3):
        phone.locator(f"[name=response-{number}]").fill(f"I wait for the lasers. ({number})")
    phone.get_by_role("button", name="Check and submit").click()
    phone.get_by_role("button", name=re.compile("^Submit")).click()
    phone.get_by_text("Locked while it is reviewed").wait_for()


def ask_witness(phone: Page) -> None:
    phone.get_by_role("link", name="Ask someone to sign").click()
    phone.get_by_label("Their name").fill("Ravi Menon")
    phone.get_by_label("Their email").fill(WITNESS)
    phone.get_by_label("Their role and organisation").fill("Service engineer, Halden Vacuum")
    phone.get_by_role("button", name="Send the link").click()
    phone.get_by_text("Ravi Menon is sent a link").wait_for()


def sign(phone: Page, address: str) -> None:
    """Without an account and without script."""
    phone.goto(address)
    expect(phone.get_by_text("I wait for the lasers. (1)")).to_be_visible()
    phone.get_by_role("radio", name=re.compile("^Yes")).check()
    for box in phone.get_by_role("checkbox").all():
        box.check()
    phone.get_by_role("button", name="Sign and send").click()
    expect(phone.get_by_role("heading", name="Thank you, Ravi Menon")).to_be_visible()


def score_by_keys(open_page, live) -> None:
    """From the queue to the end without a mouse."""
    keys = open_page({"viewport": {"width": 1280, "height": 900}})
    sign_in(keys, live, login=SUPERVISOR)
    keys.goto(live.address(path="/review/"))
    link = keys.get_by_role("table").get_by_role("link", name="Light sheet alone")
    for _ in range(60):
        press(keys, "Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    press(keys, "Enter")
    keys.get_by_text("Ravi Menon").first.wait_for()
    press(keys, "j", "4", "j", "3", "j", "7", "o")
    keys.keyboard.type("You can run it alone.")
    press(keys, *["Tab"] * 4)
    assert keys.evaluate("document.activeElement.name") == "complete"
    press(keys, "Enter")
    keys.wait_for_url("**/review/")
