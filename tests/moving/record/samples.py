"""A technician who has something of nearly every kind that a record carries."""

import uuid
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from activities import actions as activities
from activities.actions import change_activity
from activities.actions.entries import write_entry
from activities.models import Activity
from assessments import actions as assessments
from audits.actions import volunteer
from evidence import actions as evidence
from evidence.models import Evidence
from journals.actions import publish_entry
from notices import actions as notices
from people.actions import grant_role
from people.models import User
from plans import actions as plans
from plans.models import Goal
from portfolios import actions as portfolios
from portfolios.collecting import actions as collecting
from portfolios.hours import set_hours
from portfolios.models import Collection
from registers.issuing import issue
from sharing import actions as sharing
from tests import things
from tests.audits import desk_samples, mock_samples
from tests.portfolios.test_views_folio import text, write
from tests.signoffs import samples as signoff_samples


def a_file(cast: Any, name: str = "certificate.txt", words: bytes = b"Laser safety, passed.") -> Evidence:
    sent = SimpleUploadedFile(name, words)
    found = evidence.inspected(sent.file, sent.name)
    return evidence.add_file(owner=cast.technician, found=found, filename=sent.name, title="Certificate")


def whole_life(cast: Any) -> User:
    """Sealed and open, own and others' words, drafts and what is frozen; returns the technician."""
    things.signed_and_sealed(cast)
    things.waiting_signoff(cast)
    piece = a_file(cast)
    logged = things.activity(cast, "named", tags=["safety"], end_date=date.today())
    evidence.attach(thing=logged, kind="activity", evidence=[piece, things.link(cast)], actor=cast.technician)
    sealed = things.activity(cast, title="A hard day", description="What nobody else shall read.")
    change_activity(activity=sealed, actor=cast.technician, values={"sealed": True})
    for options in ({}, {"publish": False}, {"sealed": True}):
        things.entry(cast, **options)
    things.said(cast)
    things.remark(cast, "institution")
    things.removed_comment(cast)
    goal = things.goal(cast, competences=["science-council/RSciTech/A1"])
    assert goal.plan.owner == cast.technician
    pages_and_collections(cast, piece)
    settings_and_words(cast, goal, logged)
    things.notes(cast)
    work = things.assignment(cast)
    assessments.save_answers(
        assignment=work,
        actor=cast.technician,
        answers={1: assessments.Answer("Alone.", 3)},
        response="Ready.",
    )
    things.task(cast)
    things.task(cast, by="technician")
    things.authorisation(cast)
    things.cohort_act(cast, things.cohort(cast))
    things.second_mark(cast)
    things.application(cast, "supervisors")
    handed = desk_samples.handed(cast)
    mock_samples.sent(cast, mock_samples.mock_of(handed.frozen.renewal.registration))
    issue(handed.frozen, ["json", "csv"])
    signoff_samples.signed(things.activity(cast, "public"))
    return User.objects.get(pk=cast.technician.pk)


def pages_and_collections(cast: Any, piece: Evidence) -> None:
    """A page with hours and a sketch over the version that they open; a collection of several kinds; a template."""
    owner, section = cast.technician, things.section(cast)
    page = write(owner, text("The confocal room."), page=section, title="Skills")
    opens = timezone.now() + timedelta(days=2)
    page = set_hours(page=page, actor=owner, opens_at=opens, closes_at=opens + timedelta(days=9))
    portfolios.save_draft(
        page=page, actor=owner, title="Skills", blocks=[text("The conf")], changed=page.changed_token, sketch=True
    )  # fmt: skip
    made = things.collection(cast, "supervisors")
    entry, _ = write_entry(activity=Activity.objects.get(uid=made.pieces.get().object_uid), actor=owner)
    entry = publish_entry(entry=entry, actor=owner)
    chosen = [("evidence", piece.uid), ("entry", entry.uid), ("page", section.uid)]
    collecting.put_in(collection=made, actor=owner, chosen=chosen)
    changed = {"introduction": "**Why** I apply."}
    collecting.change_collection(
        collection=made, actor=owner, values=changed, changed=Collection.objects.get(pk=made.pk).changed_token
    )
    grant_role(person=owner, role="supervisor", actor=cast.admin)
    things.webfolio_template(cast, "technician")


def settings_and_words(cast: Any, goal: Goal, logged: Activity) -> None:
    owner = cast.technician
    plans.link_activities(goal=goal, activities=[logged], actor=owner)
    activities.verify_activity(
        activity=logged, actor=cast.supervisor, points=Decimal("2.50"), note="Seen.", once=uuid.uuid4(),
        changed=logged.changed_token,
    )  # fmt: skip
    notices.choose_mail(person=owner, how={"comment": "off"}, actor=owner)
    notices.choose_quiet_hours(person=owner, hours=(20, 7), as_institution=False)
    sharing.close_thread(item=logged, actor=owner)
    sharing.make_link(kind="activity", item=logged, name="For Jo", expires_on=date.today(), actor=owner)
    volunteer(actor=owner, willing=True)
