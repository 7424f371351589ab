"""The shared export brought here whole: counts, readers, twice, dry, cut off, and no words in report or trail."""

from io import StringIO
from pathlib import Path

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from activities.models import Activity
from assessments.models import Assignment
from evidence.models import Evidence
from journals.models import Entry
from moving.aspirecpd.files import finder
from moving.aspirecpd.judged import uid_of
from moving.aspirecpd.run import bring
from moving.models import Brought, CategoryMap
from people.actions import accept_pair
from people.models import Pair, TrailEntry, User
from portfolios.models import WebfolioPage, WebfolioSectionPage
from sharing.models import Comment
from tests import things

EXPORT = Path(__file__).parent / "export"
MODELS = (
    User, Pair, Entry, Activity, Assignment, Evidence, Comment, WebfolioPage, WebfolioSectionPage, Brought, CategoryMap,
    TrailEntry,
)  # fmt: skip


def counts():
    return {model.__name__: model.objects.count() for model in MODELS}


@pytest.fixture
def brought(cast):
    return bring(EXPORT, apply=True)


def test_dry_run_stores_nothing_and_says_the_same(cast):
    before = counts()

    dry = list(bring(EXPORT, apply=False).told())

    assert counts() == before
    assert dry == list(bring(EXPORT, apply=True).told())


def test_second_run_adds_nothing(brought):
    before = counts()

    again = bring(EXPORT, apply=True)

    assert counts() == before
    assert again.of("brought") == []


def member(email):
    return User.objects.get(email=email)


def test_drafts_and_private_items_open_to_nobody_else_and_the_rest_to_an_accepted_supervisor(brought):
    owner, supervisor = member("part0009@example.test"), member("sup001@example.test")
    assert not Entry.objects.visible_to(supervisor).filter(owner=owner).exists()

    accept_pair(pair=Pair.objects.get(technician=owner, supervisor=supervisor), actor=owner)

    supervisor = member("sup001@example.test")
    for model in (Entry, Activity):
        seen = set(model.objects.visible_to(supervisor).filter(owner=owner).values_list("title", flat=True))
        every = set(model.objects.visible_to(owner).filter(owner=owner).values_list("title", flat=True))
        assert not [title for title in seen if title.startswith(("Private", "Draft", "Pending", "Scheduled"))]
        assert "Entry with a password, calibration" not in seen
        assert seen < every
    stranger = member("part0005@example.test")
    assert not Activity.objects.visible_to(stranger).filter(owner=owner).exists()


def test_no_word_of_anybodys_is_in_the_report_or_the_trail(brought):
    lines = "\n".join(brought.told())
    trail = str(list(TrailEntry.objects.values()))

    for words in (
        "Linac",
        "sesame",
        "about 3",
        "Diolch",
        "tystysgrif",
        "Thrown away",
        "Portfolio",
        "82%",
        "7/10",
    ):
        assert words not in lines
        assert words not in trail
    assert TrailEntry.objects.filter(actor_kind="import", verb="brought from AspireCPD").count() > 130


@pytest.mark.parametrize(
    "said",
    [
        "users.tsv:2: not brought: person 1: no role, no pair and no journal",
        "users.tsv:3: not brought: pair 9999 with 2: there is no person 9999",
        "users.tsv:3: not understood: pair 17 with 2: person 2 names 17, who does not name 2",
        "users.tsv:6: not understood: pair 14 with 2: person 14 names 2, who does not name 14",
        "users.tsv:11: not understood: person 19: their role is empty or not known",
        "not brought: category 'Outreach & schools' (development-category): nothing uses it",
        "changed: category 'Gŵyl y Ŷd: dŵr, tŷ a phŵer' (development-category): it stood below 'health-safety'",
        "not brought: entry 66: it was in the bin, with 1 comment",
        "not brought: activity 81: it was in the bin",
        "not brought: assessment 88: it was in the bin",
        "changed: entry 65: it had a password, which is not kept; here nobody but its owner reads it",
        "changed: entry 64: it was to appear later",
        "not understood: activity 67: its points are no number",
        "changed: activity 73: it has no title there",
        "not brought: activity 77: row 1 of its evidence: the file was not handed over",
        "not brought: activity 77: row 2 of its evidence: no file was chosen",
        "not brought: activity 77: row 4 of its evidence: the library has no such file",
        "not brought: activity 77: row 6 of its evidence points at item 999999, which is not in the journal",
        "not brought: activity 77: row 7 of its evidence points at item 66, which was in the bin",
        "not understood: activity 77: row 9 of its evidence is no web address",
        "not understood: activity 77: row 10 of its evidence has no kind",
        "not understood: assessment 84: it was completed and never submitted",
        "not understood: assessment 84: criterion 2: the score is above the maximum",
        "not understood: assessment 84: criterion 3 has no maximum from 1 to 1000",
        "changed: assessment 84: criterion 5 has no own score, no score, no guidance, no feedback",
        "changed: assessment 85: it was submitted and yet a draft",
        "changed: assessment 87: it was sent back",
        "not understood: comment 9 on entry 60: its score is no whole number from 0 to 10",
        "not brought: comment 10 on entry 60: it waited for approval",
        "not understood: comment 11 on entry 60: its score is not by a supervisor of its owner",
        "not understood: comment 16 on activity 77: its score is not on an entry",
        "changed: page 91: it stood below page 90",
    ],
)
def test_every_oddity_has_its_line(report, said):
    assert any(said in str(line) for line in report.lines), said


