"""What people write stays where they wrote it: no word of it in the trail, on the queue, in a notice or in a log line."""

import logging
import re
import uuid
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models
from django.utils import timezone
from wagtail.fields import StreamField

from activities import actions as activities
from activities.importing import actions as importing
from activities.importing.background import run_step
from activities.importing.judging import mark_of
from activities.importing.models import ImportUpload
from activities.importing.questions import Answers
from activities.models import Activity
from applications import actions as applications
from applications import tasks as application_tasks
from applications.queries import digest_shown
from assessments import actions as assessments
from audits import actions as desk
from authorisations import actions as authorisations
from authorisations.reminding import remind as remind_of_authorisations
from cohorts import actions as cohorts
from duties import actions as duties
from duties.reminding import remind as remind_of_tasks
from evidence import actions as evidence
from journals import actions as journals
from moderation import actions as moderation
from notices.models import Notice
from people import actions as people
from people.models import TrailEntry, User
from plans import actions as plans
from portfolios import actions as portfolios
from portfolios.collecting import actions as collecting
from portfolios.copying.actions import copy_to_people, take_back
from portfolios.editing import Box
from portfolios.models import WebfolioPage, WebfolioSectionPage
from portfolios.templating import actions as templating
from registers import actions as registers
from sharing import actions as sharing
from signoffs import actions as signoffs
from tenants.models import OperatorAct
from tests import things
from tests.applications import samples
from tests.assessments import work as assessed
from tests.audits import desk_samples, draw_samples, mock_samples
from tests.moderation import samples as moderation_samples
from tests.signoffs import samples as signoff_samples

# A word that no code holds, in every text that anybody writes below.
MARK = "Quixoflax"
FIELD = re.compile(r"[a-z_]+(-\d+)?")
WORDS = {
    name: f"{MARK} {name}"
    for name in ("title", "provider", "description", "benefit_practice", "benefit_users")
}

