"""From a rule pack to what it asks of an application for one grade: rows, word guides, coverage rule, routes, supporters.

A licensed body takes the competences of the standards owner, and what its own pack leaves open about the report. A unit
without sub-competences that names the grade in its title is a row itself (ICTTech: five titles are all that is public).
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from applications.shapes import NAMED, Framework, Route, Row, Unit
from registers import packs
from registers.editions import Coverage, Edition
from registers.wording import joined, sentence

CHECKLIST = Unit("checklist", "Checklist", "")
CRITERIA = Unit("criteria", "Descriptor criteria", "What the whole account must show.")


class NothingToApplyFor(LookupError):
    """The pack holds no competences and no checklist for this grade; the message says so."""


def offered(day: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every body with the grades one can prepare for: (body, [("pack:grade", label)]), by name."""
    found = []
    for edition in sorted((packs.edition_on(one, day) for one in packs.ids()), key=lambda one: one.name):
        grades = [
            (f"{edition.id}:{grade.code}", f"{grade.code}, {grade.title}")
            for grade in edition.grades
            if _rows_exist(edition, grade.code, day)
        ]
        if grades:
            found.append((edition.name, grades))
    return found


def framework_of(pack: str, grade: str, day: date) -> Framework:
    """What the edition in force on that day asks. Raises UnknownPackError, UnknownGradeError, NothingToApplyFor."""
    edition = packs.edition_on(pack, day)
    title = edition.grade(grade)
    if not _rows_exist(edition, grade, day):
        raise NothingToApplyFor(f"The pack of {edition.called} holds nothing to apply with for {grade}.")
    own, lent = _sources(edition, grade, day)
    rules, report = _rules(own, lent), _report(own, lent)
    units, rows = _rows(lent, own, grade=grade, rules=rules, report=report)
    frame = lent.data["competence_framework"]
    recency = rules.get("evidence_recency_years") or {}
    supporters = report.get("supporters") or {}
    return Framework(
        pack=pack, body=edition.name, called=edition.called, grade=grade, grade_title=title.title,
        version=own.version if own is lent else f"{own.version} ({lent.id} {lent.version})",
        name=frame["name"] or own.data["competence_framework"]["name"] or "", edition=frame["edition"] or "",
        source=frame["source"] or own.data["competence_framework"]["source"] or own.data["body"]["url"],
        checked=str(own.data["retrieved"]), level=_text(_grade(own, grade), "level"),
        equivalence=_text(_grade(own, grade), "equivalence"), units=units, rows=rows,
        rule=_rule(rows, rules, grade), rule_confidence=_confidence(rules, grade), routes=_routes(report, grade),
        typical_years=recency.get("typical"), outer_years=recency.get("outer"),
        first_person=bool(rules.get("first_person_required")), reuse_condition=rules.get("reuse_condition") or "",
        structure=report.get("structure") or "", total_words=_for_grade(report.get("total_words_guide"), grade),
        words_source=_text(report.get("words_per_subunit") or {}, "source_grade"), report_note=_text(report, "note"),
        supporters=_for_grade(supporters.get("count"), grade), supporter_role=supporters.get("role") or "",
        supporter_note=joined(*(sentence(_text(supporters, key)) for key in ("comments", "note"))),
        attachments=tuple(report.get("attachments") or ()), format=report.get("format") or "",
        turnaround=_text(report, "turnaround_weeks"), faults=tuple(report.get("common_faults") or ()),
        notes=tuple(frame["notes"]), lender=lent.id, packs=_kin(lent, grade, day),
        changes=tuple(one for one in edition.changes if one.grade == grade),
    )  # fmt: skip


def _text(held: dict[str, Any], key: str) -> str:
    return str(held.get(key) or "")


def _grade(edition: Edition, code: str) -> dict[str, Any]:
    return next(one for one in edition.data["grades"] if one["code"] == code)


def _family(edition: Edition, day: date) -> list[Edition]:
    return [edition, *(packs.edition_on(one, day) for one in edition.packs if one != edition.id)]


def _sources(edition: Edition, grade: str, day: date) -> tuple[Edition, Edition]:
    """(the body's own pack, the pack whose competences this grade is judged by): often the same."""
    family = _family(edition, day)
    return edition, next((one for one in family if _own_rows(one, grade)), edition)


def _kin(lent: Edition, grade: str, day: date) -> tuple[str, ...]:
    """Every pack that judges this grade by the same competences."""
    held = [packs.edition_on(one, day) for one in packs.ids()]
    return tuple(one.id for one in held if one is lent or _sources(one, grade, day)[1] is lent)


def _rows_exist(edition: Edition, grade: str, day: date) -> bool:
    return any(_own_rows(one, grade) for one in _family(edition, day)) or bool(
        _checklist(edition.data["competence_framework"]["application_report"] or {}, grade)
    )


def _own_rows(edition: Edition, grade: str) -> bool:
    units = edition.data["competence_framework"]["units"]
    return any(_is_row(unit, grade) or _subunits(unit, grade) for unit in units)


def _is_row(unit: dict[str, Any], grade: str) -> bool:
    words = (unit["title"] or "").replace("-", " ").split()
    return not unit["subunits"] and grade in words


def _subunits(unit: dict[str, Any], grade: str) -> list[dict[str, Any]]:
    return [one for one in unit["subunits"] if grade in one["grades"]]


