"""Editions: by which one a period is judged, and which of its activities are read in an earlier one.

What is asked of a period (its minimum, breadth, caps, plan, return) is as the edition in force on its last day says. An
activity's category, its points an hour and its competences are as the edition of its own last day says, carried into
that of the period. So a period that straddles a switch has one set of demands, and each activity the rate of its day.
"""

from registers.editions import Edition
from registers.facts import ActivityFacts, Finding, NotCounted, Status
from registers.rules.case import Case, uids
from registers.rules.coverage import current_code, read_on
from registers.wording import activities, day_text, joined, listed


def judge(case: Case) -> list[Finding]:
    outside = _outside(case)
    earlier = _earlier(case)
    if not outside and not earlier:
        return []
    retired = {one.uid: codes for one in earlier if (codes := _retired(case, one))}
    edition = case.edition
    return [
        Finding(
            rule="edition",
            title="Edition of the rules",
            status=Status.ADVICE if outside else Status.MET,
            reason=outside or _straddling(case, earlier, retired),
            figures={
                "version": edition.version,
                "valid_from": edition.valid_from,
                "valid_to": edition.valid_to,
                "read_in": _read_in(case, earlier),
                "moved": {f"{code}": becomes for code, becomes in _moved(case, earlier).items()},
            },
            counted=tuple(uid for uid in uids(earlier) if uid not in retired),
            not_counted=tuple(NotCounted(uid, _why(codes)) for uid, codes in retired.items()),
        )
    ]


def _outside(case: Case) -> str:
    """A period that ended before the earliest edition held, or after the last one's end, is told so."""
    edition, end = case.edition, case.period.end
    if edition.valid_from and end < edition.valid_from:
        return (
            f"The period ended on {day_text(end)}, before the earliest edition held "
            f"({edition.version}, from {day_text(edition.valid_from)}); it is judged by that edition."
        )
    if edition.valid_to and end > edition.valid_to:
        return (
            f"The latest edition held ({edition.version}) holds until {day_text(edition.valid_to)}; a period that "
            f"ends on {day_text(end)} is judged by it until a newer one is here."
        )
    return ""


def _earlier(case: Case) -> tuple[ActivityFacts, ...]:
    """The counted activities, oldest first, that an earlier edition reads otherwise."""
    if not case.counted or case.read_in(case.counted[0]) is case.edition:
        return ()
    differs = {own: _differs(case, own) for own in {case.read_in(one) for one in case.counted}}
    return tuple(one for one in case.counted if differs[case.read_in(one)])


def _differs(case: Case, own: Edition) -> bool:
    """Whether an earlier edition reads an activity otherwise: its category, its points an hour or its competences."""
    now = case.edition
    if own is now:
        return False
    return (
        own.categories_by_code != now.categories_by_code
        or own.category_map != now.category_map
        or own.codes_by_grade.get(case.grade) != now.codes_by_grade.get(case.grade)
    )


def _read_in(case: Case, earlier: tuple[ActivityFacts, ...]) -> dict[str, int]:
    """How many activities each earlier edition reads, by its name."""
    found: dict[str, int] = {}
    for one in earlier:
        name = named(case.read_in(one))
        found[name] = found.get(name, 0) + 1
    return found


def named(edition: Edition) -> str:
    """`2025.09-r1`; for a body that inherits, `r1 with Science Council 2025.09-r1`."""
    family = [f"{body} {version}" for body, version in edition.inherited]
    return f"{edition.version} with {listed(family)}" if family else edition.version


def _moved(case: Case, earlier: tuple[ActivityFacts, ...]) -> dict[str, str | None]:
    """The grade's codes that changed since the earliest of those editions, as they were: what each is now, or None."""
    if not earlier:
        return {}
    first = case.read_in(min(earlier, key=lambda one: one.end_date or one.start_date))
    known = first.codes_by_grade.get(case.grade, frozenset())
    day = first.since or earlier[0].start_date
    now = {code: case.edition.code_now(code, grade=case.grade, read_on=day) for code in sorted(known)}
    return {code: becomes for code, becomes in now.items() if becomes != code}


def _retired(case: Case, activity: ActivityFacts) -> list[str]:
    """The codes an activity shows that the period's edition has no more. A sealed one shows none."""
    known = case.read_in(activity).codes_by_grade.get(case.grade, frozenset())
    return sorted(
        one.code
        for one in (() if activity.sealed else activity.competences)
        if one.pack in case.edition.packs
        and one.grade in ("", case.grade)
        and one.code in known
        and not current_code(one, case.edition, grade=case.grade, mapped_on=read_on(one, activity))
    )


def _why(codes: list[str]) -> str:
    return f"{listed(codes)} was retired: kept, but it shows no competence of the newer edition"


def _straddling(case: Case, earlier: tuple[ActivityFacts, ...], retired: dict[str, list[str]]) -> str:
    since = case.edition.since
    read = [f"{activities(number)} in {name}" for name, number in _read_in(case, earlier).items()]
    moved = [
        f"{code} is {becomes} now" if becomes else f"{code} is retired"
        for code, becomes in _moved(case, earlier).items()
    ]
    return joined(
        f"The period is judged by edition {named(case.edition)}"
        + (f", in force since {day_text(since)}." if since else "."),
        f"What ended before is read in the edition of its day: {listed(read)}.",
        f"Of {case.grade}, {listed(moved)}." if moved else "",
        f"{activities(len(retired))} with a retired competence: kept, but none of this edition is shown by it."
        if retired
        else "",
    )
