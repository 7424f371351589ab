"""A weekly meeting repeated, a mistake with many activities taken back, a plan that came true: on a phone, on a desk."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from activities.models import Activity
from tests.activities.samples import log
from tests.browser import assert_accessible, sign_in
from tests.people import NORTHMOOR, Cast

TECHNICIAN = "technician@northmoor.example"


def entries(live, title: str) -> list[Activity]:
    with live.inside("northmoor"):
        return list(Activity.objects.alive().filter(title=title).order_by("start_date"))


def test_weekly_meeting_is_repeated_on_the_dates_ticked_and_taken_back(page: Page, live):
    start = timezone.localdate() - timedelta(21)
    with live.inside("northmoor"):
        owner = Cast(NORTHMOOR).technician
        meeting = log(owner, title="Safety meeting", start_date=start, end_date=start)
        log(owner, title="Safety meeting", start_date=start + timedelta(7), end_date=start + timedelta(7))
    sign_in(page, live, login=TECHNICIAN)
    page.goto(live.address(path=meeting.get_absolute_url()))

    page.get_by_role("link", name="Repeat").click()
    page.get_by_text("Every week", exact=True).click()
    page.get_by_label("How many more times?").fill("4")
    page.get_by_role("button", name="Show the dates").click()
    assert page.get_by_text("You have this title on that day already").count() == 1
    assert page.locator("input[name=day]:checked").count() == 3
    assert_accessible(page)
    page.get_by_role("button", name="Add these entries").click()

    expect(page.get_by_text("Repeated an activity: 3 new entries.")).to_be_visible()
    assert [one.planned for one in entries(live, "Safety meeting")] == [False, False, False, False, True]
    assert_accessible(page)
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Taken back: 3 activities are out of your log again.").wait_for()
    assert len(entries(live, "Safety meeting")) == 2


def test_many_are_tagged_and_deleted_and_recent_changes_take_it_back(desk: Page, live):
    with live.inside("northmoor"):
        for number in range(3):
            log(Cast(NORTHMOOR).technician, title=f"Bulk {number}", tags=[])
    sign_in(desk, live, login=TECHNICIAN)
    desk.goto(live.address(path="/activities/?q=bulk"))

    desk.get_by_role("link", name="Tick all on this page").click()
    expect(desk.get_by_text("3 chosen")).to_be_visible()
    desk.get_by_label("What to do with them").select_option("Add tags")
    desk.get_by_role("button", name="Continue").click()
    expect(desk.get_by_role("heading", name="Add tags: 3 activities")).to_be_visible()
    assert_accessible(desk)
    desk.get_by_label("Tags").fill("safety")
    desk.get_by_role("button", name="Add tags").click()
    expect(desk.get_by_text("Added “safety” to 3 activities.")).to_be_visible()
    assert_accessible(desk)

    desk.get_by_label("Choose Bulk 1").check()
    desk.get_by_label("What to do with them").select_option("Delete")
    desk.get_by_role("button", name="Continue").click()
    desk.get_by_role("button", name="Delete").click()
    assert len(entries(live, "Bulk 1")) == 0
    desk.get_by_role("link", name="Recent changes").first.click()
    desk.get_by_role("button", name="Undo").first.click()

    desk.get_by_text("Taken back: 1 activity is as before.").wait_for()
    assert entries(live, "Bulk 1")[0].tags == ["safety"]


def test_all_that_match_are_chosen_without_script(plain: Page, live):
    with live.inside("northmoor"):
        for number in range(27):
            log(Cast(NORTHMOOR).technician, title=f"Plain {number}", tags=[])
    sign_in(plain, live, login=TECHNICIAN)
    plain.goto(live.address(path="/activities/?q=plain"))

    plain.get_by_label("Which activities").select_option("all")
    plain.get_by_label("What to do with them").select_option("Set the kind of learning")
    plain.get_by_role("button", name="Continue").click()
    expect(plain.get_by_role("heading", name="Set the kind of learning: 27 activities")).to_be_visible()
    plain.get_by_text("Formal or educational").click()
    plain.get_by_role("button", name="Set the kind of learning").click()

    expect(plain.get_by_text("Set 27 activities to Formal or educational.")).to_be_visible()
    with live.inside("northmoor"):
        assert Activity.objects.filter(title__startswith="Plain", category="formal").count() == 27
    plain.get_by_role("button", name="Undo").click()
    with live.inside("northmoor"):
        assert not Activity.objects.filter(title__startswith="Plain", category="formal").exists()


def test_row_menu_opens_by_keyboard_and_splits_a_conference(desk: Page, live):
    with live.inside("northmoor"):
        log(Cast(NORTHMOOR).technician, title="Conference in Leeds", minutes=600)
    sign_in(desk, live, login=TECHNICIAN)
    desk.goto(live.address(path="/activities/?q=leeds"))

    desk.locator(".row-menu summary").focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("link", name="Split")).to_be_visible()
    assert_accessible(desk)
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("link", name="Split")).to_be_hidden()
    desk.keyboard.press("Enter")
    desk.get_by_role("link", name="Split").click()
    desk.get_by_label("How long?").nth(0).fill("6 h")
    desk.get_by_label("How long?").nth(1).fill("3 h")
    desk.get_by_label("What kind of learning?").nth(1).select_option("Formal or educational")
    desk.get_by_role("button", name="Split the activity").click()
    expect(desk.get_by_text("1 h missing").first).to_be_visible()
    assert_accessible(desk)
    desk.get_by_label("How long?").nth(1).fill("4 h")
    desk.get_by_role("button", name="Split the activity").click()

    expect(desk.get_by_text("Split an activity into 2 parts.")).to_be_visible()
    parts = {(one.minutes, one.category) for one in entries(live, "Conference in Leeds")}
    assert parts == {(360, "work_based"), (240, "formal")}


def test_planned_activity_is_done_in_two_presses_and_a_doubtful_day_is_chosen(page: Page, live):
    with live.inside("northmoor"):
        log(Cast(NORTHMOOR).technician, title="Laser safety course", planned=True)
    sign_in(page, live, login=TECHNICIAN)
    page.goto(live.address(path="/activities/planned/"))
    assert_accessible(page)

    page.get_by_role("link", name="Done").click()
    page.get_by_label("When was it?").fill("3/4")
    page.get_by_role("button", name="Mark it as done").click()
    expect(page.get_by_text("Which do you mean?")).to_be_visible()
    assert_accessible(page)
    page.get_by_text("3 Apr").last.click()
    page.get_by_role("button", name="Mark it as done").click()

    page.get_by_text("Done: 1 h 30 min").wait_for()
    (done,) = entries(live, "Laser safety course")
    assert (done.planned, done.was_planned, done.start_date.month, done.start_date.day) == (False, True, 4, 3)