# Everything that can hold text, of every model an institution owns. Whoever adds a field decides here which it is:
# written by people (and then it is excluded from the trail, jobs, notices and logs, and has its place in a story below) …
WRITTEN = {
    "people.User": {"username", "first_name", "last_name", "email"},
    "people.EmailChange": {"old_email", "new_email"},
    "people.ApiToken": {"reason"},
    "people.Unit": {"name"},
    "people.JobTitle": {"name"},
    "sharing.ShareLink": {"name"},
    "sharing.Comment": {"author_name", "words"},
    "sharing.Report": {"words", "quote", "answer"},
    "sharing.PrivacyNotice": {"words"},
    "evidence.Evidence": {"title", "original_name", "url", "folder", "tags"},
    "evidence.Version": {"original_name"},
    "evidence.Upload": {"name", "title", "folder", "refused"},
    "evidence.LibraryChange": {"pieces"},
    "journals.Entry": {"title", "body", "tags", "reflection", "sealed_text"},
    "journals.ReflectionPrompt": {"text"},
    "journals.ReflectionTemplate": {"name", "purpose", "prompts"},
    "activities.Activity": {
        "title", "provider", "description", "benefit_practice", "benefit_users", "claims", "tags", "competences",
        "sealed_text",
    },
    "activities.ImportUpload": {"name", "reading", "table", "columns", "answers", "asked", "checked", "refused"},
    "activities.ImportMapping": {"columns", "answers"},
    "activities.Verification": {"by_name", "note", "facts", "sealed_facts"},
    "activities.Change": {"values"},
    "activities.ChangedActivity": {"before", "after", "sealed_before"},
    "plans.Plan": {"title", "evaluation"},
    "plans.Goal": {"title", "why", "measure", "outcome", "evaluation", "competences"},
    "signoffs.SignRequest": {"snapshot", "sealed_text", "signer_name", "signer_email", "signer_role"},
    "signoffs.Signature": {"name", "role", "comment"},
    "assessments.Template": {"title", "guidance", "prompts", "tags"},
    "assessments.TemplateVersion": {"facts"},
    "assessments.Criterion": {"title", "guidance", "levels", "section", "competences"},
    "assessments.Assignment": {"title", "guidance", "response", "draft_feedback", "overall_feedback"},
    "assessments.AssignedCriterion": {
        "title", "guidance", "levels", "section", "competences", "response", "draft_feedback", "feedback",
    },
    "assessments.AssignedPrompt": {"label", "hint", "response"},
    "assessments.Scorer": {"notes"},
    "assessments.Submission": {"snapshot"},
    "assessments.Transition": {"reason", "marks"},
    "duties.Task": {"title", "words", "link", "note"},
    "duties.TaskMove": {"words"},
    "authorisations.Technique": {"name", "place", "notes", "competences"},
    "authorisations.Authorisation": {"conditions", "signed_name", "withdrawn_reason"},
    "assessments.Extension": {"reason"},
    "moderation.SecondMark": {"marks", "overall_feedback", "agreed"},
    "moderation.Share": {"seed"},
    "moderation.CalibrationSet": {"title", "facts"},
    "moderation.Exemplar": {"title", "answers", "reference"},
    "moderation.Rating": {"scores"},
    "registers.Registration": {"number"},
    "registers.Renewal": {"exceptional_reason", "statement", "answers", "endorsement"},
    "registers.FrozenPack": {"facts"},
    "registers.OwnPack": {"pack", "version", "text"},
    "audits.Handing": {
        "assessor_name", "assessor_email", "body", "note", "overall", "points", "decided_by", "decided_role",
    },
    "audits.Remark": {"about_title", "words"},
    "applications.Application": {"title", "route", "copied_from"},
    "applications.Statement": {"text", "names", "copied_from"},
    "applications.Link": {"reason"},
    "applications.Supporter": {"name", "email", "signed_name", "signed_role", "comments", "overall"},
    "applications.Submitted": {"facts"},
    "audits.Draw": {"seed"},
    "audits.MockAudit": {"facts", "lines", "ticks"},
    "audits.BlindReview": {"facts", "lines", "ticks", "overall"},
    "cohorts.Cohort": {"name"},
    "cohorts.CohortItem": {"title", "place", "notes"},
    "cohorts.Programme": {"title", "notes"},
    "cohorts.ProgrammeItem": {"title", "place", "notes"},
    "portfolios.WebfolioPage": {"body"},
    "portfolios.WebfolioSectionPage": {"body"},
    "portfolios.WebfolioTemplate": {"title"},
    "portfolios.TemplatePage": {"title", "body"},
    "portfolios.Collection": {"title", "introduction"},
    "moving.CategoryMap": {"name"},
    "moving.Remembered": {"facts"},
    "moving.Newcomer": {"first_name", "last_name", "email"},
}  # fmt: skip
# … or made by the code: keys, digests, kinds, addresses within the site.
MADE = {
    "moving.Brought": {"source", "digest"},
    "moving.Archive": {"name", "sha256", "counts", "missing"},
    "moving.Proof": {"report"},
    "moving.Remembered": {"kind", "key"},
    "moving.Newcomer": {"roles"},
    "moving.Chosen": {"kind"},
    "people.User": {"password"},
    "people.ApiToken": {"digest"},
    "people.TrailEntry": {"actor_kind", "verb", "kind", "fields"},
    "notices.Notice": {"kind", "event", "path", "to_address"},
    "notices.Letter": {"kind", "digest"},
    "signoffs.SignRequest": {"kind", "digest"},
    "signoffs.Signature": {"declaration", "digest"},
    "notices.Preference": {"kind"},
    "notices.CalendarFeed": {"digest"},
    "sharing.Grant": {"kind"},
    "sharing.Comment": {"kind"},
    "sharing.ShareLink": {"token", "kind", "passcode"},
    "sharing.Findable": {"kind"},
    "sharing.Hidden": {"kind"},
    "sharing.Report": {"kind"},
    "evidence.Evidence": {"media_type", "sha256", "ref_kind"},
    "evidence.Attachment": {"kind", "sha256"},
    "evidence.Version": {"media_type", "sha256"},
    "evidence.Upload": {"sha256"},
    "activities.ImportMapping": {"signature"},
    "activities.Verification": {"digest"},
    "assessments.Template": {"shipped_as"},
    "assessments.TemplateVersion": {"digest"},
    "assessments.Assignment": {"submission_hash"},
    "assessments.Submission": {"digest"},
    "cohorts.CohortItem": {"kind"},
    "cohorts.ProgrammeItem": {"kind"},
    "cohorts.BulkAct": {"touched"},
    "moderation.SecondMark": {"digest"},
    "registers.Registration": {"pack", "grade", "remind_days"},
    "registers.Renewal": {"pack", "grade", "chosen_evidence", "discussed", "endorsed_digest"},
    "registers.FrozenPack": {"code", "digest"},
    "audits.Letter": {"digest"},
    "audits.Draw": {"pack", "grade", "commitment", "ids", "sample"},
    "audits.DrawnPack": {"opaque_id"},
    "audits.MockAudit": {"pack", "grade"},
    "audits.Remark": {"about"},
    "registers.Renumbering": {"pack"},
    "registers.RenumberedMapping": {"kind", "before", "after"},
    "applications.Application": {"pack", "grade", "framework"},
    "applications.Statement": {"code"},
    "applications.Link": {"code"},
    "applications.Supporter": {"shown", "token_digest", "digest"},
    "applications.Submitted": {"digest"},
    "portfolios.CopyLine": {"token"},
    "registers.SigningKey": {"certificate", "fingerprint", "sealed_key"},
    "registers.PackFile": {"sha256", "name"},
    "registers.HeldEvidence": {"name", "media_type", "sha256"},
}
ROOMS = {label.partition(".")[0] for label in WRITTEN} | {"notices"}
TEXTS = (models.CharField, models.TextField, models.JSONField, ArrayField, StreamField)


