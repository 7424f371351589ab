"""One maker for each kind of object, in each state that decides who may read it. `readers` are all who may."""

import io
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from activities.actions import change_activity, change_many
from activities.acts import ACTS
from activities.importing import actions as importing
from activities.importing.models import ImportUpload
from activities.importing.questions import Answers
from activities.models import Activity, Change
from applications import actions as applications
from applications.models import Application
from assessments import actions as assessments
from assessments.models import Assignment, Scorer, Template
from audits.models import BlindReview, Draw, Handing, MockAudit
from authorisations import actions as authorisations
from authorisations.models import Authorisation, Technique
from cohorts import actions as cohorts
from cohorts.models import BulkAct, Cohort, CohortItem, Programme
from duties import actions as duties
from duties.models import Task
from evidence import actions as evidence
from evidence.models import Evidence, LibraryChange, Upload
from journals import actions as journals
from journals.models import Entry
from moderation import actions as moderation
from moderation.models import CalibrationSet, Exemplar, Rating, SecondMark, Share
from moving import actions as moving
from moving.models import Archive, Leaving, Proof
from people.models import Pair, User
from plans import actions as plans
from plans.models import Goal, Plan
from portfolios import actions as portfolios
from portfolios.collecting import actions as collecting
from portfolios.copying.actions import copy_to_people
from portfolios.models import Collection, CopyAct, WebfolioPage, WebfolioSectionPage, WebfolioTemplate
from portfolios.templating import actions as templating
from registers import actions as registers
from registers import packs
from registers.models import OwnPack, Registration, Renewal
from sharing import actions as sharing
from sharing.actions import set_audience
from sharing.models import Comment, Grant, Report
from signoffs.models import SignRequest
from tenants.models import Institution, Transfer
from tenants.schemas import in_schema
from tests.audits import desk_samples, draw_samples, mock_samples
from tests.moderation import samples as moderation_samples
from tests.signoffs import samples as signoff_samples
from tests.tellers import Teller

OWN = {"technician"}
PAIRED = {"technician", "supervisor"}
COLLEAGUES = {
    "technician",
    "engineer",
    "supervisor",
    "trainer",
    "colleague",
    "other_supervisor",
    "other_trainer",
}
ALL = COLLEAGUES | {"admin", "editor", "visitor"}
READERS_BY_AUDIENCE = {
    "only_me": OWN,
    "supervisors": PAIRED,
    "named": PAIRED | {"colleague"},
    "institution": COLLEAGUES,
    "link": PAIRED,
    "public": ALL,
}


@dataclass(frozen=True)
class Maker:
    """How one kind of object is made, the action that reads it, and everyone who may."""

    name: str
    model: str
    action: str
    readers: set[str]
    make: Callable[[Any], Any]


# Scoped by recipient alone: its own tests say so.
NOT_BY_TABLE = {"notices.Notice"}


def granted(cast: Any, thing: Any, kind: str) -> Any:
    """The colleague is named for it; only the audience "named" asks."""
    Grant.objects.create(kind=kind, object_uid=thing.uid, person=cast.colleague)
    return thing


def activity(cast: Any, audience: str = "supervisors", **values: Any) -> Activity:
    made = Teller(cast).activity(cast.technician, audience=audience, **values)
    return granted(cast, made, "activity")


def upload(cast: Any) -> ImportUpload:
    words = b"Title,Date,Hours\nZebrafish tank repair,14/3/26,2\nZebrafish feeding,31/31/26,\n"
    made = importing.store_upload(owner=cast.technician, name="Zebrafish log.csv", content=words)
    return importing.set_answers(upload=made, answers=Answers(unit="h", kind="other"))


def change(cast: Any) -> Change:
    """A tag added to an activity that everybody may read."""
    uids = [activity(cast, "public").uid]
    act = ACTS["tags_added"]
    made = change_many(owner=cast.technician, uids=uids, act=act, once=uuid.uuid4(), value=["safety"]).change
    assert made is not None
    return made


def entry(cast: Any, audience: str = "supervisors", *, publish: bool = True, sealed: bool = False) -> Entry:
    values = {
        "title": "A week",
        "body": "Words.",
        "date": date.today(),
        "tags": [],
        "sealed": sealed,
        "audience": audience,
    }
    made, _ = journals.save_entry(owner=cast.technician, values=values, publish=publish)
    return granted(cast, made, "entry")


