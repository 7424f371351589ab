"""Differences between editions: by name of the item, so that one more in the middle shifts nothing."""

import pytest

from registers.comparing import Difference, differences


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": 2}, [Difference("a", "1", "2")]),
        ({"a_b": None}, {"a_b": True}, [Difference("a b", "not known", "yes")]),
        ({"a": {"b": 1}}, {"a": {}}, [Difference("a › b", "1", None)]),
        ({"l": ["x", "y"]}, {"l": ["x", "z", "y"]}, [Difference("l › z", None, "z")]),
        (
            {"c": [{"code": "A", "cap": 1}, {"code": "B", "cap": 2}]},
            {"c": [{"code": "N", "cap": 9}, {"code": "A", "cap": 1}, {"code": "B", "cap": 3}]},
            [
                Difference("c › N › code", None, "N"),
                Difference("c › N › cap", None, "9"),
                Difference("c › B › cap", "2", "3"),
            ],
        ),
        (
            {"s": [{"code": "D3", "grades": ["RSci"], "statement": "old"}]},
            {"s": [{"code": "D3", "grades": ["RSciTech"], "statement": "old"}]},
            [
                Difference("s › D3 (RSciTech) › code", None, "D3"),
                Difference("s › D3 (RSciTech) › grades › RSciTech", None, "RSciTech"),
                Difference("s › D3 (RSciTech) › statement", None, "old"),
                Difference("s › D3 (RSci) › code", "D3", None),
                Difference("s › D3 (RSci) › grades › RSci", "RSci", None),
                Difference("s › D3 (RSci) › statement", "old", None),
            ],
        ),
        ({"l": ["x", "x"]}, {"l": ["x"]}, [Difference("l › x (2)", "x", None)]),
        ({"retrieved": "2025"}, {"retrieved": "2026"}, []),
    ],
)
def test_differences(before, after, found):
    assert differences(before, after) == found


def test_a_difference_names_its_kind_and_part():
    one = Difference("cpd rules › minimum › value", None, "3")

    assert (one.kind, one.part) == ("added", "cpd rules")
    assert Difference("a", "1", None).kind == "removed"
    assert Difference("a", "1", "2").kind == "changed"
