"""The old editor's HTML as words and as Markdown: nothing lost, nothing run."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.markup import plain_text, render_markdown
from moving.aspirecpd.words import marked, plain


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One</p>\r\n<p>Two</p>", "One\n\nTwo"),
        ("One<br />\ntwo", "One\ntwo"),
        ("<p>x < y && a[b[0]]> 1</p>", "x < y && a[b[0]]> 1"),
        ("&pound;3&nbsp;&amp; more", "£3\xa0& more"),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n    - c"),
        ("<ol>\n<li>a</li>\n<li>b</li>\n</ol>", "1. a\n2. b"),
        ("<table><tr><th>Day</th><th>Reading</th></tr>\n<tr><td>1</td><td>3</td></tr></table>", "Day | Reading\n1 | 3"),
        ('<a href="https://example.test/a">the page</a>', "the page (https://example.test/a)"),
        ("<b>bold</b> H<sub>2</sub>O", "bold H2O"),
        ('<script>alert("x");</script>', '<script>alert("x");</script>'),
        ('<iframe src="https://example.test/v"></iframe>', '<iframe src="https://example.test/v"></iframe>'),
        ('<img src="https://example.test/p.jpg" alt="The bench">', "[The bench] https://example.test/p.jpg"),
        ("[caption id=\"x\"]Bench[/caption]", '[caption id="x"]Bench[/caption]'),
        ("<!-- wp:paragraph --><p>Said</p><!-- /wp:paragraph -->", "Said"),
        ("C:\\data\\new", "C:\\data\\new"),
        ("<b>never closed", "never closed"),
        ("", ""),
    ],
)  # fmt: skip
def test_plain(source, text):
    assert plain(source).text == text


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<b>bold</b> and <em> slanted </em>", "<p><strong>bold</strong> and  <em>slanted</em></p>"),
        ("<h1>Top</h1><p>Words</p>", "<h4>Top</h4>\n<p>Words</p>"),
        ('<a href="https://example.test/a(b)">page</a>', 'href="https://example.test/a%28b%29"'),
        ('<a href="javascript:alert(1)">page</a>', "page (javascript:alert(1))"),
        ("2 * 3 * 4 and snake_case and _this_", "2 * 3 * 4 and snake_case and _this_"),
        ("#notaheading", "<p>#notaheading</p>"),
        ("Words\n-----", "<p>Words<br>\n-----</p>"),
        ("see [here](https://example.test) `x`", "see [here](https://example.test) `x`"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("&amp;lt;b&amp;gt;", "&amp;lt;b&amp;gt;"),
        ("<blockquote>Said</blockquote>", "<blockquote>\n<p>Said</p>\n</blockquote>"),
        ("C:\\data\\*x", "C:\\data\\*x"),
    ],
)
def test_marked_reads_as_it_looked(source, shown):
    assert shown in render_markdown(marked(source).text)


def test_what_cannot_be_kept_as_it_looked_is_said():
    assert plain("<script>x</script>[gallery]<p>a</p>").notes == {
        "markup that has no place here stands as words (script)",
        "a shortcode of the old system stands as it was written",
    }
    assert plain("<p>a</p><!-- kept back -->").text == "a\n\n<!-- kept back -->"
    assert not plain("<p>plain <b>words</b></p>").notes


def words_of(text):
    return re.findall(r"\w+", text)


@given(st.lists(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=30), max_size=6))
def test_no_word_is_lost_whatever_signs_people_typed(lines):
    source = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines)
    typed = words_of(" ".join(lines))

    assert words_of(plain(source).text) == typed
    assert words_of(plain_text(marked(source).text)) == typed
