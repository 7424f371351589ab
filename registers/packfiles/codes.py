"""Verification codes: short enough to type from paper, with a check character that catches slips."""

import re
import secrets

# Without 0 and O, 1, I and L, and without U, so that a code reads one way and spells nothing.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
BODY_LENGTH = 8


def new_code(prefix: str) -> str:
    """A fresh code such as NM-7K4Q-2M9X. `prefix`: two to four capital letters of the institution."""
    if not re.fullmatch("[A-Z]{2,4}", prefix):
        raise ValueError("The prefix of a code is two to four capital letters.")
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(BODY_LENGTH - 1))
    return _spaced(prefix, drawn + check_character(drawn))


def normalise_code(typed: str) -> str | None:
    """The code as it is stored, from what somebody typed; None if it cannot be a code."""
    plain = re.sub(r"[\s-]", "", typed.upper())
    prefix, body = plain[:-BODY_LENGTH], plain[-BODY_LENGTH:]
    if not re.fullmatch("[A-Z]{2,4}", prefix) or not set(body) <= set(ALPHABET):
        return None
    return _spaced(prefix, body) if check_character(body[:-1]) == body[-1] else None


def check_character(body: str) -> str:
    """Luhn's check over our alphabet: finds every wrong sign and nearly every swap of neighbours."""
    total, size = 0, len(ALPHABET)
    for place, sign in enumerate(reversed(body)):
        weighed = ALPHABET.index(sign) * (1 if place % 2 else 2)
        total += weighed // size + weighed % size
    return ALPHABET[-total % size]


def _spaced(prefix: str, body: str) -> str:
    return f"{prefix}-{body[:4]}-{body[4:]}"
