import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.spreadsheets import quote_cell, unquote_cell


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+44 20", "'+44 20"),
        ("-5", "'-5"),
        ("@home", "'@home"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("'twas", "''twas"),
        ("", ""),
        ("plain = text", "plain = text"),
    ],
)
def test_quote_cell_marks_only_risky_starts(text, cell):
    assert quote_cell(text) == cell


def test_unquote_cell_leaves_an_apostrophe_typed_by_a_person():
    assert unquote_cell("'twas") == "'twas"


@given(st.text(alphabet=st.one_of(st.sampled_from("=+-@\t\r'a"), st.characters(codec="utf-8"))))
def test_unquote_cell_is_the_inverse_of_quote_cell(text):
    assert unquote_cell(quote_cell(text)) == text
    assert not quote_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))
