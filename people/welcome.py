"""The first admin of a new institution."""

from people import actions
from people.models import User
from people.passwords import set_password_path
from tenants.models import Institution


def first_admin(institution: Institution, domain: str, email: str) -> str:
    """Create the admin's account and return the path of their one-time set-password link."""
    person = User.objects.filter(email__iexact=email).first() or actions.create_person(
        email=email, first_name="First", last_name="Admin", roles=["admin"], actor="operator"
    )
    return set_password_path(person)