def text_fields() -> dict[str, set[str]]:
    """Every field without choices that can hold text, by model; a file is none, as its name on disk is a random one."""
    found: dict[str, set[str]] = {}
    for model in apps.get_models():
        if model._meta.app_label in ROOMS and not model._meta.auto_created:
            names = {
                field.name
                for field in model._meta.local_fields
                if isinstance(field, TEXTS) and not field.choices
            }
            if names:
                found[model._meta.label] = names
    return found


def test_every_text_field_is_entered_as_written_or_made():
    entered = {label: WRITTEN.get(label, set()) | MADE.get(label, set()) for label in {**WRITTEN, **MADE}}

    assert text_fields() == entered


def log_and_verify(cast: Any) -> None:
    owner = cast.technician
    marked = {"tags": [MARK], "claims": [{"pack": MARK, "category": "", "points": "1"}]}
    activity = things.activity(cast, **WORDS, **marked)
    verified = activities.verify_activity(
        activity=activity, actor=cast.supervisor, points=Decimal(2), note=MARK, once=uuid.uuid4(),
        changed=activity.changed_token,
    )  # fmt: skip
    activity = activities.change_activity(
        activity=activity, actor=owner, values={name: f"{text} again" for name, text in WORDS.items()}
    )
    activity = activities.change_activity(activity=activity, actor=owner, values={"sealed": True})
    activities.duplicate_activity(activity=activity, actor=owner)
    activities.withdraw_verification(activity=verified.activity, actor=cast.supervisor)
    link = sharing.make_link(
        kind="activity", item=activity, name=MARK, expires_on=timezone.localdate(), actor=owner
    )
    sharing.revoke_link(link=link, actor=owner)
    sharing.delete_item(item=activity, actor=owner)
    sharing.restore_item(item=activity, actor=owner)


def bring_a_file(cast: Any) -> None:
    owner = cast.technician
    head = f"title,date,hours,kind,uid,{MARK}\n"
    known = things.activity(cast, title=f"{MARK} old", description=MARK)
    rows = f"{MARK} one,14/3/26,2,{MARK},,\n{MARK} new,14/3/26,2,{MARK},{known.uid},\n{MARK},{MARK},{MARK},,{MARK},\n"
    upload = importing.store_upload(owner=owner, name=f"{MARK}.csv", content=(head + rows).encode())
    answers = Answers(unit="h", kind="other", words={MARK.lower(): "formal"})
    upload = importing.set_answers(upload=upload, answers=answers)
    for work in (ImportUpload.Work.READING, ImportUpload.Work.CHECKING):
        importing.begin(upload, work)
        run_step(upload.uid)
    upload = importing.set_answers(upload=ImportUpload.objects.get(), answers=answers)
    mark = mark_of(importing.outcomes_of(upload))
    change = importing.import_rows(owner=owner, uid=upload.uid, mark=mark, good_only=True)
    activities.undo_change(change=change, actor=owner)


def write_and_publish(cast: Any) -> None:
    owner = cast.technician
    values = {"title": MARK, "body": MARK, "date": date.today(), "tags": [MARK], "sealed": False}
    entry, _ = journals.save_entry(owner=owner, values=values, publish=True)
    changed = values | {"body": f"{MARK} again", "sealed": True}
    entry, _ = journals.save_entry(owner=owner, values=changed, uid=entry.uid, changed=entry.changed_token)
    journals.withdraw_entry(entry=entry, actor=owner)


def plan_and_evaluate(cast: Any) -> None:
    owner, today = cast.technician, timezone.localdate()
    values = {"title": MARK, "start": today.replace(month=1, day=1), "end": today.replace(month=12, day=31)}
    plan = plans.start_plan(owner=owner, values=values)
    plan = plans.change_plan(plan=plan, actor=owner, values={"title": f"{MARK} two"})
    words = {"title": MARK, "why": MARK, "measure": MARK, "competences": [f"{MARK}/A1"]}
    goal = plans.add_goal(plan=plan, actor=owner, values=words)
    goal = plans.change_goal(goal=goal, actor=owner, values={"why": f"{MARK} two"})
    plans.move_goal(goal=plans.add_goal(plan=plan, actor=owner, values=words), actor=owner, up=True)
    activity = things.activity(cast, **WORDS)
    plans.link_activities(goal=goal, activities=[activity], actor=owner)
    plans.unlink_activity(goal=goal, activity=activity, actor=owner)
    plans.settle_goal(goal=goal, actor=owner, state="reached", on=today, outcome=MARK)
    plan = plans.save_evaluation(plan=plan, actor=owner, overall=MARK, by_goal={goal.uid: MARK})
    plans.reopen_evaluation(plan=plans.finish_evaluation(plan=plan, actor=owner), actor=owner)
    plans.start_plan(owner=owner, values=values | {"start": today, "title": f"{MARK} three"})
    plans.carry_over(goal=goal, actor=owner)
    plans.delete_goal(goal=goal, actor=owner)


