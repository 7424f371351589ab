"""How a call to the API says who it is: a bearer token, or the browser's session with its CSRF token."""

from django.http import HttpRequest
from ninja.security import HttpBearer, SessionAuth

from lib.digests import digest_of_key
from people.models import ApiToken, User


class BearerToken(HttpBearer):
    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        """The token's person, while both are in force; sealed items stay shut to tokens (`request.by_token`)."""
        found = (
            ApiToken.objects.select_related("person")
            .filter(digest=digest_of_key(token), revoked_at=None, person__is_active=True)
            .first()
        )
        if found is None:
            return None
        request.user = found.person
        request.by_token = True
        return found.person


class SessionWithCsrf(SessionAuth):
    """Ninja checks `X-CSRFToken` for session calls that write; without a session there is nothing to forge."""

    def _get_key(self, request: HttpRequest) -> str | None:
        return super()._get_key(request) if request.user.is_authenticated else None

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:
        return request.user if request.user.is_authenticated else None
