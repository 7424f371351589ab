"""Which bytes a Range header asks for."""

import pytest

from lib.ranges import NotSatisfiable, Span, parse_range


@pytest.mark.parametrize(
    ("said", "span"),
    [
        ("", None),
        ("bytes=-", None),
        ("bytes=0-1,5-6", None),
        ("lines=1-2", None),
        ("bytes=5-2", None),
        ("bytes=" + "9" * 5_000 + "-", None),
        ("bytes=-" + "9" * 5_000, None),
        ("bytes=0-" + "9" * 5_000, None),
        ("bytes=0-", Span(0, 99, 100)),
        ("bytes=40-", Span(40, 99, 100)),
        ("bytes=40-49", Span(40, 49, 100)),
        ("bytes=90-1000", Span(90, 99, 100)),
        ("bytes=-10", Span(90, 99, 100)),
        ("bytes=-1000", Span(0, 99, 100)),
    ],
)
def test_a_range_is_read_as_the_standard_says(said, span):
    assert parse_range(said, 100) == span


@pytest.mark.parametrize("said", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_a_range_after_the_end_is_refused(said):
    with pytest.raises(NotSatisfiable):
        parse_range(said, 100)


def test_a_span_tells_its_length_and_its_header():
    span = Span(40, 49, 100)

    assert (span.length, span.header) == (10, "bytes 40-49/100")
