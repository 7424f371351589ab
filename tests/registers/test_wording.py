from datetime import date
from decimal import Decimal

import pytest

from registers import packs
from registers.facts import CompetenceRef, Finding, NotCounted, Period, Status, plain
from registers.packfiles.wording import spell_figures
from registers.wording import (
    activities,
    day_text,
    hours_text,
    joined,
    listed,
    many,
    number_text,
    sentence,
    years_text,
)


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


@pytest.mark.parametrize(
    ("period", "text"),
    [
        ((date(2024, 1, 1), date(2024, 12, 31)), "2024"),
        ((date(2024, 7, 1), date(2025, 6, 30)), "2024–25"),
        ((date(1998, 7, 1), date(2000, 6, 30)), "1998–00"),
    ],
)
def test_years_of_a_period(period, text):
    assert years_text(Period(*period)) == text


def test_rules_are_called_by_their_month_or_by_when_they_were_checked():
    assert packs.editions("science-council")[-1].rules_words == "rules of September 2025 (edition 2025.09-r1)"
    assert packs.editions("rsb")[-1].rules_words == "rules as checked in November 2026 (edition r1)"


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"minutes": 8840, "activities": 3}, "time 147 h 20 min; activities 3"),
        ({"suggested_minutes": 90}, "suggested time 1 h 30 min"),
        ({"policy": "on_request", "due": "2026-12-31"}, "policy on request; due 31 Dec 2026"),
        ({"missing": ["D3", "E1"], "allowed": False, "chosen": None}, "missing D3, E1; allowed no; chosen not known"),
    ],
)  # fmt: skip
def test_figures_of_a_pack_are_said_as_an_assessor_reads_them(figures, said):
    assert spell_figures(figures) == said
