"""Two people's marks of one submission beside each other. Pure: scores in, gaps, totals and agreement out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assessments import scoring
from lib.formats import figure


def signed(value: Decimal | int | None) -> str:
    """`+2`, `−1.5`, `0`; empty for None."""
    if value is None:
        return ""
    sign = "+" if value > 0 else "\u2212" if value < 0 else ""
    return f"{sign}{figure(value if value >= 0 else -value)}"


@dataclass(frozen=True)
class Row:
    """One criterion; a score is None where it was not given."""

    title: str
    maximum: int
    weight: Decimal = scoring.ONE
    first: int | None = None
    second: int | None = None

    @property
    def gap(self) -> int | None:
        """Second less first, in points of this criterion; None unless both gave a score."""
        return None if self.first is None or self.second is None else self.second - self.first

    @property
    def gap_text(self) -> str:
        return signed(self.gap)


@dataclass(frozen=True)
class Comparison:
    """All criteria of one piece of work."""

    rows: Sequence[Row]

    @property
    def first_total(self) -> Decimal | None:
        """Weighted; None while there is no score at all."""
        return scoring.total(scoring.Line(row.first, row.maximum, row.weight) for row in self.rows)

    @property
    def second_total(self) -> Decimal | None:
        return scoring.total(scoring.Line(row.second, row.maximum, row.weight) for row in self.rows)

    @property
    def maximum(self) -> Decimal:
        return scoring.maximum(scoring.Line(None, row.maximum, row.weight) for row in self.rows)

    @property
    def gap(self) -> Decimal | None:
        """Second total less first; None unless both gave every score."""
        if not self.rows or any(row.gap is None for row in self.rows):
            return None
        return (self.second_total or Decimal(0)) - (self.first_total or Decimal(0))

    @property
    def gap_text(self) -> str:
        return signed(self.gap)

    @property
    def gaps(self) -> list[int]:
        """Of the criteria that both scored."""
        return [row.gap for row in self.rows if row.gap is not None]

    @property
    def largest(self) -> Row | None:
        """The criterion on which they are furthest apart, the first of several; None where they agree or cannot differ."""
        apart = [row for row in self.rows if row.gap]
        return max(apart, key=lambda row: abs(row.gap or 0), default=None)

    @property
    def exact(self) -> int:
        """On how many criteria both gave the same score."""
        return sum(1 for gap in self.gaps if gap == 0)

    @property
    def within_one(self) -> int:
        """On how many the two are at most one point apart."""
        return sum(1 for gap in self.gaps if abs(gap) <= 1)

    @property
    def both(self) -> int:
        """How many criteria both scored."""
        return len(self.gaps)


@dataclass(frozen=True)
class Summary:
    """Over several pieces. Shares are in per cent to one decimal, None where no criterion was scored by both."""

    pieces: int
    criteria: int
    exact: Decimal | None
    within_one: Decimal | None
    mean_gap: Decimal | None

    @property
    def mean_gap_text(self) -> str:
        return signed(self.mean_gap)


def summary(comparisons: Iterable[Comparison]) -> Summary:
    """`mean_gap` is of the totals, second less first, to one decimal: above none, second markers are more generous."""
    found = list(comparisons)
    criteria = sum(one.both for one in found)
    totals = [one.gap for one in found if one.gap is not None]
    return Summary(
        pieces=len(found),
        criteria=criteria,
        exact=_share(sum(one.exact for one in found), criteria),
        within_one=_share(sum(one.within_one for one in found), criteria),
        mean_gap=(sum(totals, Decimal(0)) / len(totals)).quantize(Decimal("0.1")) if totals else None,
    )


def furthest_first(gap: Decimal | None) -> tuple[bool, Decimal]:
    """A key to sort by: the largest gap in either direction first, what cannot be compared yet last."""
    return (gap is None, -abs(gap or Decimal(0)))


def _share(part: int, whole: int) -> Decimal | None:
    return scoring.percent(Decimal(part), Decimal(whole)) if whole else None
