"""PHP's serialised values: lengths in bytes, text that holds anything, and nothing that makes an object."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moving.aspirecpd.php import BadValue, unserialise


def serialise(value) -> str:
    """As PHP writes it."""
    match value:
        case None:
            return "N;"
        case bool():
            return f"b:{int(value)};"
        case int():
            return f"i:{value};"
        case float():
            return f"d:{value!r};"
        case str():
            return f's:{len(value.encode())}:"{value}";'
        case dict():
            inside = "".join(serialise(key) + serialise(one) for key, one in value.items())
            return f"a:{len(value)}:{{{inside}}}"
    raise TypeError(value)


SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(['";}', 'a"; s:1:"b', "dŵr\r\n🩻", "\\", "\r\n\n"]),
)  # fmt: skip
KEYS = st.integers(0, 2**31) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = st.recursive(SCALARS, lambda inner: st.dictionaries(KEYS, inner, max_size=5), max_leaves=12)


@given(VALUES)
def test_what_php_writes_is_read_back(value):
    read = unserialise(serialise(value))

    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('s:4:"dŵr";', "dŵr"),
        ('s:4:"🩻";', "🩻"),
        ('s:3:"";"";', '";"'),
        ('s:0:"";', ""),
        ("a:2:{i:0;i:12;i:3;i:13;}", {0: 12, 3: 13}),
        ('a:1:{s:1:"k";a:0:{}}', {"k": {}}),
        ("b:1;", True),
        ("d:0.5;", 0.5),
        ("i:-599616000;", -599616000),
    ],
)
def test_values(text, value):
    assert unserialise(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('s:5:"a\r\nb\n";', "a\r\nb\n"),
        # As a parser hands it over, one byte for two, and as an editor for Windows might leave it.
        ('s:4:"a\nb";', "a\nb"),
        ('s:3:"a\r\nb";', "a\r\nb"),
    ],
)
def test_line_ends_may_have_changed_since_they_were_counted(text, value):
    assert unserialise(text) == value


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('O:8:"stdClass":0:{}', "an object"),
        ('a:1:{i:0;O:8:"stdClass":0:{}}', "an object"),
        ('C:1:"A":0:{}', "an object"),
        ('E:3:"A:B";', "an enum"),
        ("a:2:{i:0;i:1;i:1;R:2;}", "a reference"),
        ('s:9:"short";', "not 9 bytes long"),
        ('s:2:"🩻";', "not 2 bytes long"),
        ('s:-1:"";', "not -1 bytes long"),
        ("i:ten;", "a number was expected"),
        ("i:1", "a number was expected"),
        ("a:1:{i:0;i:1;", "'}' was expected"),
        ("a:1:{d:1.5;i:1;}", "no number and no text"),
        ("i:1;i:2;", "something follows"),
        ("x:1;", "no kind of value"),
        ("hello", "':' was expected"[4:]),
        ("", "expected"),
        ("a:1:{i:0;" * 30, "more than 20 deep"),
    ],
)
def test_what_is_no_value_says_where(text, why):
    with pytest.raises(BadValue, match=r"byte|deep") as refused:
        unserialise(text)

    assert why in str(refused.value)
