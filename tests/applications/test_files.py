"""The files say the same as the facts: read back by other hands."""

import csv
import io
import json

import pikepdf
import pytest
from docx import Document

from applications.facts import facts_of
from applications.files.pdf import render_pdf
from applications.files.table import COLUMNS, render_csv, render_json
from applications.files.word import render_docx
from lib.digests import digest
from tests.applications import samples
from tests.registers.pdf_text import read_text, squeeze

FORMULA = "=HYPERLINK(1) I wrote this. \U00012000 *not bold* #let x"


@pytest.fixture
def facts(cast):
    application = samples.begin(cast.technician)
    samples.write(application, "A1")
    samples.write(application, "A2", FORMULA)
    samples.link(application, "A1", samples.activity(cast), reason="I planned it.")
    samples.link(application, "A1", samples.activity(cast, sealed=True, title="Sealed words"))
    samples.link(application, "A2", samples.piece(cast.technician), kind="evidence")
    samples.answered(application)
    samples.write(application, "B1", "Later than the comment.")
    return facts_of(application)


def test_facts_hold_every_part_and_no_sealed_word(facts):
    rows = [row for section in facts["sections"] for row in section["rows"]]

    assert len(rows) == 13
    assert rows[0]["words"] == 350
    assert [one["title"] for one in rows[0]["evidence"]] == [
        "Cryostat induction for new users",
        "Sealed activity",
    ]
    assert "Sealed words" not in json.dumps(facts)
    assert facts["supporters"][0]["on_earlier_version"] is True
    assert facts["sections"][0]["comments"][0]["view"] == "Met"
    assert {row["check"] for row in rows} == {"", "check the body's text"}


def test_json_is_the_facts(facts):
    assert json.loads(render_json(facts)) == facts


def test_csv_has_a_line_for_each_part_and_no_formula(facts):
    rows = list(csv.reader(io.StringIO(render_csv(facts).decode("utf-8-sig"))))

    assert rows[0] == list(COLUMNS)
    assert [row[1] for row in rows[1:]] == [row["code"] for part in facts["sections"] for row in part["rows"]]
    assert rows[2][9] == f"'{FORMULA}"
    assert "I planned it." in rows[1][12]


def test_word_document_says_the_same(facts):
    document = Document(io.BytesIO(render_docx(facts)))

    said = "\n".join(one.text for one in document.paragraphs)
    for section in facts["sections"]:
        for row in section["rows"]:
            assert row["text"] in said
            assert f"{row['code']}: {row['asks']}" in said
    assert "Activity: Cryostat induction for new users" in said
    assert "Alan Whitcombe: Met. Careful and exact. (given on an earlier version)" in said
    assert "Sealed words" not in said
    assert document.core_properties.language == "en-GB"
    levels = [int(one.style.name[-1]) for one in document.paragraphs if one.style.name.startswith("Heading")]
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_pdf_is_tagged_archival_and_says_the_same(facts):
    made = render_pdf(facts)

    with pikepdf.open(io.BytesIO(made)) as pdf:
        meta = str(pdf.open_metadata())
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.MarkInfo.Marked
        assert "pdfuaid" in meta
        assert "pdfaid" in meta
    said = read_text(made)
    for words in ("RSciTech, Science Council", "I planned it.", "*not bold* #let x", "[U+12000]"):
        assert squeeze(words) in said
    assert squeeze("Sealed words") not in said
    assert render_pdf(facts) == made


def test_sent_application_gives_the_file_it_was_sent_as(cast, visit):
    application = samples.begin(cast.technician)
    samples.write(application, "A1", "As it was sent.")
    client = visit(cast.technician)
    client.post(
        f"/applications/{application.uid}/send/",
        {"day": "today", "true": "on", "once": "6d5e0c5e-7bb1-4b53-9f0c-0d9f3a1a7d11"},
    )

    for ending, start in (("pdf", b"%PDF"), ("docx", b"PK"), ("csv", b"\xef\xbb\xbf"), ("json", b"{")):
        answer = client.get(f"{application.get_absolute_url()}application.{ending}")
        assert answer.status_code == 200
        assert answer.content.startswith(start)
        assert "draft" not in answer["Content-Disposition"]
        assert answer["Cache-Control"] == "private, no-store"
    assert client.get(f"{application.get_absolute_url()}application.exe").status_code == 404
    assert application.submissions.get().digest == digest(application.submissions.get().facts)


def test_framework_of_a_checklist_and_of_the_psf_can_be_taken_away(cast):
    for pack, grade in (("iet", "TMIET"), ("advance-he", "AFHEA"), ("bcs-rittech", "RITTech")):
        made = facts_of(samples.begin(cast.technician, pack, grade))
        assert render_pdf(made).startswith(b"%PDF")
        assert render_docx(made).startswith(b"PK")
