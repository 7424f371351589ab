"""Pages that whoever holds a key opens: kept by nobody, listed nowhere, and slow to guess."""

from typing import TypeVar

from django.http import HttpRequest, HttpResponseBase

from lib import throttles
from lib.addresses import client_address

# Wrong keys a network address may try in an hour; a key has 256 bits, this only keeps the noise down.
FAILURES = 60
HOUR = 60 * 60
Answer = TypeVar("Answer", bound=HttpResponseBase)


def unlisted(answer: Answer) -> Answer:
    """Neither browser nor proxy nor search engine keeps it, and its address goes to no other site."""
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    # Not "no-referrer": a browser would then send the form without its origin, and the forgery check refuses it.
    answer.headers["Referrer-Policy"] = "same-origin"
    return answer


def too_many_wrong_keys(request: HttpRequest, room: str) -> bool:
    """Count one more wrong key from this network. Whoever holds a true one is let in however many came from there."""
    return throttles.count(room, client_address(request), seconds=HOUR) > FAILURES