def talk(cast: Any) -> None:
    entry = things.entry(cast)
    first = things.said(cast, entry, words=MARK)
    answer = sharing.Said(words=MARK, mentioned=[cast.supervisor])
    once = uuid.uuid4()
    sharing.comment(kind="entry", item=entry, actor=cast.technician, said=answer, once=once, reply_to=first)
    sharing.change_comment(comment=first, actor=cast.supervisor, words=f"{MARK} again")
    sharing.restore_comment(
        comment=sharing.remove_comment(comment=first, actor=cast.supervisor), actor=cast.supervisor
    )
    sharing.close_thread(item=entry, actor=cast.technician)
    sharing.open_thread(item=entry, actor=cast.technician)


def report_and_settle(cast: Any) -> None:
    case = things.report(cast, things.activity(cast, **WORDS), words=MARK, quote=MARK)
    sharing.open_to_admins(report=case, actor=cast.technician)
    sharing.close_to_admins(report=case, actor=cast.technician)
    sharing.hide_reported(report=case, actor=cast.admin)
    sharing.show_reported(report=case, actor=cast.admin)
    sharing.settle_report(report=case, actor=cast.admin, state="upheld", answer=MARK)


def write_a_notice(cast: Any) -> None:
    notice = sharing.publish_notice(institution=connection.tenant, words=MARK, actor=cast.admin, over=0)
    sharing.agree(notice=notice, person=cast.technician)


def keep_evidence(cast: Any) -> None:
    owner = cast.technician
    piece = evidence.add_link(owner=owner, url=f"https://example.org/{MARK}", title=MARK)
    evidence.attach(thing=things.activity(cast), kind="activity", evidence=[piece], actor=owner)
    sent = SimpleUploadedFile(f"{MARK}.txt", f"{MARK} in a file".encode())
    found = evidence.inspected(sent.file, sent.name)
    kept = evidence.add_file(owner=owner, found=found, filename=sent.name, title=MARK, folder=MARK)
    evidence.replace_file(evidence=kept, actor=owner, **things.text_file(MARK, name=f"{MARK}.md"))
    values = {"title": f"{MARK} again", "folder": "", "tags": [MARK]}
    evidence.edit_evidence(evidence=kept, actor=owner, values=values)
    change = evidence.change_many(
        owner=owner, uids=[kept.uid], kind="moved", value=f"{MARK} folder", once=uuid.uuid4()
    )
    assert change is not None
    evidence.undo_change(change=change, actor=owner)
    refused = things.sending(cast, name=f"{MARK}.mp4", size=len(MARK))
    evidence.keep_part(upload=refused, number=0, content=MARK.encode())
    with pytest.raises(evidence.Refused):
        evidence.finish_upload(upload=refused)
    evidence.delete_evidence(evidence=kept, actor=owner)


def set_and_score(cast: Any) -> None:
    criteria = [
        assessments.CriterionText(
            MARK, 5, guidance=MARK, levels=[["5", MARK]], section=MARK, competences=[f"{MARK}/A1"]
        )
    ]
    prompts = [assessments.PromptText(MARK, hint=MARK)]
    content = assessments.Content(title=MARK, guidance=MARK, criteria=criteria, prompts=prompts, tags=[MARK])
    template = assessments.save_template(actor=cast.trainer, content=content)
    assessments.copy_template(template=template, actor=cast.supervisor)
    assessments.share_template(
        template=template, actor=cast.trainer, sharing="people", people=[cast.other_trainer]
    )
    assessments.restore_template(
        template=assessments.archive_template(template=template, actor=cast.trainer), actor=cast.trainer
    )
    assessments.give_to_institution(
        template=assessments.copy_template(template=template, actor=cast.trainer), actor=cast.trainer
    )
    work = assessments.assign(
        template=template, person=cast.technician, actor=cast.trainer, once=uuid.uuid4()
    )
    assessments.save_answers(
        assignment=work, actor=cast.technician, answers={1: assessments.Answer(MARK, 3)}, response=MARK,
        prompts={1: MARK},
    )  # fmt: skip
    work = assessments.submit(assignment=work, actor=cast.technician, once=uuid.uuid4())
    marks = assessments.Marks({1: assessments.Mark(4, MARK)}, overall_feedback=MARK)
    assessments.save_marks(assignment=work, actor=cast.supervisor, marks=marks)
    assessments.save_notes(assignment=work, actor=cast.supervisor, notes=MARK)
    work = assessments.return_work(assignment=work, actor=cast.supervisor, once=uuid.uuid4(), reason=MARK)
    work = assessments.submit(assignment=work, actor=cast.technician, once=uuid.uuid4())
    assessments.complete(assignment=work, actor=cast.supervisor, once=uuid.uuid4(), marks=marks)
    other = assessments.assign(template=template, person=cast.engineer, actor=cast.trainer, once=uuid.uuid4())
    assessments.withdraw(assignment=other, actor=cast.trainer, once=uuid.uuid4(), reason=MARK)
    cohort = cohorts.create_cohort(name=MARK, starts_on=date.today(), actor=cast.trainer)
    cohorts.add_member(cohort=cohort, person=cast.technician, actor=cast.trainer)
    cohorts.set_item(cohort=cohort, template=template, actor=cast.trainer, once=uuid.uuid4())
    cohorts.change_cohort(cohort=cohort, name=f"{MARK} two", starts_on=cohort.starts_on, actor=cast.trainer)
    run_a_programme(cast, cohort)


