"""Another file in place of one: the same address, and what is frozen keeps the one it was made with."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from activities.actions import verify_activity
from activities.models import Activity, Verification
from assessments import actions as assessments
from evidence import actions, queries, uses
from evidence.models import Evidence, Version, private_files
from evidence.refusals import StillHeld
from tests import things
from tests.registers import declared
from tests.signoffs import samples
from tests.tellers import Teller


def kept(owner, words: str = "The first.", **more) -> Evidence:
    return actions.add_file(owner=owner, **things.text_file(words), **more)


def replaced(piece: Evidence, words: str = "The second.") -> Evidence:
    return actions.replace_file(evidence=piece, actor=piece.owner, **things.text_file(words))


def words_of(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_replacing_keeps_address_title_and_attachments(cast, visit):
    activity = Teller(cast).activity(cast.technician)
    piece = kept(cast.technician, title="Notes")
    actions.attach(thing=activity, kind="activity", evidence=[piece], actor=cast.technician)
    page = visit(cast.technician)
    file = SimpleUploadedFile("better.txt", b"The second.", content_type="text/plain")

    answer = page.post(f"/evidence/{piece.uid}/replace/", {"evidence": file})

    assert answer.status_code == 302
    stored = Evidence.objects.get(uid=piece.uid)
    assert (stored.title, stored.number, stored.original_name) == ("Notes", 2, "better.txt")
    assert queries.attached_to("activity", activity) == [stored]
    for person in (cast.technician, cast.supervisor):
        assert words_of(visit(person).get(f"/evidence/{piece.uid}/")) == b"The second."
    assert words_of(page.get(f"/evidence/{piece.uid}/versions/1/")) == b"The first."
    assert visit(cast.supervisor).get(f"/evidence/{piece.uid}/versions/1/").status_code == 403
    # the version before may be what its owner wanted to take back: its readers have the present one only
    old = f"/evidence/{piece.uid}/?file={piece.sha256}"
    assert visit(cast.supervisor).get(old).status_code == 404
    assert words_of(page.get(old)) == b"The first."


def test_same_file_again_is_no_new_version(cast):
    piece = replaced(replaced(kept(cast.technician)))

    assert (piece.number, piece.versions.count()) == (2, 1)


def test_replacing_voids_a_verification_and_outdates_a_signature_visibly(cast):
    activity = Teller(cast).activity(cast.technician)
    piece = kept(cast.technician)
    actions.attach(thing=activity, kind="activity", evidence=[piece], actor=cast.technician)
    verification = verify_activity(
        activity=activity,
        actor=cast.supervisor,
        points=None,
        note="",
        once=uuid.uuid4(),
        changed=Activity.objects.get(pk=activity.pk).changed_token,
    )
    request, _ = samples.asked_by_link(activity, with_files=True)

    replaced(piece)

    verification.refresh_from_db()
    request.refresh_from_db()
    assert verification.voided_why == Verification.Why.CHANGED
    assert request.outdated_at is not None
    frozen = {(use.what, use.holds(piece.versions.get())) for use in uses.uses_of(piece) if use.frozen}
    assert frozen == {("Verified activity", True), ("Sign-off", True)}


def test_signer_opens_the_version_they_were_asked_about(cast, visit):
    activity = Teller(cast).activity(cast.technician)
    piece = kept(cast.technician)
    actions.attach(thing=activity, kind="activity", evidence=[piece], actor=cast.technician)
    _, path = samples.asked_by_link(activity, with_files=True)

    replaced(piece)

    assert words_of(visit().get(f"{path}evidence/{piece.uid}/")) == b"The first."


def submitted_with(cast, piece):
    work = things.assignment(cast)
    assessments.attach_evidence(assignment=work, actor=cast.technician, number=1, pieces=[piece])
    assessments.save_answers(assignment=work, actor=cast.technician, answers={}, response="Done.")
    return assessments.submit(assignment=work, actor=cast.technician, once=uuid.uuid4())


@pytest.mark.parametrize("act", ["replace", "delete"])
def test_scorer_has_what_was_handed_in_whatever_becomes_of_the_piece(cast, visit, act):
    piece = kept(cast.technician)
    work = submitted_with(cast, piece)
    if act == "replace":
        replaced(piece)
    else:
        actions.delete_evidence(evidence=piece, actor=cast.technician)
    scorer = visit(cast.trainer)

    assert f"/evidence/{piece.uid}/?file={piece.sha256}" in scorer.get(work.review_url).content.decode()
    assert words_of(scorer.get(f"/evidence/{piece.uid}/?file={piece.sha256}")) == b"The first."
    assert words_of(scorer.get(f"/evidence/{piece.uid}/")) == b"The first."
    present = Evidence.objects.get(pk=piece.pk).sha256
    if act == "replace":
        assert scorer.get(f"/evidence/{piece.uid}/?file={present}").status_code == 404
    assert visit(cast.colleague).get(f"/evidence/{piece.uid}/").status_code == 404


def test_scorer_has_the_link_that_was_handed_in_though_its_owner_deleted_it(cast, visit):
    piece = things.link(cast, "supervisors")
    submitted_with(cast, piece)
    actions.delete_evidence(evidence=piece, actor=cast.technician)
    Evidence.objects.update(deleted_at=timezone.now() - timedelta(31))
    actions.purge_evidence(uid=piece.uid)

    assert visit(cast.trainer).get(f"/evidence/{piece.uid}/").url == piece.url
    assert visit(cast.colleague).get(f"/evidence/{piece.uid}/").status_code == 404


def test_declared_pack_keeps_its_file(cast, visit):
    piece = declared.with_file(cast, "notes.txt", b"The first.")
    pack = declared.declare(declared.begun(cast.technician))
    held = pack.held.get()

    replaced(piece)
    version = piece.versions.get()

    assert (held.sha256, held.name) == (version.sha256, version.file.name)
    with pytest.raises(StillHeld, match=f"Declared pack “{pack.code}”"):
        actions.delete_version(version=version, actor=cast.technician)
    page = visit(cast.technician).get(f"/evidence/{piece.uid}/about/").content.decode()
    assert f"Stays: Declared pack “{pack.code}”" in page
    assert f"/versions/{version.number}/delete/" not in page


def test_version_that_nothing_keeps_can_be_deleted_for_good(cast, visit, django_capture_on_commit_callbacks):
    piece = replaced(kept(cast.technician))
    version = piece.versions.get()
    page = visit(cast.technician)

    assert page.get(f"/evidence/{piece.uid}/versions/1/delete/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        page.post(f"/evidence/{piece.uid}/versions/1/delete/")

    assert not Version.objects.exists()
    assert not private_files().exists(version.file.name)
    assert private_files().exists(piece.file.name)


def test_used_in_names_items_and_pages_with_links(cast, visit):
    piece = kept(cast.technician, title="Notes")
    activity = Teller(cast).activity(cast.technician, title="Confocal course")
    work = submitted_with(cast, piece)
    actions.attach(thing=activity, kind="activity", evidence=[piece], actor=cast.technician)

    page = visit(cast.technician).get(f"/evidence/{piece.uid}/about/").content.decode()

    for words, address in (
        ("Confocal course", activity.get_absolute_url()),
        ("Confocal, version 1", work.get_absolute_url()),
    ):
        assert f'href="{address}">{words}' in page


def test_links_are_not_replaced(cast, visit):
    piece = things.link(cast)

    assert visit(cast.technician).get(f"/evidence/{piece.uid}/replace/").status_code == 404