def said(
    cast: Any, item: Entry | None = None, *, words: str = "Clear, and honest.", by: User | None = None
) -> Comment:
    """A comment on an entry by the supervisor, whose words and score stay between the two of them."""
    item = item or entry(cast)
    given = sharing.Said(words=words, score=7 if by is None else None)
    actor = by or cast.supervisor
    return sharing.comment(kind="entry", item=item, actor=actor, said=given, once=uuid.uuid4())


def said_on(cast: Any, item: Activity, words: str, *, by: User, reply_to: Comment | None = None) -> Comment:
    """A comment on an activity, before all who may read it."""
    given = sharing.Said(words=words, reach=Comment.Reach.READERS)
    return sharing.comment(
        kind="activity", item=item, actor=by, said=given, once=uuid.uuid4(), reply_to=reply_to
    )


def hidden_remark(cast: Any) -> Comment:
    """The owner's comment before everybody, kept from them by an admin because of a report."""
    made = remark(cast, "public")
    sharing.hide_reported(report=report(cast, made, kind="comment"), actor=cast.admin)
    return Comment.objects.get(pk=made.pk)


def reported_remark(cast: Any) -> Report:
    made = said_on(cast, activity(cast, "institution"), "Well done.", by=cast.colleague)
    return report(cast, made, kind="comment")


def remark(cast: Any, audience: str) -> Comment:
    """What the owner says before everybody who may read the entry."""
    given = sharing.Said(words="Written on the day.", reach=Comment.Reach.READERS)
    return sharing.comment(
        kind="entry", item=entry(cast, audience), actor=cast.technician, said=given, once=uuid.uuid4()
    )


def sealed_over(cast: Any) -> Comment:
    """A comment on an entry that its owner has sealed since."""
    made = said(cast)
    Entry.objects.filter(uid=made.object_uid).update(sealed=True)
    return made


def removed_comment(cast: Any) -> Comment:
    made = said(cast)
    return sharing.remove_comment(comment=made, actor=cast.supervisor)


def report(
    cast: Any, item: Any = None, *, kind: str = "activity", reporter: Any = None, **said: str
) -> Report:
    """What the technician shows is said to be unsuitable, by their supervisor; `cast.technician` owns the item."""
    about = item or activity(cast)
    given = {"reason": "confidential", "words": "A name is legible.", "once": uuid.uuid4()} | said
    return sharing.report(kind=kind, item=about, reporter=reporter or cast.supervisor, **given)


def hidden(cast: Any, make: Callable[..., Any] = activity, kind: str = "activity") -> Any:
    """Open to everybody, and kept from them by an admin because of a report."""
    item = make(cast, "public")
    sharing.hide_reported(report=report(cast, item, kind=kind), actor=cast.admin)
    return type(item).objects.get(pk=item.pk)


def plan(cast: Any, audience: str = "supervisors") -> Plan:
    today = date.today()
    values = {
        "title": str(today.year),
        "start": today.replace(month=1, day=1),
        "end": today.replace(month=12, day=31),
    }
    made = plans.start_plan(owner=cast.technician, values=values)
    Plan.objects.filter(pk=made.pk).update(audience=audience)
    return granted(cast, Plan.objects.get(pk=made.pk), "plan")


def goal(cast: Any, audience: str = "supervisors", **values: Any) -> Goal:
    """A goal of such a plan."""
    given = {"title": "Work alone at the confocal", "measure": "Two sessions without a call."} | values
    return plans.add_goal(plan=plan(cast, audience), actor=cast.technician, values=given)


def link(cast: Any, audience: str | None = None) -> Evidence:
    """Evidence hanging on an activity of that audience, or on nothing."""
    piece = evidence.add_link(owner=cast.technician, url="https://example.org/", title="A page")
    if audience:
        evidence.attach(
            thing=activity(cast, audience), kind="activity", evidence=[piece], actor=cast.technician
        )
    return piece


def text_file(words: str, name: str = "notes.txt") -> dict[str, Any]:
    """What the actions take for a file with these words."""
    return {"found": evidence.inspected(io.BytesIO(words.encode()), name), "filename": name}


def filed(cast: Any, audience: str = "only_me", **values: Any) -> Evidence:
    """A file on an activity of that audience, replaced once."""
    piece = evidence.add_file(owner=cast.technician, **text_file("The first.") | values)
    evidence.attach(thing=activity(cast, audience), kind="activity", evidence=[piece], actor=cast.technician)
    return evidence.replace_file(evidence=piece, actor=cast.technician, **text_file("The second."))


