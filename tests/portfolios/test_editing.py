"""Rearranging blocks, without a database."""

import uuid

import pytest

from portfolios.editing import MOST_BLOCKS, Box, Gone, evidence_named, named, rearranged, stored

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


@pytest.mark.parametrize(("about", "at"), [(A, 0), (B, 1)], ids=["first", "last"])
def test_removed_block_goes_back_where_it_stood(about, at):
    boxes = [Box(A, "text", {"text": "“x”"}), Box(B, "entries", {"uids": ["e1", "e2"]})]

    gone = Gone.by(f"remove:{about}", boxes)
    left = rearranged(boxes, f"remove:{about}")
    again = Gone.read(str(gone))

    assert again == Gone(boxes[at], at)
    assert again.put_back(left) == boxes
    assert again.put_back(boxes) == boxes
    assert Gone.by(f"up:{about}", boxes) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "[1, 2, 3, 4]",
        f'["{A}", "script", {{}}, 0]',
        f'["{A}", "text", [], 0]',
        f'["{A}", "entries", {{"uids": 5}}, 0]',
        f'["{A}", "entries", {{"uids": [{{}}]}}, 0]',
        f'["{A}", "text", {{}}, "0"]',
        f'["{A}", "text", {{}}]',
    ],
    ids=["empty", "torn", "numbers", "kind", "value", "number", "nested", "place", "short"],
)
def test_removed_block_that_we_did_not_write_is_nothing(text):
    assert Gone.read(text) is None


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
