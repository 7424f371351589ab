"""Email addresses in whatever somebody brings: a CSV file with other columns, a pasted list. Pure."""

import re

MOST = 500
ADDRESS = re.compile(r"[^\s,;<>\"'()\[\]:\\|]+@[^\s,;<>\"'()\[\]:\\|]+\.[^\s,;<>\"'()\[\]:\\|.]+")


def addresses_in(text: str) -> list[str]:
    """Each once, in lower case, in the order in which it is first named."""
    return list(dict.fromkeys(found.lower().rstrip(".") for found in ADDRESS.findall(text)))
