"""Two edits of one page and two versions of it, without a database."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolios.comparing import Wording, clash_rows, differences
from portfolios.editing import MOST_BLOCKS, Box
from portfolios.merging import Sheetful, merged
from portfolios.wording import CHOICES, LABELS

WORDING = Wording(labels=LABELS, choices=CHOICES, names={"e1": "The bench", "a1": "Course"})


def page(*blocks, title="About") -> Sheetful:
    """`a=words` is a text block with the id a."""
    pairs = [block.partition("=")[::2] for block in blocks]
    return Sheetful(title, [Box(id_, "text", {"text": words}) for id_, words in pairs])


def told(sheetful) -> list[str]:
    return [f"{box.id}={box.value['text']}" for box in sheetful.boxes]


BASE = page("a=1", "b=2", "c=3")


@pytest.mark.parametrize(
    ("stored", "yours", "expected"),
    [
        (["a=1", "b=2", "c=3"], ["a=1", "b=2", "c=mine"], ["a=1", "b=2", "c=mine"]),
        (["a=theirs", "b=2", "c=3"], ["a=1", "b=2", "c=mine"], ["a=theirs", "b=2", "c=mine"]),
        (["a=same", "b=2", "c=3"], ["a=same", "b=2", "c=3"], ["a=same", "b=2", "c=3"]),
        (
            ["a=1", "b=2", "c=3", "d=new"],
            ["a=1", "e=mine", "b=2", "c=3"],
            ["a=1", "e=mine", "b=2", "c=3", "d=new"],
        ),
        (["x=first", "a=1", "b=2", "c=3"], ["a=1", "b=2", "c=3"], ["x=first", "a=1", "b=2", "c=3"]),
        (["a=1", "c=3"], ["a=mine", "b=2", "c=3"], ["a=mine", "c=3"]),
        (["a=1", "b=2", "c=theirs"], ["a=1", "c=3"], ["a=1", "c=theirs"]),
        (["c=3", "a=1", "b=2"], ["a=1", "b=mine", "c=3"], ["c=3", "a=1", "b=mine"]),
        (["a=1", "b=theirs", "c=3"], ["b=2", "a=1", "c=3"], ["b=theirs", "a=1", "c=3"]),
        (["b=2", "a=1", "c=3"], ["b=2", "a=1", "c=3", "d=mine"], ["b=2", "a=1", "c=3", "d=mine"]),
        (["a=1"], ["b=2"], []),
    ],
)
def test_two_edits_are_put_together(stored, yours, expected):
    result = merged(BASE, page(*stored), page(*yours))

    assert told(result.sheetful) == expected
    assert result.clashes == []


@pytest.mark.parametrize(
    ("stored", "yours", "kept", "row"),
    [
        (["a=x", "b=2", "c=3"], ["a=y", "b=2", "c=3"], ["a=y", "b=2", "c=3"], ("Text: Words", "x", "y")),
        (["b=2", "c=3"], ["a=y", "b=2", "c=3"], ["a=y", "b=2", "c=3"], ("Text", "Removed", "y")),
        (["a=x", "b=2", "c=3"], ["b=2", "c=3"], ["a=x", "b=2", "c=3"], ("Text", "x", "Removed")),
        (
            ["b=2", "a=1", "c=3"],
            ["a=1", "c=3", "b=2"],
            ["a=1", "c=3", "b=2"],
            (
                "Order of the blocks",
                "1. Text: 2\n2. Text: 1\n3. Text: 3",
                "1. Text: 1\n2. Text: 3\n3. Text: 2",
            ),
        ),
    ],
)
def test_what_both_changed_is_kept_as_typed_and_shown(stored, yours, kept, row):
    result = merged(BASE, page(*stored), page(*yours))

    assert told(result.sheetful) == kept
    (shown,) = clash_rows(result.clashes, WORDING)
    assert (shown["label"], shown["stored"], shown["yours"]) == row


@pytest.mark.parametrize(
    ("base", "stored", "yours", "expected", "clashes"),
    [
        ("A", "A", "B", "B", 0),
        ("A", "B", "A", "B", 0),
        ("A", "B", "B", "B", 0),
        ("A", "B", "C", "C", 1),
        (None, "B", "C", "C", 1),
        (None, "B", "B", "B", 0),
    ],
)
def test_titles_are_put_together(base, stored, yours, expected, clashes):
    before = page(title=base) if base else None
    result = merged(before, page(title=stored), page(title=yours))

    assert (result.sheetful.title, len(result.clashes)) == (expected, clashes)


def test_boxes_of_one_block_are_put_together():
    def photo(**value):
        return Sheetful(
            "A", [Box("p", "image", {"evidence": "e1", "alternative": "A", "caption": ""} | value)]
        )

    result = merged(photo(), photo(caption="Theirs"), photo(alternative="Mine"))
    clash = merged(photo(), photo(evidence="e2"), photo(evidence="e3"))

    assert result.sheetful == photo(caption="Theirs", alternative="Mine")
    assert result.clashes == []
    assert [row["label"] for row in clash_rows(clash.clashes, WORDING)] == [
        "Picture from your evidence: Which picture?"
    ]


def test_without_the_version_they_began_from_every_difference_is_shown():
    result = merged(None, page("a=x", "b=2", "d=4"), page("a=y", "b=2"))

    assert told(result.sheetful) == ["a=y", "b=2", "d=4"]
    assert [(clash.stored, clash.yours) for clash in result.clashes] == [("x", "y")]


def test_a_page_that_would_be_too_long_is_not_put_together():
    stored = page(*[f"s{n}=x" for n in range(MOST_BLOCKS)])
    yours = page("y=mine")

    result = merged(page(), stored, yours)

    assert result.sheetful == yours
    assert [clash.name for clash in result.clashes] == ["order"]


words = st.sampled_from(["", "1", "2", "3"])
blocks = st.lists(st.tuples(st.sampled_from("abcde"), words), unique_by=lambda pair: pair[0], max_size=5)
pages = st.builds(lambda pairs, title: page(*[f"{a}={b}" for a, b in pairs], title=title), blocks, words)


@given(pages, pages, pages)
def test_no_edit_is_lost_without_being_shown(base, stored, yours):
    """Every block that differs from what both began from is in the result, or in a clash."""
    result = merged(base, stored, yours)
    clashing = {clash.box.id for clash in result.clashes if clash.box}

    for edit in (stored, yours):
        for box in edit.boxes:
            if base.by_id.get(box.id) != box and box.id not in clashing:
                assert result.sheetful.by_id[box.id] == box
        for id_ in set(base.ids) - set(edit.ids) - clashing:
            assert id_ not in result.sheetful.ids
    assert len(set(result.sheetful.ids)) == len(result.sheetful.ids)


@given(pages, pages)
def test_an_edit_alone_comes_out_as_it_is(base, edit):
    assert merged(base, base, edit).sheetful == edit
    assert merged(base, edit, base).sheetful == edit
    assert merged(base, edit, edit).sheetful == edit
    assert not merged(base, base, edit).clashes


def test_differences_are_told_block_by_block():
    before = page("a=One two three", "b=Gone", "c=Stays", "d=Moves", title="About")
    after = page("d=Moves", "a=One 2 three", "c=Stays", "e=New", title="About me")

    found = differences(before, after, WORDING)

    assert [(one.said, one.label, one.words) for one in found] == [
        ("Changed", "Title of the page", ""),
        ("Moved", "Text", "Moves"),
        ("Changed", "Text", ""),
        ("Removed", "Text", "Gone"),
        ("Added", "Text", "New"),
    ]
    runs = [(run.kind, run.text.strip()) for run in found[2].boxes[0].runs]
    assert [run for run in runs if run[0] != "same"] == [("removed", "two"), ("added", "2")]


def test_differences_say_items_and_choices_in_words():
    id_ = str(uuid.uuid4())

    def version(**value):
        return Sheetful("A", [Box(id_, "assessments", {"uids": ["a1"], "scores": ""} | value)])

    (changed,) = differences(version(), version(uids=["a1", "gone"], scores="yes"), WORDING)

    said = ["".join(run.text for run in box.runs if run.kind != "removed") for box in changed.boxes]
    assert said == ["Course\nSomething no longer there", "Yes"]
    assert [box.label for box in changed.boxes] == ["Which completed assessments?", "Show the points as well"]


@given(pages, pages)
def test_differences_are_none_only_for_equal_versions(before, after):
    assert (differences(before, after, WORDING) == []) == (before == after)


def test_outlines_are_short():
    long = Box("a", "text", {"text": "word " * 100 + "\nsecond line"})

    assert len(long.outline) < 70
    assert Box("a", "evidence", {"evidence": "e1"}).outline == "Evidence"
