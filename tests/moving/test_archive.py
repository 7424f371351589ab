"""The ZIP of a record: what is in it, what it says of itself, and that it reads back."""

import hashlib
import io
import json
import random
import re
import uuid
import zipfile
from html.parser import HTMLParser
from typing import Any

import pytest
from django.utils import timezone
from jsonschema import Draft202012Validator
from PIL import Image

from evidence import actions as evidence
from evidence.models import Evidence, private_files
from journals.reflecting import Prompt, Template, composed
from lib.digests import digest_of_many
from moving.archive.making import make
from moving.archive.reading import Opened, Unreadable
from moving.archive.schema import published
from moving.proving import prove
from moving.record.listed import KINDS
from portfolios import actions as portfolios
from portfolios.editing import Box
from registers.signing import certificates
from sharing import actions as sharing
from tests import things
from tests.moving.record.samples import whole_life
from tests.portfolios.test_views_folio import write


def zipped(cast: Any, **options: Any) -> io.BytesIO:
    made = io.BytesIO()
    make(cast.technician, made, sealed=options.get("sealed", False), now=timezone.now())
    made.seek(0)
    return made


@pytest.fixture
def archive(cast) -> io.BytesIO:
    whole_life(cast)
    return zipped(cast)


class Links(HTMLParser):
    """What a page refers to, and what it must not have."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.found += [str(value) for name, value in attrs if name in ("href", "src")]


def test_every_kind_is_as_the_published_schema_says(archive):
    schema = published()
    Draft202012Validator.check_schema(schema)
    check = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    opened = zipfile.ZipFile(archive)

    for kind in KINDS:
        said = json.loads(opened.read(f"data/{kind.name}.json"))
        assert list(check.iter_errors(said)) == [], kind.name
    assert json.loads(opened.read("data/schema.json")) == schema


def test_the_head_counts_every_kind_and_sums_its_rows(archive):
    opened = Opened(archive)

    for kind in KINDS:
        rows = opened.rows(kind)
        assert opened.head["kinds"][kind.name] == {"rows": len(rows), "digest": digest_of_many(rows)}


def test_pages_link_within_the_archive_and_run_nothing(archive):
    opened = zipfile.ZipFile(archive)
    there = set(opened.namelist())
    pages = [path for path in there if path.endswith(".html")]
    assert len(pages) > 30

    for path in pages:
        text = opened.read(path).decode()
        page = Links(text)
        assert not page.tags & {"script", "iframe", "form", "style"}, path
        assert 'lang="en-GB"' in text
        assert len(re.findall("<h1>", text)) == 1
        for link in page.found:
            if not link.startswith(("http", "#")):
                assert resolved(path, link) in there, (path, link)


def resolved(path: str, link: str) -> str:
    folder = path.rpartition("/")[0]
    return link.removeprefix("../") if link.startswith("../") else f"{folder}/{link}".strip("/")


def test_the_log_has_the_columns_of_its_own_export(archive):
    table = zipfile.ZipFile(archive).read("tables/activities.csv").decode("utf-8-sig")

    assert table.startswith("uid,title,provider,start_date,end_date,minutes,category,")


def test_the_manifest_sums_every_member_and_the_institution_signs_it(archive):
    opened = Opened(archive)

    assert opened.wrong_members() == []
    assert opened.is_signed_by(certificates())


def test_a_changed_member_or_manifest_is_found(archive):
    whole, changed = zipfile.ZipFile(archive), io.BytesIO()
    with zipfile.ZipFile(changed, "w") as copy:
        for name in whole.namelist():
            content = whole.read(name)
            copy.writestr(name, content.replace(b"Monday", b"Sunday") + b" " if "json" in name else content)
    opened = Opened(changed)

    assert "data/entries.json" in opened.wrong_members()
    assert not opened.is_signed_by(certificates())


def test_half_a_file_says_so(archive):
    with pytest.raises(Unreadable):
        Opened(io.BytesIO(archive.getvalue()[: len(archive.getvalue()) // 2]))


@pytest.mark.parametrize("sealed", [False, True])
def test_the_round_trip_passes(cast, sealed):
    whole_life(cast)
    made = io.BytesIO()
    make(cast.technician, made, sealed=sealed, now=timezone.now())

    report = prove(made, sha256=sha256_of(made))

    assert report.differences == []
    assert report.passed
    assert report.files >= 2


def sha256_of(file: io.BytesIO) -> str:
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()


def test_a_file_that_the_store_lost_is_named_and_the_rest_is_there(cast):
    whole_life(cast)
    lost = Evidence.objects.filter(kind="file").first()
    private_files().delete(lost.file.name)

    made = zipped(cast)

    assert [path for path in Opened(made).head["missing"] if str(lost.uid) in path]
    assert prove(made, sha256=sha256_of(made)).differences == []


def test_sealed_words_are_in_it_only_where_asked_for(cast):
    whole_life(cast)

    assert b"What nobody else shall read" not in everything(zipped(cast))
    assert b"What nobody else shall read" in everything(zipped(cast, sealed=True))


def everything(made: io.BytesIO) -> bytes:
    opened = zipfile.ZipFile(made)
    return b"".join(opened.read(name) for name in opened.namelist())


def test_collections_and_templates_are_read_with_what_is_in_them(archive):
    opened = zipfile.ZipFile(archive)

    def pages(kind: str) -> list[str]:
        rows = json.loads(opened.read(f"data/{kind}.json"))["rows"]
        return [opened.read(f"{kind}/{row['uid']}.html").decode() for row in rows]

    (collection,) = pages("collections")
    (template,) = pages("webfolio_templates")
    (section,) = pages("webfolio_sections")

    assert "<strong>Why</strong> I apply." in collection
    for kind in ("activities", "evidence", "entries", "webfolio_sections"):
        assert f'<dt>Piece</dt><dd><a href="../{kind}/' in collection, kind
    assert "What I look after" in template and "Qualifications and registrations" in template
    assert "<dt>Opens at</dt>" in section and "<dt>Closes at</dt>" in section


PROMPTS = Template("", "Gibbs", 1, (Prompt("What happened?", "Say it."), Prompt("What now?")))
BLOCKS = {
    "heading": ({"text": "My work"}, "<h2>My work</h2>"),
    "text": ({"text": "A **bold** word"}, "<strong>bold</strong>"),
    "table": (
        {"text": "Name | Room\nLeica | B12", "head": "yes", "caption": "Mine"},
        '<th scope="col">Room</th>',
    ),
    "skills": ({"text": "Imaging: confocal"}, "<strong>Imaging</strong>: confocal"),
    "post": ({"role": "Technician", "employer": "Northmoor", "text": "With *care*."}, "<em>care</em>"),
    "publication": ({"title": "On mirrors", "doi": "10.1000/182"}, 'href="https://doi.org/10.1000/182"'),
    "embed": (
        {"url": "https://example.org/v", "title": "A film"},
        '<a href="https://example.org/v">A film</a>',
    ),
}


@pytest.mark.parametrize("kind", BLOCKS)
def test_a_block_is_read_offline_as_it_is_read_here(cast, kind):
    value, shown = BLOCKS[kind]
    owner = cast.technician
    page = write(owner, Box(str(uuid.uuid4()), kind, value))
    page = portfolios.publish(page=page, actor=owner)

    assert shown in zipfile.ZipFile(zipped(cast)).read(f"webfolio/{page.uid}.html").decode()


def test_a_picture_on_a_page_is_shown(cast):
    owner = cast.technician
    png = io.BytesIO()
    Image.new("RGB", (64, 48), "#0a4f6e").save(png, "png")
    found = evidence.inspected(png, "bench.png")
    piece = evidence.add_file(owner=owner, found=found, filename="bench.png", title="Bench")
    box = Box(str(uuid.uuid4()), "image", {"evidence": str(piece.uid), "alternative": "Two mirrors"})
    page = portfolios.publish(page=write(owner, box), actor=owner)

    read = zipfile.ZipFile(zipped(cast)).read(f"webfolio/{page.uid}.html").decode()

    assert re.search(r'<img src="../files/evidence/[^"]+" alt="Two mirrors">', read)


def test_an_entry_written_with_prompts_shows_headings_and_answers(cast):
    answers = {"What happened?": "It *broke*.", "What now?": "A spare."}
    body = composed("", answers, PROMPTS.headings)
    entry = things.entry(cast)
    entry.body, entry.reflection = body, PROMPTS.facts()
    entry.save()

    read = zipfile.ZipFile(zipped(cast)).read(f"entries/{entry.uid}.html").decode()

    assert re.search(r"<h\d>What happened\?</h\d>\s*<p>It <em>broke</em>.</p>", read)
    assert "<dt>Written with</dt><dd>Gibbs</dd>" in read
    assert "Say it." not in read


def test_comments_are_read_as_threads_and_once(cast):
    entry = things.entry(cast)
    first = things.said(cast, entry, words="Clear.\n\nAnd *honest*.")
    reply = sharing.Said(words="Thank you.")
    sharing.comment(
        kind="entry", item=entry, actor=cast.technician, said=reply, once=uuid.uuid4(), reply_to=first
    )

    read = zipfile.ZipFile(zipped(cast)).read(f"entries/{entry.uid}.html").decode()

    assert re.search(r"supervisor, .*Score: 7 of 10</p>\s*<div class=.words.><p>Clear.</p>", read)
    assert re.search(r"honest.*<ul class=.rows.>.*Megan Okafor.*Thank you.*</ul>\s*</li>", read, re.DOTALL)
    assert (read.count("Clear."), read.count("Thank you."), read.count("<dt>About</dt>")) == (1, 1, 0)


def test_an_archive_spoilt_anywhere_fails_and_breaks_nothing(archive):
    """A bit turned in a member, in its head, or in the list of them: what is raised says so, whatever reads it."""
    whole, turned = archive.getvalue(), random.Random(7)
    with zipfile.ZipFile(archive) as read:
        members, listed = read.infolist(), read.start_dir
    for n in range(90):
        one = members[turned.randrange(len(members))]
        inside = one.header_offset + 30 + len(one.filename)
        at = (
            inside + turned.randrange(max(1, one.compress_size)),
            one.header_offset + turned.randrange(30),
            turned.randrange(listed, len(whole)),
        )[n % 3]
        spoilt = bytearray(whole)
        spoilt[at] ^= 1 << turned.randrange(8)
        try:
            opened = Opened(io.BytesIO(bytes(spoilt)))
            opened.wrong_members()
            opened.is_signed_by(certificates())
            for kind in KINDS:
                opened.rows(kind)
        except Unreadable:
            continue
