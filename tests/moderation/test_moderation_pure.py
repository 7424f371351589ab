"""Differences, samples and drift, figure by figure."""

from decimal import Decimal
from uuid import UUID, uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.differences import Comparison, Row, furthest_first, signed, summary
from moderation.drift import Point, by_criterion, drift, spread
from moderation.sampling import falls_in

SPACE = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")
UIDS = [uuid5(SPACE, f"work {number}") for number in range(600)]


def comparison(*pairs, maximum=10, weight=Decimal(1)):
    return Comparison(
        [
            Row(f"Criterion {number}", maximum, weight=weight, first=first, second=second)
            for number, (first, second) in enumerate(pairs, start=1)
        ]
    )


@pytest.mark.parametrize(
    ("pairs", "first", "second", "gap", "exact", "within", "both", "largest"),
    [
        ([(3, 3), (4, 4)], 7, 7, 0, 2, 2, 2, None),
        ([(3, 4), (4, 2)], 7, 6, -1, 0, 1, 2, "Criterion 2"),
        ([(0, 2), (5, 3)], 5, 5, 0, 0, 0, 2, "Criterion 1"),
        ([(None, 2), (5, 3)], 5, 5, None, 0, 0, 1, "Criterion 2"),
        ([(None, 2), (None, 3)], None, 5, None, 0, 0, 0, None),
        ([(0, 0)], 0, 0, 0, 1, 1, 1, None),
        ([], None, None, None, 0, 0, 0, None),
    ],
)
def test_differences(pairs, first, second, gap, exact, within, both, largest):
    found = comparison(*pairs)

    assert (found.first_total, found.second_total, found.gap) == (first, second, gap)
    assert (found.exact, found.within_one, found.both) == (exact, within, both)
    assert (found.largest and found.largest.title) == largest


def test_totals_and_gap_are_weighted():
    found = Comparison(
        [Row("A", 5, weight=Decimal("2.5"), first=2, second=4), Row("B", 5, first=5, second=4)]
    )

    assert (found.first_total, found.second_total, found.maximum) == (10, 14, Decimal("17.5"))
    assert found.gap == 4
    assert found.gap_text == "+4"


def test_summary_over_several_pieces():
    found = summary([comparison((3, 3), (4, 5), (4, 9)), comparison((2, 1), (None, 3))])

    assert (found.pieces, found.criteria) == (2, 4)
    assert (found.exact, found.within_one) == (Decimal("25.0"), Decimal("75.0"))
    assert found.mean_gap == 6
    assert summary([]).exact is None


def test_furthest_first_puts_what_cannot_be_compared_last():
    gaps = [None, Decimal(1), Decimal(-4), Decimal(0)]

    assert sorted(gaps, key=furthest_first) == [-4, 1, 0, None]


@pytest.mark.parametrize(
    ("value", "text"), [(2, "+2"), (Decimal("-1.50"), "\u22121.5"), (0, "0"), (None, "")]
)
def test_signed(value, text):
    assert signed(value) == text


@pytest.mark.parametrize(
    ("seed", "uid", "percent", "expected"),
    [
        ("dice", UUID(int=1), 0, False),
        ("dice", UUID(int=1), 100, True),
        # SHA-256 of "dice:00000000-0000-0000-0000-000000000002" lies at 36.68 hundredths of all.
        ("dice", UUID(int=2), 36, False),
        ("dice", UUID(int=2), 37, True),
        ("dice", UUID(int=1), 75, False),
        ("dice", UUID(int=1), 76, True),
    ],
)
def test_falls_in(seed, uid, percent, expected):
    assert falls_in(seed, uid, percent) is expected


@settings(max_examples=40)
@given(seed=st.text(max_size=40), percent=st.integers(min_value=1, max_value=99))
def test_share_of_many_is_near_the_percentage_and_the_same_again(seed, percent):
    drawn = [uid for uid in UIDS if falls_in(seed, uid, percent)]

    assert drawn == [uid for uid in UIDS if falls_in(seed, uid, percent)]
    # Six standard deviations of a fair draw at the most.
    assert abs(len(drawn) - 6 * percent) <= 75


@given(seed=st.text(max_size=40), number=st.integers(min_value=0), percent=st.integers(0, 99))
def test_a_greater_share_holds_the_smaller(seed, number, percent):
    uid = uuid5(SPACE, str(number))

    assert not falls_in(seed, uid, percent) or falls_in(seed, uid, percent + 1)


def points(*pairs, maximum=10, criterion="A"):
    return [Point(criterion, score, reference, maximum) for score, reference in pairs]


@pytest.mark.parametrize(
    ("pairs", "mean", "percent", "words"),
    [
        ([(5, 5)], "0.0", "0.0", "You score as the reference does"),
        (
            [(6, 5), (5, 5), (7, 6), (4, 4), (9, 8)],
            "0.6",
            "6.0",
            "You score 0.6 points higher than the reference",
        ),
        ([(3, 4)], "-1.0", "-10.0", "You score 1 point lower than the reference"),
        ([(0, 10)], "-10.0", "-100.0", "You score 10 points lower than the reference"),
        ([(6, 5), (4, 5)], "0.0", "0.0", "You score as the reference does"),
    ],
)
def test_drift(pairs, mean, percent, words):
    found = drift(points(*pairs))

    assert (str(found.points), str(found.percent)) == (mean, percent)
    assert found.words == words
    assert found.count == len(pairs)


def test_drift_of_nothing_is_none():
    assert drift([]) is None
    assert by_criterion([]) == []


def test_per_cent_is_of_each_maximum():
    found = drift([Point("A", 5, 4, 5), Point("B", 5, 4, 10)])

    assert (found.points, found.percent) == (1, 15)


def test_drift_by_criterion_in_the_order_they_come():
    found = by_criterion(
        [*points((5, 4), criterion="B"), *points((1, 2), criterion="A"), *points((4, 4), criterion="B")]
    )

    assert [(name, one.points) for name, one in found] == [("B", Decimal("0.5")), ("A", Decimal("-1.0"))]


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([4, 4, 4, 4], None),
        ([], None),
        ([4, 4, 4, 4, 4], ("4.00", "0.00")),
        ([2, 4, 4, 4, 5, 5, 7, 9], ("5.00", "2.00")),
    ],
)
def test_spread_is_told_from_five_raters_on(scores, expected):
    found = spread(scores)

    assert (found and (str(found.mean), str(found.deviation))) == expected
