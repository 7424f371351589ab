"""A row of a record in words for people: label and value of each field that says something. No rows are read here."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.template.defaultfilters import linebreaks
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from lib import formats
from lib.markup import render_markdown
from moving.record.kinds import Kind, Part
from moving.record.listed import parts_of
from sharing.models import Audience

# What tells nothing to people: keys, digests, flags that repeat what a text shows.
QUIET = {
    "uid", "once", "set_key", "granted_key", "digest", "submission_hash", "endorsed_digest", "sealed_facts", "changed",
    "has_description", "has_practice", "has_users", "object_uid", "kind", "evidence_uid", "versions", "body", "slug",
    "sha256", "name", "order", "by",
}  # fmt: skip
# Whole documents, which stand in the data beside the pages.
BULKY = {
    "facts", "lines", "framework", "snapshot", "marks", "ticks", "points", "chosen_evidence", "discussed", "shown",
    "answers", "claims", "levels", "comments", "sealed",
}  # fmt: skip
# Said although a field of this name is quiet elsewhere.
SAID = {
    "profile": {"username"}, "entries": {"body"}, "supporters": {"name"}, "share_links": {"name", "kind"},
    "signatures": {"name"}, "trail_own": {"kind"}, "trail_others": {"kind"}, "named_readers": {"kind"},
    "comments_written": {"kind"}, "notice_preferences": {"kind"}, "activities": {"claims"}, "renewals": {"answers"},
    "evidence": {"kind", "sha256"}, "collection_pieces": {"kind"}, "pack_files": {"name"}, "pack_evidence": {"name"},
}  # fmt: skip
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:")
# Shown after what a thing says.
LAST = {"audience", "created", "set_at", "uploaded_at"}
MARKDOWN = {("entries", "body"), ("collections", "introduction")}
# What a row says of the thing that its `object_uid` names, where it is not about it.
ABOUT_IT = "About"
NAMES = {"collection_pieces": "Piece"}
# The address of a page, from the folder that holds them all, and its title.
Link = tuple[str, str]
# Boxes of a block that are no words: uids, choices, and what stands under a picture.
UNSPOKEN = {"evidence", "uids", "scores", "head", "of", "category", "most", "since", "until", "caption"}
LABELS = {
    "benefit_practice": "What it changed in my practice",
    "benefit_users": "What it brought to users of my work",
    "minutes": "Length",
    "by_name": "Verified by",
    "sealed": "Sealed",
    "at": "When",
    "on": "On",
    "file": "File",
    "reflection": "Written with",
}


def lines_of(kind: Kind, row: Mapping[str, Any], links: Mapping[str, Link]) -> list[tuple[str, Any]]:
    """(label, value) of each field with something to say, the account of it last; `links` leads from a uid to its page."""
    parts = {part.name: part for part in parts_of(kind)} if kind.by is None else {}
    said = SAID.get(kind.name, set())
    lines = []
    for name, value in row.items():
        silent = name == kind.within or (name in QUIET | BULKY and name not in said)
        if silent or value in (None, "", [], {}, False):
            continue
        if (kind.name, name) in MARKDOWN:
            shown = _markdown(value)
        else:
            shown = value["name"] if name == "reflection" else _shown(parts.get(name), value, links)
        lines.append((name in LAST, _label(name, parts.get(name)), shown))
    if link := links.get(row.get("object_uid", "")):
        lines.append((False, NAMES.get(kind.name, ABOUT_IT), _linked(link)))
    return [(label, shown) for _, label, shown in sorted(lines, key=lambda line: line[0])]


def lines_of_block(value: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """(label, words) of the boxes of a block that are filled, in their order."""
    said = [(name, words) for name, words in value.items() if words and name not in UNSPOKEN]
    return [(_label(name, None), mark_safe(linebreaks(words, autoescape=True))) for name, words in said]  # noqa: S308


def title_of(kind: Kind, row: Mapping[str, Any]) -> str:
    """What a row is called in a list."""
    words = next((row[name] for name in ("title", "label", "code") if row.get(name)), "")
    if not words and row.get("sealed") is True:
        words = f"Sealed, {day_of(row)}"
    if not words and row.get("signer_name"):
        words = f"Asked of {row['signer_name']}"
    if not words and row.get("grade"):
        words = f"{row['grade']}, {row.get('pack', '')}"
    return str(words or row.get("words", "")[:80] or f"{kind.title}, {day_of(row)}".strip(", "))


def day_of(row: Mapping[str, Any]) -> str:
    """The first day or moment that a row names, as a day."""
    for name in (
        "date",
        "start_date",
        "start",
        "period_from",
        "set_at",
        "asked_at",
        "at",
        "made_at",
        "created",
    ):
        if row.get(name):
            return formats.day(date.fromisoformat(str(row[name])[:10]))
    return ""


def _label(name: str, part: Part | None) -> str:
    verbose = str(part.field.verbose_name) if part else name.replace("_", " ")
    return LABELS.get(name) or verbose[:1].upper() + verbose[1:]


def _markdown(text: str) -> SafeString:
    return format_html('<div class="words">{}</div>', render_markdown(text))


def _linked(link: Link) -> SafeString:
    return format_html('<a href="../{}">{}</a>', *link)


def _shown(part: Part | None, value: Any, links: Mapping[str, Link]) -> Any:
    if part and part.role == "person":
        return value["name"]
    if isinstance(value, str) and value.startswith("files/"):
        return format_html('<a href="../{}">{}</a>', value, value.rpartition("/")[2])
    if isinstance(value, str) and value in links:
        return _linked(links[value])
    if part and part.role == "value":
        return _of_field(part.field, value)
    return _of_page(value) if part is None else _plain(value)


def _of_page(value: Any) -> Any:
    """A value of a webfolio's page, which has no column of its own here."""
    if isinstance(value, str) and MOMENT.match(value):
        return formats.moment(localtime(datetime.fromisoformat(value)))
    return dict(Audience.choices).get(value, value) if isinstance(value, str) else _plain(value)


def _of_field(field: models.Field, value: Any) -> Any:
    if field.name == "minutes":
        return formats.duration(value)
    if field.choices:
        return dict(field.flatchoices).get(value, value)
    if isinstance(field, models.DateTimeField):
        return formats.moment(localtime(datetime.fromisoformat(value)))
    if isinstance(field, models.DateField):
        return formats.day(date.fromisoformat(value))
    if isinstance(field, models.DecimalField):
        return formats.figure(Decimal(value))
    if isinstance(field, models.TextField) and isinstance(value, str):
        return mark_safe(linebreaks(value, autoescape=True))  # noqa: S308 - escaped by it
    return _plain(value)


def _plain(value: Any) -> Any:
    """Nested values as lists, whatever they hold."""
    if value is True:
        return "Yes"
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ", ".join(value)
    if isinstance(value, list):
        return format_html(
            "<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((_plain(one),) for one in value))
        )
    if isinstance(value, dict):
        pairs = (
            (name.replace("_", " "), _plain(held)) for name, held in value.items() if held not in ("", None)
        )
        return format_html("<dl>{}</dl>", format_html_join("", "<dt>{}</dt><dd>{}</dd>", pairs))
    return value
