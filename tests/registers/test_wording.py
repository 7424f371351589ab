from datetime import date
from decimal import Decimal

import pytest

from registers.facts import CompetenceRef, Finding, NotCounted, Status, plain
from registers.wording import activities, day_text, hours_text, joined, listed, many, number_text, sentence


@pytest.mark.parametrize(
    ("minutes", "text"), [(0, "0 min"), (45, "45 min"), (60, "1 h"), (1770, "29 h 30 min")]
)
def test_hours_text(minutes, text):
    assert hours_text(minutes) == text


@pytest.mark.parametrize(
    ("number", "text"), [(Decimal("10.50"), "10.5"), (10, "10"), (0, "0"), (100, "100"), (2.25, "2.25")]
)
def test_number_text(number, text):
    assert number_text(number) == text


def test_words_agree_with_their_number():
    assert [activities(n) for n in (0, 1, 2)] == ["0 activities", "1 activity", "2 activities"]
    assert many(1, "month") == "1 month"
    assert many(3, "month") == "3 months"


def test_sentences_lists_and_days():
    assert listed(["A"]) == "A"
    assert listed(["A", "B", "C"]) == "A, B and C"
    assert sentence(" waived ") == "Waived."
    assert sentence("Why?") == "Why?"
    assert sentence("") == ""
    assert joined("One.", "", "Two.") == "One. Two."
    assert day_text(date(2026, 1, 3)) == "3 January 2026"


@pytest.mark.parametrize(
    "text", ["advance-he/A5", "science-council/RSci/D4", "science-council/RSci/D4@2025-01-31"]
)
def test_competence_references_read_and_write_alike(text):
    assert str(CompetenceRef.parse(text)) == text


@pytest.mark.parametrize("text", ["", "A5", "a//b", "a/b/c/d", "a/b@yesterday"])
def test_a_competence_reference_that_is_none_is_refused(text):
    with pytest.raises(ValueError):
        CompetenceRef.parse(text)


def test_a_finding_is_published_in_plain_values_only():
    found = Finding(
        rule="points",
        title="Points",
        status=Status.MET,
        reason="Enough.",
        figures={
            "points": Decimal("50.0"),
            "half": Decimal("0.5"),
            "on": date(2026, 1, 2),
            "codes": ("A", {"b": None}),
        },
        counted=("a",),
        not_counted=(NotCounted("b", "planned"),),
    )

    assert found.as_dict() == {
        "rule": "points",
        "status": "met",
        "reason": "Enough.",
        "figures": {"points": 50, "half": 0.5, "on": "2026-01-02", "codes": ["A", {"b": None}]},
        "counted": ["a"],
        "not_counted": [{"uid": "b", "why": "planned"}],
    }
    assert plain("text") == "text"
