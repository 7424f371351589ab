"""What a comparison says, and that it says nothing of what anybody wrote."""

from hypothesis import given
from hypothesis import strategies as st

from moving.comparing import Difference, Report, compare

ROWS = [{"uid": "a", "title": "One", "minutes": 5}, {"uid": "b", "title": "Two", "minutes": 6}]
NAMES = ("activities", "Activities", "uid")


def test_the_same_rows_in_any_order_are_the_same():
    compared, differences = compare(NAMES, ROWS, ROWS[::-1])

    assert compared.same
    assert differences == []


def test_each_difference_is_named_by_row_and_field():
    changed = [{**ROWS[0], "minutes": 7}, {**ROWS[1], "uid": "c"}]

    compared, differences = compare(NAMES, ROWS, changed)

    assert not compared.same
    assert compared.different == 3
    assert set(differences) == {
        Difference("activities", "a", "differs", ("minutes",)),
        Difference("activities", "b", "missing"),
        Difference("activities", "c", "added"),
    }


def test_rows_without_a_key_are_compared_by_all_that_they_say():
    rows = [{"role": "trainer"}, {"role": "trainer"}]

    compared, differences = compare(("roles", "Roles", ""), rows, rows[:1])

    assert (compared.there, compared.here) == (2, 1)
    assert [one.what for one in differences] == ["missing"]


def test_a_report_passes_only_when_all_of_it_does():
    same, _ = compare(NAMES, ROWS, ROWS)
    other, _ = compare(NAMES, ROWS, ROWS[:1])

    assert Report("0" * 64, signed=True, kinds=[same]).passed
    assert not Report("0" * 64, signed=False, kinds=[same]).passed
    assert not Report("0" * 64, signed=True, kinds=[same, other]).passed
    assert not Report("0" * 64, signed=True, kinds=[same], wrong_files=["a"]).passed


WORDS = st.text(min_size=20, alphabet=st.characters(whitelist_categories=["Lu", "Ll"]))
VALUES = st.dictionaries(st.sampled_from(["title", "words", "tags"]), WORDS)


@given(st.lists(VALUES, max_size=4), st.lists(VALUES, max_size=4))
def test_a_difference_holds_no_word_of_what_was_written(there, here):
    sides = [[{"uid": str(n), **row} for n, row in enumerate(rows)] for rows in (there, here)]

    compared, differences = compare(NAMES, *sides)

    assert compared.same == (not differences)
    said = str(differences)
    assert not any(word in said for row in [*there, *here] for word in row.values())
