"""A phone and a desk add a HEIC photo and a long film to the library, over links that break."""

import hashlib
import io
import re
from pathlib import Path

import pillow_heif
from PIL import Image
from playwright.sync_api import Page, expect

from evidence.models import Evidence, Upload, UploadPart, Version
from tenants.models import Institution
from tests.browser import assert_accessible, sign_in
from tests.evidence.films import write_film

TECHNICIAN = "technician@northmoor.example"
SUPERVISOR = "supervisor@northmoor.example"
MEGABYTE = 1024**2
FILM = 300 * MEGABYTE
# What the server may grow by while a film of FILM bytes goes through it.
MOST_GROWTH = 80 * MEGABYTE


def allow_long_films(live) -> None:
    with live.inside("public"):
        Institution.objects.filter(slug="northmoor").update(recording_limit_mb=500)


def photo(path: Path) -> Path:
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    exif.get_ifd(0x8825)[1], exif.get_ifd(0x8825)[2] = "N", (51.0, 28.0, 38.0)
    content = io.BytesIO()
    made = pillow_heif.from_pillow(Image.new("RGB", (640, 480), "#0a4f6e"))
    made.info["exif"] = exif.tobytes()
    made.save(content)
    path.write_bytes(content.getvalue())
    return path


def peak_memory(live) -> int:
    """The most that any of the server's processes has held so far, in bytes."""
    peaks = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
            group = (status.parent / "stat").read_text().rpartition(")")[2].split()[2]
        except (OSError, IndexError):
            continue
        if group == str(live._process.pid):
            peaks.append(int(lines["VmHWM"].split()[0]) * 1024)
    return max(peaks)


def arrived(live) -> int:
    with live.inside("northmoor"):
        return UploadPart.objects.count()


def wait_for_parts(page: Page, live, many: int) -> None:
    for _ in range(400):
        if arrived(live) >= many:
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{arrived(live)} parts arrived")


def test_phone_sends_a_heic_and_a_film_over_a_link_that_breaks(page: Page, desk: Page, live, tmp_path):
    allow_long_films(live)
    film = write_film(tmp_path / "rinse-cycle.mp4", FILM)
    sign_in(page, live, login=TECHNICIAN)
    page.goto(live.address(path="/evidence/new/"))
    expect(page.get_by_text("films and sound up to 500 MB")).to_be_visible()
    assert_accessible(page)
    before = peak_memory(live)

    page.get_by_label("Photo or file").set_input_files([photo(tmp_path / "IMG_0007.HEIC"), film])
    page.get_by_label("Folder").fill("Autoclave")
    page.get_by_role("button", name="Add").click()
    wait_for_parts(page, live, 5)
    page.context.set_offline(True)
    expect(page.get_by_text("The link is down")).to_be_visible()
    assert_accessible(page)
    page.screenshot(path=tmp_path / "broken-phone.png", full_page=True)
    held = arrived(live)
    assert 5 <= held < 75
    page.context.set_offline(False)

    page.wait_for_url(re.compile(r"/evidence/\?sent=2$"), timeout=120_000)
    assert peak_memory(live) - before < MOST_GROWTH
    assert_accessible(page)
    page.screenshot(path=tmp_path / "library-phone.png", full_page=True)
    with live.inside("northmoor"):
        sent = Evidence.objects.get(original_name="rinse-cycle.mp4")
        place = live.files / "evidence" / "inst_northmoor" / sent.file.name
        with film.open("rb") as original, place.open("rb") as stored:
            whole = hashlib.file_digest(original, "sha256").hexdigest()
            assert hashlib.file_digest(stored, "sha256").hexdigest() == whole
        assert (sent.sha256, sent.folder, sent.media_type) == (whole, "Autoclave", "video/mp4")
        still = Evidence.objects.get(original_name="IMG_0007.HEIC")
        assert (still.media_type, bool(still.original)) == ("image/jpeg", True)
        assert not UploadPart.objects.exists()
    page.get_by_role("link", name="IMG_0007.HEIC").click()
    expect(page.get_by_role("link", name="Your original")).to_be_visible()
    expect(page.locator("img.preview")).to_be_visible()
    expect(page.locator("img.preview")).to_have_js_property("naturalWidth", 640)
    assert_accessible(page)
    page.screenshot(path=tmp_path / "piece-phone.png", full_page=True)