def run_a_programme(cast: Any, cohort: Any) -> None:
    """Begun, attended, extended, and kept for the next cohort."""
    actor, said = cast.trainer, cohorts.Said(MARK, MARK)
    made = cohorts.make_programme(actor=actor, said=said, once=uuid.uuid4())
    values = {"kind": "event", "title": MARK, "place": MARK, "notes": MARK, "offset_days": 1}
    cohorts.save_programme_item(programme=made, actor=actor, values=values)
    cohorts.change_programme(programme=made, actor=actor, said=cohorts.Said(f"{MARK} two", MARK))
    (event,) = cohorts.start_programme(cohort=cohort, programme=made, actor=actor, once=uuid.uuid4())
    cohorts.mark_attendance(item=event, actor=actor, came={cast.technician.pk: True})
    chosen = {"cohort": cohort, "people": [cast.technician.pk], "items": [], "actor": actor}
    cohorts.remind_all(**chosen, once=uuid.uuid4())
    days = {"due_on": timezone.localdate() + timedelta(days=30), "reason": MARK}
    act = cohorts.extend_all(**chosen, **days, once=uuid.uuid4())
    cohorts.undo(act=act, actor=actor)
    cohorts.keep_as_programme(cohort=cohort, actor=actor, title=MARK, once=uuid.uuid4())
    cohorts.delete_programme(programme=made, actor=actor)


def set_and_do_a_task(cast: Any) -> None:
    owner, supervisor = cast.technician, cast.supervisor
    said = {"title": MARK, "words": MARK, "link": f"https://example.org/{MARK}", "once": uuid.uuid4()}
    task = duties.set_task(owner=owner, actor=supervisor, due_on=timezone.localdate(), **said)
    done = duties.finish_task(task=task, actor=owner, once=uuid.uuid4(), note=MARK)
    back = duties.return_task(task=done, actor=supervisor, once=uuid.uuid4(), reason=MARK)
    done = duties.finish_task(task=back, actor=owner, once=uuid.uuid4(), note=f"{MARK} again")
    duties.approve_task(task=done, actor=supervisor, once=uuid.uuid4())
    other = duties.set_task(owner=owner, actor=supervisor, **said | {"once": uuid.uuid4()})
    again = {"title": f"{MARK} two", "words": f"{MARK} too", "link": "", "due_on": None, "once": uuid.uuid4()}
    other = duties.change_task(task=other, actor=supervisor, **again)
    remind_of_tasks()
    duties.withdraw_task(task=other, actor=supervisor, once=uuid.uuid4(), reason=MARK)


def authorise_and_withdraw(cast: Any) -> None:
    owner, supervisor = cast.technician, cast.supervisor
    named = {"name": MARK, "place": MARK, "notes": MARK, "competences": [f"{MARK}/A1"]}
    technique = things.technique(cast, **named, validity_months=1, disuse_days=40)
    authorisations.save_technique(
        actor=supervisor, technique=technique, values={"name": f"{MARK} two", "place": MARK}
    )
    for act in (authorisations.archive_technique, authorisations.restore_technique):
        act(technique=technique, actor=cast.admin)
    made = things.authorisation(cast, technique=technique, conditions=MARK)
    authorisations.note_use(authorisation=made, actor=owner)
    type(made).objects.update(valid_until=timezone.localdate(), last_day=timezone.localdate())
    remind_of_authorisations()
    given = authorisations.Given("may_train", conditions=MARK)
    made = authorisations.renew(authorisation=made, actor=supervisor, once=uuid.uuid4(), given=given)
    piece = evidence.add_link(owner=owner, url=f"https://example.org/{MARK}", title=MARK)

    def attach(held: Any) -> None:
        evidence.attach(thing=held, kind="authorisation", evidence=[piece], actor=owner)

    authorisations.keep_evidence(authorisation=made, actor=owner, attach=attach)
    authorisations.withdraw(authorisation=made, actor=cast.trainer, reason=MARK)


