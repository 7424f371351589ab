"""The packs' competences by name, for rooms that store them as "pack/grade/code"."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache

from django.utils.text import Truncator

from activities.competences import Competence, Framework, Unit
from people.models import User
from registers import packs
from registers.editions import Edition, Subunit
from registers.facts import CompetenceRef
from registers.panels import held_by

SHORT_WORDS = 7


def held_frameworks(person: User) -> list[Framework]:
    """Those of the registers held now; two registers under one standard have it once."""
    found: dict[str, Framework] = {}
    for registration in held_by(person):
        for framework in frameworks_of(registration.edition, registration.grade):
            found.setdefault(framework.value, framework)
    return list(found.values())


def frameworks_of(edition: Edition, grade: str) -> list[Framework]:
    """The competences that an edition asks of a grade, by the pack whose standard they are."""
    standards = dict.fromkeys(one.pack for one in edition.subunits if grade in one.grades)
    return [framework for pack in standards if (framework := find(f"{pack}/{grade}"))]


def every_framework() -> list[tuple[str, str]]:
    """(value, name) of each grade that a pack has competences for."""
    return [(value, framework.name) for value, framework in _all().items()]


def find(value: str) -> Framework | None:
    """The newest competences of "pack/grade"."""
    return _all().get(value)


def _all() -> Mapping[str, Framework]:
    found: dict[str, Framework] = {}
    for pack in packs.ids():
        found |= _of_edition(packs.editions(pack)[-1])
    return found


@lru_cache(maxsize=256)
def _of_edition(edition: Edition) -> Mapping[str, Framework]:
    grades = dict.fromkeys(grade for one in _own(edition) for grade in one.grades)
    return {f"{edition.id}/{grade}": _framework(edition, grade) for grade in grades}


def _own(edition: Edition) -> list[Subunit]:
    return [one for one in edition.subunits if one.pack == edition.id]


def _framework(edition: Edition, grade: str) -> Framework:
    units = []
    for unit in edition.data["competence_framework"]["units"]:
        mine = [one for one in _own(edition) if one.unit == unit["code"] and grade in one.grades]
        named = [_competence(edition, one, f"{edition.id}/{grade}/{one.code}") for one in mine]
        if named:
            units.append(Unit(f"{unit['code']} {unit['title']}", named))
    return Framework(f"{edition.id}/{grade}", f"{grade}, {edition.called}", units)


def _competence(edition: Edition, subunit: Subunit, value: str) -> Competence:
    grade = value.split("/")[1]
    words = (subunit.statement or "").rstrip(".")
    short = Truncator(words).words(SHORT_WORDS, truncate="…")
    return Competence(
        value, subunit.code, short, words, f"{grade}, {edition.called}", subunit.confidence != "read"
    )


def names(values: Iterable[str]) -> dict[str, Competence]:
    """Those that a pack knows, by the edition in which each was mapped; the others are left out."""
    found = {}
    for value in values:
        if known := _named(value):
            found[value] = known
    return found


def _named(value: str) -> Competence | None:
    try:
        ref = CompetenceRef.parse(value)
        first = packs.edition_on(ref.pack, ref.mapped_on or date.max)
    except (ValueError, packs.UnknownPackError):
        return None
    for edition in (first, *reversed(packs.editions(ref.pack))):
        for one in edition.subunits:
            if one.code == ref.code and (not ref.grade or ref.grade in one.grades):
                grade = ref.grade or one.grades[0]
                return replace(_competence(edition, one, f"{ref.pack}/{grade}/{one.code}"), value=value)
    return None