def test_desk_goes_on_after_the_server_died_and_the_page_was_left(desk: Page, live, tmp_path):
    allow_long_films(live)
    film = write_film(tmp_path / "drain-probe.mp4", FILM)
    sign_in(desk, live, login=TECHNICIAN)
    desk.goto(live.address(path="/evidence/new/"))

    desk.get_by_label("Photo or file").set_input_files(film)
    desk.get_by_label("What it shows").fill("The drain probe at work")
    desk.get_by_role("button", name="Add").click()
    wait_for_parts(desk, live, 3)
    live.kill()
    expect(desk.get_by_text("The link is down")).to_be_visible()
    live.start()
    wait_for_parts(desk, live, 8)
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.goto(live.address(path="/evidence/new/"))
    left = arrived(live)
    assert left < 75
    expect(desk.get_by_text("drain-probe.mp4 did not arrive whole")).to_be_visible()
    assert_accessible(desk)
    desk.screenshot(path=tmp_path / "unfinished-desk.png", full_page=True)

    desk.get_by_label("Photo or file").set_input_files(film)
    desk.get_by_role("button", name="Add").click()
    desk.wait_for_url(re.compile(r"/evidence/\?sent=1$"), timeout=120_000)

    expect(desk.get_by_role("link", name="The drain probe at work")).to_be_visible()
    assert_accessible(desk)
    desk.screenshot(path=tmp_path / "library-desk.png", full_page=True)
    with live.inside("northmoor"):
        assert Upload.objects.get(name="drain-probe.mp4").state == "kept"
        assert Evidence.objects.get(original_name="drain-probe.mp4").size == FILM


def test_library_is_ordered_replaced_and_refused_in_words(desk: Page, live, tmp_path):
    sign_in(desk, live, login=TECHNICIAN)
    notes, better = tmp_path / "notes.txt", tmp_path / "better.txt"
    notes.write_text("The first.")
    better.write_text("The second.")
    program = tmp_path / "report.pdf"
    program.write_bytes(b"\x7fELF" + b"\0" * 500)
    desk.goto(live.address(path="/evidence/new/"))
    desk.get_by_label("Photo or file").set_input_files([notes, program])
    desk.get_by_role("button", name="Add").click()
    expect(desk.get_by_text("This file is a program, not a PDF")).to_be_visible()
    assert_accessible(desk)
    desk.screenshot(path=tmp_path / "refused-desk.png", full_page=True)

    desk.goto(live.address(path="/evidence/"))
    desk.get_by_label("Choose notes.txt").check()
    desk.get_by_label("What to do with them").select_option("moved")
    desk.get_by_role("button", name="Continue").click()
    assert_accessible(desk)
    desk.get_by_label("Folder").fill("Papers")
    desk.get_by_role("button", name="Move to a folder").click()
    expect(desk.get_by_text("Moved to a folder: 1 piece.")).to_be_visible()
    assert_accessible(desk)

    desk.get_by_role("link", name="notes.txt").click()
    desk.get_by_role("link", name="Replace the file").click()
    assert_accessible(desk)
    desk.get_by_label("The new file").set_input_files(better)
    desk.get_by_role("button", name="Replace").click()
    expect(desk.get_by_text("better.txt, 11 bytes", exact=False).first).to_be_visible()
    assert_accessible(desk)
    desk.screenshot(path=tmp_path / "piece-desk.png", full_page=True)
    with live.inside("northmoor"):
        assert Version.objects.get().original_name == "notes.txt"


def test_adding_without_script(plain: Page, live, tmp_path):
    sign_in(plain, live, login=TECHNICIAN)
    plain.goto(live.address(path="/evidence/new/"))

    plain.get_by_label("Photo or file").set_input_files(photo(tmp_path / "plain.heic"))
    plain.get_by_role("button", name="Add").click()

    expect(plain.get_by_text("Added: plain.heic.")).to_be_visible()
