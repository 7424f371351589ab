"""What becomes of the comments on an item. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from moving.aspirecpd.export import Post, Remark
from moving.aspirecpd.judge_items import joined, told
from moving.aspirecpd.judged import Said, digest_of, item_source, moment, times_of
from moving.aspirecpd.report import Notes
from moving.aspirecpd.words import plain

HIGHEST = 10
SCORE = "score"
KINDS = {"post": "entry", "ppd": "activity"}


@dataclass(frozen=True)
class Around:
    """The journal's address, what has been brought from there before (source -> digest), and who was a supervisor of its
    owner."""

    address: str
    known: Mapping[str, str]
    supervisors: frozenset[str]

    def source(self, number: str) -> str:
        return f"{self.address}#comment/{number}"


def comments_of(post: Post, around: Around, notes: Notes) -> list[Said]:
    """Those that are new here, each after what it answers."""
    found: dict[str, Said] = {}
    here = {one.id for one in post.remarks if around.source(one.id) in around.known}
    for remark in sorted(post.remarks, key=lambda one: (one.parent not in ("", "0"), _number(one.id))):
        if remark.id in here:
            continue
        said = Notes(notes.report, notes.file, remark.line, f"comment {remark.id} on {notes.about}")
        if why := _left(remark, post):
            said.left(why)
            continue
        head = _root(remark, post, around, held={*found, *here}, notes=said)
        found[remark.id] = replace(_said(remark, post, around, notes=said), reply_to=head)
    return list(found.values())


def _left(remark: Remark, post: Post) -> str:
    """Why it is not brought; empty where it is."""
    if post.type not in KINDS:
        return "only entries and activities have comments here"
    if remark.type not in ("", "comment"):
        return "it is a notice of another site"
    return {
        "1": "",
        "0": "it waited for approval, and nobody else had seen it",
        "post-trashed": "it was in the bin",
        "trash": "it was in the bin",
        "spam": "it was marked as spam",
    }.get(remark.approved, "whether it was approved is not known")


def _root(remark: Remark, post: Post, around: Around, *, held: set[str], notes: Notes) -> str:
    """The source of the comment at the head of its thread: threads have one level here. Empty for a first word."""
    parents = {one.id: one.parent for one in post.remarks}
    at, seen = remark.id, {remark.id}
    while (parent := parents.get(at, "")) not in ("", "0") and parent not in seen:
        seen.add(parent)
        at = parent
    if at == remark.id:
        return ""
    if at not in held:
        notes.changed("what it answers is not brought; it stands by itself")
        return ""
    return around.source(at)


def _said(remark: Remark, post: Post, around: Around, *, notes: Notes) -> Said:
    is_supervisor = remark.user_id in around.supervisors
    score, words = _score(remark, post, notes, is_supervisor=is_supervisor)
    if remark.user_id in ("", "0"):
        notes.changed("its author had no account; the name stays")
    notes.brought("comment between the owner and their supervisors")
    return Said(
        source=around.source(remark.id),
        digest=digest_of(remark),
        kind=KINDS[post.type],
        about=item_source(around.address, post.id),
        author=remark.user_id,
        author_name=remark.author[:200] or "Somebody",
        as_supervisor=is_supervisor,
        reply_to="",
        words=joined([told(plain(remark.text), notes, "words"), words]),
        score=score,
        at=moment(remark.at) or times_of(post)[1],
    )


def _score(remark: Remark, post: Post, notes: Notes, *, is_supervisor: bool) -> tuple[int | None, str]:
    """(the score, or the words of one that cannot be kept as a number)."""
    score = None
    words: list[str] = []
    for meta in remark.metas:
        text = meta.text.strip()
        if meta.key != SCORE:
            if not meta.key.startswith(("_wp_", "akismet_")):
                notes.unclear(
                    f"its value {meta.key[:60]!r} is not known here and is not brought", line=meta.line
                )
            continue
        if not text:
            continue
        why = _no_score(text, post, is_supervisor=is_supervisor)
        if not why and score is None:
            score = int(text)
            continue
        notes.unclear(f"its score {why or 'is a second one'}; it stands in the words", line=meta.line)
        words.append(f"Score in AspireCPD: {text}")
    return score, joined(words)


def _no_score(text: str, post: Post, *, is_supervisor: bool) -> str:
    if not re.fullmatch(r"\d{1,2}", text) or int(text) > HIGHEST:
        return f"is no whole number from 0 to {HIGHEST}"
    if post.type != "post":
        return "is not on an entry"
    return "" if is_supervisor else "is not by a supervisor of its owner"


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0
