"""What somebody opens to others beside the audiences of their items: links to sign, packs at an assessor's, set work.

The rooms to the right say what there is; put into ELSEWHERE by the wiring. However many they are, they cost one query.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import IntegerField, QuerySet, Value

from lib.formats import count
from people.models import User


@dataclass(frozen=True)
class Elsewhere:
    """Rows of something of the owner's, what one and many are called, who reads them, and where they are listed."""

    rows: QuerySet
    noun: tuple[str, str]
    readers: str
    url: str


@dataclass(frozen=True)
class Given:
    words: str
    readers: str
    url: str


ELSEWHERE: list[Callable[[User], Iterable[Elsewhere]]] = []


def given(owner: User) -> list[Given]:
    """Those of which there are any, each with its number in words."""
    places = [one for told in ELSEWHERE for one in told(owner)]
    if not places:
        return []
    first, *rest = [
        one.rows.order_by().annotate(place=Value(number, output_field=IntegerField())).values("place")
        for number, one in enumerate(places)
    ]
    many = Counter(row["place"] for row in first.union(*rest, all=True).order_by())
    return [
        Given(count(many[number], *one.noun), one.readers, one.url)
        for number, one in enumerate(places)
        if many[number]
    ]
