"""Choices that settle a clash, in the form as it was sent; without a database."""

import pytest
from django.http import QueryDict

from portfolios.editing import Box
from portfolios.merging import Sheetful
from portfolios.taking import with_stored

A, B, C = ("0" * 8 + "-0000-0000-0000-" + letter * 12 for letter in "abc")
STORED = Sheetful(
    "Theirs",
    [Box(B, "entries", {"uids": ["1", "2"]}), Box(A, "assessments", {"uids": ["3"], "scores": ""})],
)


def form(*marks, choice="theirs") -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(
        {"title": "Mine", "changed": "now", f"b{A}-scores": "on", f"b{A}-uids": "9", f"b{B}-uids": "8"}
    )
    data.setlist("block", [f"{A}:assessments", f"{C}:text", f"{B}:entries"])
    data.update({f"keep_{mark}": choice for mark in marks})
    return data


@pytest.mark.parametrize(
    ("mark", "name", "expected"),
    [
        (":title", "title", ["Theirs"]),
        (":order", "block", [f"{B}:entries", f"{A}:assessments", f"{C}:text"]),
        (f"{C}:", "block", [f"{A}:assessments", f"{B}:entries"]),
        (f"{B}:uids", f"b{B}-uids", ["1", "2"]),
        (f"{A}:scores", f"b{A}-scores", [""]),
    ],
)
def test_choosing_theirs_puts_what_is_stored_into_the_form(mark, name, expected):
    data = with_stored(form(mark), lambda changed: STORED if changed == "now" else None)

    assert data.getlist(name) == expected
    before = form(mark)
    assert [key for key in before if key != name and data.getlist(key) != before.getlist(key)] == []


@pytest.mark.parametrize("mark", ["", ":", ":nothing", f"{A}:nothing", f"{A}:", "nobody:", f"{C}:text"])
def test_a_choice_of_anything_else_changes_nothing(mark):
    data, before = with_stored(form(mark), lambda changed: STORED), form(mark)

    assert {key: data.getlist(key) for key in data} == {key: before.getlist(key) for key in before}


def test_keeping_mine_changes_nothing():
    data = with_stored(form(":title", f"{B}:uids", choice="mine"), lambda changed: STORED)

    assert (data["title"], data[f"b{B}-uids"]) == ("Mine", "8")


def test_a_choice_under_a_version_no_longer_kept_changes_nothing():
    assert with_stored(form(":title"), lambda changed: None)["title"] == "Mine"
