"""A trainer sets work to a cohort; the technician answers on a phone; the supervisor scores, returns and completes it."""

import os
from uuid import uuid4

from playwright.sync_api import Page

from assessments.models import Assignment
from cohorts import actions as cohorts
from tests.assessments.work import make_template
from tests.browser import DESK, PHONE, assert_accessible, sign_in
from tests.people import NORTHMOOR, Cast

TECHNICIAN, SUPERVISOR, TRAINER = (
    f"{name}@northmoor.example" for name in ("technician", "supervisor", "trainer")
)


def set_to_cohort() -> tuple[str, Assignment]:
    """The cohort's address, and the technician's copy of what it was set."""
    cast = Cast(NORTHMOOR)
    cohort = cohorts.create_cohort(
        name="Microscopy 2026", starts_on=cast.technician.date_joined.date(), actor=cast.trainer
    )
    cohorts.add_member(cohort=cohort, person=cast.technician, actor=cast.trainer)
    cohorts.set_item(cohort=cohort, template=make_template(cast.trainer), actor=cast.trainer, once=uuid4())
    return cohort.get_absolute_url(), Assignment.objects.get(owner=cast.technician)


def look(page: Page, name: str) -> None:
    """Accessible, and a picture of it where one is asked for."""
    assert_accessible(page)
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_assessment_is_answered_scored_returned_and_completed(open_page, live):
    with live.inside("northmoor"):
        cohort, work = set_to_cohort()
    phone, desk, trainers = open_page(PHONE), open_page(DESK), open_page(DESK)
    mine, review = live.address(path=work.get_absolute_url()), live.address(path=work.review_url)

    sign_in(phone, live, login=TECHNICIAN)
    phone.goto(live.address(path="/assessments/"))
    look(phone, "list")
    phone.goto(mine)
    for box in phone.get_by_label("Your response").all():
        box.fill("I wait for the lasers.")
    phone.get_by_role("button", name="Check and submit").click()
    look(phone, "submit")
    phone.get_by_role("button", name="Submit and lock").click()
    phone.get_by_text("Locked while it is reviewed").wait_for()
    look(phone, "locked")

    sign_in(desk, live, login=SUPERVISOR)
    desk.goto(live.address(path="/review/"))
    look(desk, "queue")
    desk.goto(review)
    for name, presses in (("score-1", 3), ("score-2", 2)):
        desk.locator(f"input[name={name}][value='0']").focus()
        for _ in range(presses):
            desk.keyboard.press("ArrowRight")
    desk.get_by_label("Feedback on this criterion").nth(1).fill("How do you know?")
    desk.get_by_label("Why you are returning it").fill("A figure for criterion 2, please.")
    look(desk, "scoring")
    desk.get_by_role("button", name="Return for changes").click()
    desk.get_by_text("Returned to Megan Okafor").wait_for()

    phone.goto(mine)
    look(phone, "returned")
    phone.get_by_label("Your response").nth(1).fill("I wait for the lasers. The histogram shows it.")
    phone.get_by_role("button", name="Check and submit").click()
    phone.get_by_role("button", name="Submit and lock").click()
    phone.get_by_text("Locked while it is reviewed").wait_for()

    desk.goto(review)
    look(desk, "changed")
    assert desk.locator("ins").inner_text().endswith("The histogram shows it.")
    desk.locator("input[name='score-2'][value='5']").check(force=True)
    desk.locator("input[name='score-3'][value='10']").check(force=True)
    desk.get_by_role("button", name="Complete and sign").click()
    desk.get_by_text("18 of 20").wait_for()

    phone.goto(mine)
    look(phone, "completed")
    sign_in(trainers, live, login=TRAINER)
    trainers.goto(live.address(path=cohort))
    look(trainers, "matrix")
    for path in ("/cohorts/", "/assessments/", "/assessments/templates/", "/assessments/templates/new/"):
        trainers.goto(live.address(path=path))
        assert_accessible(trainers)
