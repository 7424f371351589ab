"""What becomes of a journal entry and of an activity. Pure: an item of the export in, the columns of ours out."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from moving.aspirecpd.export import Post, Term
from moving.aspirecpd.judge_evidence import ROWS, Surroundings, evidence_of
from moving.aspirecpd.judged import ONLY_ME, Item, day_of, digest_of, times_of
from moving.aspirecpd.report import Notes
from moving.aspirecpd.standing import PRIVATE, Place
from moving.aspirecpd.words import Worded, marked, plain

# An activity gets two more tags, and a form takes twenty.
LONGEST_TITLE, LONGEST_TAG, MOST_TAGS = 200, 40, 18
# The length of an activity was never kept. A minute is the least that an activity takes, and the tag finds them all.
MINUTES, NO_LENGTH = 1, "length not kept"
DRAFT_TAG = "draft in AspireCPD"
OTHER = "other"
DEVELOPMENT = "development-category"
# The old system's bookkeeping about its own screens; nothing of a person's.
HOUSEKEEPING = re.compile(
    r"_(pingme|encloseme|edit_last|edit_lock|wp_old_slug|wp_old_date|wp_trash_\w+|wp_desired_post_slug|wp_page_template"
    r"|wp_attached_file|wp_attachment_metadata|thumbnail_id)"
)
KNOWN_METAS = {
    "post": {PRIVATE},
    "page": {PRIVATE},
    "attachment": set(),
    "ppd": {PRIVATE, "_cpd_points", "_cpd_date_completed", "_cpd_description", ROWS},
    "assessment": {
        PRIVATE, "_cpd_guidance", "_cpd_feedback", "_cpd_criteria_group", "_cpd_submit", "_cpd_submitted_date",
        "_cpd_complete", "_cpd_completed_date", "_cpd_score", ROWS,
    },
}  # fmt: skip


def check_metas(post: Post, notes: Notes) -> None:
    for meta in post.metas:
        known = meta.key in KNOWN_METAS.get(post.type, set())
        if meta.key == "_thumbnail_id":
            notes.left("the picture at its head: pictures are not in the export", line=meta.line)
        elif not known and not HOUSEKEEPING.fullmatch(meta.key):
            notes.unclear(f"its value {meta.key[:60]!r} is not known here and is not brought", line=meta.line)


def told(worded: Worded, notes: Notes, what: str) -> str:
    """The words, after saying what of their layout could not be kept."""
    for note in sorted(worded.notes):
        notes.changed(f"{what}: {note}")
    return worded.text


def title_of(post: Post, notes: Notes, *, longest: int = LONGEST_TITLE, instead: str = "Untitled") -> str:
    if not post.title:
        notes.changed(f"it has no title there; here it is called {instead!r}")
        return instead
    if len(post.title) > longest:
        notes.changed(f"its title is longer than {longest} signs; it stands whole above the text")
    return post.title[:longest]


def long_title(post: Post, longest: int = LONGEST_TITLE) -> str:
    return post.title if len(post.title) > longest else ""


def joined(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part)


def tags_of(terms: Iterable[Term], notes: Notes) -> tuple[list[str], list[str]]:
    """(tags, the names that are too long or too many to be tags)."""
    tags: dict[str, str] = {}
    over: list[str] = []
    for term in terms:
        name = " ".join(re.sub("[,;]", " ", term.name).split())
        if name and name != term.name:
            notes.changed(
                "a comma or space in a category's name is left out: tags are parted by commas", line=term.line
            )
        if name and len(name) <= LONGEST_TAG and len(tags) < MOST_TAGS:
            tags.setdefault(name.casefold(), name)
        elif name:
            over.append(name)
            notes.changed(
                "a category is too long, or one too many, for a tag; it stands in the text", line=term.line
            )
    return list(tags.values()), over


def entry_of(post: Post, place: Place) -> Item:
    """A journal entry. Its tags are its old tags and categories; a summary written beside it stands below the text."""
    notes = place.notes
    terms = [one for one in post.terms if one.name.casefold() != "uncategorized"]
    tags, over = tags_of(terms, notes)
    body = told(marked(post.body), notes, "text")
    summary = told(marked(post.excerpt), notes, "summary")
    made, changed = times_of(post)
    title = title_of(post, notes)
    values = {
        "title": title,
        "body": joined(
            [long_title(post), body, f"Summary: {summary}" if summary else "", _named("Categories", over)]
        ),
        "date": day_of(post),
        "tags": tags,
        "state": "draft" if place.standing.is_draft else "published",
        "published_at": None if place.standing.is_draft else made,
        "audience": place.standing.audience,
        "created": made,
        "changed": changed,
    }
    return Item("entry", place.source, digest_of(post), values)


def _named(label: str, names: list[str]) -> str:
    return f"{label}: {', '.join(names)}" if names else ""


def activity_of(post: Post, place: Place, around: Surroundings, *, categories: Mapping[str, str]) -> Item:
    """An activity. Points are words: who gave them and for which version was never kept, so they count in no total."""
    notes = place.notes
    evidence = evidence_of(post, place, around)
    terms = [one for one in post.terms if one.taxonomy == DEVELOPMENT]
    for stray in (one for one in post.terms if one.taxonomy != DEVELOPMENT):
        notes.changed(f"a category of another kind ({stray.taxonomy[:40]}) became a tag", line=stray.line)
    tags, over = tags_of(post.terms, notes)
    ended, odd_day = completed_on(post, notes)
    started = ended or day_of(post)
    made, changed = times_of(post)
    values: dict[str, Any] = {
        "title": title_of(post, notes),
        "description": joined(
            [
                long_title(post),
                *_described(post, notes),
                odd_day,
                points_of(post, notes),
                _named("Categories", over),
                *evidence.gaps,
            ]
        ),
        "benefit_practice": told(plain(post.body), notes, "value obtained"),
        "start_date": started,
        "end_date": ended,
        "minutes": MINUTES,
        "category": category_of(terms, categories, notes),
        "tags": [*tags, NO_LENGTH, *([DRAFT_TAG] if place.standing.is_draft else [])],
        "audience": ONLY_ME if place.standing.is_draft else place.standing.audience,
        "created": made,
        "changed": changed,
    }
    return Item("activity", place.source, digest_of(post), values, tuple(evidence.pieces))


def _described(post: Post, notes: Notes) -> list[str]:
    """The brief description, and the summary where that is no mirror of it."""
    description = told(plain(post.value("_cpd_description")), notes, "description")
    summary = told(plain(post.excerpt), notes, "summary")
    return [description, "" if summary in description else summary]


def completed_on(post: Post, notes: Notes) -> tuple[date | None, str]:
    """(the day it was completed, None while it goes on; the words of a date that does not read as one)."""
    meta = post.meta("_cpd_date_completed")
    text = meta.text.strip() if meta else ""
    if not text or meta is None:
        return None, ""
    try:
        if re.fullmatch(r"-?\d{1,12}", text):
            return datetime.fromtimestamp(int(text), UTC).date(), ""
        return date.fromisoformat(text), ""
    except (ValueError, OverflowError, OSError):
        notes.unclear(
            "its date of completion is no date; its words are kept, and it stands as going on", line=meta.line
        )
        return None, f"Date completed in AspireCPD: {text}"


def points_of(post: Post, notes: Notes) -> str:
    meta = post.meta("_cpd_points")
    text = meta.text.strip() if meta else ""
    if not text or meta is None:
        return ""
    if re.fullmatch(r"\d+([.,]\d+)?", text):
        notes.changed("its points stand in the description: nobody here has verified them", line=meta.line)
    else:
        notes.unclear("its points are no number; their words stand in the description", line=meta.line)
    return f"Points awarded in AspireCPD: {text}"


def category_of(terms: list[Term], categories: Mapping[str, str], notes: Notes) -> str:
    """The first of its categories that the institution's table maps; *other* without one. All of them are tags besides."""
    if not terms:
        return OTHER
    found = [categories[term.name.casefold()] for term in terms if categories.get(term.name.casefold())]
    for term in terms:
        if not categories.get(term.name.casefold()):
            notes.changed(f"the category {term.name[:80]!r} is in no line of the table", line=term.line)
    if len(set(found)) > 1:
        notes.changed(f"its categories mean different ones here; the first, {found[0]}, is taken")
    return found[0] if found else OTHER
