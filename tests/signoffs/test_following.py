"""What a later change does: a signature of another version is void, with its reason; sealing takes the words away."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from activities import actions as activities
from activities.acts import ACTS
from activities.importing import actions as importing
from activities.importing.judging import mark_of
from activities.importing.questions import Answers
from activities.models import Activity, Change
from assessments import actions as assessments
from evidence import actions as evidence
from evidence.inspection import inspect
from journals import actions as journals
from journals.models import Entry
from sharing.actions import set_audience
from signoffs import actions
from signoffs.models import Signature, SignRequest
from tests import things
from tests.assessments import work
from tests.signoffs import samples

MARK = "Quixoflax"
SIGNER_SAID = "Plumbobian"


def change(activity, **values):
    return activities.change_activity(activity=activity, actor=activity.owner, values=values)


def test_later_edit_voids_the_signature_visibly_and_keeps_the_old_version(cast, visit):
    activity = samples.activity(cast, description="Six samples.")
    found = samples.signed(activity)
    samples.post_letters()

    change(activity, description="Eight samples.")

    signature = Signature.objects.get()
    assert (signature.is_void, signature.voided_why) == (True, "changed")
    for person in (cast.technician, cast.supervisor):
        client = visit(person)
        page = client.get(activity.get_absolute_url()).content.decode()
        assert "witness-void" in page
        assert "Changed afterwards: signed for the version before" in page
        assert "Eight samples." in page
        old = client.get(found.get_absolute_url()).content.decode()
        assert "Six samples." in old
        assert "Eight samples." not in old
        assert "Changed afterwards" in old
    (told,) = samples.post_letters()
    assert told.to == ["tomasz.lis@zenith.example"]
    assert told.subject.endswith("What you signed was changed")
    assert "samples" not in told.body


def test_void_signature_stays_void_and_is_told_once(cast):
    activity = samples.activity(cast, description="Six samples.")
    samples.signed(activity)
    samples.post_letters()

    for words in ("Eight samples.", "Six samples.", "Nine samples."):
        activity = change(activity, description=words)

    assert Signature.objects.get().is_void
    assert len(samples.post_letters()) == 1


def test_change_of_what_was_not_signed_voids_nothing(cast):
    activity = samples.activity(cast)
    samples.signed(activity)

    activity = change(activity, benefit_practice="Another thought.", tags=["safety"], self_points=Decimal(3))
    set_audience(item=activity, audience="institution", actor=cast.technician)
    act = ACTS["category"]
    activities.change_many(
        owner=cast.technician, uids=[activity.uid], act=act, once=uuid.uuid4(), value="formal"
    )

    signature = Signature.objects.get()
    assert (signature.is_void, signature.name) == (False, "Tomasz J. Lis")


def split(activity):
    parts = [activities.Part("One", 45, "formal"), activities.Part("Two", 45, "other")]
    return activities.split_activity(
        activity=activity, actor=activity.owner, parts=parts, once=uuid.uuid4(), evidence_to_all=False,
        changed=activity.changed_token,
    )  # fmt: skip


def bring(activity):
    head = "title,date,hours,kind,uid\n"
    rows = f"Another title,{activity.start_date:%d/%m/%Y},2,formal,{activity.uid}\n"
    upload = importing.store_upload(owner=activity.owner, name="log.csv", content=(head + rows).encode())
    upload = importing.set_answers(upload=upload, answers=Answers(unit="h", kind="other"))
    mark = mark_of(importing.outcomes_of(upload))
    change = importing.import_rows(owner=activity.owner, uid=upload.uid, mark=mark, good_only=True)
    assert change is not None


def add_file(activity):
    upload = SimpleUploadedFile("a.txt", b"Words.", "text/plain")
    found = inspect(upload, upload.name)
    piece = evidence.add_file(owner=activity.owner, found=found, filename="a.txt", title="A file")
    activities.attach_evidence(activity=activity, evidence=[piece], actor=activity.owner)
    return piece


CHANGES = {
    "title": lambda one: change(one, title="Another"),
    "day": lambda one: change(one, end_date=None),
    "length": lambda one: change(one, minutes=15),
    "place": lambda one: change(one, provider="Elsewhere"),
    "file": add_file,
    "split": split,
    "import": bring,
}


@pytest.mark.parametrize("how", CHANGES)
def test_every_way_to_change_what_was_signed_voids_it(cast, how):
    activity = samples.activity(cast)
    samples.signed(activity)

    CHANGES[how](activity)

    assert Signature.objects.get().is_void


def test_evidence_that_leaves_the_library_voids_what_names_it(cast):
    activity = samples.activity(cast)
    piece = add_file(activity)
    samples.signed(activity)

    evidence.delete_evidence(evidence=piece, actor=cast.technician)

    assert Signature.objects.get().is_void


def test_reference_to_another_item_is_neither_shown_nor_signed(cast):
    activity = samples.activity(cast)
    piece = evidence.add_reference(owner=cast.technician, kind="entry", item_uid=things.entry(cast).uid)
    samples.signed(activity)

    activities.attach_evidence(activity=activity, evidence=[piece], actor=cast.technician)

    assert not Signature.objects.get().is_void
    assert SignRequest.objects.get().snapshot["evidence"] == []


def test_undoing_an_import_looks_again_at_what_was_signed_meanwhile(cast):
    activity = samples.activity(cast)
    bring(activity)
    samples.signed(Activity.objects.get(pk=activity.pk))

    activities.undo_change(change=Change.objects.get(kind="imported"), actor=cast.technician)

    assert Signature.objects.get().is_void


def test_edit_between_asking_and_signing_tells_the_owner_and_they_send_it_again(cast, visit):
    activity = samples.activity(cast, description="Six samples.")
    found, path = samples.asked_by_link(activity)
    owner, stranger = visit(cast.technician), visit()

    change(activity, description="Eight samples.")
    panel = owner.get(activity.get_absolute_url()).content.decode()
    shown = stranger.get(path).content.decode()
    owner.post(f"{found.get_absolute_url()}again/")
    new = samples.link_in(samples.post_letters()[-1])

    assert "Waiting, for the version before" in panel
    assert "they see the version before" in panel
    assert "Six samples." in shown and "Eight samples." not in shown
    assert "Eight samples." in stranger.get(new).content.decode()
    samples.answer(stranger, new)
    assert not Signature.objects.get().is_void
    assert Signature.objects.get().digest != found.digest


def test_edited_version_is_signed_as_it_was_shown_and_void_at_once(cast, visit):
    activity = samples.activity(cast, description="Six samples.")
    found, path = samples.asked_by_link(activity)
    change(activity, description="Eight samples.")

    done = samples.answer(visit(), path)

    signature = Signature.objects.get()
    assert done.status_code == 200
    assert (signature.digest, signature.voided_why) == (found.digest, "before")
    page = visit(cast.technician).get(found.get_absolute_url()).content.decode()
    assert "Changed before it was signed" in page
    assert "Six samples." in page
    assert "Ask again" in page


def test_edit_that_is_taken_back_in_time_changes_nothing(cast, visit):
    activity = samples.activity(cast, description="Six samples.")
    found, path = samples.asked_by_link(activity)
    activity = change(activity, description="Eight samples.")
    assert samples.stored(found).outdated_at

    change(activity, description="Six samples.")
    samples.answer(visit(), path)

    assert samples.stored(found).outdated_at is None
    assert not Signature.objects.get().is_void


def test_version_sent_again_while_somebody_reads_is_shown_again_before_it_is_signed(cast, visit):
    """On a passed phone the owner's later version may replace the one on the screen of whoever has the link."""
    activity = samples.activity(cast, description="Six samples.")
    found, path = samples.asked_by_link(activity)
    stranger = visit()
    form = samples.ANSWER | samples.form_on(stranger, path) | {"comment": "Kept."}
    change(activity, description="Eight samples.")
    actions.send_code(request=found, actor=cast.technician)

    late = stranger.post(path, form)

    page = late.content.decode()
    assert late.status_code == 409
    assert "Eight samples." in page and "Kept." in page
    assert not Signature.objects.exists()