def mark_twice_and_calibrate(cast: Any) -> None:
    mark = things.blind_mark(cast)
    said = assessments.Marks({n: assessments.Mark(3, MARK) for n in (1, 2, 3)}, overall_feedback=MARK)
    moderation.save_second(mark=mark, actor=cast.other_trainer, marks=said)
    moderation.finish_second(mark=mark, actor=cast.other_trainer, once=uuid.uuid4(), marks=said)
    moderation_samples.complete(mark, cast)
    moderation.note_agreed(mark=mark, actor=cast.trainer, agreed=MARK)
    things.withdrawn_mark(cast)
    share = moderation_samples.share(cast, seed=MARK)
    assessed.submitted(cast, template=share.template)
    moderation.end_share(share=share, actor=cast.trainer)
    held = moderation_samples.draft_set(cast, title=MARK)
    reference = {str(n): {"score": 2, "why": MARK} for n in (1, 2, 3)}
    values = {"title": MARK, "answers": dict.fromkeys("123", MARK), "reference": reference}
    made = moderation.save_exemplar(calibration=held, actor=cast.trainer, once=uuid.uuid4(), values=values)
    again = values | {"title": f"{MARK} again"}
    moderation.save_exemplar(
        calibration=held, actor=cast.trainer, once=uuid.uuid4(), values=again, exemplar=made
    )
    moderation.remove_exemplar(exemplar=held.exemplars.first(), actor=cast.trainer)
    moderation.open_set(calibration=held, actor=cast.trainer)
    moderation_samples.rated(made, cast.supervisor)
    moderation.close_set(calibration=held, actor=cast.trainer)


def renew_and_declare(cast: Any) -> None:
    owner = cast.technician
    values = {"pack": "science-council", "grade": "RSciTech", "number": MARK}
    registration = registers.save_registration(owner=owner, values=values, breaks=[])
    today = timezone.localdate()
    renewal = registers.start_renewal(
        registration=registration, period_from=today - timedelta(300), period_to=today
    )
    written = {"exceptional_reason": MARK, "statement": "", "answers": {"plan": MARK}}
    renewal = registers.change_renewal(renewal=renewal, actor=owner, values=written)
    renewal = registers.ask_endorsement(renewal=renewal, endorser=cast.supervisor, actor=owner)
    renewal = registers.endorse_renewal(renewal=renewal, actor=cast.supervisor, words=MARK)
    registers.declare_renewal(renewal=renewal, actor=owner, once=uuid.uuid4())
    withdrawn = registers.withdraw_renewal(renewal=renewal, actor=owner)
    again = registers.reopen_renewal(renewal=withdrawn, actor=owner)
    registers.change_renewal(renewal=again, actor=owner, values={"exceptional_reason": f"{MARK} again"})
    ended = registers.end_registration(registration=registration, actor=owner, how="lapsed")
    registers.return_registration(registration=ended, actor=owner)
    mistaken = registers.save_registration(owner=owner, values={"pack": "iet", "grade": "TMIET"}, breaks=[])
    registers.remove_registration(registration=mistaken, actor=owner)


def hand_to_an_assessor(cast: Any) -> None:
    said = {"assessor_name": MARK, "assessor_email": f"{MARK}@body.example", "body": MARK, "note": MARK}
    handing, _ = desk_samples.at_desk(cast, **said)
    question = desk.ask(handing=handing, words=MARK, once=uuid.uuid4(), about=("", MARK))
    desk.answer(handing=handing, actor=cast.technician, question=question, words=MARK, once=uuid.uuid4())
    values = {"outcome": "more_needed", "overall": MARK, "decided_by": MARK, "decided_role": MARK}
    points = [{"about": "", "title": MARK, "words": MARK}]
    desk.decide(handing=handing, values=values, points=points, once=uuid.uuid4())
    desk.take_back(handing=handing, actor=cast.technician)


