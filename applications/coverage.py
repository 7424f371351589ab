"""What an application shows so far and what is missing: pure, no ORM, no clock.

A competence counts as shown when its text is written and within any hard limit; one that is named in other texts (PSF:
knowledge and values) when such a text names it; a line of a checklist as the line says. Word guides only advise. Evidence
is asked for beside each text as advice: no body wants a text without anything behind it, none prints a number.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from applications.shapes import EVIDENCE, NAMED, STATEMENT, SUPPORTER, Framework, Row
from registers.editions import Coverage
from registers.facts import CompetenceRef
from registers.renumbering import carried
from registers.wording import listed, many

WE = re.compile(r"\b(we|our|ours|us|ourselves)\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Held:
    """What is there for one code: words written, pieces linked, texts that name it, supporters who spoke to it."""

    words: int = 0
    links: int = 0
    named_in: tuple[str, ...] = ()
    comments: int = 0


@dataclass(frozen=True, kw_only=True)
class RowState:
    """How one row stands. `status` is a key of the status glyphs; `words_said` the length beside its guide."""

    row: Row
    held: Held
    is_asked: bool
    is_shown: bool
    status: str
    word: str
    words_said: str

    @property
    def lacks_evidence(self) -> bool:
        return self.row.by == STATEMENT and self.is_shown and self.held.links == 0


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The whole application. `reason` is the rule's sentence; `missing` the codes that are asked for and not shown."""

    rows: tuple[RowState, ...]
    shown: int
    asked: int
    missing: tuple[str, ...]
    reason: str
    total_words: int
    supporters_missing: int
    no_evidence: tuple[str, ...] = field(default=())
    over_limit: tuple[str, ...] = field(default=())

    @property
    def is_complete(self) -> bool:
        return self.shown == self.asked and not self.supporters_missing and not self.over_limit

    def row(self, code: str) -> RowState:
        return next(one for one in self.rows if one.row.code == code)


def stand(framework: Framework, held: Mapping[str, Held], *, route: str = "", answered: int = 0) -> Standing:
    """Judge what is held, by code, under the framework's rule and the chosen route; `answered` supporters have replied."""
    rule = rule_of(framework, route)
    asked_codes = {*rule.all_of, *(code for _, codes in rule.at_least for code in codes)}
    shown = {
        row.code for row in framework.rows if is_shown(row, held.get(row.code, Held()), answered=answered)
    }
    missing = tuple(code for code in rule.all_of if code not in shown)
    short = [
        (number - len(shown & set(codes)), tuple(code for code in codes if code not in shown))
        for number, codes in rule.at_least
    ]
    short = [(number, codes) for number, codes in short if number > 0]
    # Once "any two" are shown, the rest of their group are asked for no longer.
    settled = {
        code for number, codes in rule.at_least if len(shown & set(codes)) >= number for code in codes
    } - set(rule.all_of)
    rows = tuple(
        _row_state(row, held.get(row.code, Held()), is_asked=row.code in asked_codes - (settled - shown), shown=shown)
        for row in framework.rows
    )  # fmt: skip
    asked = len(rule.all_of) + sum(number for number, _ in rule.at_least)
    reached = asked - len(missing) - sum(number for number, _ in short)
    return Standing(
        rows=rows,
        shown=reached,
        asked=asked,
        missing=(*missing, *(code for _, codes in short for code in codes)),
        reason=_reason((reached, asked), missing, short),
        total_words=sum(one.held.words for one in rows),
        supporters_missing=max(0, supporters_asked(framework, route) - answered),
        no_evidence=tuple(one.row.code for one in rows if one.lacks_evidence),
        over_limit=tuple(one.row.code for one in rows if _over(one.row, one.held)),
    )


def rule_of(framework: Framework, route: str) -> Coverage:
    """The rule under a route: all that it asks, or the framework's competences and what it asks besides."""
    chosen = framework.route(route)
    if chosen is None:
        return framework.rule
    if chosen.all_of:
        return Coverage(chosen.all_of, ())
    return Coverage((*framework.rule.all_of, *chosen.besides), framework.rule.at_least)


def supporters_asked(framework: Framework, route: str) -> int:
    """How many supporters the body asks for; under a route that does without one, none."""
    chosen = framework.route(route)
    if chosen is None:
        return framework.supporters or 0
    codes = {row.code for row in framework.rows if row.by == SUPPORTER}
    return max(1, framework.supporters or 0) if codes & {*chosen.all_of, *chosen.besides} else 0


def is_shown(row: Row, held: Held, *, answered: int) -> bool:
    if row.by == NAMED:
        return bool(held.named_in)
    if row.by == EVIDENCE:
        return held.links > 0
    if row.by == SUPPORTER:
        return answered > 0
    return held.words > 0 and not _over(row, held)


def _over(row: Row, held: Held) -> bool:
    return row.limit is not None and held.words > row.limit


def _row_state(row: Row, held: Held, *, is_asked: bool, shown: set[str]) -> RowState:
    is_there = row.code in shown
    status, word = _status(row, held, is_asked=is_asked, is_there=is_there)
    return RowState(
        row=row, held=held, is_asked=is_asked, is_shown=is_there, status=status, word=word,
        words_said=words_said(held.words, row) if row.by == STATEMENT else "",
    )  # fmt: skip


