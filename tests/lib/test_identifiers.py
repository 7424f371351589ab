import pytest

from lib.identifiers import BadIdentifier, doi_address, orcid_address, parse_doi, parse_orcid


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0000-0002-1825-0097", "0000-0002-1825-0097"),
        (" https://orcid.org/0000-0002-1694-233x ", "0000-0002-1694-233X"),
        ("orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("0000 0002 1825 0097", "0000-0002-1825-0097"),
        ("0000000218250097", "0000-0002-1825-0097"),
    ],
)
def test_orcid_is_read_in_every_spelling(text, expected):
    assert parse_orcid(text) == expected
    assert orcid_address(expected) == f"https://orcid.org/{expected}"


@pytest.mark.parametrize(
    "text",
    [
        "0000-0002-1825-0098",
        "0000-0002-1694-2330",
        "0000-0002-1825",
        "https://elsewhere.example/0000-0002-1825-0097",
        "٠٠٠٠-0002-1825-0097",
        "",
    ],
)
def test_orcid_with_a_wrong_digit_or_shape_is_refused(text):
    with pytest.raises(BadIdentifier):
        parse_orcid(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.1038/s41586-020-2649-2", "10.1038/s41586-020-2649-2"),
        ("doi: 10.1038/s41586-020-2649-2.", "10.1038/s41586-020-2649-2"),
        ("https://doi.org/10.1000/182", "10.1000/182"),
        ("http://dx.doi.org/10.1000/182", "10.1000/182"),
        ("10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O", None),
    ],
)
def test_doi_is_read_in_every_spelling(text, expected):
    assert parse_doi(text) == (expected or text)


def test_doi_leads_to_its_resolver_with_every_sign_in_place():
    assert doi_address('10.1000/a<b>"c?d#e') == "https://doi.org/10.1000/a%3Cb%3E%22c%3Fd%23e"


@pytest.mark.parametrize(
    "text", ["10.1/x", "javascript:10.1000/182", "10.1000/", "10.1000/a b", "10.1000/" + "x" * 300]
)
def test_doi_of_another_shape_is_refused(text):
    with pytest.raises(BadIdentifier):
        parse_doi(text)