def gone_but_submitted(cast: Any) -> Evidence:
    """Deleted by its owner after it was handed in: whoever scores the work still has it."""
    work = assignment(cast)
    piece = evidence.add_file(owner=cast.technician, **text_file("Handed in."))
    assessments.attach_evidence(assignment=work, actor=cast.technician, number=1, pieces=[piece])
    assessments.save_answers(assignment=work, actor=cast.technician, answers={}, response="Done.")
    assessments.submit(assignment=work, actor=cast.technician, once=uuid.uuid4())
    evidence.delete_evidence(evidence=piece, actor=cast.technician)
    return Evidence.objects.get(pk=piece.pk)


def library_change(cast: Any) -> LibraryChange:
    """A folder given to a piece that everybody may read."""
    made = evidence.change_many(
        owner=cast.technician,
        uids=[link(cast, "public").uid],
        kind="moved",
        value="Papers",
        once=uuid.uuid4(),
    )
    assert made is not None
    return made


def sending(cast: Any, name: str = "film.mp4", size: int = 10) -> Upload:
    """A file that was announced; no part of it has come."""
    announced = evidence.Announced(name=name, size=size)
    return evidence.begin_upload(owner=cast.technician, uid=uuid.uuid4(), announced=announced)


def folio(cast: Any, audience: str = "supervisors", *, publish: bool = True) -> WebfolioPage:
    page = portfolios.webfolio_of(owner=cast.technician)
    portfolios.set_audience(webfolio=page, audience=audience, actor=cast.technician)
    if publish:
        portfolios.publish(page=WebfolioPage.objects.get(pk=page.pk), actor=cast.technician)
    return granted(cast, WebfolioPage.objects.get(pk=page.pk), "folio")


def webfolio_template(
    cast: Any, by: str = "supervisor", *, title: str = "For bioimaging"
) -> WebfolioTemplate:
    """A colleague's own, copied from the default."""
    default = WebfolioTemplate.objects.get(is_default=True)
    return templating.copy_template(template=default, actor=getattr(cast, by), title=title, once=uuid.uuid4())


def cohort_template(cast: Any) -> WebfolioTemplate:
    """A trainer's, with the technician in a cohort of theirs."""
    cohorts.add_member(cohort=cohort(cast), person=cast.technician, actor=cast.trainer)
    return webfolio_template(cast, "trainer")


def default_template(cast: Any) -> WebfolioTemplate:
    return WebfolioTemplate.objects.get(is_default=True)


def copies(cast: Any, template: WebfolioTemplate | None = None) -> CopyAct:
    """The first page of the supervisor's template, copied to the technician."""
    page = (template or webfolio_template(cast)).pages.all()[0]
    people = [cast.technician.uid]
    return copy_to_people(
        actor=cast.supervisor, sources={"page": [page.uid]}, people=people, once=uuid.uuid4()
    )


def collection(cast: Any, audience: str = "only_me") -> Collection:
    """With one of the technician's activities in it, which is for themselves alone."""
    said = {"title": "For a post", "introduction": "", "once": uuid.uuid4()}
    made = collecting.start_collection(owner=cast.technician, purpose="job", **said)
    chosen = [("activity", activity(cast, "only_me").uid)]
    collecting.put_in(collection=made, actor=cast.technician, chosen=chosen)
    return granted(cast, set_audience(item=made, audience=audience, actor=cast.technician), "collection")


def collected_link(cast: Any, audience: str) -> Evidence:
    """Evidence on an activity that is for its owner alone, in a collection of that audience."""
    made = collection(cast, audience)
    piece = evidence.add_link(owner=cast.technician, url="https://example.org/", title="A page")
    inside = Activity.objects.get(uid=made.pieces.get().object_uid)
    evidence.attach(thing=inside, kind="activity", evidence=[piece], actor=cast.technician)
    return piece


def section(cast: Any) -> WebfolioSectionPage:
    page = folio(cast)
    made = portfolios.add_section(webfolio=page, title="Skills", actor=cast.technician)
    portfolios.publish(page=WebfolioSectionPage.objects.get(pk=made.pk), actor=cast.technician)
    return WebfolioSectionPage.objects.get(pk=made.pk)


