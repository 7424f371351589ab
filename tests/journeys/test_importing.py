"""A technician brings a spreadsheet: on a phone without script, and with errors to mend on a desk."""

from pathlib import Path

from playwright.sync_api import Page, expect

from activities.models import Activity
from tests.activities.importing.sheets import delimited, workbook
from tests.browser import assert_accessible, sign_in
from tests.people import NORTHMOOR, Cast

ROWS = (
    ("What did you do?", "Date", "Hours", "CPD type"),
    ("Laser safety refresher", "03/04/2026", "1.5", "Course"),
    ("Read a paper on cryostats", "05/06/2026", "45 min", "Reading"),
)


def test_importing_on_a_phone_without_script(plain: Page, live):
    sign_in(plain, live, login="technician@northmoor.example")
    plain.goto(live.address(path="/activities/"))
    plain.locator(".tools-menu > summary").click()
    plain.get_by_role("link", name="Import").click()

    sent = {"name": "my log.csv", "mimeType": "text/csv", "buffer": delimited(ROWS, delimiter=";")}
    plain.get_by_label("Your spreadsheet").set_input_files(sent)
    plain.get_by_role("button", name="Look at the file").click()
    assert plain.get_by_label("CPD type").input_value() == "category"
    plain.get_by_role("button", name="Continue").click()
    plain.get_by_label("Day first: 3 April 2026").check()
    plain.get_by_label("hours", exact=True).check()
    plain.get_by_label("“Course” is …").select_option("formal")
    plain.get_by_label("“Reading” is …").select_option("self_directed")
    plain.get_by_role("button", name="Continue").click()
    plain.get_by_text("3 Apr 2026").wait_for()
    plain.get_by_role("button", name="Import 2 rows").click()

    expect(plain.get_by_text("Imported a spreadsheet: 2 activities")).to_be_visible()
    plain.get_by_role("button", name="Undo").click()
    with live.inside("northmoor"):
        assert not Activity.objects.owned_by(Cast(NORTHMOOR).technician).exists()


def test_rows_to_mend_are_told_downloaded_and_left_out(desk: Page, page: Page, live, tmp_path: Path):
    wrong = (*ROWS, ("Far too long", "31/02/2026", "2", "Course"))
    path = tmp_path / "record.xlsx"
    path.write_bytes(workbook(wrong))
    sign_in(desk, live, login="engineer@northmoor.example")
    desk.goto(live.address(path="/activities/import/"))
    desk.get_by_role("button", name="Look at the file").click()
    assert_accessible(desk)

    desk.get_by_label("Your spreadsheet").set_input_files(path)
    desk.get_by_role("button", name="Look at the file").click()
    assert_accessible(desk)
    desk.get_by_role("button", name="Continue").click()
    desk.wait_for_url("**/meanings/")
    desk.get_by_role("button", name="Continue").click()
    desk.locator(".error-summary").wait_for()
    assert desk.title().startswith("Error:")
    assert_accessible(desk)
    desk.get_by_label("hours", exact=True).check()
    for box in desk.locator("select").all():
        box.select_option("other")
    desk.get_by_role("button", name="Continue").click()
    desk.wait_for_url("**/check/")
    assert_accessible(desk)

    desk.get_by_role("link", name="Line 4, B, Date: February 2026 has no day 31").click()
    assert desk.evaluate("location.hash") == "#line-4"
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Download the rows to mend (CSV)").click()
    assert "What to mend" in Path(download.value.path()).read_text("utf-8-sig")
    sign_in(page, live, login="engineer@northmoor.example")
    page.goto(desk.url)
    assert_accessible(page)
    page.get_by_role("button", name="Import the 2 good rows").click()
    expect(page.get_by_text("Imported a spreadsheet: 2 activities")).to_be_visible()
    assert_accessible(page)
