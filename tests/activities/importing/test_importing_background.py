"""A long file: a job reads it, checks its rows and imports them, each step once, and its owner sees how far it is."""

import csv
import io
import json

import pytest
from django.db import connection

from activities import actions as activity_actions
from activities.actions.log import unsaved
from activities.importing import actions
from activities.importing.background import run_step
from activities.importing.models import ImportUpload
from activities.importing.tasks import import_step
from activities.models import Activity, Change
from lib.many_rows import insert_rows
from people.models import TrailEntry
from tests.activities.importing.sheets import LOG, delimited, with_formula, workbook
from tests.activities.importing.test_importing_screens import (
    MEANINGS,
    NEW,
    WRONG,
    bring,
    columns_of,
    csv_export,
    titles,
    xlsx_export,
)
from tests.activities.samples import VALUES, log

Work = ImportUpload.Work


@pytest.fixture(autouse=True)
def long_from_the_second_row_on(settings):
    settings.IMPORT_AT_ONCE = 1


def queued():
    """The steps that wait on the queue, as a worker would be given them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM public.procrastinate_jobs WHERE task_name = %s", [actions.JOB])
        found = [json.loads(args) if isinstance(args, str) else args for (args,) in cursor.fetchall()]
    return [{name: value for name, value in args.items() if name != "schema"} for args in found]


def work():
    """Do what is on the queue, and take it off."""
    waiting = queued()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM public.procrastinate_jobs WHERE task_name = %s", [actions.JOB])
    for args in waiting:
        import_step(**args)
    return len(waiting)


def asked(client, content, name="log.csv"):
    """The address of the check page of a file whose columns are as guessed and whose rows wait to be checked."""
    url = bring(client, content, name).url
    client.post(client.post(url, columns_of(ImportUpload.objects.get())).url, MEANINGS)
    return f"{url}check/"


def checked(client, content, name="log.csv"):
    """As `asked`, with the page once a job has checked the rows."""
    address = asked(client, content, name)
    client.get(address)
    assert work() == 1
    return address, client.get(address)


def test_long_file_is_checked_and_imported_by_jobs(cast, visit):
    client = visit(cast.technician)
    address = asked(client, delimited(LOG))
    progress = address.replace("check/", "progress/")

    waits = client.get(address)
    client.get(address)
    assert (waits.status_code, waits.url, len(queued())) == (302, progress, 1)
    assert "Checking your rows" in client.get(progress).content.decode()
    assert client.get(address.replace("check/", "")).url == progress
    assert "waits" in client.get(NEW).content.decode()
    work()
    assert client.get(progress).url == address
    page = client.get(address)
    assert [row.title for row in page.context["rows"]] == ["Laser safety refresher", "Read a paper"]
    sent = {"which": "all", "mark": page.context["mark"]}
    assert [client.post(address, sent).url for _ in range(2)] == [progress, progress]
    assert (len(queued()), titles(cast.technician)) == (1, [])
    assert "All of them enter together, or none" in client.get(progress).content.decode()
    work()

    change = Change.objects.get()
    assert client.get(progress).url == f"/activities/?change={change.uid}"
    assert "Imported a spreadsheet: 2 activities" in client.get(client.get(progress).url).content.decode()
    assert titles(cast.technician) == ["Laser safety refresher", "Read a paper"]
    assert not ImportUpload.objects.exists()
    assert (
        TrailEntry.objects.filter(verb="imported", object_uid=change.uid, actor=cast.technician).count() == 1
    )
    assert activity_actions.undo_change(change=change, actor=cast.technician).back == 2
    assert titles(cast.technician) == []


def test_short_file_waits_for_no_job(cast, visit):
    client = visit(cast.technician)

    address = asked(client, delimited(LOG[:2]))

    assert client.get(address).status_code == 200
    assert queued() == []


def test_step_that_runs_again_does_nothing_more(cast, visit):
    client = visit(cast.technician)
    address, page = checked(client, delimited(LOG))
    upload = ImportUpload.objects.get()
    run_step(upload.uid)
    assert ImportUpload.objects.get().checked == upload.checked
    client.post(address, {"which": "all", "mark": page.context["mark"]})

    for _ in range(3):
        run_step(upload.uid)

    assert len(titles(cast.technician)) == 2
    assert Change.objects.count() == 1


def test_rows_that_changed_meanwhile_are_shown_anew_and_not_imported(cast, visit):
    client = visit(cast.technician)
    address, page = checked(client, delimited(LOG))
    client.post(address, {"which": "all", "mark": page.context["mark"]})
    day = "2026-04-02"
    log(cast.technician, title="Read a paper", start_date=day, end_date=day, minutes=45)

    work()

    assert client.get(address.replace("check/", "progress/")).url == address
    again = client.get(address)
    assert "Your log changed meanwhile" in again.content.decode()
    assert again.context["totals"] == [("open", "1 new"), ("completed", "1 in your log already")]
    assert titles(cast.technician) == ["Read a paper"]
    client.post(address, {"which": "all", "mark": again.context["mark"]})
    work()
    assert titles(cast.technician) == ["Laser safety refresher", "Read a paper"]


def test_what_was_not_seen_is_not_imported(cast, visit):
    client = visit(cast.technician)
    address = asked(client, delimited(LOG))
    unseen = client.post(address, {"which": "all", "mark": "x"})
    assert unseen.url == address.replace("check/", "progress/")
    work()

    other = client.post(address, {"which": "all", "mark": "x"})

    assert (other.status_code, "Your log changed meanwhile" in other.content.decode()) == (409, True)
    assert queued() == []


def test_wrong_rows_are_left_out_by_choice_told_and_brought_again(cast, visit):
    client = visit(cast.technician)
    address, page = checked(client, delimited(WRONG))
    said = page.content.decode()
    mend = client.get(address.replace("check/", "rows-to-mend.csv")).content.decode()

    refused = client.post(address, {"which": "all", "mark": page.context["mark"]})
    assert (refused.status_code, queued()) == (422, [])
    client.post(address, {"which": "good", "mark": page.context["mark"]})
    work()
    done = client.get(address.replace("check/", "progress/"), follow=True).content.decode()

    assert "Line 4, Date: February 2026 has no day 31" in said
    assert "Date: February 2026 has no day 31: check the date." in mend
    assert mend.count("\r\n") == 3
    assert "2 rows were left out: mend them in your file" in done
    assert len(titles(cast.technician)) == 2


def test_what_is_said_of_the_columns_again_is_checked_again(cast, visit):
    client = visit(cast.technician)
    address, _ = checked(client, delimited(LOG))

    url = address.replace("check/", "")
    client.post(url, columns_of(ImportUpload.objects.get()) | {"column_4": ""})

    assert ImportUpload.objects.get().checked is None
    assert client.get(address).url == f"{url}progress/"


def test_exported_log_comes_back_unchanged_through_a_job(cast, visit):
    for number in range(3):
        log(cast.technician, title=f"Number {number}", sealed=number == 1)
    before, client = list(Activity.objects.values()), visit(cast.technician)
    url = bring(client, csv_export(client)).url
    client.post(url, columns_of(ImportUpload.objects.get()), follow=True)
    work()

    page = client.get(f"{url}check/")

    assert page.context["totals"] == [("completed", "3 in your log already")]
    done = client.post(f"{url}check/", {"which": "all", "mark": page.context["mark"]}, follow=True)
    assert "your log held all of it" in done.content.decode()
    assert list(Activity.objects.values()) == before
    assert (queued(), Change.objects.count(), ImportUpload.objects.count()) == ([], 0, 0)


@pytest.mark.parametrize(("name", "content"), [("a.csv", delimited(LOG)), ("a.xlsx", workbook(LOG))])
def test_heavy_file_is_read_by_a_job(cast, visit, settings, name, content):
    settings.IMPORT_READ_AT_ONCE = 50
    client = visit(cast.technician)
    url = bring(client, content, name).url

    assert client.get(url).url == f"{url}progress/"
    assert "Reading your file" in client.get(f"{url}progress/").content.decode()
    assert client.post(f"{url}check/", {"which": "all", "mark": ""}).url == f"{url}progress/"
    assert work() == 1

    assert client.get(f"{url}progress/").url == url
    assert "Laser safety refresher" in client.get(url).content.decode()


def test_heavy_file_that_cannot_be_read_is_told_and_goes(cast, visit, settings):
    settings.IMPORT_READ_AT_ONCE = 50
    client = visit(cast.technician)
    url = bring(client, with_formula(), "log.xlsx").url
    work()

    page = client.get(url, follow=True)

    assert (page.status_code, "holds a formula" in page.content.decode()) == (422, True)
    for address in (f"{url}check/", f"{url}meanings/", f"{url}rows-to-mend.csv"):
        assert client.get(address).url == f"{url}progress/"
    client.post(f"{url}discard/")
    assert not ImportUpload.objects.exists()


def test_heavy_file_read_in_a_way_that_fails_stays_as_it_was_read(cast, visit, settings):
    settings.IMPORT_READ_AT_ONCE = 50
    client = visit(cast.technician)
    url = bring(client, workbook(LOG, ("Empty", LOG[:1])), "log.xlsx").url
    work()
    client.post(f"{url}reading/", {"sheet": "Empty"})
    work()

    page = client.get(f"{url}progress/")

    assert (page.status_code, "no rows below" in page.content.decode()) == (422, True)
    assert len(client.get(url).context["rows"]) == len(LOG[0])


def test_file_thrown_away_is_not_imported_and_one_imported_is_told(cast, visit):
    client = visit(cast.technician)
    address, page = checked(client, delimited(LOG))
    sent = {"which": "all", "mark": page.context["mark"]}
    client.post(address, sent)
    client.post(address.replace("check/", "discard/"))
    work()
    assert titles(cast.technician) == []

    address, page = checked(client, delimited(LOG))
    client.post(address, {"which": "all", "mark": page.context["mark"]})
    work()
    late = client.post(address.replace("check/", "discard/"), follow=True)

    assert "The file was imported already" in late.content.decode()
    assert "Imported a spreadsheet: 2 activities" in late.content.decode()
    assert visit(cast.engineer).post(address.replace("check/", "discard/")).status_code == 404
    assert visit(cast.engineer).get(address.replace("check/", "progress/")).status_code == 404


def test_job_names_the_file_and_nothing_in_it(cast, visit):
    client = visit(cast.technician)
    client.get(asked(client, delimited(LOG)))

    assert queued() == [{"upload": str(ImportUpload.objects.get().uid)}]


ODD = ("=1+1", "'twas\r\n-so", "+44 20", "_x000D_", "a\u2028b", "é😀", '"', "a;b,c\td")


def long_log(owner, rows):
    values = [
        VALUES
        | {
            "title": f"{ODD[number % 8]} {number}",
            "description": ODD[number % 7],
            "provider": ODD[number % 5],
            "minutes": number + 1,
            "end_date": None if number % 9 == 0 else VALUES["end_date"],
            "planned": number % 11 == 0,
            "sealed": number % 13 == 0,
            "tags": ["a b", f"{number % 3}"],
        }
        for number in range(rows)
    ]
    insert_rows([unsaved(owner, each) for each in values])


@pytest.mark.parametrize(("export", "name"), [(csv_export, "a.csv"), (xlsx_export, "a.xlsx")])
def test_log_of_more_than_a_thousand_comes_back_unchanged(cast, visit, settings, export, name):
    settings.IMPORT_READ_AT_ONCE, settings.IMPORT_AT_ONCE = 1_000, 500
    long_log(cast.technician, 1_100)
    before, client = list(Activity.objects.values()), visit(cast.technician)
    url = bring(client, export(client), name).url
    assert work() == 1
    client.post(url, columns_of(ImportUpload.objects.get()), follow=True)
    assert work() == 1

    page = client.get(f"{url}check/")

    assert page.context["totals"] == [("completed", "1,100 in your log already")]
    client.post(f"{url}check/", {"which": "all", "mark": page.context["mark"]})
    assert (work(), list(Activity.objects.values()) == before) == (0, True)


def test_long_log_arrives_whole_for_another_and_is_taken_back_whole(cast, visit, settings):
    settings.IMPORT_AT_ONCE = 500
    long_log(cast.technician, 1_100)
    content = csv_export(visit(cast.technician)).decode("utf-8-sig")
    head, *lines = csv.reader(io.StringIO(content, newline=""))
    open_words = [["", *line[1:]] for line in lines if line[1]]
    client = visit(cast.engineer)
    url = bring(client, delimited([head, *open_words])).url
    client.post(url, columns_of(ImportUpload.objects.get()), follow=True)
    work()
    page = client.get(f"{url}check/")
    client.post(f"{url}check/", {"which": "all", "mark": page.context["mark"]})
    work()

    names = ("title", "provider", "description", "start_date", "end_date", "minutes", "tags")
    own = Activity.objects.owned_by(cast.technician).filter(sealed=False).order_by("minutes")
    arrived = Activity.objects.owned_by(cast.engineer).order_by("minutes")
    assert list(arrived.values(*names)) == list(own.values(*names))
    undone = activity_actions.undo_change(change=Change.objects.get(), actor=cast.engineer)
    assert (undone.back, undone.kept, titles(cast.engineer)) == (len(open_words), 0, [])
