from datetime import date

import pytest

from lib import rulers

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def test_year_rule_puts_twelve_months_and_every_week_on_the_line():
    rule = rulers.year_rule(*YEAR, today=date(2026, 1, 1))

    assert [name for _, name in rule.months] == list(rulers.MONTHS)
    assert len(rule.weeks) == 53
    assert rule.months[0][0] == rule.now == 0.0


def test_year_rule_of_a_register_year_starts_with_its_own_month():
    rule = rulers.year_rule(date(2025, 10, 15), date(2026, 10, 14), today=date(2027, 1, 1))

    assert [name for _, name in rule.months][:3] == ["Oct", "Nov", "Dec"]
    assert rule.now is None


def test_year_rule_draws_only_what_lies_inside_and_nothing_too_short_to_see():
    marks = [(date(2025, 12, 31), 60, False), (date(2026, 7, 2), 5, True), (date(2026, 12, 31), 6000, False)]

    drawn = rulers.year_rule(*YEAR, marks=marks, today=date(2026, 6, 1)).marks

    assert [mark.open for mark in drawn] == [True, False]
    assert drawn[0].height > 5
    assert drawn[1].height == rulers.TALLEST
    assert all(mark.y + mark.height == rulers.FOOT for mark in drawn)


@pytest.mark.parametrize(
    ("value", "whole", "filled", "figures"),
    [
        (41, 50, 82.0, ["0", "10", "20", "30", "40", "50"]),
        (0, 30, 0.0, ["0", "5", "10", "15", "20", "25", "30"]),
        (90, 30, 100.0, ["0", "5", "10", "15", "20", "25", "30"]),
        (1, 3, 33.33, ["0", "1", "2", "3"]),
        (100, 0, 100.0, ["0", "1"]),
        (10, 35, 28.57, ["0", "10", "20", "30"]),
    ],
)
def test_scale_counts_in_ones_twos_and_fives(value, whole, filled, figures):
    drawn = rulers.scale(value, whole)

    assert drawn.filled == filled
    assert [figure for _, figure in drawn.figures] == figures
    assert max(drawn.ticks) <= 100
