import io

import pikepdf
import pytest

from lib.digests import digest
from registers.packfiles.facts import PackRefused, seal_activity
from registers.packfiles.glyphs import FONT_FOLDER, drawable, make_printable
from registers.packfiles.pdf import render_pdf
from tests.registers.pack_samples import ODD_TEXTS, make_activity, make_draft, make_facts
from tests.registers.pdf_text import read_pages, read_text, squeeze


def walk(element):
    """Every structure element below an element of the tag tree."""
    if isinstance(element, pikepdf.Array):
        for child in element:
            yield from walk(child)
    elif isinstance(element, pikepdf.Dictionary):
        yield element
        yield from walk(element.get("/K"))


def tags_of(root):
    return {str(element.S) for element in walk(root) if "/S" in element}


def spoken_texts(root):
    """The alternative texts that a screen reader speaks."""
    return {str(element.Alt) for element in walk(root) if "/Alt" in element}


def test_pdf_is_tagged_and_claims_both_standards():
    with pikepdf.open(io.BytesIO(render_pdf(make_facts()))) as pdf:
        with pdf.open_metadata() as meta:
            claims = [meta.get(key) for key in ("pdfuaid:part", "pdfaid:part", "pdfaid:conformance")]
            title = meta["dc:title"]
        tags = tags_of(pdf.Root.StructTreeRoot)

        assert claims == ["1", "2", "A"]
        assert title == "CPD record, 1 Jan to 31 Dec 2026, Megan Okafor"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert {"/Table", "/THead", "/TH", "/TD", "/H1", "/H2", "/Figure", "/Link"} <= tags


def test_pdf_counts_what_it_does_not_list_by_its_reason():
    facts = make_facts()
    gone = [{"uid": f"0000-{number}", "why": "planned"} for number in range(2)]
    facts["findings"][0]["not_counted"] = [*facts["findings"][0]["not_counted"], *gone]

    text = squeeze(read_text(render_pdf(facts)))

    assert squeeze("Not counted: 1: ongoing; 2 not listed here: planned") in text and "0000-1" not in text


def test_pdf_says_all_its_facts():
    facts = make_facts()

    text = read_text(render_pdf(facts))

    said = [facts["institution"], *facts["holder"].values(), *facts["register"].values(), facts["verify_url"]]
    said += [facts["declaration"], facts["exceptional_reason"], facts["statements"][0]["text"]]
    said += [
        word
        for finding in facts["findings"]
        for word in (finding["rule"], finding["title"], finding["reason"])
    ]
    said += [
        "Met",
        "Not met",
        "Advice",
        "The body decides",
        "Counted: 2, 3, 4, 5, 6",
        "Not counted: 1: ongoing",
    ]
    for activity in facts["activities"]:
        said += [activity[key] for key in ("uid", "title", "provider", "benefit_practice", "benefit_users")]
        said += [
            *activity["description"].split("\n\n"),
            f"Verified by {activity['verified_by']} on 2 Nov 2026",
        ]
    said += [
        "ab" * 32,
        "1 Mar to 14 Mar 2026",
        digest(facts),
        "1 h 30 min",
        "Total of 6 listed: 9 h, 9.0 points",
    ]
    said += [one["label"] for one in facts["layout"]["fields"]]
    assert [word for word in said if isinstance(word, str) and squeeze(word) not in text] == []


def test_pdf_prints_code_and_page_number_on_each_page():
    pages = read_pages(render_pdf(make_facts([make_activity(number) for number in range(1, 31)])))

    assert len(pages) > 5
    for number, page in enumerate(pages, 1):
        assert "NM-7K4Q-2M9X" in page
        assert f"Page{number}of{len(pages)}" in page


def test_pdf_describes_its_qr_code_and_links_to_the_verify_page():
    with pikepdf.open(io.BytesIO(render_pdf(make_facts()))) as pdf:
        links = {str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", []) if "/A" in note}
        spoken = spoken_texts(pdf.Root.StructTreeRoot)

    assert links == {"https://northmoor.example/verify/NM-7K4Q-2M9X/", "https://sciencecouncil.org/cpd"}
    assert "QR code that opens the verification page of pack NM-7K4Q-2M9X" in spoken


def test_pdf_of_the_same_facts_is_the_same_bytes():
    assert render_pdf(make_facts()) == render_pdf(make_facts())


def test_pdf_draft_says_so_on_each_page():
    pages = read_pages(render_pdf(make_draft()))

    assert all("Draft,notdeclared" in page for page in pages)
    assert "Thisisadraft.Ithasnotbeendeclared." in "".join(pages)


def test_pdf_of_a_sealed_activity_holds_no_words():
    text = read_text(render_pdf(make_facts([seal_activity(make_activity(1))])))

    assert "1.Sealedactivity" in text
    assert "Confocal" not in text


def test_pdf_of_no_activities_is_made():
    assert "Noactivityislistedinthispack." in read_text(render_pdf(make_facts([])))


@pytest.mark.parametrize("odd", ODD_TEXTS.values(), ids=ODD_TEXTS.keys())
def test_pdf_takes_any_text_anywhere(odd):
    facts = make_facts([make_activity(1, title=odd, provider=odd, description=odd, benefit_practice=odd)])
    facts["holder"] |= {"name": odd, "job_title": odd}
    facts["statements"][0] |= {"label": odd, "text": odd}
    facts["findings"][0]["reason"] = odd

    assert render_pdf(facts).startswith(b"%PDF-")


def test_pdf_prints_markup_as_it_was_typed():
    odd = ODD_TEXTS["markup"]

    text = read_text(render_pdf(make_facts([make_activity(1, title=odd)])))

    assert text.count(squeeze(odd)) == 2


def test_pdf_of_three_hundred_activities_lists_every_title():
    facts = make_facts([make_activity(number) for number in range(1, 301)])

    text = read_text(render_pdf(facts))

    assert [a["title"] for a in facts["activities"] if squeeze(a["title"]) not in text] == []


def test_pdf_refuses_bad_facts():
    with pytest.raises(PackRefused, match="not in the form"):
        render_pdf({})


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("plain ŵ 张 🔬", "plain ŵ 张 🔬"),
        ("𒀀", "[U+12000]"),
        ("a\x07\r\nb", "a[U+0007]\nb"),
        ("\ue000", "[U+E000]"),
        ("a\u202eb\u2067c", "a[U+202E]b\u2067c"),
        ("e\u0301", "é"),
        ("x" * 50, "x" * 24 + "\u200b" + "x" * 24 + "\u200bxx"),
    ],
)
def test_make_printable(text, printed):
    assert make_printable(text) == printed


def test_fonts_travel_with_their_licences():
    names = {path.name for path in FONT_FOLDER.iterdir()}

    assert {"OFL.txt", "DejaVu.txt", "Apache-2.0.txt", "README.md"} <= names
    assert {ord(sign) for sign in "aŵЖאلन張한🔬"} <= drawable()
