"""What a share link opens, by kind. Each room that can be shared adds its page in `ready()`.

A page is (request, item, visitor) -> HttpResponse: read-only, for someone without an account.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from sharing.visitors import Visitor

SharedPage = Callable[[HttpRequest, Any, Visitor], HttpResponse]
PAGES: dict[str, SharedPage] = {}


def register(kind: str, page: SharedPage) -> None:
    PAGES[kind] = page
