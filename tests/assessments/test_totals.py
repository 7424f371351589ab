"""Totals and passing: tables, and what holds for any scores at all."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments import contents, scoring
from assessments.contents import Content, CriterionText, PromptText
from assessments.scoring import PERCENT, POINTS, Line, Rule

NOTHING = Rule()


def lines(*scores, maximum=5, weight="1", minimum=None):
    return [Line(score, maximum, Decimal(weight), minimum) for score in scores]


@pytest.mark.parametrize(
    ("found", "total", "most"),
    [
        ([], None, 0),
        (lines(None), None, 5),
        (lines(0), 0, 5),
        (lines(4, None, 3), 7, 15),
        (lines(4, weight="2.5"), 10, Decimal("12.5")),
        ([*lines(3, weight="0.1"), *lines(3, weight="0.2")], Decimal("0.9"), Decimal("1.5")),
    ],
)
def test_total_counts_zero_and_skips_what_is_unscored(found, total, most):
    assert scoring.total(found) == total
    assert scoring.maximum(found) == most


@pytest.mark.parametrize(
    ("found", "rule", "passed", "why"),
    [
        (lines(5, 5), NOTHING, None, "nothing says what passes"),
        (lines(3, 3), Rule(POINTS, Decimal(6)), True, "the mark itself passes"),
        (lines(3, 2), Rule(POINTS, Decimal(6)), False, "one point under"),
        (lines(3, None), Rule(POINTS, Decimal(1)), None, "not yet scored"),
        (lines(3, 3), Rule(PERCENT, Decimal(60)), True, "6 of 10"),
        (lines(3, 2), Rule(PERCENT, Decimal("50.01")), False, "5 of 10 is under 50.01 per cent"),
        (lines(1, maximum=3), Rule(PERCENT, Decimal("33.33")), True, "a third is over 33.33 per cent"),
        (lines(1, maximum=3), Rule(PERCENT, Decimal("33.34")), False, "and under 33.34"),
        (lines(2, 5, minimum=2), NOTHING, True, "every minimum is reached"),
        (lines(1, 5, minimum=2), NOTHING, False, "one is not"),
        (lines(1, 5, minimum=2), Rule(POINTS, Decimal(1)), False, "a minimum counts beside the mark"),
        (lines(0, 5, minimum=0), NOTHING, True, "nought may be the minimum"),
        (lines(None, 5, minimum=2), NOTHING, None, "not yet scored"),
        (
            [*lines(5, weight="3"), *lines(0, weight="1")],
            Rule(PERCENT, Decimal(75)),
            True,
            "15 of 20, by weight",
        ),
    ],
)
def test_passing_is_reckoned_from_scores_and_rule(found, rule, passed, why):
    assert scoring.passed(found, rule) is passed, why


@pytest.mark.parametrize(
    ("rule", "most", "needed"),
    [
        (NOTHING, 20, None),
        (Rule(POINTS, Decimal("12.5")), 20, Decimal("12.5")),
        (Rule(PERCENT, Decimal(60)), 20, 12),
        (Rule(PERCENT, Decimal("33.33")), 3, Decimal("0.9999")),
    ],
)
def test_points_needed_are_exact(rule, most, needed):
    assert rule.needed(Decimal(most)) == needed


weights = st.decimals(min_value="0.01", max_value="100", places=2)


@st.composite
def scored(draw):
    maximum = draw(st.integers(1, 1000))
    minimum = draw(st.none() | st.integers(0, maximum))
    return Line(draw(st.integers(0, maximum)), maximum, draw(weights), minimum)


rules = st.just(NOTHING) | st.builds(
    Rule, st.sampled_from([POINTS, PERCENT]), st.decimals(min_value="0.01", max_value="100", places=2)
)


@settings(deadline=None)
@given(st.lists(scored(), min_size=1, max_size=40))
def test_total_is_the_exact_weighted_sum_whatever_the_order(found):
    exact = sum(Fraction(line.score) * Fraction(line.weight) for line in found)

    assert Fraction(scoring.total(found)) == exact
    assert scoring.total(found) == scoring.total(found[::-1])
    assert 0 <= scoring.total(found) <= scoring.maximum(found)


@settings(deadline=None)
@given(st.lists(scored(), min_size=1, max_size=20), rules)
def test_passing_agrees_with_fractions(found, rule):
    share = Fraction(scoring.total(found)), Fraction(scoring.maximum(found))
    enough = {
        "": True,
        POINTS: share[0] >= Fraction(rule.mark or 0),
        PERCENT: share[0] * 100 >= Fraction(rule.mark or 0) * share[1],
    }[rule.kind]
    reached = all(line.minimum is None or line.score >= line.minimum for line in found)
    judged = bool(rule.kind) or any(line.minimum is not None for line in found)

    assert scoring.passed(found, rule) is ((enough and reached) if judged else None)


@settings(deadline=None)
@given(st.lists(scored(), min_size=1, max_size=10), rules, st.data())
def test_a_better_score_never_fails_what_passed(found, rule, data):
    at = data.draw(st.integers(0, len(found) - 1))
    one = found[at]
    better = Line(data.draw(st.integers(one.score, one.maximum)), one.maximum, one.weight, one.minimum)

    if scoring.passed(found, rule):
        assert scoring.passed([*found[:at], better, *found[at + 1 :]], rule)


@settings(deadline=None)
@given(st.lists(scored(), min_size=1, max_size=10), st.decimals(min_value="0.1", max_value="100", places=1))
def test_share_that_is_shown_never_reaches_a_mark_that_was_missed(found, mark):
    """Whoever reads `60.0 %` beside a pass mark of 60 has passed."""
    bare = [Line(line.score, line.maximum, line.weight) for line in found]
    shown = scoring.percent(scoring.total(bare), scoring.maximum(bare))

    assert (shown >= mark) is scoring.passed(bare, Rule(PERCENT, mark))


CONTENT = Content(
    title="Autoclave",
    guidance="Run it alone.",
    criteria=[
        CriterionText(
            "Load it", 5, levels=[["5", "Alone"]], section="Before", weight=Decimal("1.50"), minimum=2
        ),
        CriterionText("Log it", 1, evidence_required=True, competences=["science-council/RSciTech/A1"]),
    ],
    prompts=[PromptText("Why", hint="Why is it needed?")],
    tags=["safety"],
    pass_kind=PERCENT,
    pass_mark=Decimal("60.0"),
    attempts=3,
)


def test_contents_are_written_and_read_back():
    held = contents.facts(CONTENT)

    assert contents.content_of(held) == CONTENT
    assert (held["pass_mark"], held["criteria"][0]["weight"]) == ("60", "1.5")
    assert CONTENT.maximum == Decimal("8.5")


def test_criteria_of_one_section_stand_together():
    found = [CriterionText(name, 1, section=name[0]) for name in ("a1", "b1", "a2", "c1", "b2")]

    assert [one.title for one in contents.in_sections(found)] == ["a1", "a2", "b1", "b2", "c1"]
