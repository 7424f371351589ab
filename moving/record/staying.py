"""What of a record stays at an institution that its person leaves, and how the rest is taken out of it.

Stay: what was set to them, its outcome and its dates, without what they wrote in answer; declared packs with what they
rest on, so that their codes can be checked for good; what was sent; and everything that is only told of them.
"""

from collections.abc import Iterable
from typing import Any

from django.core.files.storage import storages
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from activities.importing.models import ImportMapping, ImportUpload
from activities.models import Change
from applications.models import Application
from assessments.models import AssignedCriterion, AssignedPrompt, Assignment
from audits.models import MockAudit, Volunteer
from duties.models import Task
from evidence.models import Evidence
from journals.models import Entry
from moving.models import Remembered
from moving.record.files import EVIDENCE
from moving.record.kinds import Kind
from moving.record.listed import BY_NAME, LIVE, parts_of
from notices.models import Preference, QuietHours
from people.models import User
from plans.models import Plan
from portfolios.models import Collection, WebfolioPage, WebfolioSectionPage, WebfolioTemplate
from registers.models import HeldEvidence, Registration, Renewal
from sharing.models import Comment
from signoffs.models import SignRequest
from tenants.schemas import in_schema

# By name of the kind; what belongs to a row goes or stays with it.
STAYS = (
    "profile", "assessments", "criteria", "prompts", "assessment_moves", "extensions", "tasks", "task_moves",
    "registrations", "registration_events", "breaks", "renewals", "declared_packs", "pack_files", "pack_evidence",
    "handings", "remarks", "sent_applications",
)  # fmt: skip


def take_out(person: User, *, but: Iterable[str] = ()) -> None:
    """Delete what does not stay, for good, `but` the items with these uids; files go when the transaction ends. Twice is
    once."""
    uids = list(but)
    _forget_answers(person, uids)
    _delete_settings(person)
    for rows in _whole_items(person):
        rows = rows.exclude(uid__in=uids)
        _delete_about(list(rows.values_list("uid", flat=True)))
        rows.delete()
    _delete_library(person, uids)
    _delete_folio(person, uids)


def _delete_about(uids: list[Any]) -> None:
    """What names an item by its uid alone."""
    for kind in LIVE:
        if kind.near:
            kind.model._default_manager.filter(object_uid__in=uids).delete()


def _whole_items(person: User) -> Iterable[QuerySet[Any]]:
    """Deleted ones too; those that something frozen rests on stay."""
    own = Q(owner=person)
    yield SignRequest.objects.filter(own)
    yield MockAudit.objects.filter(own)
    yield Application.objects.filter(own, submissions=None)
    yield Renewal.objects.filter(own, frozen=None)
    yield Registration.objects.filter(own, renewals=None)
    yield Task.objects.filter(own, set_by=F("owner"))
    yield Plan.objects.filter(own)
    yield Entry.objects.filter(own)
    yield Collection.objects.filter(own)
    yield WebfolioTemplate.objects.filter(own)
    yield BY_NAME["activities"].model._default_manager.filter(own)


def _forget_answers(person: User, but: list[str]) -> None:
    """Of what was set to them, the words and the versions that they handed in."""
    works = Assignment.objects.filter(owner=person).exclude(uid__in=but)
    works.update(response="")
    for model in (AssignedCriterion, AssignedPrompt):
        model._default_manager.filter(assignment__in=works).update(response="")
    BY_NAME["submissions"].model._default_manager.filter(assignment__in=works).delete()
    Task.objects.filter(owner=person).exclude(uid__in=but).update(note="")


def _delete_settings(person: User) -> None:
    Comment.objects.filter(owner=person).delete()
    Remembered.objects.filter(owner=person).delete()
    for by_owner in (Change, ImportUpload, ImportMapping):
        by_owner._default_manager.filter(owner=person).delete()
    for by_person in (Preference, QuietHours, Volunteer):
        by_person._default_manager.filter(person=person).delete()


def _delete_library(person: User, but: list[str]) -> None:
    """The pieces, and the files of all that they have; a file that a declared pack holds on to stays."""
    held = set(HeldEvidence.objects.values_list("name", flat=True))
    pieces = Evidence.objects.filter(owner=person).exclude(uid__in=but)
    versions = BY_NAME["evidence_versions"].model._default_manager.filter(evidence__in=pieces)
    names = {*_files(BY_NAME["evidence"], pieces), *_files(BY_NAME["evidence_versions"], versions)}
    pieces.delete()
    if gone := sorted(names - held):
        transaction.on_commit(_deletion(connection.schema_name, gone))


def _files(kind: Kind, rows: QuerySet[Any]) -> Iterable[str]:
    """Names in the store of every file that these rows have."""
    for part in parts_of(kind):
        if part.role == "file":
            yield from filter(None, rows.values_list(part.name, flat=True))


def _deletion(schema: str, names: list[str]) -> Any:
    """Deletes the files once the rows are gone, in the schema of now."""

    def delete() -> None:
        with in_schema(schema):
            for name in names:
                storages[EVIDENCE].delete(name)

    return delete


def _delete_folio(person: User, but: list[str]) -> None:
    """A section that is left keeps the page that it stands on."""
    sections = WebfolioSectionPage.objects.filter(webfolio__keeper=person)
    pages: list[Any] = [*sections.exclude(uid__in=but)]
    if not sections.filter(uid__in=but).exists():
        pages += WebfolioPage.objects.filter(keeper=person)
    for page in pages:
        _delete_about([page.uid])
        page.delete()
