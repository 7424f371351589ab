"""What a notice is about, by name, on its recipient's own pages: read when it is shown, never kept, and never mailed.

Each room registers in `ready()` the things that its kinds of notice are about. A title shows only while the recipient may
read the thing.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Case, OuterRef, QuerySet, Subquery, Value, When

# The first word of a kind ("task" of "task_overdue"): (member) -> what they may read, and the field that names it.
TITLES: dict[str, tuple[Callable[[Any], QuerySet], str]] = {}


def register(word: str, visible_to: Callable[[Any], QuerySet], field: str = "title") -> None:
    TITLES[word] = visible_to, field


def with_titles(notices: QuerySet, person: Any) -> QuerySet:
    """The same notices, each with the `title` of what it is about; "" where it has none that this person may read."""
    named = []
    for word, (visible_to, field) in TITLES.items():
        thing = visible_to(person).filter(uid=OuterRef("about")).order_by()
        named.append(When(kind__startswith=f"{word}_", then=Subquery(thing.values(field)[:1])))
    return notices.annotate(title=Case(*named, default=Value("")))
