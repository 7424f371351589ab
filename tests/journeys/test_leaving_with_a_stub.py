"""A technician leaves with a stub of what their employer keeps to itself, on a phone and at a desk, and comes back."""

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from activities.models import Activity
from lib.digests import canonical_json
from people.models import User
from tenants.actions import change_institution
from tenants.hosts import current_institution
from tests.browser import assert_accessible, sign_in
from tests.journeys.test_whole_record import keep
from tests.moving.record.samples import whole_life
from tests.people import NORTHMOOR, Cast

SECRET = "the recipe for the coating"


@pytest.mark.parametrize("screen", ["page", "desk"])
def test_technician_leaves_with_a_stub(screen, request, live):
    page: Page = request.getfixturevalue(screen)
    with live.inside("northmoor"):
        secret = something_to_leave()
    sign_in(page, live, login="technician@northmoor.example")
    chooses(page, live, screen)
    takes_it_along(page, live, secret)
    leaves(page, live, screen)
    comes_back(page, live)
    with live.inside("northmoor"):
        assert User.objects.get(email="technician@northmoor.example").roles == {"technician"}


def something_to_leave() -> Activity:
    """The second to leave is the first again, who came back: what they have and chose is there."""
    if told := Activity.objects.filter(title="Coating of lenses").first():
        return told
    whole_life(Cast(NORTHMOOR))
    secret = Activity.objects.filter(owner__email="technician@northmoor.example", sealed=False).first()
    Activity.objects.filter(pk=secret.pk).update(title="Coating of lenses", description=SECRET)
    note = "Outcomes of training are kept for six years."
    change_institution(institution=current_institution(), alumni_months=12, leaving_note=note)
    return secret


def chooses(page: Page, live, screen: str) -> None:
    page.goto(live.address(path="/moving/"))
    page.get_by_role("link", name="Leave University of Northmoor").click()
    assert_accessible(page)
    expect(page.get_by_text("Outcomes of training are kept for six years.")).to_be_visible()
    keep(page, f"leaving-{screen}")
    page.get_by_role("link", name="Activities", exact=True).click()
    page.get_by_role("group", name="Coating of lenses").get_by_text("Take a stub").click()
    assert_accessible(page)
    keep(page, f"leaving-items-{screen}")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("1 stub")).to_be_visible()
    page.get_by_role("link", name="Webfolio sections").click()
    page.get_by_role("button", name="Leave all").click()
    expect(page.get_by_text("Noted.")).to_be_visible()


def takes_it_along(page: Page, live, secret: Activity) -> None:
    page.goto(live.address(path="/moving/"))
    expect(page.get_by_label("Only what I chose to take along")).to_be_checked()
    page.get_by_role("button", name="Make an archive").click()
    live.manage("worker", "--once")
    page.reload()
    with page.expect_download() as asked:
        page.get_by_role("link", name="Download").click()
    with zipfile.ZipFile(io.BytesIO(Path(asked.value.path()).read_bytes())) as archive:
        whole = canonical_json([archive.read(name).decode(errors="replace") for name in archive.namelist()])
        stub = archive.read(f"activities/{secret.uid}.html").decode()
    assert SECRET not in whole
    assert "Coating of lenses" in stub and "The details stay with University of Northmoor." in stub


def leaves(page: Page, live, screen: str) -> None:
    page.goto(live.address(path="/moving/leaving/"))
    page.get_by_role("link", name="Go to the last step").click()
    page.get_by_role("button", name="Leave", exact=True).click()
    expect(page.get_by_text("Tick that you have read it.").first).to_be_visible()
    assert_accessible(page)
    page.get_by_label("I have read what becomes of my record").check()
    page.get_by_label("Let me read it on as alumni").check()
    keep(page, f"leaving-last-{screen}")
    page.get_by_role("button", name="Leave", exact=True).click()
    expect(page.get_by_role("heading", name="You have left University of Northmoor")).to_be_visible()
    assert_accessible(page)
    keep(page, f"left-{screen}")


def comes_back(page: Page, live) -> None:
    page.goto(live.address(path="/journal/new/"))
    page.get_by_label("Title").fill("One more thing")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_role("heading", name="Your account only reads")).to_be_visible()
    page.get_by_role("link", name="See until when").click()
    page.get_by_role("button", name="Come back").click()
    expect(page.get_by_text("You are back.")).to_be_visible()
