"""Draws, by the real actions; those made are made on the day after their list has closed."""

import uuid
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import time_machine
from django.utils import timezone

from audits import actions
from audits.models import Draw

SEED = "four dice: 3 1 6 2"
YEAR = date.today().year


def announced(cast: Any, *, seed: str = SEED, **values: Any) -> Draw:
    given = {
        "pack": "science-council", "grade": "RSciTech", "period_from": date(YEAR, 1, 1), "period_to": date(YEAR, 12, 31),
        "percent": Decimal("2.5"), "closes_on": date.today(), "response_days": 90,
    }  # fmt: skip
    return actions.announce_draw(actor=cast.admin, values=given | values, seed=seed, once=uuid.uuid4())


def draw_later(cast: Any, draw: Draw, *, seed: str = SEED) -> Draw:
    """On the day after its list has closed."""
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        return actions.draw(draw=draw, actor=cast.admin, seed=seed)


def drawn(cast: Any, **values: Any) -> Draw:
    """A draw that was made, of whatever is in its list."""
    return draw_later(cast, announced(cast, **values))
