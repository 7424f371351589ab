"""An institution's own rule packs beside the shipped ones, as `registers.packs` answers them on its host.

An institution without any costs no query: `Institution.own_rules` is empty then, and another mark after each change.
What is in force is kept in the process under that mark, so that other processes follow when they read the institution anew.
"""

import logging
import uuid
from collections.abc import Iterable, Mapping
from functools import lru_cache

from django.db import connection

from registers import packs
from registers.examples import problems_in
from registers.models import OwnPack
from registers.reading import PackError, Problem, Source, read
from registers.timelines import Timeline, assemble
from tenants.hosts import current_institution
from tenants.models import Institution
from tenants.schemas import TEMPLATE

log = logging.getLogger(__name__)
# A pack is a few dozen kilobytes; the longest shipped one has 60.
LARGEST = 512 * 1024


def held() -> Mapping[str, Timeline] | None:
    """Every pack by id as the institution at hand sees it; None where it has none of its own, or there is none at hand."""
    if connection.schema_name in ("public", TEMPLATE):
        return None
    mark = _mark()
    return _held(connection.schema_name, mark) if mark else None


def _mark() -> str:
    """What `Institution.own_rules` says. A job is in a schema by its name alone, and then remembers it while it is there."""
    tenant = connection.tenant
    if not hasattr(tenant, "own_rules"):
        tenant.own_rules = current_institution().own_rules
    return tenant.own_rules


@lru_cache(maxsize=64)
def _held(schema: str, mark: str) -> Mapping[str, Timeline] | None:
    rows = OwnPack.objects.filter(state=OwnPack.State.IN_USE).order_by("added_at", "pk")
    sources = usable(rows)
    return assemble(source.data for source in [*packs.shipped(), *sources]) if sources else None


def usable(rows: Iterable[OwnPack]) -> list[Source]:
    """Those that are still sound beside the shipped packs of this version; another is left out, and the log says which."""
    found: list[Source] = []
    for row in rows:
        try:
            found.append(sound(row.text, beside=found))
        except PackError as error:
            first = error.problems[0]
            log.error("Own rule pack %s is left out: line %s, field %s", row.uid, first.line, first.field)
    return found


def sound(text: str, *, beside: Iterable[Source] = ()) -> Source:
    """Read and check one pack of the institution at hand, and try its examples. Raises PackError with every problem.

    Its version names the institution, so that no pack of facts can pass for the body's own.
    """
    source = parsed(text)
    others = [*packs.shipped(), *beside]
    if problems := packs.problems_of([source], [*others, source]):
        raise PackError(problems)
    timeline = assemble(one.data for one in [*others, source])[source.data["id"]]
    if problems := list(problems_in(source, timeline)):
        raise PackError(problems)
    named = f"{source.data['pack_version']}, {current_institution().name}"
    return Source(source.file, source.data | {"pack_version": named}, source.lines)


def parsed(text: str) -> Source:
    """The pack as data, under the file name that its id asks for. JSON is read as the YAML it is. Raises PackError."""
    if len(text.encode()) > LARGEST:
        raise PackError([Problem("", 1, "(the whole file)", f"a pack holds at most {LARGEST // 1024} KB.")])
    # JSON may be indented by tabs, which YAML refuses; lines stay where they are.
    source = read(text.replace("\t", "  "), file="")
    return Source(f"{source.data.get('id')}.yaml", source.data, source.lines)


def edition_of(row: OwnPack, *, beside: Iterable[OwnPack] = ()) -> Timeline:
    """The timeline its pack would have with it in force: `editions` holds it among the others. Raises PackError."""
    others = usable(one for one in beside if one.pk != row.pk)
    source = sound(row.text, beside=others)
    return assemble(one.data for one in [*packs.shipped(), *others, source])[row.pack]


def changed(institution: Institution) -> None:
    """Say to every process that the rules changed. Call it inside the action's transaction."""
    any_left = OwnPack.objects.filter(state=OwnPack.State.IN_USE).exists()
    institution.own_rules = uuid.uuid4().hex if any_left else ""
    connection.tenant.own_rules = institution.own_rules
    Institution.objects.filter(pk=institution.pk).update(own_rules=institution.own_rules)
