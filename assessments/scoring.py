"""Scores: weighted totals, what passing takes, and what is still missing. Pure, and exact: Decimal throughout."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from lib.formats import count, figure

ONE, HUNDRED = Decimal(1), Decimal(100)
MOST_LEVELS = 20
# How a pass mark is given: points of the weighted total, or a share of it in per cent.
POINTS, PERCENT = "points", "percent"
PASS_KINDS = [(POINTS, "Points"), (PERCENT, "Per cent of the total")]


@dataclass(frozen=True)
class Line:
    """One criterion as it counts: each point of its score counts `weight` times. `score` is None while there is none."""

    score: int | None
    maximum: int
    weight: Decimal = ONE
    minimum: int | None = None

    @property
    def is_below(self) -> bool:
        """Scored, and under the least that this criterion must reach."""
        return self.minimum is not None and self.score is not None and self.score < self.minimum


@dataclass(frozen=True)
class Rule:
    """The pass mark; without a `kind` there is none."""

    kind: str = ""
    mark: Decimal | None = None

    @property
    def words(self) -> str:
        """`12 points`, `60 per cent`; empty without a mark."""
        if not self.kind:
            return ""
        return f"{figure(self.mark)} {'points' if self.kind == POINTS else 'per cent'}"

    def needed(self, most: Decimal) -> Decimal | None:
        """The points that pass where `most` can be had; exact, and None without a mark."""
        if not self.kind or self.mark is None:
            return None
        return self.mark if self.kind == POINTS else self.mark * most / HUNDRED


def total(lines: Iterable[Line]) -> Decimal | None:
    """The weighted sum of the scores given; None while there is none. Zero is a score."""
    given = [line.score * line.weight for line in lines if line.score is not None]
    return sum(given, Decimal(0)) if given else None


def maximum(lines: Iterable[Line]) -> Decimal:
    """The most that can be had."""
    return sum((line.maximum * line.weight for line in lines), Decimal(0))


def passed(lines: Sequence[Line], rule: Rule) -> bool | None:
    """Whether total and every minimum are reached; None while something is unscored, or where nothing says what passes."""
    needed = rule.needed(maximum(lines))
    if needed is None and all(line.minimum is None for line in lines):
        return None
    if any(line.score is None for line in lines):
        return None
    reached = total(lines) or Decimal(0)
    return (needed is None or reached >= needed) and not any(line.is_below for line in lines)


def standing(lines: Sequence[Line], rule: Rule) -> str:
    """What the scores given so far come to: `12 of 20: not passed, 15 are needed`, `So far 7 of 20; …`."""
    most, got = maximum(lines), total(lines)
    if got is None:
        return f"No score yet, of {figure(most)}"
    said, blank = f"{figure(got)} of {figure(most)}", sum(line.score is None for line in lines)
    if blank:
        return f"So far {said}; {count(blank, 'criterion has', 'criteria have')} no score yet"
    outcome, needed = passed(lines, rule), rule.needed(most)
    if outcome is None:
        return said
    if outcome:
        return f"{said}: passed"
    if needed is not None and got < needed:
        return f"{said}: not passed, {figure(needed)} needed"
    below = sum(line.is_below for line in lines)
    return f"{said}: not passed, {count(below, 'criterion is', 'criteria are')} below the least that passes"


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """The share in per cent to one decimal, cut and not rounded: what is under a pass mark never reads as reaching it."""
    return (part * HUNDRED / whole).quantize(Decimal("0.1"), ROUND_DOWN)


def needs_work(*, score: int | None, maximum: int, feedback: str) -> bool:
    """Whether returned work asks for more here: something was said about it, and it is below the maximum or unscored."""
    return bool(feedback.strip()) and (score is None or score < maximum)


def read_levels(text: str) -> list[list[str]]:
    """Level descriptors as typed, one to a line: `4: Sound choice, shows how it was checked`.

    Returns [score as written, meaning] in the order given. Raises ValueError naming the line that has no score.
    """
    levels = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        score, colon, meaning = line.partition(":")
        if not colon or not score.strip() or not meaning.strip() or len(score.strip()) > 7:
            raise ValueError(
                f"Line {number}: write a score, a colon and what it means, such as “4: Sound choice”."
            )
        levels.append([score.strip(), meaning.strip()])
    if len(levels) > MOST_LEVELS:
        raise ValueError(f"Describe up to {MOST_LEVELS} levels: there are {len(levels)}.")
    return levels


def write_levels(levels: Iterable[Iterable[str]]) -> str:
    """The text that `read_levels` reads."""
    return "\n".join(f"{score}: {meaning}" for score, meaning in levels)
