"""Rules for every template: icons that exist, nothing inline, nothing from another host."""

import re

import pytest

from tests.test_layers import ROOT

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS_AND_STYLES = sorted(
    [*(ROOT / "static" / "css").glob("*.css"), *(ROOT / "static" / "js").glob("*.js")]
)
ICONS = set(re.findall(r'<symbol id="([^"]+)"', (ROOT / "static" / "icons.svg").read_text()))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_template_names_only_icons_that_exist(path):
    named = set(re.findall(r'{% icon "([^"]+)"', path.read_text()))

    assert named - ICONS == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_template_holds_nothing_inline(path):
    text = path.read_text()

    assert re.findall(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", text) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)(?![^>]*application/json)[^>]*>", text) == []


@pytest.mark.parametrize(
    "path", [*TEMPLATES, *SCRIPTS_AND_STYLES], ids=lambda path: str(path.relative_to(ROOT))
)
def test_nothing_is_loaded_from_another_host(path):
    assert (
        re.findall(
            r"""(?:src|url\(|@import|from|rel="stylesheet"\s+href)\s*=?\s*["']?https?:""", path.read_text()
        )
        == []
    )
