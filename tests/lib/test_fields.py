"""Form fields that take people's words."""

from datetime import date

import pytest
from django import forms

from lib.fields import DateWordsField, DaySpanText, DurationWordsField, refuse

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


class Planned(forms.Form):
    day = DaySpanText(today=lambda: TODAY)
    length = DurationWordsField(widget=forms.TextInput(attrs={"data-duration": True}))


def test_words_that_may_mean_two_things_are_asked_back_with_both():
    form = Planned({"day": "3/4", "length": "3"})

    assert not form.is_valid()
    wrong = form.errors.as_data()
    assert [one.value for one in wrong["day"][0].readings] == ["2026-04-03", "2026-03-04"]
    assert [one.value for one in wrong["length"][0].readings] == ["3 h", "3 min"]


def test_reading_chosen_is_the_answer_and_shown_from_then_on():
    sent = {"day": "3/4", "day_reading": "2026-03-04", "length": "3", "length_reading": "3 h"}

    form = Planned(sent)

    assert form.is_valid()
    assert form.cleaned_data == {"day": (date(2026, 3, 4), None), "length": 180}
    assert (form["day"].value(), form["length"].value()) == ("4 Mar 2026", "3 h")


@pytest.mark.parametrize(
    ("sent", "valid"),
    [
        ({"day": "3/4", "day_reading": "2026-08-08"}, False),  # no reading of what was typed
        ({"day": "14 Mar 2026", "day_reading": "2026-04-03"}, True),  # typed anew: the words win
        ({"day": "", "day_reading": "2026-04-03"}, True),
        ({"day": "never", "day_reading": "2026-04-03"}, False),
    ],
)
def test_reading_counts_only_for_the_words_it_is_one_of(sent, valid):
    form = Planned(sent | {"length": "2 h"})

    assert form.is_valid() == valid
    assert form["day"].value() == sent["day"]


def test_what_an_action_refused_stands_beside_its_field_or_above_the_form():
    form = Planned({"day": "14 Mar 2026", "length": "2 h"})

    refuse(form, {"day": "Not a Saturday.", "person": "They have left.", "": "It is over."})

    assert form.errors == {"day": ["Not a Saturday."], "__all__": ["They have left.", "It is over."]}
