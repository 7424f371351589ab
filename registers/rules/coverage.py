"""Competences: which of a grade's codes the activities show, and where a grade has a coverage rule, whether
it is met.

Advance HE, PSF 2023: an Associate Fellow shows V1, V3, K1, K2, K3 and any two of A1 to A5; a Fellow all
fifteen. A code keeps its meaning through a change of edition: the Science Council's RSci D4 has been D3 since
1 September 2025, and the D3 before it counts no more.
"""

from datetime import date

from registers.editions import Coverage, Edition
from registers.facts import ActivityFacts, CompetenceRef, Finding, Fix, NotCounted, Status
from registers.rules.case import Case, uids
from registers.wording import listed, many


def current_code(reference: CompetenceRef, edition: Edition, *, grade: str, mapped_on: date) -> str | None:
    """The code as the edition has it, or None when it was retired or belongs to another pack or grade."""
    if reference.pack not in edition.packs or reference.grade not in ("", grade):
        return None
    return edition.code_now(reference.code, grade=grade, read_on=mapped_on)


def read_on(reference: CompetenceRef, activity: ActivityFacts) -> date:
    """The day in whose edition a stored code is read: its mark, else the activity's own day."""
    return reference.mapped_on or activity.end_date or activity.start_date


def shown(activities: tuple[ActivityFacts, ...], edition: Edition, grade: str) -> dict[str, tuple[str, ...]]:
    """The uids of the activities that show each code of a grade. Sealed ones show none: nobody else could
    read them.
    """
    known = edition.codes_by_grade.get(grade, frozenset())
    found: dict[str, list[str]] = {}
    for activity in activities:
        codes = {
            current_code(one, edition, grade=grade, mapped_on=read_on(one, activity))
            for one in activity.competences
        }
        for code in () if activity.sealed else sorted(known & codes):
            found.setdefault(code, []).append(activity.uid)
    return {code: tuple(found[code]) for code in sorted(found)}


def judge(case: Case) -> list[Finding]:
    rule = case.edition.coverage.get(case.grade)
    if rule is None:
        return []
    by_code = shown(case.counted, case.edition, case.grade)
    missing = [code for code in rule.all_of if code not in by_code]
    short = _short(rule, by_code)
    used = {uid for found in by_code.values() for uid in found}
    idle = tuple(one for one in case.counted if one.uid not in used)
    total = len(rule.all_of) + sum(number for number, _ in rule.at_least)
    lacking = len(missing) + sum(number for number, _ in short)
    return [
        Finding(
            rule="coverage",
            title="Competences shown",
            status=Status.NOT_MET if lacking else Status.MET,
            reason=_reason(total - lacking, total, (missing, short)),
            figures={"shown": total - lacking, "required": total, "missing": missing, "by_code": by_code},
            counted=tuple(one.uid for one in case.counted if one.uid in used),
            not_counted=(*case.not_counted, *(NotCounted(one.uid, _why(one)) for one in idle)),
            fix=Fix.MAP_COMPETENCES if lacking else Fix.NOTHING,
            fix_uids=uids(idle) if lacking else (),
        )
    ]


def _short(rule: Coverage, by_code: dict[str, tuple[str, ...]]) -> list[tuple[int, tuple[str, ...]]]:
    """For each "at least n of" that is not reached: how many more, and of which."""
    short = []
    for number, codes in rule.at_least:
        lacking = number - sum(code in by_code for code in codes)
        if lacking > 0:
            short.append((lacking, tuple(code for code in codes if code not in by_code)))
    return short


def _reason(found: int, total: int, lacks: tuple[list[str], list[tuple[int, tuple[str, ...]]]]) -> str:
    missing, short = lacks
    said = f"{found} of {many(total, 'competence')} shown"
    parts = [listed(missing)] if missing else []
    parts += [f"{number} more of {listed(list(codes))}" for number, codes in short]
    return f"{said}: still {' and '.join(parts)}." if parts else f"{said}."


def _why(activity: ActivityFacts) -> str:
    return "sealed" if activity.sealed else "shows none of these competences"
