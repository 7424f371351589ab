"""Identifiers of people and papers as people paste them: an ORCID iD, a DOI. Syntax only, nobody is asked about them."""

import re
from urllib.parse import quote

ORCID = re.compile(
    r"(?:(?:https?://)?orcid\.org/)?(\d{4})[- ]?(\d{4})[- ]?(\d{4})[- ]?(\d{3}[\dX])",
    re.IGNORECASE | re.ASCII,
)
DOI = re.compile(
    r"(?:doi:\s*|(?:https?://)?(?:dx\.)?doi\.org/)?(10\.\d{4,9}(?:\.\d+)*/\S+)", re.IGNORECASE | re.ASCII
)
LONGEST = 300


class BadIdentifier(ValueError):
    """Not an identifier of its kind; the text says what to write instead."""


def parse_orcid(text: str) -> str:
    """`0000-0002-1825-0097` from an iD with or without hyphens or its address; its check digit must fit. BadIdentifier."""
    found = ORCID.fullmatch(text.strip())
    if not found:
        raise BadIdentifier("Give the ORCID iD as sixteen digits, such as 0000-0002-1825-0097.")
    digits = "".join(found.groups()).upper()
    if digits[-1] != orcid_check(digits[:-1]):
        raise BadIdentifier("One digit of this ORCID iD is wrong: copy it again from orcid.org.")
    return "-".join(digits[at : at + 4] for at in range(0, 16, 4))


def orcid_check(digits: str) -> str:
    """The sixteenth sign to fifteen digits (ISO 7064, mod 11-2): 0 to 9 or X."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)


def parse_doi(text: str) -> str:
    """`10.1038/s41586-020-2649-2` from a DOI with or without `doi:` or its address. BadIdentifier."""
    found = DOI.fullmatch(text.strip().rstrip(".,;"))
    if not found or len(found[1]) > LONGEST:
        raise BadIdentifier("Give the DOI as it is printed, such as 10.1038/s41586-020-2649-2.")
    return found[1]


def orcid_address(orcid: str) -> str:
    return f"https://orcid.org/{orcid}"


def doi_address(doi: str) -> str:
    return f"https://doi.org/{quote(doi, safe='/:;()._-')}"
