"""One digest for one meaning."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from lib.digests import canonical_json, digest


def test_digest_is_that_of_the_canonical_json():
    assert digest({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ({"words": "caf\u00e9"}, {"words": "cafe\u0301"}),
        ({"words": "a\r\nb"}, {"words": "a\nb"}),
        ({"points": Decimal("1.50")}, {"points": Decimal("1.5")}),
        ([1, 2], (1, 2)),
    ],
)
def test_digest_is_the_same_for_the_same_meaning(one, other):
    assert digest(one) == digest(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"minutes": 90}, {"minutes": 91}),
        ({"minutes": 90}, {"minutes": "90"}),
        ({"tags": ["a", "b"]}, {"tags": ["b", "a"]}),
        ({"end_date": None}, {}),
        ({"words": "a b"}, {"words": "ab"}),
    ],
)
def test_digest_differs_for_another_meaning(one, other):
    assert digest(one) != digest(other)


def test_canonical_json_writes_days_decimals_and_uids_as_text():
    fields = {
        "uid": UUID(int=1),
        "on": date(2026, 3, 14),
        "at": datetime(2026, 3, 14, 9, 30, tzinfo=UTC),
        "points": Decimal("100"),
        "none": None,
    }

    assert canonical_json(fields) == (
        '{"at":"2026-03-14T09:30:00+00:00","none":null,"on":"2026-03-14","points":"100",'
        '"uid":"00000000-0000-0000-0000-000000000001"}'
    )


@pytest.mark.parametrize("value", [{1: "a"}, {"a": object()}, {"a": float("nan")}, {"a": {1, 2}}])
def test_canonical_json_refuses_what_has_no_one_form(value):
    with pytest.raises((TypeError, ValueError)):
        canonical_json(value)
