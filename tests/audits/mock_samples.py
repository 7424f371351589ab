"""Mock audits and blind reviews of them, by the real actions."""

import uuid
from datetime import date
from typing import Any

from audits import actions
from audits.models import BlindReview, MockAudit
from registers.actions import save_registration
from registers.facts import Period
from registers.models import Registration

YEAR = date.today().year


def mock_of(registration: Registration, **more: Any) -> MockAudit:
    """This calendar year of a registration."""
    period = Period(date(YEAR, 1, 1), date(YEAR, 12, 31))
    return actions.run_mock(registration=registration, period=period, once=more.get("once") or uuid.uuid4())


def asked(cast: Any, mock: MockAudit, **more: Any) -> BlindReview:
    """Of the colleague by name, unless told otherwise; `invited=None` asks everybody who offered."""
    given = {"invited": cast.colleague, "once": uuid.uuid4()} | more
    return actions.ask_review(mock=mock, actor=mock.owner, **given)


def accepted(cast: Any, mock: MockAudit, **more: Any) -> BlindReview:
    return actions.accept_review(review=asked(cast, mock, **more), actor=cast.colleague)


def sent(cast: Any, mock: MockAudit, **more: Any) -> BlindReview:
    review = accepted(cast, mock, **more)
    ticks = {review.lines[0]["key"]: {"ok": True, "note": "Well shown."}}
    return actions.write_review(
        review=review, actor=cast.colleague, ticks=ticks, overall="Say more of what changed.", send=True
    )


def for_reviewing(cast: Any) -> BlindReview:
    """The engineer's year, which the technician has accepted to review."""
    values = {"pack": "science-council", "grade": "RSciTech"}
    registration = save_registration(owner=cast.engineer, values=values, breaks=[])
    review = asked(cast, mock_of(registration), invited=cast.technician)
    return actions.accept_review(review=review, actor=cast.technician)
