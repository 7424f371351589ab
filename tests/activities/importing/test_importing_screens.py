"""From a file to the log: each screen, what it asks, what enters, and what never does."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activities import actions as activity_actions
from activities.importing import actions
from activities.importing.judging import mark_of
from activities.importing.models import ImportMapping, ImportUpload
from activities.importing.tasks import clear_files
from activities.models import Activity, Change
from people.models import TrailEntry
from sharing.actions import delete_item
from tests.activities.importing.sheets import LOG, delimited, with_formula, workbook
from tests.activities.samples import log, verify

NEW = "/activities/import/"
MEANINGS = {"unit": "h", "word_0": "formal", "word_1": "self_directed"}


def bring(client, content, name="log.csv"):
    return client.post(NEW, {"file": SimpleUploadedFile(name, content)})


def titles(owner):
    return sorted(Activity.objects.owned_by(owner).values_list("title", flat=True))


def columns_of(upload):
    return {f"column_{number}": name for number, name in enumerate(upload.columns)}


def test_file_goes_from_choice_to_log(cast, visit):
    client = visit(cast.technician)

    first = bring(client, delimited(LOG))
    upload = ImportUpload.objects.get()
    assert first.url == f"{NEW}{upload.uid}/"
    page = client.get(first.url).content.decode()
    assert "Laser safety refresher" in page
    named = client.post(first.url, columns_of(upload))
    asked = client.get(named.url)
    assert set(asked.context["form"].fields) == {"unit", "word_0", "word_1"}
    checked = client.post(named.url, MEANINGS)
    rows = client.get(checked.url)
    done = client.post(checked.url, {"which": "all", "mark": rows.context["mark"]}, follow=True)

    assert "Imported a spreadsheet: 2 activities" in done.content.decode()
    assert titles(cast.technician) == ["Laser safety refresher", "Read a paper"]
    laser = Activity.objects.get(title="Laser safety refresher")
    assert (laser.start_date, laser.end_date, laser.minutes) == (date(2026, 3, 14), date(2026, 3, 14), 90)
    assert (laser.category, laser.description, laser.planned) == ("formal", "Half a day.", False)
    assert not ImportUpload.objects.exists()


def checked(client, content, name="log.csv", answers=MEANINGS):
    """The preview of a file whose columns are as guessed."""
    upload_url = bring(client, content, name).url
    upload = ImportUpload.objects.get(owner_id=client.session["_auth_user_id"])
    asked = client.post(upload_url, columns_of(upload)).url
    client.post(asked, answers)
    return f"{upload_url}check/", client.get(f"{upload_url}check/")


def imported(client, content, name="log.csv", which="all"):
    address, page = checked(client, content, name)
    return client.post(address, {"which": which, "mark": page.context["mark"]})


def csv_export(client):
    return b"".join(client.get("/activities/export.csv").streaming_content)


def xlsx_export(client):
    return b"".join(client.get("/activities/export.xlsx").streaming_content)


def test_same_file_again_brings_nothing_also_without_uids(cast, visit):
    client = visit(cast.technician)
    imported(client, delimited(LOG))
    before = list(Activity.objects.values())

    address, page = checked(client, delimited(LOG, delimiter=";", encoding="utf-16"))
    again = client.post(address, {"which": "all", "mark": page.context["mark"]}, follow=True)

    assert page.context["totals"] == [("completed", "2 in your log already")]
    assert "your log held all of it" in again.content.decode()
    assert list(Activity.objects.values()) == before


@pytest.mark.parametrize(("export", "name"), [(csv_export, "a.csv"), (xlsx_export, "a.xlsx")])
def test_exported_log_changes_nothing_when_it_comes_back(cast, visit, export, name):
    log(cast.technician, title="=1+1", description="'twas\r\n-so", end_date=None, self_points=Decimal(2))
    log(cast.technician, title="Sealed words", sealed=True)
    verify(log(cast.technician, title="Verified", planned=False), cast.supervisor, Decimal("2.50"))
    log(
        cast.technician, title="Planned", planned=True, start_date=date(2027, 1, 1), end_date=date(2027, 1, 1)
    )
    before, client = list(Activity.objects.values()), visit(cast.technician)

    upload_url = bring(client, export(client), name).url
    named = client.post(upload_url, columns_of(ImportUpload.objects.get()), follow=True)

    assert named.redirect_chain[-1][0] == f"{upload_url}check/"
    assert named.context["totals"] == [("completed", "4 in your log already")]
    assert not any(row.notes for row in named.context["rows"])
    client.post(f"{upload_url}check/", {"which": "all", "mark": named.context["mark"]})
    assert list(Activity.objects.values()) == before


WRONG = (*LOG, ("Late", "31/02/2026", "1", "Course", ""), ("No length", "01/02/2026", "", "Reading", "=A1"))


def test_rows_with_errors_never_enter_and_the_good_ones_are_a_choice(cast, visit):
    client = visit(cast.technician)
    address, page = checked(
        client, workbook([[cell.lstrip("=") for cell in row] for row in WRONG]), "log.xlsx"
    )
    said = page.content.decode()

    refused = client.post(address, {"which": "all", "mark": page.context["mark"]})
    assert refused.status_code == 422
    assert not Activity.objects.exists()
    done = client.post(address, {"which": "good", "mark": page.context["mark"]}, follow=True)

    assert "2 rows were left out: mend them in your file" in done.content.decode()
    assert "Line 4, B, Date: February 2026 has no day 31" in said
    assert "“31/02/2026”" in said
    assert "Import the 2 good rows" in said
    assert 'value="all"' not in said
    assert titles(cast.technician) == ["Laser safety refresher", "Read a paper"]


def test_rows_to_mend_are_downloaded_mended_and_brought_again(cast, visit):
    client = visit(cast.technician)
    address, page = checked(client, delimited(WRONG))
    mend = client.get(address.replace("check/", "rows-to-mend.csv")).content.decode()
    client.post(address, {"which": "good", "mark": page.context["mark"]})

    mended = mend.replace("31/02/2026", "28/02/2026").replace("01/02/2026,,", "01/02/2026,1,")
    upload_url = bring(client, mended.encode()).url
    upload = ImportUpload.objects.get()
    preview = client.get(f"{upload_url}check/")
    client.post(f"{upload_url}check/", {"which": "all", "mark": preview.context["mark"]})

    assert "Date: February 2026 has no day 31: check the date." in mend
    assert mend.count("\r\n") == 3
    assert upload.columns == ["title", "start_date", "duration", "category", "description"]
    assert len(titles(cast.technician)) == 4
    assert Activity.objects.get(title="No length").description == "=A1"


def test_what_was_said_is_remembered_for_files_with_such_headings(cast, visit):
    client = visit(cast.technician)
    strange = (("Was", "Wann", "Wie lange", "Art"), ("A talk", "1/2/26", "2", "Talk"))
    first = bring(client, delimited(strange)).url
    refused = client.post(first, {})
    client.post(
        first, {"column_0": "title", "column_1": "start_date", "column_2": "duration", "column_3": "category"}
    )
    client.post(f"{first}meanings/", {"order": "mdy", "unit": "min", "word_0": "formal"})

    second = bring(client, delimited((*strange, ("Another", "3/2/26", "30", "talk")))).url
    page = client.get(f"{second}check/")

    assert "Say which column holds the title, the date and the length." in refused.content.decode()
    assert [row.day for row in page.context["rows"]] == ["2 Jan 2026", "2 Mar 2026"]
    assert ImportMapping.objects.count() == 1
    other = ("Kind", "Title", "Date", "Hours"), ("TALK", "Third", "2026-02-01", "1 h")
    third = bring(client, delimited(other)).url
    assert client.get(f"{third}meanings/").context["form"]["word_0"].initial == "formal"
    assert client.get(f"{third}check/").status_code == 200


def test_columns_are_each_chosen_once(cast, visit):
    client = visit(cast.technician)
    url = bring(client, delimited(LOG)).url

    page = client.post(
        url, {"column_0": "title", "column_1": "title", "column_2": "duration", "column_3": "minutes"}
    )

    assert page.status_code == 422
    assert "“Title” has this already" in page.content.decode()
    assert "“Hours” has this already" in page.content.decode()


def test_file_is_read_again_in_another_way(cast, visit):
    client = visit(cast.technician)
    url = bring(client, workbook(LOG, ("Old", LOG[:2])), "log.xlsx").url

    client.post(f"{url}reading/", {"sheet": "Old"})
    refused = client.post(f"{url}reading/", {"sheet": "Missing"})

    assert len(ImportUpload.objects.get().read_table().rows) == 1
    assert refused.status_code == 422
    plain = bring(client, delimited((("Title", "Café"), ("é", "ü")), encoding="utf-8")).url
    client.post(f"{plain}reading/", {"encoding": "cp1252", "delimiter": ","})
    assert ImportUpload.objects.get().read_table().head == ("Title", "CafÃ©")
    bad = client.post(f"{plain}reading/", {"encoding": "utf-16", "delimiter": ","})
    assert bad.status_code in (302, 422)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("log.xlsx", with_formula(), "holds a formula"),
        ("log.csv", b"MZ" + b"\0" * 99, "a program"),
        ("log.csv", b"", "empty"),
    ],
)
def test_refused_file_is_told_at_the_box_and_not_kept(cast, visit, name, content, said):
    page = bring(visit(cast.technician), content, name)

    assert page.status_code == 422
    assert said in page.content.decode()
    assert not ImportUpload.objects.exists()


def test_file_beyond_the_limit_is_refused_unread(cast, visit, settings):
    settings.IMPORT_FILE_LIMIT = 1024**2

    page = bring(visit(cast.technician), b"Title,Date\r\n" + b"a" * 1024**2)

    assert (page.status_code, "up to 1 MB" in page.content.decode()) == (422, True)


def test_second_click_leads_to_the_same_act(cast, visit):
    client = visit(cast.technician)
    address, page = checked(client, delimited(LOG))

    answers = [client.post(address, {"which": "all", "mark": page.context["mark"]}) for _ in range(2)]

    assert len({answer.url for answer in answers}) == 1
    assert len(titles(cast.technician)) == 2
    assert client.get(address).status_code == 404


def test_log_that_changed_meanwhile_is_shown_anew(cast, visit):
    client = visit(cast.technician)
    address, page = checked(client, delimited(LOG))
    log(
        cast.technician,
        title="Read a paper",
        start_date=date(2026, 4, 2),
        end_date=date(2026, 4, 2),
        minutes=45,
    )

    late = client.post(address, {"which": "all", "mark": page.context["mark"]})

    assert late.status_code == 409
    assert "Your log changed meanwhile" in late.content.decode()
    assert late.context["totals"] == [("open", "1 new"), ("completed", "1 in your log already")]
    assert len(titles(cast.technician)) == 1


def changed_rows(client, old, new):
    """The preview of an export in which one text was replaced."""
    upload_url = bring(client, csv_export(client).replace(old, new)).url
    page = client.post(upload_url, columns_of(ImportUpload.objects.get()), follow=True)
    return f"{upload_url}check/", page


def test_import_with_changes_is_one_act_and_taken_back_whole(cast, visit):
    client = visit(cast.technician)
    kept = log(cast.technician, title="Old title", description="Old words", self_points=Decimal("1.5"))
    verify(kept, cast.supervisor)
    row = (
        f"Old title,Bioimaging,2026-03-14,2026-03-14,90,work_based,Old words,{kept.benefit_practice}".encode()
    )
    new_row = b"New title,Bioimaging,2026-03-14,2026-03-15,100,formal,,"
    extra = b",Brought,,2026-05-01,2026-05-01,30,other,,,,,,,,,,\r\n"
    address, page = changed_rows(client, row, new_row)
    upload = ImportUpload.objects.get()
    table = upload.read_table()
    client.post(f"/activities/import/{upload.uid}/discard/")

    content = csv_export(client).replace(row, new_row) + extra
    upload_url = bring(client, content).url
    page = client.get(f"{upload_url}check/")
    said = page.content.decode()
    client.post(f"{upload_url}check/", {"which": "all", "mark": page.context["mark"]})

    assert len(table.rows) == 1
    assert "its verification no longer counts" in said
    changed = Activity.objects.get(pk=kept.pk)
    assert (changed.title, changed.minutes, changed.category, changed.description) == (
        "New title",
        100,
        "formal",
        "",
    )
    assert (changed.has_description, changed.has_practice, changed.live_verification) == (False, False, None)
    assert TrailEntry.objects.filter(object_uid=kept.uid, verb="voided verification").exists()

    act = Change.objects.get()
    undone = activity_actions.undo_change(change=act, actor=cast.technician)

    back = Activity.objects.get(pk=kept.pk)
    assert (undone.back, undone.kept) == (2, 0)
    assert back.words() == kept.words()
    assert (back.minutes, back.end_date, back.category, back.self_points) == (
        90,
        kept.end_date,
        "work_based",
        Decimal("1.50"),
    )
    assert (back.has_description, back.has_practice) == (True, True)
    assert titles(cast.technician) == ["Old title"]


def test_undo_leaves_what_was_changed_since(cast, visit):
    client = visit(cast.technician)
    imported(client, delimited(LOG))
    paper = Activity.objects.get(title="Read a paper")
    activity_actions.change_activity(activity=paper, actor=cast.technician, values={"provider": "Library"})

    activity_actions.undo_change(change=Change.objects.get(), actor=cast.technician)

    assert titles(cast.technician) == ["Read a paper"]


def test_undone_import_can_be_brought_again(cast, visit):
    client = visit(cast.technician)
    log(cast.technician, title="Exported")
    content = csv_export(client)
    delete_item(item=Activity.objects.get(), actor=cast.technician)

    for _ in range(2):
        upload_url = bring(client, content).url
        page = client.post(upload_url, columns_of(ImportUpload.objects.get()), follow=True)
        client.post(f"{upload_url}check/", {"which": "all", "mark": page.context["mark"]})

    assert titles(cast.technician) == ["Exported"]


def test_anothers_uid_is_refused_and_sealed_words_stay(cast, visit):
    log(cast.technician, title="Mine")
    sealed = log(cast.engineer, title="Secret", sealed=True)
    client = visit(cast.engineer)

    upload_url = bring(client, csv_export(visit(cast.technician))).url
    page = client.post(upload_url, columns_of(ImportUpload.objects.get()), follow=True)
    assert page.context["errors"] == 1
    assert "This reference cannot be used" in page.content.decode()

    address, page = changed_rows(client, b",,,2026-03-14,", b",Told,,2026-03-14,")
    assert "It is sealed: an import leaves it as it is." in page.content.decode()
    client.post(address, {"which": "all", "mark": page.context["mark"]})
    assert Activity.objects.get(pk=sealed.pk).words() == sealed.words()


def test_file_is_its_owners_alone_and_goes_after_a_day(cast, visit):
    url = bring(visit(cast.technician), delimited(LOG)).url

    for stranger in ("engineer", "supervisor"):
        assert visit(getattr(cast, stranger)).get(url).status_code == 404
        assert visit(getattr(cast, stranger)).get(f"{url}rows-to-mend.csv").status_code == 404
    assert "log.csv" in visit(cast.technician).get(NEW).content.decode()
    ImportUpload.objects.update(uploaded_at=timezone.now() - timedelta(hours=25))
    visit(cast.engineer).get(NEW)
    assert not ImportUpload.objects.exists()
    bring(visit(cast.technician), delimited(LOG))
    clear_files()
    assert ImportUpload.objects.exists()
    ImportUpload.objects.update(uploaded_at=timezone.now() - timedelta(hours=25))
    clear_files()
    assert not ImportUpload.objects.exists()
    assert visit(cast.admin).get(NEW).status_code == 403


def test_new_file_takes_the_place_of_the_one_before_and_can_be_removed(cast, visit):
    client = visit(cast.technician)
    first, second = (bring(client, delimited(LOG)).url for _ in range(2))

    assert client.get(first).status_code == 404
    client.post(f"{second}discard/")
    assert not ImportUpload.objects.exists()


@pytest.mark.parametrize(("ending", "start"), [("csv", b"\xef\xbb\xbftitle,"), ("xlsx", b"PK")])
def test_template_is_handed_out(cast, visit, ending, start):
    assert visit(cast.technician).get(f"{NEW}template.{ending}").content.startswith(start)


def rows_for(count):
    return (LOG[0], *((f"Activity {number}", "2026-03-14", "1 h", "formal", "") for number in range(count)))


def queries_of(owner, content):
    """How many queries the import of a file takes."""
    upload = actions.store_upload(owner=owner, name="log.csv", content=content)
    mark = mark_of(actions.outcomes_of(upload))
    with CaptureQueriesContext(connection) as asked:
        actions.import_rows(owner=owner, uid=upload.uid, mark=mark, good_only=False)
    return len(asked)


def test_import_asks_the_same_few_queries_for_one_row_and_five_hundred(cast, visit):
    one = queries_of(cast.technician, delimited(rows_for(1)))
    many = queries_of(cast.engineer, delimited(rows_for(500)))

    one_changed = queries_of(cast.technician, csv_export(visit(cast.technician)).replace(b",60,", b",90,"))
    many_changed = queries_of(cast.engineer, csv_export(visit(cast.engineer)).replace(b",60,", b",90,"))

    assert Activity.objects.filter(minutes=90).count() == 501
    assert (many, many_changed) == (one, one_changed)
    assert max(one, one_changed) <= 22
