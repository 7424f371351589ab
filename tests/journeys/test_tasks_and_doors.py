"""A supervisor sets a task, the technician does it on a phone, it comes back and is approved; and a name gets on a door."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page

from authorisations.models import Authorisation
from duties.models import Task
from tests import things
from tests.browser import DESK, PHONE, assert_accessible, sign_in
from tests.people import NORTHMOOR, Cast


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_task_is_set_done_sent_back_done_again_and_approved(open_page, live):
    desk, phone = open_page(DESK), open_page(PHONE)
    sign_in(desk, live, login="supervisor@northmoor.example")
    desk.goto(live.address(path="/tasks/new/"))
    press(desk, "Set the task")
    desk.locator(".error-summary").wait_for()
    assert_accessible(desk)
    desk.get_by_label("What is to be done?").fill("Flush the eyewash in B12")
    desk.get_by_label("Due date").fill((timezone.localdate() + timedelta(days=9)).isoformat())
    desk.get_by_label("Megan Okafor").check()
    press(desk, "Set the task")
    desk.get_by_text("Set to Megan Okafor.").wait_for()
    address = desk.url

    sign_in(phone, live, login="technician@northmoor.example")
    phone.goto(live.address(path="/home/"))
    phone.locator("section", has=phone.locator("#tasks")).get_by_role(
        "link", name="Flush the eyewash"
    ).click()
    phone.get_by_role("link", name="Mark as done").click()
    phone.get_by_label("What did you do?").fill("Flushed it for a minute.")
    press(phone, "It is done")
    phone.get_by_text("It waits for approval now.").wait_for()

    desk.goto(live.address(path="/review/"))
    desk.get_by_role("link", name="Flush the eyewash in B12").click()
    desk.get_by_role("link", name="Send back").click()
    desk.get_by_label("What is missing?").fill("Sign the tag too.")
    press(desk, "Send it back")
    desk.get_by_text("Sent back to Megan Okafor.").wait_for()

    phone.goto(address)
    phone.get_by_text("Sign the tag too.").first.wait_for()
    phone.get_by_role("link", name="Mark as done").click()
    press(phone, "It is done")
    desk.goto(address)
    press(desk, "Approve")
    desk.get_by_text("Approved. Megan Okafor has been told.").wait_for()

    with live.inside("northmoor"):
        assert Task.objects.get().state == "completed"


def test_name_gets_on_the_door_and_off_again(open_page, live):
    with live.inside("northmoor"):
        technique = things.technique(Cast(NORTHMOOR), name="Cryostat").get_absolute_url()
    desk, phone = open_page(DESK), open_page(PHONE)
    sign_in(desk, live, login="supervisor@northmoor.example")
    desk.goto(live.address(path=technique))
    desk.get_by_role("link", name="Authorise somebody").click()
    desk.get_by_label("Person").select_option(label="Megan Okafor")
    desk.get_by_label("Independent use").check()
    press(desk, "Sign")
    desk.get_by_text("stands on the door sheet").wait_for()

    sign_in(phone, live, login="colleague@northmoor.example")
    phone.goto(live.address(path=f"{technique}door/"))
    phone.get_by_text("Megan Okafor").wait_for()
    assert_accessible(phone)

    desk.get_by_role("link", name="Withdraw").click()
    desk.get_by_label("Why?").fill("The blade was left in.")
    press(desk, "Withdraw it")
    desk.get_by_text("off the door sheet").wait_for()
    phone.reload()
    phone.get_by_text("Nobody may run it today.").wait_for()

    with live.inside("northmoor"):
        assert Authorisation.objects.get().withdrawn_reason == "The blade was left in."
