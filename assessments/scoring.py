"""Scores: totals and what is still missing. Pure."""

from collections.abc import Iterable


def total(scores: Iterable[int | None]) -> int | None:
    """The sum of the scores given; None while there is none. Zero is a score."""
    given = [score for score in scores if score is not None]
    return sum(given) if given else None


def needs_work(*, score: int | None, maximum: int, feedback: str) -> bool:
    """Whether returned work asks for more here: unscored, or below the maximum with something said about it."""
    return score is None or (score < maximum and bool(feedback.strip()))


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
    return levels


def write_levels(levels: Iterable[Iterable[str]]) -> str:
    """The text that `read_levels` reads."""
    return "\n".join(f"{score}: {meaning}" for score, meaning in levels)