def template(cast: Any, sharing: str = "institution") -> Template:
    criteria = [assessments.CriterionText("Start up", 5), assessments.CriterionText("Shut down", 5)]
    content = assessments.Content(title="Confocal", guidance="Alone.", criteria=criteria)
    return assessments.save_template(actor=cast.trainer, content=content, sharing=sharing)


def named_template(cast: Any) -> Template:
    """Open to one other trainer, by name."""
    made = template(cast, "people")
    made.shared_with.add(cast.other_trainer)
    return made


def institution_template(cast: Any) -> Template:
    return assessments.save_template(actor=cast.admin, content=template(cast, "private").content)


def notes(cast: Any) -> Scorer:
    """What the supervisor notes for themselves on a piece of work."""
    return assessments.save_notes(assignment=assignment(cast), actor=cast.supervisor, notes="Ask about gain.")


def assignment(cast: Any) -> Assignment:
    return assessments.assign(
        template=template(cast), person=cast.technician, actor=cast.trainer, once=uuid.uuid4()
    )


def task(cast: Any, by: str | None = "trainer", **values: Any) -> Task:
    """A task of the technician, set by a colleague, by themselves or (None) by the institution."""
    given = {"title": "Check the eyewash stations", "once": uuid.uuid4()} | values
    return duties.set_task(owner=cast.technician, actor=by and getattr(cast, by), **given)


def technique(cast: Any, **values: Any) -> Technique:
    given = {
        "name": "Confocal", "kind": "instrument", "unit": None, "place": "B12", "notes": "", "validity_months": 12,
        "disuse_days": None, "competences": [],
    }  # fmt: skip
    return authorisations.save_technique(actor=cast.trainer, values=given | values)


def authorisation(cast: Any, by: str = "supervisor", **values: Any) -> Authorisation:
    """The technician may use the confocal alone, signed by a colleague."""
    options = {"owner": cast.technician, "once": uuid.uuid4(), "actor": getattr(cast, by)}
    for name in ("owner", "technique", "once"):
        if name in values:
            options[name] = values.pop(name)
    options.setdefault("technique", Technique.objects.first() or technique(cast))
    return authorisations.grant(**options, given=authorisations.Given(**{"level": "independent"} | values))


def second_mark(cast: Any) -> SecondMark:
    """Of a paired supervisor, who sees the first marks too."""
    return moderation_samples.asked(cast, marker=cast.supervisor, blind=False)


def blind_mark(cast: Any) -> SecondMark:
    return moderation_samples.asked(cast)


def withdrawn_mark(cast: Any) -> SecondMark:
    return moderation.withdraw_second(mark=blind_mark(cast), actor=cast.trainer)


def share(cast: Any) -> Share:
    return moderation_samples.share(cast)


def draft_set(cast: Any) -> CalibrationSet:
    return moderation_samples.draft_set(cast)


def open_set(cast: Any) -> CalibrationSet:
    return moderation_samples.open_set(cast)


def exemplar(cast: Any) -> Exemplar:
    return moderation_samples.exemplar(cast)


def rating(cast: Any) -> Rating:
    return moderation_samples.rated(exemplar(cast), cast.supervisor)


def cohort(cast: Any) -> Cohort:
    return cohorts.create_cohort(name="Microscopy", starts_on=date.today(), actor=cast.trainer)


def cohort_event(cast: Any, within: Cohort) -> CohortItem:
    return cohorts.set_event(
        cohort=within, title="Laser safety", due_on=date.today(), actor=cast.trainer, once=uuid.uuid4()
    )


def cohort_act(cast: Any, within: Cohort) -> BulkAct:
    """The technician joins from a list."""
    return cohorts.add_members(cohort=within, people=[cast.technician], actor=cast.trainer, once=uuid.uuid4())


def programme(cast: Any, *, title: str = "First year") -> Programme:
    """The trainer's own, with one event."""
    made = cohorts.make_programme(actor=cast.trainer, said=cohorts.Said(title), once=uuid.uuid4())
    values = {"kind": "event", "title": "Laser safety", "offset_days": 7}
    cohorts.save_programme_item(programme=made, actor=cast.trainer, values=values)
    return made


def institution_programme(cast: Any) -> Programme:
    return cohorts.give_programme(programme=programme(cast), actor=cast.trainer)


def registration(cast: Any) -> Registration:
    values = {"pack": "science-council", "grade": "RSciTech"}
    return registers.save_registration(owner=cast.technician, values=values, breaks=[])


