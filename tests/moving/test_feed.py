"""Reading the files: what is broken or dangerous ends in one sentence with the line."""

import pytest

from moving.aspirecpd import Refused
from moving.aspirecpd.export import read_journal
from moving.aspirecpd.feed import read
from moving.aspirecpd.users import COLUMNS, read_people

NAMES = 'xmlns:wp="http://wordpress.org/export/1.2/"'
BOMB = '<?xml version="1.0"?>\n<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>\n<r>&b;</r>'
OUTSIDE = '<?xml version="1.0"?>\n<!DOCTYPE r SYSTEM "file:///etc/passwd">\n<r/>'


def test_serialised_line_ends_are_kept_and_every_element_knows_its_line():
    root = read(b"<r>\n<a><![CDATA[x\r\ny\rz]]></a>\n<b>1\r\n2</b></r>", file="x.xml")

    assert [(one.name, one.line, one.text) for one in root.children] == [
        ("a", 2, "x\r\ny\rz"),
        ("b", 4, "1\n2"),
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (BOMB, "x.xml, line 2: it declares a document type"),
        (OUTSIDE, "x.xml, line 2: it declares a document type"),
        ("<r>\n<a>\n</r>", "x.xml, line 3: the XML is broken there (mismatched tag)"),
        ("<r>\n\x0b</r>", "x.xml, line 2: the XML is broken there (not well-formed (invalid token))"),
        ("<r>\n&nbsp;</r>", "x.xml, line 2: the XML is broken there (undefined entity)"),
        ("", "x.xml, line 1: the XML is broken there (no element found)"),
        ("<r>" * 60, "elements stand more than 50 deep"),
        ("<r>" + "".join(map(chr, range(0xE000, 0xE010))) + "</r>", "signs that no export uses"),
    ],
)
def test_broken_and_dangerous_files_are_refused_by_line(data, said):
    with pytest.raises(Refused) as refused:
        read(data.encode(), file="x.xml")

    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("<html/>", "x.xml, line 1: this is no WordPress export"),
        (
            f"<rss {NAMES}><channel><wp:wxr_version>1.2</wp:wxr_version></channel></rss>",
            "which journal it is",
        ),
        (
            f"<rss {NAMES}><channel><wp:wxr_version>1.2</wp:wxr_version>\n<wp:base_blog_url>http://a.test/b"
            "</wp:base_blog_url>\n<item/></channel></rss>",
            "x.xml, line 3: an item without its number",
        ),
    ],
)
def test_other_xml_is_refused(data, said):
    with pytest.raises(Refused) as refused:
        read_journal(data.encode(), file="x.xml")

    assert said in str(refused.value)


def test_elements_that_nobody_knows_are_listed():
    data = (
        f"<rss {NAMES}><channel><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>http://a.test/b</wp:base_blog_url>\n"
        "<wp:novelty/>\n<item><wp:post_id>1</wp:post_id>\n<mood>glad</mood></item></channel></rss>"
    )

    assert read_journal(data.encode(), file="x.xml").strange == [(2, "wp:novelty"), (4, "mood")]


def test_names_and_titles_that_were_escaped_read_as_they_were_typed():
    item = (
        "<item><title><![CDATA[Salt &amp; light]]></title><wp:post_id>1</wp:post_id><wp:comment><wp:comment_id>2"
        "</wp:comment_id><wp:comment_author><![CDATA[O&#039;Neil]]></wp:comment_author></wp:comment></item>"
    )
    data = (
        f"<rss {NAMES}><channel><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>http://a.test/b</wp:base_blog_url>"
        f"{item}</channel></rss>"
    )
    (post,) = read_journal(data.encode(), file="x.xml").posts
    people, _ = read_people(table("1\ta\ta@b.test\tSalt &amp; Co\tparticipant\tNULL\tNULL\t3"))

    assert (post.title, post.remarks[0].author, people[0].name) == ("Salt & light", "O'Neil", "Salt & Co")


def table(*rows):
    return "\n".join(["\t".join(COLUMNS), *rows]).encode()


def test_people_are_read_with_names_as_they_are_and_odd_lines_listed():
    people, wrong = read_people(
        table(
            '20\tpart0009\tA@Example.test\tSiân O\'Ŵyn "Wyn"\tparticipant\ta:2:{i:0;i:2;i:5;s:1:"3";}\tNULL\t11\r',
            "21\ttoo\tfew",
            '22\tb\tb@example.test\tB\tNULL\tO:1:"A":0:{}\ta:1:{i:0;s:3:"abc";}\tNULL',
            "",
        )
    )

    assert [(one.name, one.email, one.supervisors, one.blog) for one in people][0] == (
        'Siân O\'Ŵyn "Wyn"', "a@example.test", ("2", "3"), "11",
    )  # fmt: skip
    assert wrong == [(3, "it has 3 columns, not 8")]
    assert [one.partition(" ")[0] for one in people[1].odd] == ["related_supervisors", "related_participants"]
    assert "an object" in people[1].odd[0]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"id\tname\n1\tA", "users.tsv, line 1: the columns are not id, login"),
        (table("1\ta\ta@b.test\t").replace(b"a@b", b"\xff"), "users.tsv, line 2: the letters are not UTF-8"),
    ],
)
def test_another_table_is_refused(data, said):
    with pytest.raises(Refused) as refused:
        read_people(data)

    assert said in str(refused.value)
