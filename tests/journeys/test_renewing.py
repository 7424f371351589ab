"""A technician adds a register on a phone, sees what is missing, mends it, declares, and takes the pack away."""

import re
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from registers.actions import endorse_renewal, save_registration, start_renewal
from registers.models import FrozenPack, Renewal
from tests.browser import assert_accessible, sign_in
from tests.people import NORTHMOOR, Cast
from tests.tellers import Teller

TECHNICIAN = "technician@northmoor.example"


def test_renewal_is_prepared_mended_declared_and_checked(page: Page, plain: Page, live):
    with live.inside("northmoor"):
        cast = Cast(NORTHMOOR)
        tell = Teller(cast)
        for category in ("work_based", "formal"):
            tell.activity(cast.technician, category=category, title=f"A {category} day")
        tell.activity(cast.technician, category="professional", title="Outreach day", benefit_users="")
    sign_in(page, live, login=TECHNICIAN)

    page.goto(live.address(path="/registers/new/"))
    page.get_by_label("Register or membership").select_option("science-council:RSciTech")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="RSciTech, Science Council").wait_for()
    assert_accessible(page)

    page.goto(live.address(path="/home/"))
    page.get_by_role("heading", name="Your CPD year").wait_for()
    assert_accessible(page)
    page.locator(".next-step a").click()
    box = page.locator("#id_benefit_users")
    box.fill("The school borrowed our kit twice since.")
    page.get_by_role("button", name="Save").first.click()
    page.get_by_role("heading", name="How it counts").wait_for()
    assert_accessible(page)

    page.goto(live.address(path="/renewals/new/"))
    page.get_by_role("button", name="Check this period").click()
    page.get_by_role("heading", name="Renewal check").wait_for()
    expect(page.locator("#rule-benefit_users").get_by_text("Met", exact=True)).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Continue: write what the body asks").click()
    write(page)
    page.get_by_role("heading", name="What goes with the pack").wait_for()
    assert_accessible(page)
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("heading", name="Endorsement", level=1).wait_for()
    assert_accessible(page)
    page.get_by_role("button", name="Ask", exact=True).click()
    page.get_by_text("has been asked and can read this renewal").wait_for()
    with live.inside("northmoor"):
        cast = Cast(NORTHMOOR)
        endorse_renewal(renewal=Renewal.objects.get(), actor=cast.supervisor, words="I can vouch for it.")
    page.reload()
    page.get_by_text("I can vouch for it.").wait_for()
    page.get_by_role("link", name="Continue", exact=True).click()
    page.get_by_role("heading", name="Declare", level=1).wait_for()
    assert_accessible(page)
    page.locator("input[name=declare]").check()
    page.get_by_role("button", name="Declare and make the pack").click()
    page.get_by_role("heading", name="Take it away").wait_for()
    expect(page.get_by_text("Endorsed by").first).to_be_visible()
    assert_accessible(page)

    for name, start in (("PDF", b"%PDF"), ("XLSX", b"PK"), ("CSV", b"\xef\xbb\xbf")):
        with page.expect_download() as taken:
            page.get_by_role("link", name=name, exact=True).click()
        assert Path(taken.value.path()).read_bytes().startswith(start)
    with live.inside("northmoor"):
        code = FrozenPack.objects.get().code

    plain.goto(live.address(path="/verify/"))
    plain.get_by_label("Code printed on the pack").fill(code.lower())
    plain.get_by_role("button", name="Check").click()
    expect(plain.get_by_role("heading", name="This pack is genuine")).to_be_visible()
    assert "Okafor" not in plain.content()
    # The checker of accessibility is a script: it looks at the same page where script runs.
    page.goto(plain.url)
    assert_accessible(page)


def write(page: Page) -> None:
    """The step of the body's texts: words counted while typed, kept without a press, and one taken from the log."""
    page.get_by_role("heading", name="What the body asks you to write").wait_for()
    assert_accessible(page)
    box = page.locator("#id_exceptional_reason")
    box.fill("Half a year of leave.")
    page.get_by_text(re.compile(r"^Saved \d\d:\d\d$")).wait_for()
    page.get_by_role("button", name="Save and continue").click()


def test_texts_are_counted_reused_and_taken_back_to(page: Page, live):
    with live.inside("northmoor"):
        cast = Cast(NORTHMOOR)
        Teller(cast).activity(cast.engineer, benefit_practice="I now check the interlock first.")
        values = {"pack": "iet", "grade": "EngTech"}
        held = save_registration(owner=cast.engineer, values=values, breaks=[])
        year = date.today().year
        renewal = start_renewal(registration=held, period_from=date(year, 1, 1), period_to=date(year, 12, 31))
        address = f"{renewal.get_absolute_url()}statements/"
    sign_in(page, live, login="engineer@northmoor.example")
    page.goto(live.address(path=address))
    box = page.locator("#id_answer_plan")
    box.fill("Three more words")
    expect(page.get_by_text("3 words", exact=True).first).to_be_visible()
    page.get_by_role("button", name=re.compile("^Reuse something you wrote")).first.click()
    page.get_by_role("heading", name="Reuse something you wrote").wait_for()
    assert_accessible(page)
    page.get_by_role("button", name=re.compile("^Copy this")).first.click()
    page.get_by_role("heading", name="What the body asks you to write").wait_for()
    assert box.input_value() == "Three more words\n\nI now check the interlock first."
    page.go_back()
    page.go_forward()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Saved.", exact=True).wait_for()
    # Still at the box: the bar on top covers part of the steps, which the checker takes for small.
    page.evaluate("window.scrollTo(0, 0)")
    assert_accessible(page)


def test_open_rule_says_why_and_where(page: Page, live):
    sign_in(page, live, login="engineer@northmoor.example")

    page.goto(live.address(path="/registers/packs/iet/"))

    expect(page.get_by_text("30 h").first).to_be_visible()
    expect(page.get_by_text(str(date.today().year)).first).to_be_visible()
    assert_accessible(page)