def own_pack(cast: Any) -> OwnPack:
    """A register of Northmoor's own, on trial."""
    text = (packs.DATA / "iet.yaml").read_text().replace("id: iet", "id: northmoor-house", 1)
    return registers.add_own_pack(text=text, actor=cast.admin)


def renewal(cast: Any) -> Renewal:
    today = date.today()
    return registers.start_renewal(
        registration=registration(cast),
        period_from=today.replace(month=1, day=1),
        period_to=today.replace(month=12, day=31),
    )


def asked_renewal(cast: Any) -> Renewal:
    return registers.ask_endorsement(renewal=renewal(cast), endorser=cast.supervisor, actor=cast.technician)


def handing(cast: Any) -> Handing:
    return desk_samples.handed(cast)


def application(cast: Any, audience: str = "only_me") -> Application:
    made = applications.start_application(
        owner=cast.technician, pack="science-council", grade="RSciTech", once=uuid.uuid4()
    )
    return granted(cast, set_audience(item=made, audience=audience, actor=cast.technician), "application")


def waiting_signoff(cast: Any) -> SignRequest:
    return signoff_samples.ask(activity(cast, "public"))


def signed_thing(cast: Any, audience: str) -> SignRequest:
    return signoff_samples.signed(activity(cast, audience))


def signed_and_sealed(cast: Any) -> SignRequest:
    made = signed_thing(cast, "public")
    change_activity(activity=made.thing(), actor=cast.technician, values={"sealed": True})
    return signoff_samples.stored(made)


def draw(cast: Any) -> Draw:
    return draw_samples.announced(cast)


def mock(cast: Any) -> MockAudit:
    return mock_samples.mock_of(registration(cast))


def asked_review(cast: Any) -> BlindReview:
    return mock_samples.asked(cast, mock(cast))


def accepted_review(cast: Any) -> BlindReview:
    return mock_samples.accepted(cast, mock(cast))


def sent_review(cast: Any) -> BlindReview:
    return mock_samples.sent(cast, mock(cast))


def archive(cast: Any) -> Archive:
    """The technician's whole record, made."""
    asked = moving.ask_archive(owner=cast.technician, sealed=False, once=uuid.uuid4())
    moving.make_archive(uid=asked.uid)
    return Archive.objects.get(pk=asked.pk)


def leaving(cast: Any) -> Leaving:
    return moving.leave(owner=cast.technician, as_alumni=False, once=uuid.uuid4())


def transfer(cast: Any) -> Transfer:
    """The technician asks Southby to receive them."""
    return moving.ask_transfer(
        owner=cast.technician, to=Institution.objects.get(slug="southby"), email="megan@southby.example",
        move_on=date.today() + timedelta(days=30), once=uuid.uuid4(),
    )  # fmt: skip


def arriving(cast: Any) -> Transfer:
    """Somebody of Southby asks to come here."""
    here = Institution.objects.get(slug="northmoor")
    with in_schema(Institution.objects.get(slug="southby").schema_name):
        return moving.ask_transfer(
            owner=User.objects.get(email="technician@southby.example"), to=here, email="sam@northmoor.example",
            move_on=date.today() + timedelta(days=30), once=uuid.uuid4(),
        )  # fmt: skip


def proof(cast: Any) -> Proof:
    return moving.ask_proof(archive=archive(cast), actor=cast.technician, once=uuid.uuid4())


def pair(cast: Any) -> Pair:
    return Pair.objects.get(technician=cast.technician)


def person(cast: Any) -> User:
    return cast.technician


def by_audience(name: str, model: str, action: str, make: Callable[..., Any]) -> list[Maker]:
    return [
        Maker(
            f"{name} for {audience}",
            model,
            action,
            readers,
            lambda cast, audience=audience: make(cast, audience),
        )
        for audience, readers in READERS_BY_AUDIENCE.items()
    ]


