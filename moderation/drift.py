"""How far somebody's scores lie from the reference, and how far raters lie from each other. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from math import sqrt

from moderation.differences import signed

TENTH, HUNDREDTH = Decimal("0.1"), Decimal("0.01")
# Below this many raters a mean could be read as somebody's own score.
FEWEST_RATERS = 5


@dataclass(frozen=True)
class Point:
    """One score beside its reference, both out of `maximum`."""

    criterion: str
    score: int
    reference: int
    maximum: int
    at: datetime | None = None

    @property
    def difference(self) -> int:
        return self.score - self.reference


@dataclass(frozen=True)
class Drift:
    """The mean signed difference in points and in per cent of the maximum, to one decimal; above none is more generous."""

    points: Decimal
    percent: Decimal
    count: int

    @property
    def points_text(self) -> str:
        return signed(self.points)

    @property
    def percent_text(self) -> str:
        return signed(self.percent)

    @property
    def words(self) -> str:
        """`You score 0.6 points higher than the reference`; the sign and the figure in words."""
        if self.points == 0:
            return "You score as the reference does"
        amount = abs(self.points)
        noun = "point" if amount == 1 else "points"
        return f"You score {amount.normalize():f} {noun} {'higher' if self.points > 0 else 'lower'} than the reference"


@dataclass(frozen=True)
class Spread:
    """Mean and standard deviation of the raters' scores, to two decimals."""

    mean: Decimal
    deviation: Decimal
    count: int


def drift(points: Iterable[Point]) -> Drift | None:
    """Over all of them; None of none."""
    found = list(points)
    if not found:
        return None
    mean = Decimal(sum(one.difference for one in found)) / len(found)
    shares = [Decimal(one.difference) * 100 / one.maximum for one in found]
    share = sum(shares, Decimal(0)) / len(found)
    return Drift(_rounded(mean, TENTH), _rounded(share, TENTH), len(found))


def by_criterion(points: Iterable[Point]) -> list[tuple[str, Drift]]:
    """In the order in which criteria first appear."""
    kept: dict[str, list[Point]] = {}
    for one in points:
        kept.setdefault(one.criterion, []).append(one)
    return [(name, found) for name, part in kept.items() if (found := drift(part)) is not None]


def spread(scores: Sequence[int]) -> Spread | None:
    """None from fewer than five raters: see FEWEST_RATERS."""
    if len(scores) < FEWEST_RATERS:
        return None
    mean = Decimal(sum(scores)) / len(scores)
    variance = sum((score - mean) ** 2 for score in scores) / len(scores)
    return Spread(_rounded(mean, HUNDREDTH), _rounded(Decimal(sqrt(variance)), HUNDREDTH), len(scores))


def counted(finished: int) -> int:
    """Of how many raters figures are shown: five at a time, or a look before and after one more told what they gave."""
    return finished - finished % FEWEST_RATERS


def _rounded(value: Decimal, to: Decimal) -> Decimal:
    """Half away from none, and never a minus before it."""
    return value.quantize(to, ROUND_HALF_UP) + Decimal(0)
