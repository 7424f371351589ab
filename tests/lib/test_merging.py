"""Two edits of one thing, put together without losing either."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.merging import Base, both, merge, told

NAMES = ("title", "date", "body", "tags")
WORDS = st.text("abé \n", max_size=5)
VALUES = st.one_of(WORDS, st.dates(), st.lists(WORDS, max_size=2), st.booleans(), st.none())
VERSIONS = st.fixed_dictionaries(dict.fromkeys(NAMES, VALUES))
CHANGES = st.dictionaries(st.sampled_from(NAMES), VALUES)
LABELS = {name: name.title() for name in NAMES}


def base_of(version):
    token = Base.made(version, of="a thing", at="noon").sign()
    return Base.read(token, of="a thing", at="noon")


@given(VERSIONS, CHANGES, CHANGES)
def test_nothing_that_one_side_changed_is_lost(version, ours, others):
    typed, stored = version | ours, version | others
    merged = merge(base_of(version), stored, typed)

    assert set(merged.values) == set(NAMES)
    for name in NAMES:
        was, mine, theirs = version[name], typed[name], stored[name]
        if mine == theirs:
            assert merged.values[name] == mine
        elif mine == was:
            assert merged.values[name] == theirs
            assert name in merged.theirs
        elif theirs == was:
            assert merged.values[name] == mine
            assert name in merged.mine
        else:
            assert name in merged.clashes
            assert merged.values[name] == mine


@given(VERSIONS, CHANGES, CHANGES)
def test_both_sides_come_to_the_same_where_nothing_clashes(version, ours, others):
    here = merge(base_of(version), version | others, version | ours)
    there = merge(base_of(version), version | ours, version | others)

    assert here.clashes == there.clashes
    assert (here.mine, here.theirs) == (there.theirs, there.mine)
    if not here.clashes:
        assert here.values == there.values


@given(VERSIONS, CHANGES, CHANGES)
def test_without_a_common_version_every_difference_is_asked(version, ours, others):
    merged = merge(Base(), version | others, version | ours)

    assert not merged.mine
    assert not merged.theirs
    assert set(merged.clashes) == {
        name for name in NAMES if (version | others)[name] != (version | ours)[name]
    }


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        "a:b:c",
        Base.made({"title": "x"}, of="another", at="noon").sign(),
        Base.made({}, of="a thing").sign(),
    ],
    ids=["nothing", "a word", "parts", "another thing", "no fields"],
)
def test_a_token_of_another_version_tells_nothing(token):
    assert Base.read(token, of="a thing", at="noon") == Base()


def test_a_token_holds_no_value_and_two_things_no_equal_marks():
    first, second = Base.made({"title": "Zebrafish"}, of=1), Base.made({"title": "Zebrafish"}, of=2)

    assert "Zebrafish" not in str(first.marks)
    assert first.marks["title"] != second.marks["title"]


def test_values_of_every_kind_are_known_again():
    version = {"points": Decimal("1.50"), "days": (date(2026, 3, 1), None), "claims": [{"pack": "iet"}]}
    base = Base.read(Base.made(version, of=1).sign(), of=1)

    assert base.has("points", Decimal("1.5"))
    assert base.has("days", (date(2026, 3, 1), None))
    assert not base.has("claims", [])
    assert not base.has("title", "")


def test_what_was_put_together_is_said():
    version = dict.fromkeys(NAMES, "")
    merged = merge(base_of(version), version | {"date": "x"}, version | {"title": "y"})

    assert "Yours: title. The other’s: date." in told(merged, LABELS)
    assert told(merge(base_of(version), version, version), LABELS) == ""
    assert "that was kept: date" in told(merge(base_of(version), version | {"date": "x"}, version), LABELS)
    assert both("stored ", " typed") == "stored\n\ntyped"
    assert both("", "typed") == "typed"