def _checklist(report: dict[str, Any], grade: str) -> list[dict[str, Any]]:
    return [one for one in report.get("checklist", ()) if grade in one["grades"]]


def _rules(own: Edition, lent: Edition) -> dict[str, Any]:
    return _filled(own, lent, "coverage_rules")


def _report(own: Edition, lent: Edition) -> dict[str, Any]:
    return _filled(own, lent, "application_report")


def _filled(own: Edition, lent: Edition, key: str) -> dict[str, Any]:
    """The body's own, and where it says nothing the standards owner's; inside `supporters` likewise."""
    mine = own.data["competence_framework"][key] or {}
    theirs = lent.data["competence_framework"][key] or {} if lent is not own else {}
    filled = theirs | {name: value for name, value in mine.items() if value not in (None, [], {})}
    nested = [one["supporters"] for one in (theirs, mine) if one.get("supporters")]
    if nested:
        filled["supporters"] = {
            name: value for one in nested for name, value in one.items() if value is not None
        }
    return filled


def _for_grade(value: Any, grade: str) -> int | None:
    """A figure, or the one a map holds for this grade."""
    return value.get(grade) if isinstance(value, dict) else value


def _rows(
    lent: Edition, own: Edition, *, grade: str, rules: dict[str, Any], report: dict[str, Any]
) -> tuple[tuple[Unit, ...], tuple[Row, ...]]:
    words = report.get("words_per_subunit") or {}
    stand_ins = tuple(rules.get("stand_ins") or ())
    units: list[Unit] = []
    rows: list[Row] = []
    criteria = list(_criteria(rules, grade, words))
    for unit in lent.data["competence_framework"]["units"]:
        units.append(Unit(unit["code"], unit["title"] or "", unit["statement"] or ""))
        if _is_row(unit, grade):
            rows.append(_row(unit | {"statement": unit["title"]}, unit["code"]))
        for one in _subunits(unit, grade):
            rows.append(_row(one, unit["code"], **_how(unit["code"], words, grade, criteria=bool(criteria)),
                             stand_in=unit["code"] in stand_ins))  # fmt: skip
    rows += criteria
    rows += [
        _row(one | {"statement": f"{one['title']}. {one['statement']}"}, CHECKLIST.code, by=one["by"],
             recency_months=one.get("recency_months"))
        for one in _checklist(own.data["competence_framework"]["application_report"] or {}, grade)
    ]  # fmt: skip
    used = {row.unit for row in rows}
    return tuple(unit for unit in (*units, CRITERIA, CHECKLIST) if unit.code in used), tuple(rows)


def _row(held: dict[str, Any], unit: str, **more: Any) -> Row:
    return Row(
        code=held["code"],
        unit=unit,
        statement=held["statement"] or "",
        confidence=held["confidence"],
        note=held.get("note") or "",
        **more,
    )


def _how(unit: str, words: dict[str, Any], grade: str, *, criteria: bool) -> dict[str, Any]:
    """Where a grade's accounts are written by area (PSF: unit A), or by criterion, the other rows are named in them."""
    per_area = words.get(f"{grade}_per_area")
    if per_area and unit == "A":
        return {"most": per_area}
    if per_area or criteria:
        return {"by": NAMED}
    return {"least": words.get("guide_min"), "most": words.get("guide_max"), "limit": words.get("hard_limit")}


def _criteria(rules: dict[str, Any], grade: str, words: dict[str, Any]) -> Iterator[Row]:
    """Criteria that the pack words ("D3.1 sustained record …"); a bare code is only named in the grade's title."""
    rule = (rules.get("by_grade") or {}).get(grade) or {}
    for text in rule.get("criteria", ()):
        code, _, statement = text.partition(" ")
        if statement:
            statement = statement[0].upper() + statement[1:] + "."
            yield Row(
                code=code, unit=CRITERIA.code, statement=statement, confidence=rule.get("confidence", "inferred"),
                most=words.get(f"{grade}_per_part"),
            )  # fmt: skip


def _rule(rows: tuple[Row, ...], rules: dict[str, Any], grade: str) -> Coverage:
    """The grade's own rule and its worded criteria; without one, every competence that is not a stand-in."""
    given = (rules.get("by_grade") or {}).get(grade)
    if given:
        criteria = tuple(row.code for row in rows if row.unit == CRITERIA.code)
        parts = tuple((one["n"], tuple(one["of"])) for one in given["at_least"])
        return Coverage((*given["all_of"], *criteria), parts)
    return Coverage(tuple(row.code for row in rows if not row.stand_in and row.unit != CHECKLIST.code), ())


def _confidence(rules: dict[str, Any], grade: str) -> str:
    given = (rules.get("by_grade") or {}).get(grade) or rules
    return given.get("confidence") or "inferred"


def _routes(report: dict[str, Any], grade: str) -> tuple[Route, ...]:
    return tuple(
        Route(
            name=one["name"],
            rule=one["rule"],
            all_of=tuple(one.get("all_of", ())),
            besides=tuple(one.get("besides", ())),
            confidence=one.get("confidence", "inferred"),
            note=one.get("note", ""),
        )
        for one in report.get("routes", ())
        if grade in one.get("grades", (grade,))
    )
