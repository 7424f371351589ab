"""What becomes of an assessment: its criteria with every score, its state, and what was frozen. Pure."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from moving.aspirecpd.export import Meta, Post
from moving.aspirecpd.judge_evidence import Surroundings, evidence_of
from moving.aspirecpd.judge_items import joined, long_title, title_of, told
from moving.aspirecpd.judged import Work, digest_of, times_of
from moving.aspirecpd.php import BadValue, unserialise
from moving.aspirecpd.report import Notes
from moving.aspirecpd.standing import Place
from moving.aspirecpd.words import plain

LONGEST_TITLE = 160
# The most that a criterion can be worth here.
HIGHEST = 1000
OPEN, SUBMITTED, RETURNED, COMPLETED = "open", "submitted", "returned", "completed"
ROWS = "_cpd_criteria_group"
KEYS = {
    "max_score": "maximum", "participants_score": "own score", "supervisors_score": "score",
    "guidance": "guidance", "response": "response", "feedback": "feedback",
}  # fmt: skip


def work_of(post: Post, place: Place, around: Surroundings) -> Work:
    evidence = evidence_of(post, place, around)
    course = _course(post, place)
    moves = course.moves(times_of(post)[0])
    rows = [_criterion(meta, number, place.notes) for number, meta in enumerate(post.rows(ROWS), start=1)]
    values = _words(post, place.notes, evidence.gaps) | {
        "maximum": Decimal(sum(row["maximum"] for row in rows)),
        "state": course.state,
        "set_at": moves[0][1],
        "answered_at": times_of(post)[1],
        "submitted_at": course.handed_in,
        "completed_at": course.completed,
        "total": _total(rows) if course.state == COMPLETED else None,
    }
    return Work(
        source=place.source,
        digest=digest_of(post),
        values=values | {"overall_feedback": "" if course.state == SUBMITTED else values["draft_feedback"]},
        creator=post.creator,
        criteria=tuple(_released(row, course.state) for row in rows),
        moves=moves,
        handed_in_at=course.handed_in,
        pieces=tuple(evidence.pieces),
    )


def _words(post: Post, notes: Notes, gaps: list[str]) -> dict[str, Any]:
    """Its title, and what stands about the whole; evidence that could not be brought is named below the response."""

    def read(text: str, what: str) -> str:
        return told(plain(text), notes, what)

    names = ", ".join(term.name for term in post.terms)
    guidance = [
        long_title(post, LONGEST_TITLE),
        read(post.value("_cpd_guidance"), "guidance"),
        f"Competency categories: {names}" if names else "",
    ]
    return {
        "title": title_of(post, notes, longest=LONGEST_TITLE, instead="Untitled assessment"),
        "guidance": joined(guidance),
        "response": joined([read(post.body, "response"), read(post.excerpt, "summary"), *gaps]),
        "draft_feedback": joined([read(post.value("_cpd_feedback"), "feedback"), _overall(post, notes)]),
    }


@dataclass(frozen=True)
class _Course:
    """How far it had come, and when. `sent_back` is when what came back had been handed in."""

    state: str
    handed_in: datetime | None = None
    completed: datetime | None = None
    sent_back: datetime | None = None

    def moves(self, made: datetime) -> tuple[tuple[str, datetime], ...]:
        """The moves whose time is known, in order: it was set by the first of them, however late it was typed in."""
        known = [(SUBMITTED, self.handed_in), (COMPLETED, self.completed), (RETURNED, self.sent_back)]
        moves = [(state, at) for state, at in known if at is not None]
        return ((OPEN, min([made, *(at for _, at in moves)])), *moves)


def _course(post: Post, place: Place) -> _Course:
    """A draft stays with its owner, whatever was ticked on it: only what was published had been handed to anybody."""
    notes = place.notes
    is_in, is_done = _ticked(post, "_cpd_submit"), _ticked(post, "_cpd_complete")
    sent = _read_day(post, "_cpd_submitted_date", notes)
    done = _read_day(post, "_cpd_completed_date", notes)
    if place.standing.is_draft:
        if is_in or is_done:
            notes.changed("it was submitted and yet a draft; here it is with its owner, who submits it")
        return _Course(OPEN)
    if is_done:
        if not is_in:
            notes.unclear("it was completed and never submitted; here it is submitted when it was completed")
        finished = done or sent or times_of(post)[1]
        return _Course(COMPLETED, min(sent or finished, finished), finished)
    if is_in:
        return _Course(SUBMITTED, sent or times_of(post)[1])
    if sent:
        notes.changed("it was sent back; here it is returned, and its owner submits it again")
        return _Course(RETURNED, sent_back=sent)
    return _Course(OPEN)


def _ticked(post: Post, key: str) -> bool:
    return post.value(key).strip() not in ("", "0")


def _read_day(post: Post, key: str, notes: Notes) -> datetime | None:
    meta = post.meta(key)
    if meta is None or not meta.text.strip():
        return None
    found = _day(meta.text)
    if found is None:
        notes.unclear(f"its {key.removeprefix('_cpd_').replace('_', ' ')} is no date", line=meta.line)
    return found


def _day(text: str) -> datetime | None:
    """Noon of a day written 2026-10-01 or as Unix seconds."""
    text = text.strip()
    try:
        if re.fullmatch(r"-?\d{5,12}", text):
            return datetime.fromtimestamp(int(text), UTC)
        return datetime.combine(date.fromisoformat(text), time(12), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _overall(post: Post, notes: Notes) -> str:
    """The overall score was never reckoned there, only typed: it stays the words it is."""
    meta = post.meta("_cpd_score")
    text = meta.text.strip() if meta else ""
    if not text or meta is None:
        return ""
    notes.changed(
        "its overall score stands in the feedback; the total here is the sum of the criteria", line=meta.line
    )
    return f"Overall score in AspireCPD: {text}"


@dataclass
class _Row:
    values: dict[str, str]
    number: int
    line: int
    notes: Notes

    def words(self, key: str) -> str:
        return told(plain(self.values.get(key, "")), self.notes, f"criterion {self.number}, {KEYS[key]}")

    def whole(self, key: str) -> int | None:
        text = self.values.get(key, "").strip()
        return int(text) if re.fullmatch(r"\d{1,4}", text) else None


def _criterion(meta: Meta, number: int, notes: Notes) -> dict[str, Any]:
    """One row as columns; a score that is no whole number up to the maximum stays as words beside it."""
    row = _Row(_values(meta, number, notes), number, meta.line, notes)
    own, given = row.whole("participants_score"), row.whole("supervisors_score")
    maximum, no_maximum = _maximum(row, own, given)
    own_words = _score_words(row, "participants_score", maximum)
    given_words = _score_words(row, "supervisors_score", maximum)
    return {
        "order": number,
        "title": f"Criterion {number}",
        "maximum": maximum,
        "guidance": joined([row.words("guidance"), no_maximum]),
        "response": joined([row.words("response"), own_words]),
        "feedback": joined([row.words("feedback"), given_words]),
        "self_score": None if own_words else own,
        "score": None if given_words else given,
    }


def _values(meta: Meta, number: int, notes: Notes) -> dict[str, str]:
    try:
        value = unserialise(meta.text)
    except BadValue as error:
        notes.unclear(f"criterion {number} cannot be read: {error}", line=meta.line)
        return {}
    if not isinstance(value, dict):
        notes.unclear(f"criterion {number} is no row", line=meta.line)
        return {}
    found = {
        str(key).removeprefix("_cpd_criteria_"): "" if one is None else str(one) for key, one in value.items()
    }
    if found.keys() - KEYS.keys():
        notes.unclear(f"criterion {number} has a value that is not known here", line=meta.line)
    if missing := [KEYS[key] for key in KEYS if key not in found]:
        notes.changed(f"criterion {number} has no {', no '.join(missing)}", line=meta.line)
    return found


def _maximum(row: _Row, *scores: int | None) -> tuple[int, str]:
    """(what it is worth, the words of a maximum that is no number)."""
    written = row.values.get("max_score", "").strip()
    found = row.whole("max_score")
    if found is not None and 1 <= found <= HIGHEST:
        return found, ""
    least = min(HIGHEST, max([1, *(score for score in scores if score is not None)]))
    row.notes.unclear(
        f"criterion {row.number} has no maximum from 1 to {HIGHEST}; here it is worth {least}, its highest score or 1",
        line=row.line,
    )
    return least, f"Maximum in AspireCPD: {written or 'none'}"


def _score_words(row: _Row, key: str, maximum: int) -> str:
    written, score = row.values.get(key, "").strip(), row.whole(key)
    if not written or (score is not None and score <= maximum):
        return ""
    why = "above the maximum" if score is not None else "no whole number"
    row.notes.unclear(f"criterion {row.number}: the {KEYS[key]} is {why}; its words are kept", line=row.line)
    return f"{KEYS[key].capitalize()} in AspireCPD: {written}"


def _released(row: dict[str, Any], state: str) -> dict[str, Any]:
    """Marks of submitted work are the scorer's draft here; in any other state the owner sees them, as they did there."""
    if state != SUBMITTED:
        return row | {"draft_score": row["score"], "draft_feedback": row["feedback"]}
    return row | {
        "draft_score": row["score"], "draft_feedback": row["feedback"], "score": None, "feedback": "",
    }  # fmt: skip


def _total(rows: list[dict[str, Any]]) -> Decimal | None:
    """The sum of the scores, where every criterion has one."""
    scores = [row["score"] for row in rows]
    return Decimal(sum(scores)) if scores and None not in scores else None
