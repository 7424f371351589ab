"""A technician has their whole record made, downloads it, has it proved, and reads it offline on a phone."""

import os
import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import assert_accessible, sign_in
from tests.moving.record.samples import whole_life
from tests.people import NORTHMOOR, Cast


def test_record_is_made_downloaded_proved_and_read_offline(page: Page, desk: Page, live, tmp_path):
    with live.inside("northmoor"):
        whole_life(Cast(NORTHMOOR))
    sign_in(page, live, login="technician@northmoor.example")
    page.goto(live.address(path="/moving/"))
    assert_accessible(page)
    page.get_by_role("button", name="Make an archive").click()
    page.get_by_text("Your archive is being made").wait_for()
    assert_accessible(page)

    live.manage("worker", "--once")
    page.get_by_text("Ready").first.wait_for()
    assert_accessible(page)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download").click()
    file = tmp_path / "record.zip"
    waiting.value.save_as(file)

    page.get_by_role("button", name="Prove it").click()
    page.get_by_text("being read back and compared").wait_for()
    live.manage("worker", "--once")
    expect(page.get_by_text("The same in every kind")).to_be_visible()
    assert_accessible(page)
    keep(page, "proof-phone")

    reads_offline(page, file, tmp_path / "offline")
    sign_in(desk, live, login="technician@northmoor.example")
    desk.goto(live.address(path="/moving/"))
    assert_accessible(desk)
    keep(desk, "archives-desk")


def reads_offline(page: Page, file: Path, folder: Path) -> None:
    """The pages as they lie in a folder, without any server."""
    zipfile.ZipFile(file).extractall(folder)
    page.goto(f"file://{folder}/index.html")
    assert_accessible(page)
    keep(page, "offline-index")
    page.get_by_role("link", name="Activities", exact=True).click()
    page.locator(".rows a").first.click()
    assert_accessible(page)
    keep(page, "offline-activity")
    page.get_by_role("link", name="The record of").click()
    page.get_by_role("link", name="Assessments", exact=True).click()
    page.locator(".rows a").first.click()
    expect(page.get_by_role("heading", name="Criteria")).to_be_visible()
    keep(page, "offline-assessment")


def keep(page: Page, name: str) -> None:
    """A picture to look at, where somebody asked for pictures."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)
