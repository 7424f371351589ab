"""Markdown in, a few elements out, and never what somebody typed as HTML."""

import re

import pytest
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from lib.markup import ELEMENTS, plain_text, render_markdown


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("plain", "<p>plain</p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("# a", "<h3>a</h3>"),
        ("###### a", "<h4>a</h4>"),
        ("```python\na < b\n```", "<pre><code>a &lt; b\n</code></pre>"),
        ("[a](https://b.example)", '<p><a href="https://b.example" rel="nofollow noopener">a</a></p>'),
        ("3 < 4 & AT&T", "<p>3 &lt; 4 &amp; AT&amp;T</p>"),
    ],
)
def test_markdown_becomes_the_few_elements(text, html):
    rendered = render_markdown(text)

    assert rendered == html
    assert isinstance(rendered, SafeString)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("<p onclick=x>a</p>", "<p>&lt;p onclick=x&gt;a&lt;/p&gt;</p>"),
        ("<!-- a -->", "<p>&lt;!-- a --&gt;</p>"),
        ("[a](javascript:alert(1))", '<p><a rel="nofollow noopener">a</a></p>'),
        ("[a](data:text/html,b)", '<p><a rel="nofollow noopener">a</a></p>'),
        ("<javascript:alert(1)>", "<p>&lt;javascript:alert(1)&gt;</p>"),
    ],
)
def test_markup_typed_in_is_shown_and_not_obeyed(text, html):
    assert render_markdown(text) == html


def test_images_from_elsewhere_are_left_as_text():
    assert render_markdown("![a](https://b.example/c.png)") == "<p>![a](https://b.example/c.png)</p>"


def test_very_many_brackets_are_left_as_text():
    assert render_markdown("[a](https://b.example) " * 201).count("<a") == 0


@given(st.text(alphabet="<>/=\"'&;:()[]!*_`#\n -apscrithef", max_size=80))
def test_only_allowed_elements_come_out(text):
    elements = re.findall(r"<(/?)([^\s>]+)([^>]*)>", render_markdown(text))

    assert {name for _, name, _ in elements} <= ELEMENTS
    assert all(re.fullmatch(r"(?: (?:href|rel)=\"[^\"]*\")*", rest) for _, _, rest in elements)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# A\n\n**bo**ld, *b*.\n\n- c\n- d", "A bold, b. c d"),
        ("[a](https://b.example) & <b>", "a & <b>"),
        ("one\ntwo", "one two"),
        ("", ""),
    ],
)
def test_plain_text_keeps_the_words(text, words):
    assert plain_text(text) == words


@pytest.mark.parametrize(
    "text", ["- " * 9000 + "a", "1. " * 9000, "  - " * 9000, "> " * 9000, "a\n-\n" * 20_000]
)
def test_markdown_nested_deeper_or_longer_than_anyone_writes_is_shown_as_typed(text):
    assert render_markdown(text).startswith("<")


def test_markdown_shown_as_typed_is_still_text():
    shown = render_markdown("<script>alert(1)</script>\n" * 2_001)

    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
