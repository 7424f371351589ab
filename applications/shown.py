"""What a supporter is shown: the statements, and of the evidence only what the owner ticked; nothing sealed, ever."""

from dataclasses import dataclass

from applications.linked import Thing, things_for
from applications.models import Supporter
from applications.shapes import Row, Unit


@dataclass(frozen=True)
class ShownRow:
    row: Row
    text: str
    evidence: list[tuple[Thing, str]]


@dataclass(frozen=True)
class ShownSection:
    unit: Unit
    rows: list[ShownRow]


def shown_to(supporter: Supporter) -> list[ShownSection]:
    """Every section with its statements; of each ticked link the title, the day and the reason, never the thing itself."""
    application = supporter.application
    texts = {one.code: one.text for one in application.statements.all() if not one.retired}
    links = [one for one in application.links.all() if str(one.uid) in supporter.shown and not one.retired]
    things = things_for(links, application.owner)
    found: dict[str, list[tuple[Thing, str]]] = {}
    for link in links:
        thing = things[(link.kind, str(link.object_uid))]
        if not thing.sealed and not thing.hidden:
            found.setdefault(link.code, []).append((thing, link.reason))
    return [
        ShownSection(unit, [ShownRow(row, texts.get(row.code, ""), found.get(row.code, [])) for row in rows])
        for unit, rows in application.asked.sections
    ]
