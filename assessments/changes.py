"""What differs between two submissions, criterion by criterion and word by word. Pure: snapshots in, runs of text out."""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

SAME, ADDED, REMOVED = "same", "added", "removed"
WORDS = re.compile(r"\s+|[^\s]+")
# Beyond this many words a word-by-word comparison costs seconds and reads like noise: the old text, then the new.
LONGEST = 6000
# So many pairs of equal words cost half a second: few people repeat themselves that often, and nobody needs to wait for it.
MOST_PAIRS = 60_000


@dataclass(frozen=True)
class Run:
    """A stretch of text that stayed, was added or was removed."""

    kind: str
    text: str


@dataclass(frozen=True)
class AnswerChange:
    """How one answer differs from the one before."""

    runs: tuple[Run, ...] = ()
    self_score_before: int | None = None
    self_score_changed: bool = False
    evidence_changed: bool = False

    @property
    def words_changed(self) -> bool:
        return any(run.kind != SAME for run in self.runs)

    @property
    def is_changed(self) -> bool:
        return self.words_changed or self.self_score_changed or self.evidence_changed


def compare_words(before: str, after: str) -> tuple[Run, ...]:
    """The new text as runs, with what was removed in its place; spaces travel with the words."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    if before == after:
        return _runs((SAME, new))
    if len(old) + len(new) > LONGEST:
        return _runs((REMOVED, old), (ADDED, new))
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    between = _compare(old[head : len(old) - tail], new[head : len(new) - tail])
    return (*_runs((SAME, new[:head])), *between, *_runs((SAME, new[len(new) - tail :])))


def _compare(old: list[str], new: list[str]) -> tuple[Run, ...]:
    """Two stretches that begin and end differently. Spaces match no words of their own: they go with their neighbours."""
    counted = Counter(word for word in new if not word.isspace())
    if sum(counted[word] for word in old) > MOST_PAIRS:
        return _runs((REMOVED, old), (ADDED, new))
    runs: list[Run] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(str.isspace, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            runs += _runs((SAME, new[j1:j2]))
        else:
            runs += _runs((REMOVED, old[i1:i2]), (ADDED, new[j1:j2]))
    return tuple(runs)


def _runs(*parts: tuple[str, list[str]]) -> tuple[Run, ...]:
    return tuple(Run(kind, "".join(words)) for kind, words in parts if words)


def _alike(one: list[str], other: list[str]) -> int:
    """How many words at the beginning are the same."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def compare_answers(before: dict[str, Any], after: dict[str, Any]) -> AnswerChange:
    """Two answers of one criterion as they stand in a snapshot."""
    return AnswerChange(
        runs=compare_words(before["response"], after["response"]),
        self_score_before=before["self_score"],
        self_score_changed=before["self_score"] != after["self_score"],
        evidence_changed=before["evidence"] != after["evidence"],
    )


def changed_answers(before: dict[str, Any] | None, after: dict[str, Any]) -> dict[str, AnswerChange]:
    """By criterion uid, every answer that differs; nothing when there was no submission before."""
    if before is None:
        return {}
    earlier = {answer["uid"]: answer for answer in before["criteria"]}
    found = {
        answer["uid"]: compare_answers(earlier[answer["uid"]], answer)
        for answer in after["criteria"]
        if answer["uid"] in earlier
    }
    return {uid: change for uid, change in found.items() if change.is_changed}


def count_changed(before: dict[str, Any] | None, after: dict[str, Any]) -> int:
    """How many answers differ, all that is said about the whole counted as one; no word is compared, so it is cheap."""
    if before is None:
        return 0
    earlier = {answer["uid"]: answer for answer in before["criteria"]}
    changed = sum(1 for answer in after["criteria"] if _given(earlier.get(answer["uid"])) != _given(answer))
    return changed + (_whole(before) != _whole(after))


def _given(answer: dict[str, Any] | None) -> tuple[Any, ...]:
    return tuple((answer or {}).get(name) for name in ("response", "self_score", "evidence"))


def whole_answers(snapshot: dict[str, Any]) -> list[dict[str, str]]:
    """What is said about the whole: the answer to each prompt, then what stands under no question, with an empty `uid`.

    Submissions of before there were prompts have none.
    """
    prompts = [
        {name: one[name] for name in ("uid", "label", "response")} for one in snapshot.get("prompts", [])
    ]
    return [*prompts, {"uid": "", "label": "", "response": snapshot["response"]}]


def _whole(snapshot: dict[str, Any]) -> tuple[Any, ...]:
    return [one["response"] for one in whole_answers(snapshot)], snapshot.get("evidence", [])


def version_to_compare(newest: int, *, seen: int = 0, compared: int = 0) -> int:
    """Which version a scorer compares the newest with: the one they were shown before it; else the one before; 0 for none.

    `seen` is the newest they were shown, `compared` the one they had been shown before that.
    """
    return (compared if seen >= newest else seen) or max(newest - 1, 0)
