"""The one next step, in its order."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from home.next_step import next_step


@dataclass
class Work:
    title: str
    shown_as: str

    def get_absolute_url(self) -> str:
        return f"/assessments/{self.title}/"


@dataclass
class Finding:
    status: str
    title: str = "Benefit to users"
    reason: str = "Missing on 2 activities."


@dataclass
class Register:
    findings: list = field(default_factory=list)
    name: str = "RSciTech"
    days_left: int = 40
    open_count: int = 1

    def fix_url(self, finding) -> str:
        return "/activities/"


@dataclass
class Pair:
    supervisor: str = "Alan Whitcombe"


@dataclass
class Submission:
    owner: str = "Bartek Lennox"
    title: str = "Liquid nitrogen"
    submitted_at: datetime = datetime(2026, 11, 12, 17, 15, tzinfo=UTC)
    review_url: str = "/review/s/"


@dataclass
class Year:
    activities: int = 3


RETURNED, OVERDUE, OPEN = Work("r", "returned"), Work("o", "overdue"), Work("n", "not_started")
FAILED = Work("f", "completed")
UNMET = Register([Finding("met"), Finding("not_met")])
FINE = Register([Finding("met"), Finding("advice")])


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ({"tasks": [OPEN], "standings": [FINE]}, "/assessments/n/"),
        ({"work": [RETURNED], "tasks": [Work("t", "returned")]}, "/assessments/r/"),
        ({"work": [OVERDUE], "tasks": [Work("t", "returned")]}, "/assessments/t/"),
        ({"tasks": [Work("t", "overdue")], "reviews": [Submission()]}, "/assessments/t/"),
        ({"work": [OPEN], "tasks": [Work("t", "not_started")]}, "/assessments/n/"),
        ({"pairs": [Pair()], "work": [RETURNED]}, "/pairs/"),
        ({"work": [OPEN, OVERDUE, RETURNED], "standings": [UNMET]}, "/assessments/r/"),
        ({"work": [OPEN, OVERDUE], "standings": [UNMET]}, "/assessments/o/"),
        ({"work": [OVERDUE], "reviews": [Submission()]}, "/assessments/o/"),
        ({"work": [OPEN], "standings": [UNMET], "reviews": [Submission()]}, "/review/s/"),
        ({"work": [OPEN], "standings": [FINE, UNMET]}, "/activities/"),
        ({"work": [OPEN], "standings": [FINE]}, "/assessments/n/"),
        ({"failed": [FAILED], "work": [OPEN], "standings": [UNMET]}, "/assessments/f/"),
        ({"failed": [FAILED], "work": [RETURNED]}, "/assessments/r/"),
        ({"failed": [FAILED], "reviews": [Submission()]}, "/review/s/"),
        ({"standings": [FINE]}, "/activities/new/"),
        ({"year": Year(0)}, "/activities/new/"),
    ],
)
def test_next_step_takes_what_stands_most_in_the_way(given, url):
    assert next_step(**{"pairs": [], "work": [], "standings": [], "year": Year(), **given}).url == url


def test_next_step_names_whose_work_waits_and_since_when():
    step = next_step(pairs=[], work=[], standings=[], year=Year(), reviews=[Submission()])

    assert step.title == "Bartek Lennox: Liquid nitrogen"
    assert step.why_now == "Waits for your review since 12 Nov 2026"


def test_next_step_says_the_rule_and_its_reason():
    step = next_step(pairs=[], work=[], standings=[UNMET], year=Year())

    assert step.title == "RSciTech: benefit to users"
    assert step.text == "Missing on 2 activities."
    assert step.why_now == "1 of 2 rules open, 40 days left"
