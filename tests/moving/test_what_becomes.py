"""Oddities that the shared export does not hold, judged without a database."""

from dataclasses import replace

import pytest

from moving.aspirecpd.export import Author, Journal, Meta, Post, Remark, Term
from moving.aspirecpd.files import finder
from moving.aspirecpd.judge_journal import Setting, judge_journal
from moving.aspirecpd.judge_people import Here, judge_people
from moving.aspirecpd.judged import uid_of
from moving.aspirecpd.report import Report
from moving.aspirecpd.users import Person

ADDRESS = "http://a.test/ann"
ANN = Person("12", "ann", "ann@example.test", "Ann Lee", "participant", ("2",), (), "3", 2)
SAM = Person("2", "sam", "sam@example.test", "Sam Roe", "supervisor", (), ("12",), "1", 3)
POST = Post(
    id="60", type="post", status="publish", title="A day", creator="ann", body="<p>Words</p>", excerpt="",
    date="2025-05-14 10:30:00", date_gmt="2025-05-14 09:30:00", modified_gmt="2025-05-15 09:30:00", parent="0", password="",
    attachment_url="", line=10,
)  # fmt: skip
REMARK = Remark("6", "Sam", "2", "2025-05-20 12:00:00", "Well seen", "1", "comment", "0", 20)


def judged(*posts, people=(ANN, SAM), known=(), categories=(), terms=()):
    """(what is brought, the report's lines as text)."""
    report = Report()
    accounts = judge_people(list(people), [], Here(), report=report)
    setting = Setting(list(people), accounts, categories=dict(categories), known=dict(known))
    journal = Journal("a.xml", ADDRESS, (Author("ann", "", "", "", 2),), tuple(terms), tuple(posts))
    return judge_journal(journal, setting, report), "\n".join(map(str, report.lines))


def activity(*metas, **values):
    return replace(POST, type="ppd", metas=tuple(Meta(key, text, 11) for key, text in metas), **values)


@pytest.mark.parametrize(
    ("written", "ended", "kept"),
    [
        ("1700000000", "2023-11-14", ""),
        ("2024-03-01", "2024-03-01", ""),
        ("-599616000", "1951-01-01", ""),
        (" 1700000000 ", "2023-11-14", ""),
        ("", "None", ""),
        ("last spring", "None", "Date completed in AspireCPD: last spring"),
        ("999999999999", "None", "Date completed in AspireCPD: 999999999999"),
    ],
)
def test_day_of_completion(written, ended, kept):
    brought, lines = judged(activity(("_cpd_date_completed", written)))

    values = brought.items[0].values
    assert (str(values["end_date"]), values["description"]) == (ended, kept)
    assert ("not understood: activity 60: its date of completion is no date" in lines) == bool(kept)
    assert str(values["start_date"]) == (ended if ended != "None" else "2025-05-14")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"type": "nav_menu_item"}, "not understood: item 60: items of the kind 'nav_menu_item' are not known here"),
        ({"status": "archived"}, "changed: entry 60: its status is not known here; it is a draft"),
        ({"status": "auto-draft"}, "not brought: entry 60: it was begun and never saved"),
        ({"title": "T" * 201}, "changed: entry 60: its title is longer than 200 signs"),
        ({"creator": "sam"}, "changed: entry 60: somebody else made it there"),
        ({"metas": (Meta("_mood", "glad", 12),)}, "a.xml:12: not understood: entry 60: its value '_mood' is not known"),
        ({"metas": (Meta("_thumbnail_id", "5", 12),)}, "not brought: entry 60: the picture at its head"),
        ({"terms": (Term("post_tag", "x" * 41, 13),)}, "a.xml:13: changed: entry 60: a category is too long"),
        ({"remarks": (replace(REMARK, type="pingback"),)}, "not brought: comment 6 on entry 60: it is a notice of another"),
        ({"remarks": (replace(REMARK, approved="spam"),)}, "not brought: comment 6 on entry 60: it was marked as spam"),
        ({"remarks": (replace(REMARK, approved="?"),)}, "not brought: comment 6 on entry 60: whether it was approved"),
        ({"remarks": (replace(REMARK, parent="5"),)}, "changed: comment 6 on entry 60: what it answers is not brought"),
        ({"type": "page", "remarks": (REMARK,)}, "not brought: comment 6 on page 60: only entries and activities"),
        ({"type": "attachment"}, "not brought: upload 60: no evidence names it"),
    ],
)  # fmt: skip
def test_items_and_what_is_said_of_them(values, said):
    assert said in judged(replace(POST, **values))[1]


