"""From a file to the log: each screen, what it asks, what enters, and what never does."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from activities.importing.models import ImportUpload
from activities.models import Activity
from tests.activities.importing.sheets import LOG, delimited

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
