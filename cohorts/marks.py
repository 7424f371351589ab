"""What a cell of the matrix says of one member and one item."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse

# (item's key, person's key)
Key = tuple[int, int]


class Mark(NamedTuple):
    """What one member's cell holds. `shown_as` is a status name and `word` its word, where another than usual.

    `url` is empty where whoever looks may not open the work, and so are the score and its maximum. `work` is its uid.
    `may_extend` is untrue where they may open it and still not change its day.
    """

    shown_as: str
    word: str = ""
    url: str = ""
    score: Decimal | None = None
    maximum: Decimal | None = None
    due_on: date | None = None
    work: UUID | None = None
    may_extend: bool = True


def address_before(name: str) -> str:
    """An address that ends in a uid, up to that: asking for each of twelve thousand would take a second."""
    nobody = UUID(int=0)
    return reverse(name, args=[nobody]).removesuffix(f"{nobody}/")