@pytest.fixture
def report(cast):
    return bring(EXPORT, apply=False)


def folder(tmp_path, change=lambda text: text, name="journal-part0009.xml"):
    """The export with one file changed."""
    for file in EXPORT.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / name).write_bytes(change((EXPORT / name).read_bytes()))
    return tmp_path


def test_what_the_owner_deleted_stays_deleted_and_what_changed_there_is_said(brought, tmp_path):
    entry = Entry.objects.get(title="Post 3 Protocol research seminar seminar.")
    Entry.objects.filter(pk=entry.pk).delete()
    newer = folder(tmp_path, lambda text: text.replace(b"<p>First of two.</p>", b"<p>First of three.</p>"))

    report = bring(newer, apply=True)

    assert not Entry.objects.filter(uid=entry.uid).exists()
    assert [str(line) for line in report.of("not understood") if "changed there" in line.said] == [
        "journal-part0009.xml:2593: not understood: activity 82: it has changed there since it was brought; "
        "here it stays as it is"
    ]


def test_a_new_comment_comes_with_the_next_run(brought, tmp_path):
    before = Comment.objects.count()
    newer = folder(
        tmp_path,
        lambda text: text.replace(
            b"<wp:comment_approved><![CDATA[0]]>", b"<wp:comment_approved><![CDATA[1]]>"
        ),
    )

    bring(newer, apply=True)

    assert Comment.objects.count() == before + 1


def test_an_upload_that_is_handed_over_becomes_evidence(cast, tmp_path):
    place = folder(tmp_path) / "uploads" / "sites" / "11" / "2024" / "03"
    place.mkdir(parents=True)
    page = pikepdf.new()
    page.add_blank_page()
    page.save(place / "tystysgrif-dŵr.pdf")

    bring(tmp_path, apply=True)

    owner = member("part0009@example.test")
    files = Evidence.objects.filter(owner=owner, kind="file")
    assert {one.title for one in files} == {
        'Gŵyl y Ŷd: dŵr, tŷ a phŵer; "a" 🩻',
        "From the library",
        "Signed sheet 🩻",
    }
    assert {one.original_name for one in files} == {"tystysgrif-dŵr.pdf"}


def test_no_file_outside_the_folder_is_taken(cast, tmp_path):
    (tmp_path / "secret.txt").write_text("kept")
    (tmp_path / "uploads").mkdir()

    assert finder(tmp_path / "uploads")("http://a.test/wp-content/uploads/../secret.txt") == ""
    assert finder(tmp_path / "uploads")("http://a.test/wp-content/uploads/%2e%2e/secret.txt") == ""


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (b"/sites/11/", b"/sites/12/", "its uploads are of journal 12, and person 20 has journal 11"),
        (
            b"<wp:author_login><![CDATA[part0009]]>",
            b"<wp:author_login><![CDATA[stranger]]>",
            "not clear whose it is",
        ),
        (
            b"<wp:author_login><![CDATA[part0009]]>",
            b"<wp:author_login><![CDATA[admin]]>",
            "not clear whose it is",
        ),
    ],
)
def test_a_journal_of_nobody_certain_is_not_brought(cast, tmp_path, before, after, said):
    report = bring(folder(tmp_path, lambda text: text.replace(before, after)), apply=True)

    assert [said in line.said for line in report.lines if line.about == "the journal"] == [False, True]
    assert not Activity.objects.filter(owner__email="part0009@example.test").exists()
    assert Activity.objects.filter(owner__email="part0005@example.test").exists()


