"""JSON with the line of every value: the same data as Python's own reader, and mistakes named by their line."""

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.located_json import BadJson, Located

plain = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.text('ab"\\/é\N{GRINNING FACE}\n\x01\x7f', max_size=12)
)
values = st.recursive(
    plain,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text('ab"\\', max_size=3), inner, max_size=4)
    ),
)


@settings(deadline=None)
@given(values, st.sampled_from([None, 2]))
def test_data_is_what_pythons_own_reader_gives(value, indent):
    text = json.dumps(value, indent=indent)

    assert Located(text).data == json.loads(text)


def test_lines_are_those_of_the_values():
    found = Located('{\n "a": [1,\n  {"b": "x\\ny"}],\n\n "c": 1.50\n}\n')

    assert found.data == {"a": [1, {"b": "x\ny"}], "c": Decimal("1.50")}
    assert [found.line_of(path) for path in ((), ("a",), ("a", 0), ("a", 1, "b"), ("c",))] == [1, 2, 2, 3, 5]
    assert found.line_of(("a", 1, "absent")) == 3


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "A value is missing"),
        ('{\n"a": 1\n"b": 2}', 3, "A “,” is missing"),
        ('{"a" 1}', 1, "A “:” is missing"),
        ('{\n"a": 1,\n}', 3, "Take out the comma"),
        ("[1,\n2,]", 2, "Take out the comma"),
        ("[1", 1, "A “,” is missing"),
        ("{'a': 1}", 1, "double quotes"),
        ('{"a": 1,\n "a": 2}', 2, "“a” is given twice"),
        ('["a\n"]', 1, "does not end"),
        ('["\\ud800"]', 1, "half a sign"),
        ("[01]", 1, "This number"),
        ("[1e]", 1, "This number"),
        ("[NaN]", 1, "A value is missing"),
        ("{} {}", 1, "something after the end"),
        ("[" * 100_000, 1, "nested too deep"),
        ('{"a":' * 100_000, 1, "nested too deep"),
        ("[" + "9" * 100_000 + "]", 1, "A “,” is missing"),
    ],
)
def test_what_is_no_json_is_named_by_its_line(text, line, message):
    with pytest.raises(BadJson, match=message) as refused:
        Located(text)

    assert refused.value.line == line