def apply_and_send(cast: Any) -> None:
    owner = cast.technician
    application = samples.begin(owner, title=MARK)
    samples.write(application, "A1", MARK)
    link = samples.link(application, "A1", things.activity(cast), reason=MARK)
    applications.change_link(link=link, actor=owner, reason=f"{MARK} again")
    supporter = samples.ask(application, name=MARK, email=f"{MARK}@example.org")
    application_tasks.invite(supporter=supporter.pk)
    supporter.refresh_from_db()
    applications.answer_support(
        supporter=supporter,
        values={
            "comments": {"A": {"comment": MARK, "view": "yes"}}, "overall": MARK, "signed_name": MARK, "signed_role": MARK,
        },
        seen=digest_shown(application),
    )  # fmt: skip
    application_tasks.thank(supporter=supporter.pk)
    applications.revoke_supporter(supporter=samples.ask(application, name=MARK), actor=owner)
    applications.copy_application(
        application=application, actor=owner, pack="science-council", grade="RSci", once=uuid.uuid4()
    )
    applications.submit_application(
        application=application, actor=owner, once=uuid.uuid4(), day=timezone.localdate()
    )
    applications.record_outcome(
        application=application, actor=owner, outcome="refused", day=timezone.localdate()
    )


def ask_and_sign(cast: Any) -> None:
    owner = cast.technician
    said = {"signer_name": MARK, "signer_email": f"{MARK}@zenith.example", "signer_role": MARK}
    activity = things.activity(cast, **WORDS)
    found = signoff_samples.ask(activity, **said)
    signoffs.send_code(request=signoffs.send_again(request=found, actor=owner), actor=owner)
    signoff_samples.post_letters()
    signoffs.answer(
        request=found, given="confirms", seen=signoff_samples.stored(found).digest, once=uuid.uuid4(), how="code",
        values={"name": MARK, "role": MARK, "comment": MARK},
    )  # fmt: skip
    changed = {name: f"{text} again" for name, text in WORDS.items()}
    activities.change_activity(activity=activity, actor=owner, values=changed)
    for given in ("cannot", "not_me"):
        other = signoff_samples.ask(activity, **said | {"signer_email": f"{MARK}-{given}@zenith.example"})
        signoffs.answer(
            request=other, given=given, seen=other.digest, once=uuid.uuid4(), how="link",
            values={"name": MARK, "role": MARK, "comment": MARK},
        )  # fmt: skip
    signoffs.ask(
        kind="activity", thing=activity, actor=owner, once=uuid.uuid4(),
        values=signoff_samples.SIGNER | {"signer_email": cast.supervisor.email},
    )  # fmt: skip
    signoffs.revoke(request=signoff_samples.ask(activity, signer_name=MARK), actor=owner)
    signoff_samples.ask(activity, signer_email=f"{MARK}-late@zenith.example")
    type(found).objects.filter(state="waiting").update(expires_at=timezone.now())
    signoffs.expire()
    signoff_samples.post_letters()


def draw_a_sample(cast: Any) -> None:
    made = draw_samples.announced(cast, seed=f"{MARK} and dice")
    draw_samples.draw_later(cast, made, seed=f"{MARK} and dice")


def run_a_mock_audit(cast: Any) -> None:
    things.activity(cast, **WORDS)
    made = mock_samples.mock_of(things.registration(cast))
    said = {made.lines[0]["key"]: {"ok": True, "note": MARK}}
    made = desk.tick_mock(mock=made, actor=cast.technician, ticks=said, finish=True)
    desk.delete_mock(mock=made, actor=cast.technician)


def review_blind(cast: Any) -> None:
    things.activity(cast, **WORDS)
    made = mock_samples.accepted(cast, mock_samples.mock_of(things.registration(cast)))
    said = {made.lines[0]["key"]: {"ok": True, "note": MARK}}
    desk.write_review(review=made, actor=cast.colleague, ticks=said, overall=MARK, send=True)
    desk.thank(review=made, actor=cast.technician, reveal=True)


def show(cast: Any) -> None:
    owner = cast.technician
    folio = portfolios.webfolio_of(owner=owner)
    section = portfolios.add_section(webfolio=folio, title=MARK, actor=owner)
    boxes = [Box(str(uuid.uuid4()), "text", {"text": MARK})]
    for model, pk in ((WebfolioPage, folio.pk), (WebfolioSectionPage, section.pk)):
        page = model.objects.get(pk=pk)
        page = portfolios.save_draft(
            page=page, actor=owner, title=MARK, blocks=boxes, changed=page.changed_token
        )
        portfolios.publish(page=page, actor=owner)
    portfolios.remove_section(section=WebfolioSectionPage.objects.get(pk=section.pk), actor=owner)