ACTIVITY = ("activities.Activity", "activities.read_activity")
PLAN = ("plans.Plan", "plans.read_plan")
GOAL = ("plans.Goal", "plans.read_plan")
ENTRY = ("journals.Entry", "journals.read_entry")
COLLECTION = ("portfolios.Collection", "portfolios.read_collection")
FOLIO_TEMPLATE = ("portfolios.WebfolioTemplate", "portfolios.read_template")
FOLIO = ("portfolios.WebfolioPage", "portfolios.read_folio")
APPLICATION = ("applications.Application", "applications.read")
REVIEW = ("audits.BlindReview", "audits.read_review")
TEMPLATE = ("assessments.Template", "assessments.read_template")
LIBRARY = {"trainer", "other_trainer", "supervisor", "other_supervisor", "admin"}
TASK = ("duties.Task", "duties.read_task")
PROGRAMME = ("cohorts.Programme", "cohorts.read_programme")
SIGNOFF = ("signoffs.SignRequest", "signoffs.read_request")
COMMENT = ("sharing.Comment", "sharing.read_comment")
SECOND_MARK = ("moderation.SecondMark", "moderation.read_mark")
CALIBRATION = ("moderation.CalibrationSet", "moderation.read_set")
EXEMPLAR = ("moderation.Exemplar", "moderation.read_exemplar")
USERS_OF_TEMPLATES = LIBRARY - {"admin"}
EVIDENCE = ("evidence.Evidence", "evidence.read_item")