@pytest.mark.parametrize(
    ("score", "kept", "words"),
    [
        ("0", 0, ""), ("10", 10, ""), (" 7 ", 7, ""), ("", None, ""), ("11", None, "11"), ("-1", None, "-1"),
        ("6.5", None, "6.5"),
    ],
)  # fmt: skip
def test_scores_of_comments(score, kept, words):
    said = replace(REMARK, metas=(Meta("score", score, 21),))

    comment = judged(replace(POST, remarks=(said,)))[0].said[0]

    assert comment.score == kept
    assert comment.words == "Well seen" + (f"\n\nScore in AspireCPD: {words}" if words else "")


def test_a_row_with_an_object_is_refused_and_said_by_its_line():
    brought, lines = judged(activity(("_cpd_group", 'O:8:"stdClass":0:{}')))

    assert brought.items[0].pieces == ()
    assert (
        "a.xml:11: not understood: activity 60: row 1 of its evidence cannot be read: it holds an object"
        in lines
    )


def test_a_number_that_stands_twice_comes_once():
    brought, lines = judged(POST, replace(POST, title="Later", line=30))

    assert [one.values["title"] for one in brought.items] == ["Later"]
    assert "a.xml:10: not understood: entry 60: its number stands twice" in lines


def test_two_meanings_of_categories_are_said_and_the_first_taken():
    terms = tuple(Term("development-category", name, 12) for name in ("Teaching", "Courses"))

    brought, lines = judged(
        activity(terms=terms), categories={"teaching": "professional", "courses": "formal"}
    )

    assert brought.items[0].values["category"] == "professional"
    assert "its categories mean different ones here; the first, professional, is taken" in lines


def test_same_place_same_uid_and_another_line_is_no_change():
    first, _ = judged(replace(POST, remarks=(REMARK,)))
    moved, _ = judged(replace(POST, line=99))
    changed, _ = judged(replace(POST, body="<p>Other words</p>"))

    assert uid_of(first.items[0].source) == uid_of(moved.items[0].source)
    assert first.items[0].digest == moved.items[0].digest != changed.items[0].digest


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"email": "nobody"}, "their address is none that mail could reach"),
        ({"email": SAM.email}, "their address stands twice in the table"),
        ({"login": "ann lee"}, "their user name cannot be had here"),
        ({"login": "ann@example.test"}, "their user name cannot be had here"),
        ({"role": "wizard"}, "their role is empty or not known"),
        ({"supervisors": ("12",)}, "somebody paired with themselves"),
        ({"supervisors": ("99",)}, "there is no person 99"),
        ({"role": "supervisor"}, "person 12 is no technician here"),
        ({"odd": ("related_supervisors is no list of people",)}, "related_supervisors is no list of people"),
    ],
)
def test_people_and_what_is_said_of_them(values, said):
    report = Report()

    judge_people([SAM, replace(ANN, **values)], [], Here(), report=report)

    assert any(said in line.said for line in report.lines)


def test_a_pair_is_proposed_where_both_sides_name_it_and_only_once():
    once = judge_people([ANN, SAM], [], Here(), report=Report())
    again = judge_people([ANN, SAM], [], Here(pairs=frozenset({"pair:12:2"})), report=Report())

    assert (once.pairs, again.pairs) == ([("pair:12:2", "12", "2")], [])


@pytest.mark.parametrize(
    "address", ["http://[", "http://a.test/uploads/%00.pdf", f"http://a.test/uploads/{'x' * 400}", "x"]
)
def test_an_address_that_no_file_can_have_is_no_file(tmp_path, address):
    (tmp_path / "uploads").mkdir()

    assert finder(tmp_path / "uploads")(address) == ""
