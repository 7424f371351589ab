"""Set-password links: one-time, short-lived, made when they are sent and stored nowhere."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core import signing
from django.urls import reverse

from people.models import EmailChange, User

EMAIL_CHANGE_SALT = "people.email-change"
EMAIL_CHANGE_SECONDS = 60 * 60 * 24 * 3


def set_password_path(person: User) -> str:
    """The address where this person chooses a password, once; it stops working when they have."""
    key = default_token_generator.make_token(person)
    # An operator asks for it at the platform host, whose addresses are others.
    return reverse(
        "account_reset_password_from_key",
        urlconf=settings.ROOT_URLCONF,
        kwargs={"uidb36": user_pk_to_url_str(person), "key": key},
    )


def email_change_path(change: EmailChange) -> str:
    """Sent to the old address only: whoever opens it there has shown that the old address lives."""
    token = signing.dumps(str(change.uid), salt=EMAIL_CHANGE_SALT)
    return reverse("account_email_change", kwargs={"token": token})


def email_change_uid(token: str) -> str:
    """The change a link stands for. Raises signing.BadSignature for a forged or expired link."""
    return signing.loads(token, salt=EMAIL_CHANGE_SALT, max_age=EMAIL_CHANGE_SECONDS)