def test_the_table_decides_the_categories(cast):
    CategoryMap.objects.create(name="HEALTH & safety", category="self_directed")

    bring(EXPORT, apply=True)

    named = Activity.objects.filter(tags__contains=["Health & safety"], owner__email="part0009@example.test")
    assert set(named.values_list("category", flat=True)) == {"self_directed"}
    assert CategoryMap.objects.get(name="Gŵyl y Ŷd: dŵr, tŷ a phŵer").category == ""
    taught = Activity.objects.filter(tags__contains=["Teaching"]).exclude(tags__contains=["Research"])
    assert "professional" in set(taught.values_list("category", flat=True))


def test_an_account_that_stands_here_is_used_and_a_taken_user_name_is_made_anew(cast, tmp_path):
    ours = cast.technician
    User.objects.filter(pk=cast.engineer.pk).update(username="part0005")
    changed = folder(
        tmp_path, lambda text: text.replace(b"part0009@example.test", ours.email.encode()), "users.tsv"
    )

    bring(changed, apply=True)

    assert Activity.objects.filter(owner=ours, title="Radiation protection update").count() == 2
    assert member("part0005@example.test").username == "part00052"


def test_one_journal_that_cannot_be_stored_leaves_the_other_and_the_next_run_goes_on(cast):
    in_the_way = things.activity(cast)
    Activity.objects.filter(pk=in_the_way.pk).update(uid=uid_of("http://aspire100.test/part0009#post/83"))
    with pytest.raises(IntegrityError):
        bring(EXPORT, apply=True)
    assert not Entry.objects.filter(owner__email="part0009@example.test").exists()
    Activity.objects.filter(pk=in_the_way.pk).delete()

    report = bring(EXPORT, apply=True)

    assert Entry.objects.filter(owner__email="part0009@example.test").count() == 26
    assert {line.file for line in report.of("brought") if line.about.startswith("entry")} == {
        "journal-part0009.xml"
    }


def command(*arguments):
    said = StringIO()
    call_command("import_aspirecpd", *arguments, stdout=said)
    return said.getvalue().splitlines()


def test_command_prints_every_line_and_what_it_comes_to(cast):
    lines = command(str(EXPORT), "--institution", "northmoor", "--dry-run")

    assert lines[-1] == "A dry run: nothing was stored."
    assert [line.split(" brought")[0] for line in lines if "here already" in line] == [
        "users.tsv: 18", "journal-part0005.xml: 51", "journal-part0009.xml: 89",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["{export}", "--institution", "nowhere", "--apply"], "There is no institution nowhere"),
        (["{export}/none", "--institution", "northmoor", "--apply"], "is no folder. Nothing was brought."),
        (["{export}", "--institution", "northmoor"], "--dry-run --apply"),
        (
            ["{broken}", "--institution", "northmoor", "--apply"],
            "journal-part0009.xml, line 3528: the XML is broken",
        ),
        (["{empty}", "--institution", "northmoor", "--apply"], "holds no users.tsv"),
        (["{twice}", "--institution", "northmoor", "--apply"], "are exports of the same journal"),
    ],
)
def test_command_refuses_with_one_sentence(cast, tmp_path, arguments, said):
    for name in ("broken", "empty", "twice"):
        (tmp_path / name).mkdir()
    folder(tmp_path / "broken", lambda text: text[: len(text) - 300])
    twice = folder(tmp_path / "twice")
    (twice / "copy.xml").write_bytes((EXPORT / "journal-part0009.xml").read_bytes())
    places = {"export": EXPORT, **{name: tmp_path / name for name in ("broken", "empty", "twice")}}
    before = User.objects.count()

    with pytest.raises(CommandError) as refused:
        command(*[one.format(**places) for one in arguments])

    assert said in str(refused.value)
    assert User.objects.count() == before
