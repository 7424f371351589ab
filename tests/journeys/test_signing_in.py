"""The door, in a real browser at the real hosts."""

from playwright.sync_api import expect

from tests.browser import assert_accessible
from tests.people import PASSWORD


def test_sign_in_page_is_accessible_on_a_phone(page, live):
    page.goto(live.address("northmoor", "/account/login/"))

    assert page.get_by_role("heading", level=1).inner_text() == "Sign in"
    assert_accessible(page)


def test_wrong_password_is_said_and_the_name_kept(plain, live):
    plain.goto(live.address("northmoor", "/account/login/"))
    plain.get_by_label("Email or username").fill("technician@northmoor.example")
    plain.get_by_label("Password").fill("not " + PASSWORD)
    plain.get_by_role("button", name="Sign in", exact=True).click()

    expect(plain.get_by_role("alert")).to_be_visible()
    assert plain.get_by_label("Email or username").input_value() == "technician@northmoor.example"


def test_people_of_one_institution_have_no_account_at_another(page, live):
    page.goto(live.address("southby", "/account/login/"))
    page.get_by_label("Email or username").fill("technician@northmoor.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()

    expect(page.get_by_role("alert")).to_be_visible()


def test_unknown_host_says_so(page, live):
    answer = page.goto(live.address("nowhere"))

    assert answer.status == 404
    assert "no institution at this address" in page.get_by_role("heading", level=1).inner_text()
    assert_accessible(page)
