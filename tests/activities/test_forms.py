"""What people write, and how the form reads it."""

from datetime import date

import pytest
import time_machine

from activities.forms import ActivityForm
from tests.activities.samples import FORM

pytestmark = pytest.mark.usefixtures("sunday")


@pytest.fixture
def sunday():
    with time_machine.travel("2026-11-22 12:00:00+00:00", tick=False):
        yield


@pytest.mark.parametrize(
    ("sent", "start", "end"),
    [
        ({}, date(2026, 3, 14), date(2026, 3, 14)),
        ({"start_date": "", "when": "today"}, date(2026, 11, 22), date(2026, 11, 22)),
        ({"start_date": "", "when": "yesterday"}, date(2026, 11, 21), date(2026, 11, 21)),
        ({"start_date": "last Tuesday", "when": "today"}, date(2026, 11, 17), date(2026, 11, 17)),
        ({"start_date": "2026-03-14", "end_date": "16 Mar 2026"}, date(2026, 3, 14), date(2026, 3, 16)),
        ({"ongoing": "on"}, date(2026, 3, 14), None),
        ({"start_date": "14 Feb"}, date(2026, 2, 14), date(2026, 2, 14)),
        ({"start_date": "14 Feb", "planned": "on"}, date(2027, 2, 14), date(2027, 2, 14)),
        ({"start_date": "14-15 Feb", "planned": "yes"}, date(2027, 2, 14), date(2027, 2, 15)),
        ({"ongoing": "no"}, date(2026, 3, 14), date(2026, 3, 14)),
    ],
)
def test_form_reads_days(sent, start, end):
    form = ActivityForm(FORM | sent)

    assert form.is_valid(), form.errors
    assert (form.values()["start_date"], form.values()["end_date"]) == (start, end)


@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        ({"start_date": "14/3/1026"}, "start_date", "1026 is too long ago"),
        ({"start_date": "the other day"}, "start_date", "cannot be read as a date"),
        ({"start_date": ""}, "start_date", "Say when it was."),
        ({"end_date": "13/3/26"}, "end_date", "before the first"),
        ({"end_date": "15/3/26", "ongoing": "on"}, "end_date", "still going on"),
        ({"duration": "-3 h"}, "duration", "cannot be negative"),
        ({"duration": "3"}, "duration", "Do you mean 3 hours or 3 minutes?"),
        ({"duration": ""}, "duration", "Say how long it took."),
        ({"title": " "}, "title", "Give the activity a title."),
        ({"title": "x" * 201}, "title", "Shorten the title"),
        ({"category": ""}, "category", "Choose what kind of learning it was."),
        ({"category": "fun"}, "category", "one of the five"),
        ({"self_points": "-1"}, "self_points", "cannot be below 0"),
        ({"self_points": "lots"}, "self_points", "as a number"),
        ({"tags": "x" * 41}, "tags", "up to 40 characters"),
        ({"competences": "A1"}, "competences", "pack/grade/code"),
        ({"claims": "{"}, "claims", "Claims are a list"),
        ({"claims": '[{"pack": "rsb", "owner": 1}]'}, "claims", "nothing else"),
        ({"claims": '[{"pack": "rsb", "points": "-1"}]'}, "claims", "from 0 to"),
        ({"claims": '[{"pack": "rsb", "points": "NaN"}]'}, "claims", "from 0 to"),
    ],
)
def test_form_asks_back(sent, field, words):
    form = ActivityForm(FORM | sent)

    assert list(form.errors) == [field]
    assert words in form.errors[field][0]


@pytest.mark.parametrize(
    ("sent", "minutes"),
    [
        ({"duration": "1h30"}, 90),
        ({"duration": "2 hrs"}, 120),
        ({"duration": "1.5"}, 90),
        ({"duration": "", "length": "1 h 30"}, 90),
        ({"duration": "45", "length": "2 h"}, 45),
    ],
)
def test_form_reads_lengths(sent, minutes):
    form = ActivityForm(FORM | sent)

    assert form.is_valid(), form.errors
    assert form.values()["minutes"] == minutes


def test_form_reads_lists():
    claims = [{"pack": "rsb", "category": "a1", "points": 1.50}, {"pack": "bsas", "points": None}]
    form = ActivityForm(
        FORM | {"tags": "Autoclave, autoclave; safety", "competences": ["sc/rsci/A1"], "claims": claims}
    )

    assert form.is_valid(), form.errors
    assert form.values()["tags"] == ["Autoclave", "safety"]
    assert form.values()["competences"] == ["sc/rsci/A1"]
    assert form.values()["claims"] == [
        {"pack": "rsb", "category": "a1", "points": "1.5"},
        {"pack": "bsas", "category": "", "points": None},
    ]