def _status(row: Row, held: Held, *, is_asked: bool, is_there: bool) -> tuple[str, str]:
    """(glyph, word) of a row: colour never says it alone."""
    if _over(row, held):
        return "not_met", "Too long"
    if is_there and row.by == STATEMENT and row.least and held.words < row.least:
        return "in_progress", "Shown, short of the guide"
    if is_there and row.by == STATEMENT and held.links == 0:
        return "advice", "Shown, no evidence yet"
    if is_there:
        return "met", "Shown"
    if held.links:
        return "in_progress", "Evidence, no text yet" if row.by == STATEMENT else "Not named in a text yet"
    return ("not_started", "Empty") if is_asked else ("not_started", "Not asked for")


def words_said(words: int, row: Row) -> str:
    """The length beside its guide: "320 of 300 to 350 words", "812 of about 700 words: 112 over"."""
    if row.limit is not None and words > row.limit:
        return f"{words} of at most {row.limit} words: {words - row.limit} too many"
    if not words:
        return f"Empty; the guide is {guide_said(row)}" if guide_said(row) else "Empty"
    if not guide_said(row):
        return many(words, "word")
    over = words - row.most if row.most is not None else 0
    return f"{words} of {guide_said(row)}" + (f": {over} over" if over > 0 else "")


def guide_said(row: Row) -> str:
    """The guide in words, with the hard limit where there is one; "" where the body publishes neither."""
    if row.least is not None and row.most is not None:
        return f"{row.least} to {row.most} words"
    if row.most is not None:
        return f"about {row.most} words"
    return f"at most {row.limit} words" if row.limit is not None else ""


def _reason(
    counts: tuple[int, int], missing: tuple[str, ...], short: list[tuple[int, tuple[str, ...]]]
) -> str:
    reached, asked = counts
    said = f"{reached} of {asked} shown"
    parts = [listed(list(missing))] if missing else []
    parts += [f"{number} more of {listed(list(codes))}" for number, codes in short]
    return f"{said}: still {' and '.join(parts)}." if parts else f"{said}."


@dataclass(frozen=True)
class Gap:
    """One sentence about what is missing, and the codes it is about."""

    words: str
    codes: tuple[str, ...]


def gaps(standing: Standing) -> list[Gap]:
    """What to do next, in a few sentences with their codes; empty when nothing is missing."""
    by_way: dict[str, list[str]] = {}
    for one in standing.rows:
        if one.row.code in standing.missing and one.row.code not in standing.over_limit:
            by_way.setdefault(one.row.by, []).append(one.row.code)
    found = [
        ("has no statement yet", "have no statement yet", by_way.get(STATEMENT, [])),
        ("is not named in a statement yet", "are not named in a statement yet", by_way.get(NAMED, [])),
        ("has nothing linked to show it", "have nothing linked to show them", by_way.get(EVIDENCE, [])),
        ("is too long for the form", "are too long for the form", standing.over_limit),
        ("has a statement but no evidence", "have a statement but no evidence", standing.no_evidence),
    ]
    said = [
        Gap(f"{many(len(codes), 'part')} {one if len(codes) == 1 else more}", tuple(codes))
        for one, more, codes in found
        if codes
    ]
    if standing.supporters_missing:
        who = many(standing.supporters_missing, "supporter")
        said.append(Gap(f"{who} still to comment", ()))
    return said


def age_of(day: date | None, today: date, *, typical: int | None, outer: int | None) -> str:
    """ "" while recent; "older" past the years that are typical; "too_old" past those the body takes at all."""
    if day is None:
        return ""
    if outer is not None and day < years_before(today, outer):
        return "too_old"
    if typical is not None and day < years_before(today, typical):
        return "older"
    return ""


def years_before(day: date, years: int) -> date:
    """The same day so many years ago; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def speaks_of_we(text: str) -> int:
    """How often the text says "we", "our" or "us"."""
    return len(WE.findall(text))


@dataclass(frozen=True)
class Shows:
    """What one activity shows: codes of the framework as it is now, and old codes that were retired."""

    codes: tuple[str, ...]
    retired: tuple[str, ...]


def shows(framework: Framework, stored: Iterable[str], *, mapped_on: date) -> Shows:
    """The codes that references ("pack/grade/code") made on a day stand for now. Unreadable ones show nothing.

    Every body that takes these competences from their owner means the same by a code.
    """
    codes: list[str] = []
    retired: list[str] = []
    for text in stored:
        try:
            reference = CompetenceRef.parse(text)
        except ValueError:
            continue
        if reference.pack not in framework.packs or reference.grade not in ("", framework.grade):
            continue
        code = carried(reference.code, read_on=reference.mapped_on or mapped_on, made=framework.changes)
        if code is None:
            retired.append(reference.code)
        elif framework.row(code):
            codes.append(code)
    return Shows(tuple(dict.fromkeys(codes)), tuple(dict.fromkeys(retired)))


def moved(before: Framework, after: Framework) -> dict[str, str | None]:
    """What each code of a framework is in a later edition of it; None for one that is no longer there."""
    fresh = [one for one in after.changes if one not in before.changes]
    carried_on = {row.code: carried(row.code, read_on=date.min, made=fresh) for row in before.rows}
    return {code: now if now is not None and after.row(now) else None for code, now in carried_on.items()}