def rows_of_the_institution() -> str:
    """Every row of every table of this schema, and the queue, as a dump would hold them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = %s",
            [connection.schema_name],
        )
        names = [row[0] for row in cursor.fetchall()]
        text = []
        for name in names:
            cursor.execute(f'SELECT t::text FROM "{name}" t')
            text += [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT args::text FROM public.procrastinate_jobs")
        text += [row[0] for row in cursor.fetchall()]
    return "\n".join(text)


WORDS = {
    name: f"{MARK} {name}"
    for name in ("title", "provider", "description", "benefit_practice", "benefit_users")
}


def sealed_activity(cast):
    activity = samples.activity(cast, **WORDS)
    yield activity, "activity"
    change(activity, sealed=True)
    yield None
    change(Activity.objects.get(pk=activity.pk), sealed=False)


def sealed_entry(cast):
    values = {
        "title": MARK,
        "body": f"{MARK} body",
        "date": date.today(),
        "tags": [],
    }
    entry, _ = journals.save_entry(owner=cast.technician, values=values | {"sealed": False}, publish=True)
    yield entry, "entry"
    for sealed in (True, False):
        stored = Entry.objects.get(pk=entry.pk)
        journals.save_entry(
            owner=cast.technician,
            values=values | {"sealed": sealed},
            uid=entry.uid,
            changed=stored.changed_token,
        )
        yield None


@pytest.mark.parametrize("story", [sealed_activity, sealed_entry])
def test_sealing_takes_every_word_out_of_the_database_and_opening_brings_it_back(cast, visit, story):
    steps = story(cast)
    thing, kind = next(steps)
    waiting, path = samples.asked_by_link(thing, kind=kind)
    declined = samples.ask(thing, kind=kind, signer_email="b@zenith.example")
    actions.answer(
        request=declined, given="cannot", seen=declined.digest, once=uuid.uuid4(), how="link",
        values={"name": "B", "role": "R", "comment": SIGNER_SAID},
    )  # fmt: skip
    signed = samples.ask(thing, kind=kind, signer_email="c@zenith.example")
    actions.answer(
        request=signed, given="confirms", seen=signed.digest, once=uuid.uuid4(), how="link",
        values={"name": "C", "role": "R", "comment": SIGNER_SAID},
    )  # fmt: skip
    before = rows_of_the_institution()

    next(steps)

    dump = rows_of_the_institution()
    assert MARK in before and SIGNER_SAID in before
    assert MARK not in dump
    assert SIGNER_SAID not in dump
    assert samples.stored(waiting).state == "revoked"
    assert visit().get(path).status_code == 410
    owner = visit(cast.technician)
    page = owner.get(signed.get_absolute_url())
    assert MARK in page.content.decode() and SIGNER_SAID in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert MARK in owner.get("/sign-offs/").content.decode()
    assert visit(cast.supervisor).get(signed.get_absolute_url()).status_code == 404
    next(steps, None)
    assert MARK in SignRequest.objects.get(pk=signed.pk).snapshot["title"]
    assert samples.stored(signed).signature.comment == SIGNER_SAID
    assert not samples.stored(signed).signature.is_void
    assert visit(cast.supervisor).get(signed.get_absolute_url()).status_code == 200


def test_sealed_words_that_change_void_the_signature(cast):
    activity = samples.activity(cast, description="Six samples.")
    found = samples.signed(activity)
    activity = change(activity, sealed=True)

    change(activity, description=f"{MARK} samples.")

    assert samples.stored(found).signature.is_void
    assert MARK not in rows_of_the_institution()


def test_entry_is_signed_as_markdown_and_its_evidence_counts(cast, visit):
    values = {
        "title": "A week",
        "body": "I **did** it.",
        "date": date.today(),
        "tags": [],
        "sealed": False,
    }
    entry, _ = journals.save_entry(owner=cast.technician, values=values, publish=True)
    found, path = samples.asked_by_link(entry, kind="entry")
    page = visit().get(path).content.decode()
    samples.answer(visit(), path)
    piece = evidence.add_link(owner=cast.technician, url="https://example.org/", title="A page")

    evidence.attach(thing=entry, kind="entry", evidence=[piece], actor=cast.technician)

    assert "I <strong>did</strong> it." in page
    assert samples.stored(found).signature.is_void


def test_entry_that_is_a_draft_again_is_closed_until_it_is_published(cast, visit):
    entry = things.entry(cast)
    _, path = samples.asked_by_link(entry, kind="entry")

    journals.withdraw_entry(entry=entry, actor=cast.technician)
    shut = visit().get(path).status_code
    journals.publish_entry(entry=entry, actor=cast.technician)

    assert (shut, visit().get(path).status_code) == (410, 200)


def test_assessor_from_outside_confirms_the_submitted_version_and_scores_nothing(cast, visit):
    made = work.submitted(cast)
    found, path = samples.asked_by_link(made, kind="assessment")
    page = visit().get(path).content.decode()

    samples.answer(visit(), path)

    made.refresh_from_db()
    assert made.criteria.first().response in page
    assert "I give no score" in page
    assert (made.state, made.total) == ("submitted", None)
    assert not made.criteria.exclude(score=None).exists()
    for client, address in (
        (visit(cast.technician), made.get_absolute_url()),
        (visit(cast.supervisor), made.review_url),
    ):
        assert "Tomasz J. Lis" in client.get(address).content.decode()
    assert visit(cast.colleague).get(found.get_absolute_url()).status_code == 404


def test_newer_submission_voids_the_signature_of_the_one_before(cast, visit):
    made = work.submitted(cast)
    found = samples.signed(made, kind="assessment")
    assessments.return_work(assignment=made, actor=cast.supervisor, once=uuid.uuid4(), reason="More, please.")
    assert not samples.stored(found).signature.is_void

    assessments.submit(assignment=made, actor=cast.technician, once=uuid.uuid4())

    assert samples.stored(found).signature.is_void
    assert "Version" in visit(cast.technician).get(found.get_absolute_url()).content.decode()


def test_things_without_a_request_cost_one_query(cast, django_assert_num_queries):
    activity, owner = samples.activity(cast), cast.technician

    with django_assert_num_queries(1):
        actions.look_again(kind="activity", thing=activity, actor=owner)
    with django_assert_num_queries(1):
        actions.look_again_at(kind="activity", uids=[activity.uid] * 50, actor=owner)
