"""Finding words in PostgreSQL: stems, without accents, the beginning of a word enough. Marks what it found.

The two configurations are made by a migration of the public schema: a stem alone would lose "calibrat" on its way to
"calibrate".
"""

import re
from functools import reduce
from operator import and_
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import (
    SearchHeadline,
    SearchQuery,
    SearchRank,
    SearchVector,
    SearchVectorField,
)
from django.db import connection
from django.db.models import F, Func, QuerySet, TextField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Concat
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

STEMS, PLAIN = "public.aspire", "public.aspire_plain"
# The column in which a large table keeps its words as they are found, with an index; the database fills it from the text
# columns. No model has it as a field: lists would read it along with every row.
KEPT = "search_words"
LONGEST = 200
# Signs that no text holds, so that what is found can be marked after everything else was escaped.
OPEN, CLOSE = "\x02", "\x03"
PHRASE = re.compile(r'"([^"]+)"')
WORD = re.compile(r"\w+")


class JsonWords(Func):
    """The texts at a path of a JSON column, put together; a path is SQL's own, written by us and never typed by anybody."""

    template = (
        "(SELECT string_agg(words.it #>> '{}', ' ') FROM jsonb_path_query(%(expressions)s, '%(path)s') AS words(it)"
        " WHERE jsonb_typeof(words.it) = 'string')"
    )
    output_field = TextField()

    def __init__(self, column: str, *, path: str) -> None:
        super().__init__(column, path=path)


def query_of(text: str) -> SearchQuery | None:
    """What somebody typed: every word has to be there, or begin one; words in quotes stand together. None without a word."""
    text = text[:LONGEST]
    phrases = [" <-> ".join(WORD.findall(phrase)) for phrase in PHRASE.findall(text)]
    parts = [SearchQuery(phrase, config=STEMS, search_type="raw") for phrase in phrases if phrase]
    parts += [_beginning(word) for word in WORD.findall(PHRASE.sub(" ", text))]
    return reduce(and_, parts) if parts else None


def _beginning(word: str) -> SearchQuery:
    stem = SearchQuery(f"{word}:*", config=STEMS, search_type="raw")
    return stem | SearchQuery(f"{word}:*", config=PLAIN, search_type="raw")


def found_in(rows: QuerySet, query: SearchQuery, *, fields: tuple[str, ...], kept: bool = False) -> QuerySet:
    """The rows that hold the words in these fields, the best first, with `rank` and `headline` (see `marked`).

    `kept` for a table that keeps the words of these fields in KEPT.
    """
    vector = (
        _kept_by(rows) if kept else SearchVector(*fields, config=STEMS) + SearchVector(*fields, config=PLAIN)
    )
    gap = Value(" … ")
    parts: list[Any] = [part for name in fields for part in (gap, _text_of(rows, name))][1:]
    text = Concat(*parts, output_field=TextField()) if len(parts) > 1 else parts[0]
    headline = SearchHeadline(
        text,
        query,
        config=STEMS,
        start_sel=OPEN,
        stop_sel=CLOSE,
        max_words=24,
        min_words=12,
        max_fragments=2,
    )
    return (
        rows.annotate(found=vector)
        .filter(found=query)
        .annotate(rank=SearchRank(F("found"), query), headline=headline)
        .order_by("-rank", "-pk")
    )


def _kept_by(rows: QuerySet) -> RawSQL:
    quoted = connection.ops.quote_name
    column = f"{quoted(rows.model._meta.db_table)}.{quoted(KEPT)}"
    return RawSQL(column, [], output_field=SearchVectorField())  # noqa: S611 names of ours alone


def _text_of(rows: QuerySet, name: str) -> Any:
    """A column as people read it: a list with commas between, where the database would write braces."""
    listed = any(one.name == name and isinstance(one, ArrayField) for one in rows.model._meta.get_fields())
    return (
        Func(F(name), Value(", "), function="array_to_string", output_field=TextField())
        if listed
        else F(name)
    )


def marked(headline: str) -> SafeString:
    """A headline as HTML: escaped, with what was found in `<mark>`."""
    safe = escape(headline).replace(OPEN, "<mark>").replace(CLOSE, "</mark>")
    return mark_safe(safe)  # noqa: S308 escaped one line above
