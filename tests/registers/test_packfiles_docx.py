"""The pack as a Word document: the facts, the structure a screen reader needs, texts that stay texts."""

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from lib.digests import digest
from registers.packfiles.facts import PackRefused, seal_activity
from registers.packfiles.word import render_docx
from tests.registers.docx_text import read_docx
from tests.registers.pack_samples import ODD_TEXTS, make_activity, make_draft, make_facts


def opened(facts):
    return docx.Document(io.BytesIO(render_docx(facts)))


def test_docx_says_all_its_facts():
    facts = make_facts()

    text = read_docx(render_docx(facts))

    said = [facts["institution"], *facts["holder"].values(), *facts["register"].values(), facts["verify_url"]]
    said += [facts["declaration"], facts["exceptional_reason"], facts["statements"][0]["text"], digest(facts)]
    said += [word for one in facts["findings"] for word in (one["rule"], one["title"], one["reason"])]
    said += [one["label"] for one in facts["layout"]["fields"] if one["key"] != "activities[].title"]
    for one in facts["activities"]:
        said += [one[key] for key in ("uid", "title", "provider", "benefit_practice", "benefit_users")]
        said += one["description"].split("\n\n")
    said += [facts["code"], "Verified by Sam Ellis on 2 Nov 2026", "ab" * 32, "not recorded"]
    said += ["Total of 6 listed: 9 h, 9.0 points", "Not counted: 1: ongoing", facts["rules_source"][0]["url"]]
    assert [word for word in said if isinstance(word, str) and word not in text] == []


def test_docx_has_title_language_headings_and_table_heads():
    book = opened(make_facts())

    about = book.core_properties
    levels = [line.style.name for line in book.paragraphs if line.style.name.startswith(("Heading", "Title"))]
    language = book.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert (about.title, about.language) == ("CPD record, 1 Jan to 31 Dec 2026, Megan Okafor", "en-GB")
    assert language.get(qn("w:val")) == "en-GB"
    assert levels[0] == "Title" and levels.count("Title") == 1
    # No level is left out on the way down.
    assert levels[1] == "Heading 1" and set(levels[1:]) == {"Heading 1", "Heading 2"}
    assert len(book.tables) == 4
    for table in book.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    (picture,) = book.inline_shapes
    assert picture._inline.docPr.get("descr").endswith("verification page of pack NM-7K4Q-2M9X")


def test_docx_draft_says_so_on_every_page_and_has_no_code():
    text = read_docx(render_docx(make_draft()))

    assert text.count("DRAFT") == 3
    assert "NM-7K4Q-2M9X" not in text


@pytest.mark.parametrize("odd", ODD_TEXTS.values(), ids=ODD_TEXTS.keys())
def test_docx_takes_any_text_anywhere(odd):
    facts = make_facts([make_activity(1, title=odd, provider=odd, description=odd)])
    facts["holder"] |= {"name": odd, "job_title": odd}
    facts["statements"][0] |= {"label": odd, "text": odd}

    assert read_docx(render_docx(facts))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("{{ 1 + 1 }} {% raw %}", "{{ 1 + 1 }} {% raw %}"),
        ("<w:br/>&amp;", "<w:br/>&amp;"),
        ("a\x00b\x0cc", "a[U+0000]b[U+000C]c"),
        ("\ufffe", "[U+FFFE]"),
    ],
)
def test_docx_shows_markup_as_typed_and_spells_out_what_xml_refuses(typed, read):
    facts = make_facts([make_activity(1, title=typed)])

    assert f"1. {read}" in read_docx(render_docx(facts))


def test_docx_of_a_sealed_activity_holds_no_words():
    made = render_docx(make_facts([seal_activity(make_activity(1))]))

    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        whole = b"".join(parts.read(name) for name in parts.namelist())
    assert b"Sealed activity" in whole
    assert b"Confocal" not in whole and b"Interlocks" not in whole


def test_docx_of_the_same_facts_is_the_same_bytes():
    assert render_docx(make_facts()) == render_docx(make_facts())


def test_docx_refuses_bad_facts():
    with pytest.raises(PackRefused):
        render_docx({})
