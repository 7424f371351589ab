"""Packs and mock audits that somebody else reads now, for the page of everything that is not private."""

from audits.models import BlindReview, Handing
from people.models import User
from sharing.overview import Elsewhere


def to_assessors(owner: User) -> list[Elsewhere]:
    packs = Handing.objects.running().filter(owner=owner)
    reviews = BlindReview.objects.filter(owner=owner, state=BlindReview.State.ACCEPTED)
    return [
        Elsewhere(
            packs, ("declared pack", "declared packs"), "Each opens to an assessor, by a link", "/audits/"
        ),
        Elsewhere(
            reviews,
            ("mock audit", "mock audits"),
            "Read by a colleague who reviews it blind",
            "/audits/reviews/",
        ),
    ]
