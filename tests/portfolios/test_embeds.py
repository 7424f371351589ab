"""Cards and tables, without a database."""

import pytest

from portfolios import tables
from portfolios.embeds import site_of

SITES = {"youtube.com": "YouTube", "zenodo.org": "Zenodo"}


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://www.youtube.com/watch?v=x", "YouTube"),
        ("https://youtube.com./watch", "YouTube"),
        ("https://zenodo.org/records/1", "Zenodo"),
        ("http://zenodo.org/records/1", ""),
        ("https://notyoutube.com/", ""),
        ("https://youtube.com.elsewhere.example/", ""),
        ("https://youtube.com@elsewhere.example/", ""),
        ("https://someone@youtube.com/", ""),
        ("https://elsewhere.example\\.youtube.com/", ""),
        ("https://elsewhere.example%2f.youtube.com/", ""),
        ("https://youtube.com:444/", ""),
        ("https://youtube.com:x/", ""),
        ("javascript:alert(1)//youtube.com", ""),
        ("//youtube.com/", ""),
        ("", ""),
    ],
)
def test_only_listed_sites_have_cards(address, site):
    assert site_of(address, SITES) == site


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Kit | Level\nConfocal | I train", [["Kit", "Level"], ["Confocal", "I train"]]),
        ("| Kit | Level |\n| Confocal |  |", [["Kit", "Level"], ["Confocal", ""]]),
        ("Kit\tLevel\nConfocal\t\n", [["Kit", "Level"], ["Confocal", ""]]),
        ("a | b\n\nc", [["a", "b"], ["c", ""]]),
        ("one", [["one"]]),
        ("", []),
    ],
)
def test_rows_are_read_as_typed_or_pasted(text, rows):
    assert tables.rows_of(text) == rows


@pytest.mark.parametrize("text", ["a\n" * 61, "a|" * 10 + "a"])
def test_a_table_too_large_is_refused(text):
    with pytest.raises(tables.BadTable):
        tables.check(text)
