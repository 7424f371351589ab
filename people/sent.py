"""What a view binds its form to: what was sent, or what was typed there before a session ended."""

from django.http import HttpRequest, QueryDict

from people.middleware import held_fields


def posted(request: HttpRequest) -> QueryDict | None:
    """Everything that was sent, be it nothing; None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def typed(request: HttpRequest) -> QueryDict | None:
    """As `posted`; on a page that is only looked at, what was typed there before a session ended, where there is any."""
    return request.POST if request.method == "POST" else held_fields(request)
