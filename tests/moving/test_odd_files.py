"""Exports that somebody has had a hand in: refused or told by line, with nothing stored, and never a crash half way."""

import re
import shutil
from pathlib import Path

import pytest

from moving.aspirecpd import Refused
from moving.aspirecpd.export import read_journal
from moving.aspirecpd.run import bring
from moving.aspirecpd.users import COLUMNS, read_people
from people.models import User

EXPORT = Path(__file__).parent / "export"
LONG = "9" * 600


def people_table(*cells: str) -> bytes:
    return ("\t".join(COLUMNS) + "\n" + "\t".join(cells) + "\n").encode()


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (
            ("7", "mo", "mo@x.example", "Mo\0Lee", "participant", "", "", "5"),
            "it holds a sign that is in no text (NUL)",
        ),
        (
            ("7", LONG, "mo@x.example", "Mo Lee", "participant", "", "", "5"),
            "its id or login is longer than 200 signs",
        ),
        (
            (LONG, "mo", "mo@x.example", "Mo Lee", "participant", "", "", "5"),
            "its id or login is longer than 200 signs",
        ),
    ],
)
def test_a_line_that_cannot_be_kept_is_named_and_left(cells, why):
    assert read_people(people_table(*cells)) == ([], [(2, why)])


@pytest.mark.parametrize("name", ["wp:post_id", "wp:comment_id", "wp:base_blog_url"])
@pytest.mark.parametrize("value", [LONG, ""])
def test_a_journal_whose_keys_cannot_be_kept_is_refused_and_brings_nobody(cast, tmp_path, name, value):
    journal = next(one for one in EXPORT.glob("*.xml") if "<wp:comment_id>" in one.read_text())
    shutil.copytree(EXPORT, tmp_path, dirs_exist_ok=True)
    text = re.sub(f"<{name}>.*?</{name}>", f"<{name}>{value}</{name}>", journal.read_text(), count=1)
    (tmp_path / journal.name).write_text(text)
    before = User.objects.count()

    with pytest.raises(Refused, match=re.escape(f"({name})")):
        read_journal(text.encode(), file=journal.name)
    with pytest.raises(Refused):
        bring(tmp_path, apply=True)
    assert User.objects.count() == before


def test_table_of_categories_answers_head(cast, visit):
    assert visit(cast.admin).head("/moving/categories/").status_code == 200
