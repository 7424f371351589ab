"""A technician moves from Northmoor to Southby: asks on the phone, is received at the desk, and finds everything there."""

from playwright.sync_api import Page, expect

from moving.models import Newcomer
from people.models import User
from tests.browser import assert_accessible, sign_in
from tests.journeys.test_whole_record import keep
from tests.moving.record.samples import whole_life
from tests.people import NORTHMOOR, PASSWORD, Cast

AWAY = "megan.okafor@southby.example"


def test_technician_moves_to_another_institution(page: Page, desk: Page, live):
    with live.inside("northmoor"):
        whole_life(Cast(NORTHMOOR))
    sign_in(page, live, login="technician@northmoor.example")
    page.goto(live.address(path="/moving/"))
    page.get_by_role("link", name="Move to another institution").click()
    assert_accessible(page)
    page.get_by_label("Institution").select_option(label="Southby Institute")
    page.get_by_label("Your email there").fill(AWAY)
    page.get_by_label("Day of the move").fill("yesterday")
    page.get_by_role("button", name="Ask to move").click()
    expect(page.get_by_text("Choose today or a later day").first).to_be_visible()
    assert_accessible(page)
    keep(page, "transfer-ask-phone")
    page.get_by_label("Day of the move").fill("today")
    page.get_by_role("button", name="Ask to move").click()
    expect(page.get_by_text("Waiting for an answer")).to_be_visible()
    assert_accessible(page)
    keep(page, "transfer-asked-phone")

    is_received(desk, live)
    page.goto(page.url)
    expect(page.get_by_text("Accepted", exact=True)).to_be_visible()
    live.manage("worker", "--once")
    page.goto(live.address(path="/activities/"))
    page.get_by_role("heading", name="Sign in").wait_for()
    finds_everything(page, live)


def is_received(desk: Page, live) -> None:
    sign_in(desk, live, login="admin@southby.example", host="southby")
    desk.goto(live.address("southby", path="/people/"))
    desk.get_by_role("link", name="Arrivals").click()
    assert_accessible(desk)
    keep(desk, "arrivals-desk")
    desk.get_by_role("link", name="Megan Okafor").click()
    assert_accessible(desk)
    keep(desk, "arrival-desk")
    desk.get_by_role("link", name="Accept").click()
    assert_accessible(desk)
    desk.get_by_label("Supervisor", exact=True).last.select_option(label="Jo Farrow")
    desk.get_by_label("Unit").select_option(label="Chemistry stores")
    keep(desk, "arrival-accept-desk")
    desk.get_by_role("button", name="Accept").click()
    expect(desk.get_by_text("The record comes by itself on its day")).to_be_visible()


def finds_everything(page: Page, live) -> None:
    with live.inside("southby"):
        assert not Newcomer.objects.exists()
        account = User.objects.get(email=AWAY)
        account.set_password(PASSWORD)
        account.save()
        assert account.roles == {"technician"}
    sign_in(page, live, login=AWAY, host="southby")
    page.goto(live.address("southby", path="/activities/"))
    expect(page.get_by_text("Sealed activity").first).to_be_visible()
    keep(page, "moved-log-phone")
    page.goto(live.address("southby", path="/moving/transfers/"))
    page.get_by_role("link", name="From University of Northmoor to Southby Institute").click()
    expect(page.get_by_text("All of your record is here")).to_be_visible()
    assert_accessible(page)
    keep(page, "moved-phone")
    page.goto(live.address("southby", path="/renewals/"))
    keep(page, "moved-renewals-phone")
