"""Email addresses in whatever somebody brings: a CSV file with other columns, a pasted list. Pure."""

import re

MOST = 500
# The longest that an address can be.
LONGEST = 254
# What stands around addresses; signs that no text has are among it, such as those of a file that is no UTF-8.
BETWEEN = re.compile(r"[\s\x00-\x1f\x7f,;<>\"'()\[\]:\\|]+")


def addresses_in(text: str) -> list[str]:
    """Each once, in lower case, in the order in which it is first named. Takes as long as the text is."""
    words = (word.lower().rstrip(".") for word in BETWEEN.split(text))
    return list(dict.fromkeys(word for word in words if _is_address(word)))


def _is_address(word: str) -> bool:
    name, _, host = word.rpartition("@")
    return bool(name) and len(word) <= LONGEST and "." in host.strip(".")
