"""Form fields that take people's words."""

from datetime import date

import pytest
from django import forms

from lib.fields import DateWordsField, DurationWordsField

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("words", "expected"), [("14/3/26", date(2026, 3, 14)), ("yesterday", date(2026, 11, 21)), ("", None)]
)
def test_date_field_reads_what_people_write(words, expected):
    field = DateWordsField(today=lambda: TODAY, required=False)

    assert field.clean(words) == expected


def test_date_field_says_what_is_wrong():
    field = DateWordsField(today=lambda: TODAY)

    with pytest.raises(forms.ValidationError) as refused:
        field.clean("22 Nov 1026")

    assert "1950" in refused.value.messages[0]


@pytest.mark.parametrize(("words", "expected"), [("1h30", 90), ("90 min", 90), ("", None)])
def test_duration_field_gives_minutes(words, expected):
    assert DurationWordsField(required=False).clean(words) == expected


def test_duration_field_asks_back():
    with pytest.raises(forms.ValidationError):
        DurationWordsField().clean("3")
