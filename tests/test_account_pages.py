"""Every account page of the sign-in library wears our layout: one heading, one main, the language named."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from tests.people import PASSWORD

SIGNED_OUT = [
    "/account/login/",
    "/account/signup/",
    "/account/inactive/",
    "/account/confirm-email/",
    "/account/confirm-email/unknown/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/password/reset/key/1-unknown/",
    "/account/password/reset/key/done/",
]
SIGNED_IN = [
    "/account/logout/",
    "/account/reauthenticate/",
    "/account/password/change/",
    "/account/sessions/",
    "/account/2fa/",
    "/account/2fa/totp/activate/",
]
PROTECTED = [
    "/account/2fa/",
    "/account/2fa/totp/deactivate/",
    "/account/2fa/recovery-codes/",
    "/account/2fa/recovery-codes/generate/",
]


def assert_dressed(response) -> None:
    html = response.content.decode()

    assert response.status_code == 200
    assert [html.count(mark) for mark in ("<h1", "<main", 'lang="en-GB"', 'class="skip-link"')] == [
        1,
        1,
        1,
        1,
    ]
    assert "style=" not in html


@pytest.fixture
def signed_in(visit, cast):
    """The technician, who has just typed the password, with a confirmed address."""
    EmailAddress.objects.update_or_create(
        user=cast.technician, email=cast.technician.email, defaults={"verified": True, "primary": True}
    )
    client = visit()
    client.post("/account/login/", {"login": cast.technician.email, "password": PASSWORD})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.mark.parametrize("address", SIGNED_OUT)
def test_signed_out_page_wears_our_layout(visit, address):
    assert_dressed(visit().get(address))


@pytest.mark.parametrize("address", SIGNED_IN)
def test_signed_in_page_wears_our_layout(signed_in, address):
    assert_dressed(signed_in.get(address))


@pytest.mark.parametrize("address", PROTECTED)
def test_second_step_page_wears_our_layout(signed_in, cast, address):
    TOTP.activate(cast.technician, generate_totp_secret())
    RecoveryCodes.activate(cast.technician)

    assert_dressed(signed_in.get(address))


def test_second_step_asks_for_the_code(visit, cast):
    TOTP.activate(cast.technician, generate_totp_secret())

    page = visit().post(
        "/account/login/", {"login": cast.technician.email, "password": PASSWORD}, follow=True
    )

    assert_dressed(page)
    assert "Enter your code" in page.content.decode()


def test_wrong_password_says_so_above_the_form(visit, cast):
    page = visit().post("/account/login/", {"login": cast.technician.email, "password": "wrong"})

    assert_dressed(page)
    assert 'role="alert"' in page.content.decode()
    assert f'value="{cast.technician.email}"' in page.content.decode()
