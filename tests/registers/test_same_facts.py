"""One renewal, every format: each file of a declared pack is read back and says the same facts, and no sealed word."""

import io
import json
import re
import zipfile
from datetime import date
from typing import Any

import pikepdf
import pytest

from lib.digests import digest
from lib.formats import duration
from registers import actions, issuing, returns
from registers.packfiles.layout import fill, spell
from registers.packfiles.wording import spell_date, spell_dates, spell_name, spell_status
from tests.registers.declared import begun, declare, with_file
from tests.registers.pdf_text import read_text
from tests.registers.reading_back import text_of
from tests.tellers import Teller
from tests.things import link

SECRET = "Quixoflax"
BODIES = [
    ("science-council", "RSciTech"),
    ("hcpc", "BS"),
    ("iet", "EngTech"),
    ("ice", "EngTech"),
    ("bsas", "RSci-A"),
    ("ibms", "RSciTech"),
]
SEALED = {
    name: f"{SECRET} {name}"
    for name in ("title", "provider", "description", "benefit_practice", "benefit_users")
} | {"sealed": True}


@pytest.fixture(params=BODIES, ids=[pack for pack, _ in BODIES])
def frozen(cast, request):
    """A declared renewal with words in every box, files, a link, odd texts and a sealed activity with a file."""
    pack, grade = request.param
    tell = Teller(cast)
    tell.activity(cast.technician, category="formal", title="=2+3 on a Monday", minutes=95)
    tell.activity(
        cast.technician,
        category="other",
        title="Rwy'n dysgu ŵyn",
        description="Two\n\nparagraphs & <b>bold</b>",
    )
    with_file(cast, "certificate.txt", b"Certificate", title="Laser certificate")
    with_file(cast, f"{SECRET}.txt", SECRET.encode(), title=f"{SECRET} file", of=SEALED)
    link(cast, "supervisors")
    renewal = begun(cast.technician, pack=pack, grade=grade, number="00123")
    answers = {one.key: f"Answer to {one.key}.\nSecond line." for one in returns.questions(renewal.edition)}
    renewal = actions.change_renewal(
        renewal=renewal,
        actor=cast.technician,
        values={"answers": answers, "exceptional_reason": "Long leave."},
    )
    return declare(renewal)


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def said(facts: dict[str, Any], *, spelt: bool) -> list[str]:
    """What every format must say; `spelt`: days and lengths as words, as in PDF and DOCX."""
    period, register = facts["period"], facts["register"]
    found = [facts["institution"], facts["holder"]["name"], facts["holder"]["membership_number"]]
    found += [*register.values(), facts["code"], facts["verify_url"], digest(facts), facts["layout"]["name"]]
    found += [facts["holder"]["standing"], *lines(facts["declaration"]), facts["exceptional_reason"]]
    found += [line for one in facts["statements"] for line in lines(one["text"])]
    found += [part.label for part in fill(facts).answers]
    found += [word for one in facts["rules_source"] for word in one.values()]
    for one in facts["findings"]:
        # A document names a rule in words; a table keeps the name by which programs know it.
        found += [
            spell_name(one["rule"]) if spelt else one["rule"],
            one["title"],
            one["reason"],
            spell_status(one["status"]),
        ]
        found += [entry["why"] for entry in one["not_counted"]]
    for one in facts["activities"]:
        found += [one["uid"], one["title"], one["provider"], one["body_category"] or ""]
        found += [
            line for key in ("description", "benefit_practice", "benefit_users") for line in lines(one[key])
        ]
        found += [one["points"] or "", duration(one["minutes"]) if spelt else str(one["minutes"])]
        found += [spell_dates(one["start_date"], one["end_date"])] if spelt else [one["start_date"]]
        for piece in one["evidence"]:
            found += [piece["title"], piece["sha256"] or "", piece.get("url", "")]
    found += [spell_date(facts["declared_on"])] if spelt else [facts["declared_on"], *period.values()]
    return [word for word in found if word]


def cells(facts: dict[str, Any]) -> list[str]:
    """The body's own record, cell by cell."""
    record = fill(facts).record
    heads = [column.label for column in record.columns if column.key != "title"]
    return heads + [line for row in record.rows for value in row for line in lines(spell(value))]


def test_every_format_says_the_frozen_facts(frozen):
    facts = frozen.facts
    made = {ending: issuing.content_of(frozen, ending) for ending in issuing.RENDERERS}

    missing = {}
    for ending in ("pdf", "docx", "xlsx", "csv"):
        text = re.sub(r"\s|\u200b", "", text_of(ending, made[ending]))
        spelt = ending in ("pdf", "docx")
        wanted = said(facts, spelt=spelt) + (cells(facts) if spelt else [])
        missing[ending] = [word for word in wanted if re.sub(r"\s", "", word) not in text]
    assert missing == dict.fromkeys(missing, [])
    read = json.loads(made["json"])
    assert {key: read[key] for key in facts} == facts
    assert read["digest"] == frozen.digest


def unpacked(content: bytes) -> bytes:
    """Every byte of a file with whatever is packed in it laid open: ZIP members, PDF streams, the words of its fonts."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = "\n".join(archive.namelist()).encode()
            return names + b"".join(unpacked(archive.read(name)) for name in archive.namelist())
    if content.startswith(b"%PDF-"):
        with pikepdf.open(io.BytesIO(content)) as opened:
            streams = [one.read_bytes() for one in opened.objects if isinstance(one, pikepdf.Stream)]
            return content + b"".join(streams) + read_text(content).encode()
    return content


def test_no_sealed_word_is_in_any_format_nor_in_the_zip(frozen):
    stream, _ = issuing.bundle_of(frozen)
    whole = b"".join(stream)
    made = {ending: issuing.content_of(frozen, ending) for ending in issuing.RENDERERS} | {"zip": whole}

    bare = unpacked(whole)
    assert b"Sealed activity" in bare and SEALED["title"].encode() not in bare
    assert {
        ending: SECRET.encode() in unpacked(content) for ending, content in made.items()
    } == dict.fromkeys(made, False)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        for ending in issuing.RENDERERS:
            (name,) = (one for one in archive.namelist() if one.endswith(f".{ending}") and "/" not in one
                       and one != "manifest.json")  # fmt: skip
            assert archive.read(name) == made[ending]
    assert date.fromisoformat(frozen.facts["declared_on"]) == date.today()