MAKERS = [
    *by_audience("activity", *ACTIVITY, activity),
    Maker("sealed public activity", *ACTIVITY, OWN, lambda cast: activity(cast, "public", sealed=True)),
    Maker("file to import", "activities.ImportUpload", "activities.read_import", OWN, upload),
    Maker("change of several activities", "activities.Change", "activities.read_change", OWN, change),
    *by_audience("entry", *ENTRY, entry),
    Maker("draft of a public entry", *ENTRY, OWN, lambda cast: entry(cast, "public", publish=False)),
    Maker("sealed public entry", *ENTRY, OWN, lambda cast: entry(cast, "public", sealed=True)),
    *(
        Maker(one.name, one.model, one.action, one.readers - {"visitor"}, one.make)
        for one in by_audience("comment before readers of an entry", *COMMENT, remark)
    ),
    *(
        Maker(one.name, one.model, one.action, one.readers & PAIRED, one.make)
        for one in by_audience(
            "supervisor's comment on an entry",
            *COMMENT,
            lambda cast, audience: said(cast, entry(cast, audience)),
        )
        if "only_me" not in one.name
    ),
    Maker("comment on an entry sealed since", *COMMENT, OWN, sealed_over),
    Maker("comment taken back", *COMMENT, set(), removed_comment),
    Maker("comment hidden by an admin", *COMMENT, OWN, hidden_remark),
    Maker(
        "report of a comment",
        "sharing.Report",
        "sharing.read_report",
        OWN | {"colleague", "admin"},
        reported_remark,
    ),
    Maker("report", "sharing.Report", "sharing.read_report", OWN | {"admin"}, report),
    Maker("public activity hidden by an admin", *ACTIVITY, OWN, hidden),
    Maker("public webfolio hidden by an admin", *FOLIO, OWN, lambda cast: hidden(cast, folio, "folio")),
    *by_audience("plan", *PLAN, plan),
    *by_audience("goal", *GOAL, goal),
    *by_audience("evidence on an activity", *EVIDENCE, link),
    Maker("evidence on nothing", *EVIDENCE, OWN, link),
    Maker("evidence handed in and deleted since", *EVIDENCE, PAIRED | {"trainer"}, gone_but_submitted),
    Maker("change of several pieces", "evidence.LibraryChange", "evidence.read_change", OWN, library_change),
    Maker("file on its way", "evidence.Upload", "evidence.read_upload", OWN, sending),
    *by_audience("application", *APPLICATION, application),
    *by_audience("webfolio", *FOLIO, folio),
    *by_audience("collection", *COLLECTION, collection),
    *by_audience("evidence of a collected activity", *EVIDENCE, collected_link),
    Maker("unpublished public webfolio", *FOLIO, OWN, lambda cast: folio(cast, "public", publish=False)),
    Maker("section", "portfolios.WebfolioSectionPage", "portfolios.read_folio", PAIRED, section),
    Maker("webfolio template of a supervisor", *FOLIO_TEMPLATE, PAIRED | {"engineer"}, webfolio_template),
    Maker("webfolio template of a trainer", *FOLIO_TEMPLATE, {"trainer", "technician"}, cohort_template),
    Maker("default webfolio template", *FOLIO_TEMPLATE, ALL - {"visitor"}, default_template),
    Maker("copies to people", "portfolios.CopyAct", "portfolios.read_copies", {"supervisor"}, copies),
    Maker("assessment template", *TEMPLATE, LIBRARY, template),
    Maker("private template", *TEMPLATE, {"trainer"}, lambda cast: template(cast, "private")),
    Maker("template for one other", *TEMPLATE, {"trainer", "other_trainer"}, named_template),
    Maker("template of the institution", *TEMPLATE, LIBRARY, institution_template),
    Maker("own notes on work", "assessments.Scorer", "assessments.read_notes", {"supervisor"}, notes),
    Maker(
        "assignment",
        "assessments.Assignment",
        "assessments.read_assignment",
        {"technician", "trainer", "supervisor"},
        assignment,
    ),
    Maker("task a trainer set", *TASK, PAIRED | {"trainer"}, task),
    Maker("task their supervisor set", *TASK, PAIRED, lambda cast: task(cast, "supervisor")),
    Maker("task of the institution", *TASK, PAIRED, lambda cast: task(cast, None)),
    Maker("task set to oneself", *TASK, OWN, lambda cast: task(cast, "technician")),
    Maker(
        "technique",
        "authorisations.Technique",
        "authorisations.read_technique",
        ALL - {"visitor"},
        technique,
    ),
    Maker(
        "authorisation",
        "authorisations.Authorisation",
        "authorisations.read",
        PAIRED | {"trainer", "other_trainer"},
        authorisation,
    ),
    Maker("second mark", *SECOND_MARK, {"trainer", "supervisor"}, second_mark),
    Maker("blind second mark", *SECOND_MARK, {"trainer", "supervisor", "other_trainer"}, blind_mark),
    Maker("second mark taken back", *SECOND_MARK, set(), withdrawn_mark),
    Maker("share marked twice", "moderation.Share", "moderation.read_share", {"trainer"}, share),
    Maker("draft of a calibration set", *CALIBRATION, {"trainer"}, draft_set),
    Maker("open calibration set", *CALIBRATION, USERS_OF_TEMPLATES, open_set),
    Maker("exemplar of a draft", *EXEMPLAR, {"trainer"}, lambda cast: draft_set(cast).exemplars.get()),
    Maker("exemplar of an open set", *EXEMPLAR, USERS_OF_TEMPLATES, exemplar),
    Maker("own rating", "moderation.Rating", "moderation.read_rating", {"supervisor"}, rating),
    Maker("cohort", "cohorts.Cohort", "cohorts.read_cohort", {"trainer"}, cohort),
    Maker("programme", *PROGRAMME, {"trainer"}, programme),
    Maker(
        "programme of the institution",
        *PROGRAMME,
        {"trainer", "other_trainer", "admin"},
        institution_programme,
    ),
    Maker("registration", "registers.Registration", "registers.read_registration", OWN, registration),
    Maker("renewal", "registers.Renewal", "registers.read_renewal", OWN, renewal),
    Maker("renewal to endorse", "registers.Renewal", "registers.read_renewal", PAIRED, asked_renewal),
    *by_audience("signature on activity", *SIGNOFF, signed_thing),
    Maker("signature on a sealed activity", *SIGNOFF, OWN, signed_and_sealed),
    Maker("request to sign a public activity", *SIGNOFF, OWN, waiting_signoff),
    Maker("pack handed over", "audits.Handing", "audits.read_handing", OWN, handing),
    Maker("draw", "audits.Draw", "audits.read_draw", ALL - {"visitor"}, draw),
    Maker("mock audit", "audits.MockAudit", "audits.read_mock", OWN, mock),
    Maker("blind review asked for", *REVIEW, OWN, asked_review),
    Maker("blind review accepted", *REVIEW, OWN | {"colleague"}, accepted_review),
    Maker("blind review sent", *REVIEW, OWN, sent_review),
    Maker("archive", "moving.Archive", "moving.read_archive", OWN, archive),
    Maker("proof of an archive", "moving.Proof", "moving.read_proof", OWN, proof),
    Maker("leaving", "moving.Leaving", "moving.take_back_leaving", OWN, leaving),
    Maker("move to another institution", "tenants.Transfer", "moving.read_transfer", OWN, transfer),
    Maker("move to this institution", "tenants.Transfer", "moving.read_transfer", {"admin"}, arriving),
    Maker("pair", "people.Pair", "people.read_pair", {"technician", "supervisor", "admin"}, pair),
    Maker("person", "people.User", "people.read_person", {"technician", "supervisor", "admin"}, person),
]