def make_a_template_and_copy(cast: Any) -> None:
    actor, owner = cast.supervisor, cast.technician
    made = things.webfolio_template(cast, title=MARK)
    templating.rename_template(template=made, actor=actor, title=f"{MARK} two")
    page = templating.add_template_page(template=made, actor=actor, title=MARK)
    boxes = [Box(str(uuid.uuid4()), "text", {"text": MARK})]
    templating.save_template_page(
        page=page, actor=actor, title=f"{MARK} two", blocks=boxes, changed=page.changed_token
    )
    values = {"title": MARK, "body": MARK, "date": date.today(), "tags": [MARK], "sealed": False}
    entry, _ = journals.save_entry(owner=actor, values=values, publish=True)
    activity, _ = activities.log_activity(
        owner=actor, values=WORDS | {"start_date": date.today(), "minutes": 60, "category": "formal"}
    )
    sources = {"page": [page.uid], "entry": [entry.uid], "activity": [activity.uid]}
    act = copy_to_people(actor=actor, sources=sources, people=[owner.uid], once=uuid.uuid4())
    take_back(act=act, actor=actor)
    templating.begin_from(webfolio=portfolios.webfolio_of(owner=owner), template=made, actor=owner)
    templating.remove_template_page(page=page, actor=actor)
    templating.delete_template(template=made, actor=actor)


def collect(cast: Any) -> None:
    owner = cast.technician
    made = collecting.start_collection(
        owner=owner, purpose="job", title=MARK, introduction=MARK, once=uuid.uuid4()
    )
    values = {"title": f"{MARK} two", "introduction": f"{MARK} too"}
    made = collecting.change_collection(
        collection=made, actor=owner, values=values, changed=made.changed_token
    )
    found = [things.activity(cast, **WORDS), things.activity(cast, **WORDS)]
    collecting.put_in(collection=made, actor=owner, chosen=[("activity", one.uid) for one in found])
    first = made.pieces.first()
    collecting.move(collection=made, actor=owner, piece=first, by=1)
    collecting.take_out(collection=made, actor=owner, piece=first)


def enter_people(cast: Any) -> None:
    person = people.create_person(
        email=f"{MARK}@northmoor.example",
        first_name=MARK,
        last_name=MARK,
        roles=["technician"],
        actor=cast.admin,
    )
    people.update_person(person=person, actor=cast.admin, first_name=f"{MARK}a")
    people.ask_email_change(person=person, new_email=f"{MARK}2@northmoor.example", actor=cast.admin)
    people.make_token(person=person, reason=MARK, actor="operator")
    people.invite(person=person, actor=cast.admin)
    people.propose_pair(technician=person, supervisor=cast.supervisor, actor=cast.admin)


STORIES = [
    log_and_verify, bring_a_file, write_and_publish, keep_evidence, set_and_score, mark_twice_and_calibrate,
    renew_and_declare, hand_to_an_assessor,
    apply_and_send, show, make_a_template_and_copy, collect, enter_people, plan_and_evaluate,
    draw_a_sample, talk, report_and_settle, write_a_notice, run_a_mock_audit, review_blind, ask_and_sign, set_and_do_a_task,
    authorise_and_withdraw,
]  # fmt: skip


def queued() -> str:
    """Every job's name and arguments, as the database holds them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name || ' ' || args::text FROM public.procrastinate_jobs")
        return "\n".join(row[0] for row in cursor.fetchall())


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_no_word_that_people_write_is_in_the_trail_the_queue_a_notice_or_a_log_line(cast, caplog, story):
    caplog.set_level(logging.INFO)
    before = TrailEntry.objects.count()

    story(cast)

    trail = TrailEntry.objects.all()[: TrailEntry.objects.count() - before]
    assert trail, "the story leaves lines in the trail"
    for line in trail:
        assert MARK.lower() not in f"{line.verb} {line.kind} {line.actor_kind} {line.fields}".lower()
        assert all(FIELD.fullmatch(name) for name in line.fields), line.fields
    addresses = {f"{MARK}@northmoor.example".lower()}
    for notice in Notice.objects.all():
        assert MARK.lower() not in f"{notice.kind} {notice.event} {notice.path}".lower()
        assert MARK.lower() not in notice.to_address or notice.to_address in addresses
    assert MARK.lower() not in queued().lower()
    assert MARK.lower() not in caplog.text.lower()
    assert not OperatorAct.objects.filter(verb__icontains=MARK).exists()


def test_words_refused_on_a_page_are_in_no_log_line(cast, visit, caplog):
    caplog.set_level(logging.INFO)
    client = visit(cast.technician)

    for address in (
        "/activities/new/",
        "/journal/new/",
        "/webfolio/sections/new/",
        "/registers/new/",
        "/plan/new/",
    ):
        client.post(address, {"title": MARK * 60, "body": MARK, "start_date": MARK, "number": MARK * 20})
        client.get(f"{address}?title={MARK}")
    client.get(f"/activities/?q={MARK}")
    client.get(f"/activities/?from={MARK}")

    assert MARK not in caplog.text
    assert not Activity.objects.filter(title__contains=MARK).exists()
    assert User.objects.filter(pk=cast.technician.pk).exists()
