"""The fourteen returns of the bodies: the pack of a declared renewal holds exactly the fields that the body asks for, in its
order and under its labels, in JSON, PDF and Word.
"""

import io
import json
import re
from typing import Any

import docx
import pytest
from docx.table import Table

from registers import issuing, packs, returns
from registers.actions import change_renewal
from tests.registers.declared import begun, declare
from tests.registers.pdf_text import read_text
from tests.tellers import Teller

# By the number of each in the list of what a return must contain; two bodies share the last, which asks for nothing known.
RETURNS = {
    "1-science-council": ("science-council", "RSciTech"),
    "2-ist": ("ist", "RSciTech"),
    "3-ibms": ("ibms", "RSciTech"),
    "4-hcpc": ("hcpc", "BS"),
    "5-engineering-council": ("engineering-council", "EngTech"),
    "6-iet": ("iet", "EngTech"),
    "7-imeche": ("imeche", "EngTech"),
    "8-ice": ("ice", "EngTech"),
    "9-ipem-rct": ("ipem-rct", None),
    "10-rsb": ("rsb", "RSciTech"),
    "11-bsas": ("bsas", "RSci-A"),
    "12-iop": ("iop", None),
    "13-rsc": ("rsc", None),
    "14-bcs-rittech": ("bcs-rittech", "RITTech"),
    "14-advance-he": ("advance-he", "AFHEA"),
}
EACH = "activities[]."
# Days, numbers and kinds stand in the table of activities; what is written stands with each activity.
IN_TABLE = {"date", "enum", "number", "boolean"}
PLAIN_TABLE = ["Date", "Kind of learning", "Hours"]
PLAIN_TEXTS = ["What you did and why it is relevant", "Benefit to practice", "Benefit to users"]


@pytest.fixture(params=RETURNS.values(), ids=RETURNS)
def declared(cast, request):
    """(what the body's pack asks for, the frozen pack) of a renewal with every question answered and one activity."""
    pack, grade = request.param
    edition = packs.editions(pack)[-1]
    Teller(cast).activity(cast.technician, category="formal", minutes=95)
    renewal = begun(cast.technician, pack=pack, grade=grade or edition.grades[0].code)
    answers = {one.key: f"Answer to {one.key}." for one in returns.questions(edition)}
    renewal = change_renewal(renewal=renewal, actor=cast.technician, values={"answers": answers})
    return asked(pack), declare(renewal)


def asked(pack: str) -> list[dict[str, Any]]:
    """The fields of the pack's own file, after those of the body whose return applies as well."""
    data = {one.data["id"]: one.data for one in packs.shipped()}
    own = data[pack]["renewal_return"]
    inherited = data[own["inherits_fields"]]["renewal_return"]["fields"] if "inherits_fields" in own else []
    return list({one["key"]: one for one in [*inherited, *own["fields"]]}.values())


def whole(fields: list[dict[str, Any]]) -> list[str]:
    """The headings of a return: its questions, and the record where the first field of each activity stands."""
    found: list[str] = []
    for one in fields:
        label = "Activities" if one["key"].startswith(EACH) else one["label"]
        if one["key"] != "activities[]" and not (label == "Activities" and label in found):
            found.append(label)
    return found


def columns(fields: list[dict[str, Any]]) -> tuple[list[str], list[str]]:
    """(labels in the table, labels with each activity); the plain ones where the body names none."""
    each = [one for one in fields if one["key"].startswith(EACH)]
    if not each:
        return PLAIN_TABLE, PLAIN_TEXTS
    titled = [one for one in each if one["key"] != f"{EACH}title"]
    return (
        [one["label"] for one in titled if one["type"] in IN_TABLE],
        [one["label"] for one in titled if one["type"] not in IN_TABLE],
    )


def sections(book: Any) -> dict[str, list[Any]]:
    """The blocks of a Word document under each heading of the first level."""
    found: dict[str, list[Any]] = {"": []}
    current = ""
    for block in book.iter_inner_content():
        if not isinstance(block, Table) and block.style.name == "Heading 1":
            current = block.text
        found.setdefault(current, []).append(block)
    return found


def squeezed(text: str) -> str:
    return re.sub(r"\s|\u200b", "", text)


def in_order(labels: list[str], text: str) -> list[str]:
    """The labels that do not stand in the text after the one before."""
    at, missing = 0, []
    for label in labels:
        found = text.find(squeezed(label), at)
        if found < 0:
            missing.append(label)
        else:
            at = found + len(squeezed(label))
    return missing


def test_the_json_holds_the_fields_of_the_return(declared):
    fields, frozen = declared

    layout = json.loads(issuing.content_of(frozen, "json"))["layout"]

    assert [(one["key"], one["label"], one["type"]) for one in layout["fields"]] == [
        (one["key"], one["label"], one["type"]) for one in fields
    ]


def test_the_word_document_holds_the_fields_of_the_return(declared):
    fields, frozen = declared
    table, texts = columns(fields)

    found = sections(docx.Document(io.BytesIO(issuing.content_of(frozen, "docx"))))

    name = frozen.facts["layout"]["name"]
    headings = [
        block.text
        for block in found[name]
        if not isinstance(block, Table) and block.style.name == "Heading 2"
    ]
    wanted = whole(fields)
    beside = [one["label"] for one in frozen.facts["statements"] if one["label"] not in wanted]
    assert headings == [
        *wanted, *beside, *([] if "Activities" in wanted else ["Activities"]),
    ]  # fmt: skip
    (listed,) = [block for block in found[name] if isinstance(block, Table)]
    assert [cell.text for cell in listed.rows[0].cells][2:] == table
    each = "\n".join(block.text for block in found["Each activity"])
    assert in_order(texts, squeezed(each)) == []


def test_the_pdf_holds_the_fields_of_the_return(declared):
    fields, frozen = declared
    table, texts = columns(fields)

    text = squeezed(read_text(issuing.content_of(frozen, "pdf")))

    rest = text[text.rindex(squeezed(frozen.facts["layout"]["name"])) :]
    answered = [one for one in whole(fields) if one != "Activities"]
    assert in_order(answered, rest) == []
    assert in_order(["Activities", *table], rest) == []
    assert in_order(["Eachactivity", *texts], rest) == []


def test_all_fourteen_returns_stand_here():
    assert {name.partition("-")[0] for name in RETURNS} == {str(number) for number in range(1, 15)}
    assert {pack for pack, _ in RETURNS.values()} == set(packs.ids()) - {"iom3"}
