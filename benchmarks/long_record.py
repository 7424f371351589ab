"""A person with a life's worth of entries and activities, for their timeline and for search."""

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from random import Random

from django.test import Client
from django.utils import timezone

from activities.models import Activity
from benchmarks.registers import analyse, at_host, member
from benchmarks.stage import People, signed_in
from home.seeds.disciplines import DISCIPLINES, words_of
from home.seeds.logs import Deck, compose_activity, compose_entry
from journals.models import Entry
from people.models.accounts import Role

KINDS = ("work_based", "professional", "formal", "self_directed", "other")


@cache
def with_items(number: int) -> Client:
    """The browser of somebody with so many items, half entries and half activities, as the demo words them."""
    from people.actions import grant_role

    at_host()
    person, rng, today = member(), Random(number), timezone.localdate()  # noqa: S311 made-up words, no secret
    person.save()
    grant_role(person=person, role=Role.TECHNICIAN, actor="system")
    discipline = next(iter(DISCIPLINES))
    words, deck = words_of(discipline), Deck(discipline, rng)
    days = [today - timedelta(index // 2) for index in range(number // 2)]
    entries = (compose_entry(deck.draw_entry(), day, words=words, rng=rng) for day in days)
    Entry.objects.bulk_create(
        (
            Entry(
                owner=person,
                title=one.title,
                body=one.body,
                tags=one.tags,
                date=one.day,
                state=Entry.State.PUBLISHED,
                published_at=timezone.now(),
            )
            for one in entries
        ),
        batch_size=1_000,
    )
    kinds = (KINDS[index % 5] for index in range(len(days)))
    Activity.objects.bulk_create(
        (
            Activity(owner=person, **values | {"sealed": False})
            for day, kind in zip(days, kinds, strict=True)
            for values in [compose_activity(deck.draw(kind), kind, day, words=words, rng=rng).values]
        ),
        batch_size=1_000,
    )
    analyse()
    return signed_in(person)


def page(path: str, *, items: int, at_least: int) -> Callable[[People], Callable[[], bytes]]:
    """The page at this address, which has to show so many of their items."""

    def ready(people: People) -> Callable[[], bytes]:
        client = with_items(items)
        return lambda: answer(client, path, at_least)

    return ready


def answer(client: Client, path: str, at_least: int) -> bytes:
    said = client.get(path)
    shown = said.content.count(b"item-title")
    if said.status_code != 200 or shown < at_least:
        raise SystemExit(f"{path} answered {said.status_code} and shows {shown}, not {at_least} items.")
    return said.content
