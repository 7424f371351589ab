"""Rearranging blocks, without a database."""

import uuid

import pytest

from portfolios.editing import MOST_BLOCKS, Box, evidence_named, named, rearranged, stored

A, B = "0" * 8 + "-0000-0000-0000-" + "a" * 12, "0" * 8 + "-0000-0000-0000-" + "b" * 12


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([f"{A}:text", f"{B}:link"], [(A, "text"), (B, "link")]),
        ([f"{A}:script", "1:text", f"{B}", ":", f"{A}x:text"], []),
        ([f"{A}:text"] * (MOST_BLOCKS + 1), [(A, "text")] * MOST_BLOCKS),
    ],
)
def test_named_takes_blocks_of_ours_only(marks, expected):
    assert named(marks) == expected


def test_rearranged_copies_with_an_id_of_its_own():
    first, second = rearranged([Box(A, "text", {"text": "x"})], f"copy:{A}")

    assert first.id == A
    assert second.id != A
    assert uuid.UUID(second.id)
    assert second.value == first.value


@pytest.mark.parametrize("order", ["add:text", f"copy:{A}"])
def test_rearranged_stops_at_the_most_blocks(order):
    full = [Box(A, "text", {})] * MOST_BLOCKS

    assert rearranged(full, order) == full


@pytest.mark.parametrize("order", ["up:nobody", "", "explode", "remove:", "down:"])
def test_rearranged_leaves_alone_what_it_does_not_know(order):
    boxes = [Box(A, "text", {}), Box(B, "link", {})]

    assert rearranged(boxes, order) == boxes


def test_evidence_of_blocks():
    boxes = [
        Box(A, "heading", {"text": "About"}),
        Box(B, "image", {"evidence": "e1", "alternative": "A mount", "caption": ""}),
        Box(B, "evidence", {"evidence": "e2"}),
        Box(B, "gallery", {"title": "", "uids": ["e3", "e4"]}),
        Box(B, "entries", {"uids": ["x", "y"]}),
    ]

    assert evidence_named(boxes) == {"e1", "e2", "e3", "e4"}
    assert stored(boxes)[0] == {"type": "heading", "value": {"text": "About"}, "id": A}
