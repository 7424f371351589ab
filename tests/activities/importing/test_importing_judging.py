"""The pure parts: which column is which, days and lengths of a file, what is asked, what becomes of each row."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from activities.actions.log import fill
from activities.importing.cells import length_words, orders_of, read_day
from activities.importing.columns import guess, heading_row, signature
from activities.importing.downloads import errors_csv, template_csv
from activities.importing.files import Reading, Row, Table, read_file
from activities.importing.judging import CHANGE, ERROR, NEW, REPEAT, UNCHANGED, Log, judge, mark_of
from activities.importing.preview import checked
from activities.importing.questions import Answers, Questions, questions_for, settled
from activities.importing.rows import place
from activities.models import Activity
from lib.dates import BadDate
from tests.activities.importing.sheets import LIMITS
from tests.activities.samples import VALUES

TODAY = date(2026, 6, 1)
HOURS = Answers(unit="h", kind="other")


def table(*rows, head=("title", "start_date", "duration", "category")):
    return Table(head, tuple(Row(line, cells) for line, cells in enumerate(rows, start=2)))


EMPTY = Log()


def judged(found, columns=None, answers=HOURS, log=EMPTY):
    columns = columns or guess(found.head)
    return judge(found, columns, answers=settled(found, columns, answers), log=log, today=TODAY)


def kept(**values):
    activity = Activity(pk=1, uid=uuid4())
    fill(activity, VALUES | values)
    activity.evidence_count = 0
    activity._prefetched_objects_cache = {"verifications": []}
    return activity


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        (["Date", "CPD type", "Hours", "What did you do?", "Notes"],
         ["start_date", "category", "duration", "title", "description"]),
        (["Activity Title", "Date(s)", "No. of hours", "Type of activity", "Benefit to service user", "Colour"],
         ["title", "start_date", "duration", "category", "benefit_users", ""]),
        (["Start date", "END_DATE", "Duration (mins)", "Time", "Title", "Course"],
         ["start_date", "end_date", "minutes", "", "title", ""]),
        (["", "Zebra"], ["", ""]),
    ],
)  # fmt: skip
def test_headings_are_guessed_and_no_field_twice(head, columns):
    assert guess(head) == columns


def test_same_headings_have_one_signature_whatever_their_dress():
    assert signature(["Start date", "Hours "]) == signature(["start_date", "HOURS"])
    assert signature(["Hours", "Start date"]) != signature(["Start date", "Hours"])


def test_headings_may_stand_below_a_title():
    assert (
        heading_row([["My record 2026"], ["Name", "Ann"], ["Date", "Title", "Hours"], ["1/2/26", "x", "1"]])
        == 2
    )
    assert heading_row([["Eins", "Zwei"], ["a", "b"]]) == 0


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("14/3/26", "dmy", date(2026, 3, 14)),
        ("3/14/26", "mdy", date(2026, 3, 14)),
        ("3-4-2026", "mdy", date(2026, 3, 4)),
        ("3.4.2026", "dmy", date(2026, 4, 3)),
        ("2026-03-14", "mdy", date(2026, 3, 14)),
        ("2026-03-14 10:30", "dmy", date(2026, 3, 14)),
        ("14/03/2026 00:00:00", "dmy", date(2026, 3, 14)),
        ("2026-03-14T10:30:00Z", "dmy", date(2026, 3, 14)),
        ("14 March 2026", "mdy", date(2026, 3, 14)),
        ("Mar 14, 2026", "dmy", date(2026, 3, 14)),
        ("1 Jan 2036", "dmy", date(2036, 1, 1)),
    ],
)
def test_days_are_read_in_the_files_order(text, order, day):
    assert read_day(text, order=order, today=TODAY) == day


@pytest.mark.parametrize(
    ("text", "order", "said"),
    [
        ("14/3/26", "mdy", "no month 14, and this file’s dates begin with the month"),
        ("3/14/26", "dmy", "no month 14"),
        ("31/2/26", "dmy", "February 2026 has no day 31"),
        ("14 March", "dmy", "with its year"),
        ("last Tuesday", "dmy", "with its year"),
        ("yesterday", "dmy", "with its year"),
        ("Tuesday", "dmy", "Do you mean"),
        ("soon", "dmy", "cannot be read as a date"),
        ("14/3/1926", "dmy", "too long ago"),
    ],
)
def test_days_that_mean_none_or_another_one_later_are_refused(text, order, said):
    with pytest.raises(BadDate, match=said):
        read_day(text, order=order, today=TODAY)


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (["14/3/26", "2026-01-02", "1 May 2026"], {"dmy"}),
        (["3/14/26"], {"mdy"}),
        (["3/4/26", "5/5/26"], {"either"}),
        (["14/3/26", "3/14/26"], {"dmy", "mdy"}),
        (["5/5/26", "words"], set()),
    ],
)
def test_days_tell_their_order(days, found):
    assert orders_of(days) == found


@pytest.mark.parametrize(
    ("text", "unit", "words"),
    [("2", "h", "2 h"), ("1,5", "h", "1,5 h"), ("90", "min", "90 min"), ("1:30:00", "h", "1:30"), ("45 min", "h", "45 min"),
     ("1h30", "min", "1h30"), ("", "h", "")],
)  # fmt: skip
def test_unit_of_the_file_goes_behind_bare_numbers_alone(text, unit, words):
    assert length_words(text, unit) == words


@pytest.mark.parametrize(
    ("rows", "asked"),
    [
        ([("A", "14/3/26", "2 h", "formal")], Questions()),
        ([("A", "3/4/26", "2 h", "Formal or educational")], Questions(order=True)),
        ([("A", "3/4/26", "2 h", "formal"), ("B", "14/3/26", "1 h", "formal")], Questions()),
        ([("A", "14/3/26", "2", "")], Questions(unit=True, kind=True)),
        (
            [
                ("A", "14/3/26", "2 h", "Talk"),
                ("B", "14/3/26", "2 h", "Course"),
                ("C", "14/3/26", "2 h", "course"),
            ],
            Questions(kinds=("Course", "Talk")),
        ),
    ],
)
def test_only_what_a_file_leaves_open_is_asked(rows, asked):
    found = table(*rows)

    assert questions_for(found, guess(found.head)) == asked
    assert asked.any() == asked.unanswered(Answers())


def test_an_empty_last_day_is_asked_about_but_in_an_export():
    found = table(("A", "14/3/26", ""), head=("title", "start_date", "end_date"))

    assert questions_for(found, guess(found.head)).open_end
    timed = table(("A", "14/3/26", "", "2 h"), head=("title", "start_date", "end_date", "hours"))
    ends = [
        judged(timed, answers=Answers(kind="other", open_end=said))[0].values["end_date"]
        for said in ("one_day", "goes_on")
    ]
    assert ends == [date(2026, 3, 14), None]


def test_rows_follow_the_rules_of_the_activity_form_and_name_the_cell():
    found = table(
        ("", "14/3/26", "2", "formal"),
        ("A", "31/2/26", "2", "formal"),
        ("A", "14/3/26", "a while", "formal"),
        ("A", "14/3/26", "2", "Webinar"),
        ("A" * 201, "14/3/26", "2", "formal"),
        ("A", "14/3/26", "2", "formal", "more"),
    )

    outcomes = judged(found)

    assert [one.state for one in outcomes] == [ERROR] * 6
    assert [(p.column, p.text[:7], p.message) for one in outcomes for p in one.problems] == [
        (0, "", "Give the activity a title."),
        (1, "31/2/26", "February 2026 has no day 31: check the date."),
        (
            2,
            "a while",
            "This cannot be read as a length of time: write it for example 90 min, 1 h 30 or 1.5 h.",
        ),
        (3, "Webinar", "Choose one of the five kinds of learning."),
        (0, "A" * 7, "Shorten the title to 200 characters; the description has room for more."),
        (4, "more", "This row has more cells than there are headings."),
    ]
    assert (place(found, 1), place(found, 4), place(found, None)) == ("start_date", "column 5", "")
    assert place(Table(("Title", "Date"), (), lettered=True), 1) == "B, Date"


def test_missing_column_is_told_without_a_place():
    (outcome,) = judged(table(("A", "14/3/26"), head=("title", "start_date")))

    assert [(p.column, p.message) for p in outcome.problems] == [(None, "Say how long it took.")]


def test_day_to_come_enters_as_planned_unless_the_file_says():
    (later,) = judged(table(("A", "14/7/26", "2", "formal")))
    (said,) = judged(table(("A", "14/7/26", "2", "no"), head=("title", "start_date", "duration", "planned")))

    assert (later.values["planned"], later.notes) == (
        True,
        ["Its day is still to come: it enters as planned."],
    )
    assert (said.values["planned"], said.notes) == (False, [])


def test_repeats_within_the_file_enter_once_and_twins_of_other_words_both():
    row = ("A", "14/3/26", "2", "formal", "words")
    found = table(
        row,
        row,
        (*row[:4], "other words"),
        head=("title", "start_date", "duration", "category", "description"),
    )

    outcomes = judged(found)

    assert [one.state for one in outcomes] == [NEW, REPEAT, NEW]
    assert outcomes[1].notes == ["The same as line 2: it enters once."]
    log = [kept(**one.values) for one in outcomes if one.state == NEW]
    again = judged(found, log=Log({str(one.uid): one for one in log}))
    assert [one.state for one in again] == [UNCHANGED, REPEAT, UNCHANGED]


def test_row_without_uid_is_known_by_title_days_and_length_also_when_sealed():
    one_day = {"start_date": date(2026, 3, 14), "end_date": date(2026, 3, 14), "minutes": 120}
    sealed = kept(title="Grievance  Meeting", sealed=True, **one_day)
    rows = table(
        ("grievance meeting", "14/3/26", "2", "formal"), ("Grievance meeting", "15/3/26", "2", "formal")
    )

    outcomes = judged(rows, log=Log({str(sealed.uid): sealed}))

    assert [one.state for one in outcomes] == [UNCHANGED, NEW]


HEAD = ("uid", "title", "start_date", "end_date", "minutes", "category", "points_awarded", "changed")


def known(activity, **cells):
    row = {
        "uid": str(activity.uid), "title": activity.title, "start_date": "2026-03-14", "end_date": "2026-03-14",
        "minutes": "90", "category": "work_based", "points_awarded": "", "changed": activity.changed.isoformat(),
    } | cells  # fmt: skip
    return table(tuple(row[name] for name in HEAD), head=HEAD)


def test_row_with_an_own_uid_changes_only_what_differs():
    activity = kept()
    log = Log({str(activity.uid): activity})

    (same,) = judged(known(activity), log=log)
    (dressed,) = judged(
        known(activity, start_date="14/03/2026", end_date="14 Mar 2026", minutes="90 min"), log=log
    )
    (other,) = judged(
        known(activity, title="Autoclave", minutes="120", points_awarded="3", changed="2020-01-01"), log=log
    )

    assert (same.state, dressed.state) == (UNCHANGED, UNCHANGED)
    assert (other.state, other.values) == (CHANGE, {"title": "Autoclave", "minutes": 120})
    assert other.changes == [
        ("Title (what you did)", activity.title, "Autoclave"),
        ("Length", "1 h 30 min", "2 h"),
    ]
    assert other.notes == [
        "You changed it in your log after this file was made.",
        "Not imported: points awarded is “3” in the file, “” in your log.",
    ]
    assert mark_of([same]) != mark_of([other])


def test_sealed_activity_is_never_changed():
    activity = kept(sealed=True)

    (outcome,) = judged(known(activity, title="Opened", minutes="5"), log=Log({str(activity.uid): activity}))

    assert (outcome.state, outcome.values) == (UNCHANGED, {})
    assert outcome.notes == ["It is sealed: an import leaves it as it is."]


def test_uids_that_are_wrong_taken_twice_or_deleted():
    taken, deleted, fresh = (str(uuid4()) for _ in range(3))
    log = Log({}, frozenset({taken}), frozenset({deleted}))
    rows = table(
        ("17", "A", "14/3/26", "2"), (taken, "A", "14/3/26", "2"), (deleted, "A", "14/3/26", "2"),
        (fresh, "A", "14/3/26", "2"), (fresh, "B", "14/3/26", "2"), head=("uid", "title", "start_date", "duration"),
    )  # fmt: skip

    outcomes = judged(rows, log=log)

    assert [one.state for one in outcomes] == [ERROR, ERROR, NEW, NEW, ERROR]
    assert [one.uid for one in outcomes] == [None, None, None, UUID(fresh), None]
    said = outcomes[1].problems[0].message
    assert said == "This reference cannot be used: empty the cell, and the row enters as a new activity."
    assert outcomes[4].problems[0].message.startswith("Line 5 has the same reference")


def test_rows_to_mend_come_back_as_they_were():
    found = table(("=1+1", "31/2/26", "'2", "formal"), ("Good", "14/3/26", "2", "formal"))

    text = errors_csv(found, checked(found, judged(found)))
    again, _ = read_file(text.encode(), "rows-to-mend.csv", asked=Reading(), limits=LIMITS)

    assert again.head == (*found.head, "What to mend")
    assert [row.cells[:4] for row in again.rows] == [("=1+1", "31/2/26", "'2", "formal")]
    assert "start_date: February 2026 has no day 31" in again.rows[0].cells[4]


def test_templates_examples_do_not_enter():
    found, _ = read_file(template_csv().encode(), "template.csv", asked=Reading(), limits=LIMITS)

    assert "" not in guess(found.head)
    assert [one.state for one in judged(found)] == [REPEAT, REPEAT]
