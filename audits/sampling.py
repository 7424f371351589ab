"""Sampling that anyone can run again: a seed fixed beforehand, a list of ids, a share in per cent. Pure.

The ids are sorted and each is ranked by SHA-256 of "seed:id"; the first ceil(per cent x ids / 100) in the order of their
ranks are drawn. An id's rank depends on the seed and on itself alone, so that no other id can move it.
"""

import hashlib
import math
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

# The same in ten lines, for whoever wants to check with nothing of ours.
SCRIPT = """\
import hashlib, math, sys
from fractions import Fraction
seed, percent = sys.argv[1], Fraction(sys.argv[2])
ids = sorted(set(sys.stdin.read().split()))
def rank(one):
    return hashlib.sha256(f"{seed}:{one}".encode()).hexdigest()
size = math.ceil(percent * len(ids) / 100)
print("Commitment", hashlib.sha256(seed.encode()).hexdigest())
for one in sorted(ids, key=lambda one: (rank(one), one))[:size]:
    print(one)
"""
ID_LENGTH = 24


def tidy_seed(text: str) -> str:
    """The seed as it is hashed: Unicode form NFC, single spaces, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def commitment(seed: str) -> str:
    """What is published before the list closes: SHA-256 of the seed, as 64 hexadecimal digits."""
    return hashlib.sha256(seed.encode()).hexdigest()


def rank(seed: str, one: str) -> str:
    return hashlib.sha256(f"{seed}:{one}".encode()).hexdigest()


def sample_size(percent: Decimal | int, count: int) -> int:
    """How many of `count` are drawn: never fewer than the share, none of none. Exact, without floating point."""
    return math.ceil(Fraction(percent) * count / 100)


def sample(ids: Iterable[str], *, seed: str, percent: Decimal | int) -> list[str]:
    """Those drawn, in the order of their ranks. `percent` from 0 to 100; an id given twice counts once."""
    each = sorted(set(ids))
    return sorted(each, key=lambda one: (rank(seed, one), one))[: sample_size(percent, len(each))]


def opaque(draw: str, code: str) -> str:
    """The id under which a pack stands in a draw: whoever holds the code finds it, the list itself tells no code."""
    return hashlib.sha256(f"{draw}:{code}".encode()).hexdigest()[:ID_LENGTH]
