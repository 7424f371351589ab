"""Work set by a rule, single cells of its matrix reminded, and a task reworded: by a trainer, on a desk and on a phone."""

from playwright.sync_api import Page, expect

from people.models import Unit, User
from tests import things
from tests.assessments.work import make_template
from tests.browser import assert_accessible, sign_in
from tests.people import NORTHMOOR, Cast

TECHNICIAN, TRAINER = (f"{name}@northmoor.example" for name in ("technician", "trainer"))


def test_rule_cells_and_a_reworded_task(desk: Page, page: Page, plain: Page, live):
    with live.inside("northmoor"):
        cast = Cast(NORTHMOOR)
        unit = Unit.objects.create(name="Zebrafish house")
        User.objects.filter(pk__in=[cast.technician.pk, cast.engineer.pk]).update(unit=unit)
        setting = live.address(path=f"{make_template(cast.trainer).get_absolute_url()}set/")
        task = live.address(path=things.task(cast).get_absolute_url())
    sign_in(desk, live, login=TRAINER)
    set_by_rule(desk, setting)
    cohort = desk.url

    remind_one_cell(desk)
    sign_in(plain, live, login=TRAINER)
    plain.goto(f"{cohort}?tick=cells")
    plain.get_by_label("Choose Confocal microscope of Tomasz Brandt").check()
    plain.get_by_role("button", name="Continue").click()
    expect(plain.get_by_text("Who is touched")).to_be_visible()

    reword(desk, task)
    sign_in(page, live, login=TECHNICIAN)
    page.goto(live.address(path="/notices/"))
    row = page.get_by_role("listitem").filter(has_text="has changed what a task of yours asks")
    expect(row.get_by_text("Check the showers")).to_be_visible()
    row.get_by_role("button", name="Open the task").click()
    expect(page.get_by_text("Title before: Check the eyewash stations")).to_be_visible()
    assert_accessible(page)


def set_by_rule(desk: Page, setting: str) -> None:
    desk.goto(setting)
    desk.get_by_role("link", name="Set it by a rule instead").click()
    desk.get_by_label("In this unit").select_option(label="Zebrafish house")
    desk.get_by_role("button", name="Show whom it holds for").click()
    expect(desk.get_by_text("The cohort will be called “Technicians in Zebrafish house”.")).to_be_visible()
    assert_accessible(desk)
    desk.get_by_role("button", name="Set it to 2 people").click()
    desk.get_by_role("heading", name="Technicians in Zebrafish house", level=1).wait_for()
    # What was just done is where the keyboard stands.
    expect(desk.locator("[data-told]")).to_be_focused()


def remind_one_cell(desk: Page) -> None:
    desk.get_by_role("link", name="Tick single cells").click()
    desk.get_by_label("Choose Confocal microscope of Megan Okafor").check()
    expect(desk.get_by_text("1 single cell", exact=True)).to_be_visible()
    assert_accessible(desk)
    desk.get_by_role("button", name="Continue").click()
    desk.get_by_role("button", name="Send a reminder: 1").click()
    expect(desk.get_by_text("1 reminder sent.")).to_be_visible()


def reword(desk: Page, task: str) -> None:
    desk.goto(task)
    desk.get_by_role("link", name="Change what it asks").click()
    desk.get_by_label("What is to be done?").fill("Check the showers")
    assert_accessible(desk)
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_text("is told of what changed")).to_be_visible()
