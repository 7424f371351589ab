"""Every address × every outsider: nobody finds a technician's things but those the table names.

A new address fails `test_every_address_is_listed` until it is entered here: in KEYED with the thing its key names, in
LISTS when it shows a person their own, in OPEN when it holds nothing private.
"""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from audits import actions as audits
from notices import unsubscribing
from notices.actions import make_calendar, notify
from people import actions as people
from people.passwords import email_change_path
from registers.actions import declare_renewal
from sharing.actions import make_link
from tests import things
from tests.applications import samples
from tests.audits import mock_samples
from tests.audits.desk_samples import at_desk
from tests.signoffs.samples import asked_by_link

MARK = "Zebrafish"
OUTSIDERS = ["colleague", "other_supervisor", "other_trainer", "admin", "other_admin", "editor"]
CLOSED = {403, 404, 405}
# But the session, which holds what the next page says.
WRITES = r'(INSERT INTO|UPDATE|DELETE FROM) "(?!django_session)\w+"'

# The account pages of the sign-in library, the institution's public site, and the Wagtail admin (see test_fences).
LIBRARY = ("account/", "cms/", "images/", "media/", "_util/", "^(")
OPEN = {
    "theme_css", "verify:code_form", "verify:certificate", "api:openapi-json", "api:api-root", "api:pack_list",
    "api:pack_read", "api:schema_pack", "api:schema_template", "sitemap", "robots", "moving:record_schema",
}  # fmt: skip
LISTS = {
    "search:search_page", "home:start", "home:deleted_list",
    "activities:activity_list", "activities:export_csv", "activities:export_xlsx",
    "activities:import_new", "activities:template_csv", "activities:template_xlsx",
    "activities:activity_new", "activities:change_list", "activities:bulk_ask", "activities:bulk_apply",
    "activities:planned_list", "activities:activity_print",
    "plans:plan_now", "plans:plan_list", "plans:plan_new",
    "journals:entry_list", "journals:entry_new", "journals:entry_autosave", "evidence:evidence_list",
    "evidence:evidence_new", "evidence:bulk_ask", "evidence:bulk_apply",
    "assessments:assignment_list", "assessments:template_list", "assessments:template_new",
    "assessments:template_bring", "review:work_list",
    "duties:task_list", "duties:task_new", "duties:task_overseen",
    "authorisations:authorisation_list", "authorisations:authorisation_overseen",
    "authorisations:authorisation_grant", "authorisations:technique_list", "authorisations:technique_new",
    "moderation:overview", "moderation:share_list", "moderation:share_new", "moderation:calibration_list",
    "moderation:calibration_new",
    "signoffs:request_list", "signoffs:here", "signoffs:here_code", "signoffs:here_end",
    "cohorts:cohort_list", "cohorts:cohort_new", "cohorts:set_by_rule", "cohorts:programme_list",
    "cohorts:programme_new", "cohorts:programme_mine",
    "cohorts:dashboard", "cohorts:people_quiet", "cohorts:reviews_waiting",
    "registers:registration_list", "registers:registration_new",
    "applications:application_list", "applications:application_new",
    "registers:register_overview",
    "registers:own_pack_list", "registers:own_pack_new",
    "renewals:renewal_list", "renewals:renewal_new", "audits:overview", "audits:draw_list", "audits:draw_new",
    "audits:mock_new", "audits:review_list", "audits:review_volunteer",
    "portfolios:folio_home", "portfolios:folio_begin", "portfolios:template_list", "portfolios:copy_new",
    "portfolios:copy_list", "portfolios:copied_list", "portfolios:timeline_page", "collections:collection_list",
    "moving:category_list", "moving:archive_list", "moving:proof_rate",
    "moving:transfer_list", "moving:arrival_list", "moving:leaving", "moving:leaving_leave", "moving:leaving_back",
    "portfolios:section_new", "sharing:overview",
    "sharing:report_list", "sharing:privacy_notice", "sharing:privacy_edit",
    "notices:notice_list", "notices:preferences", "notices:calendar",
    "people:person_list", "people:person_new",
    "people:pair_list", "people:pair_new", "people:institution_settings", "people:institution_hours",
    "people:institution_storage", "people:institution_leaving",
    "pairs:own_list", "api:me", "api:activity_log",
    "api:activity_list", "api:entry_write", "api:entry_list", "api:evidence_add", "api:evidence_list",
    "api:upload_begin", "api:finding_list",
}  # fmt: skip
# Lists that take a key besides.
LISTS_WITH = {
    "moving:leaving_items": {"kind": "activities"},
    "collections:collection_new": {"purpose": "job"},
    "registers:pack_look": {"pack": "iet"},
    "registers:pack_editions": {"pack": "science-council"},
    "sharing:privacy_people": {"number": 1},
}

# address name -> (attribute of World that it names, further arguments)
KEYED: dict[str, tuple[str, dict[str, Any]]] = {
    **{
        f"activities:{name}": ("activity", {})
        for name in (
            "activity_detail",
            "activity_edit",
            "activity_delete",
            "activity_restore",
            "activity_duplicate",
            "activity_repeat",
            "activity_split",
            "activity_done",
            "activity_unseal",
            "entry_begin",
            "activity_move",
            "planned_drop",
            "activity_verify",
            "verification_withdraw",
        )  # fmt: skip
    },
    **{f"activities:change_{name}": ("change", {}) for name in ("detail", "undo")},
    **{
        f"activities:import_{name}": ("upload", {})
        for name in ("columns", "reading", "meanings", "check", "progress", "errors", "discard")
    },
    "activities:evidence_remove": ("activity", {"piece": "evidence"}),
    **{
        f"journals:entry_{name}": ("entry", {})
        for name in ("detail", "edit", "publish", "withdraw", "delete", "restore", "unseal")
    },
    **{
        f"plans:plan_{name}": ("plan", {})
        for name in ("detail", "print", "edit", "delete", "restore", "evaluate", "reopen")
    },
    "plans:goal_new": ("plan", {}),
    **{
        f"plans:goal_{name}": ("goal", {})
        for name in (
            "detail",
            "edit",
            "move",
            "settle",
            "reopen",
            "carry",
            "delete",
            "restore",
            "activity",
            "link",
            "unlink",
        )
    },
    **{
        f"evidence:evidence_{name}": ("evidence", {})
        for name in ("open", "delete", "restore", "detail", "replace", "original")
    },
    **{f"evidence:version_{name}": ("evidence", {"number": 1}) for name in ("open", "delete")},
    "evidence:change_undo": ("library_change", {}),
    **{f"api:upload_{name}": ("sending", {}) for name in ("read", "delete", "complete")},
    "api:part_send": ("sending", {"number": 0}),
    **{
        f"assessments:template_{name}": ("template", {})
        for name in ("detail", "edit", "copy", "set", "file", "share", "give", "archive", "restore")
    },
    "assessments:version_list": ("template", {}),
    "assessments:version_detail": ("template", {"number": 1}),
    "assessments:version_use": ("template", {"number": 1}),
    "assessments:assignment_detail": ("assignment", {}),
    "assessments:assignment_submit": ("assignment", {}),
    "assessments:answer_evidence": ("assignment", {"number": 1}),
    "assessments:assignment_again": ("assignment", {}),
    "assessments:assignment_autosave": ("assignment", {}),
    **{f"signoffs:request_{name}": ("sign_request", {}) for name in ("detail", "again", "revoke", "pass")},
    "signoffs:request_new": ("activity", {"kind": "activity"}),
    "review:work_score": ("assignment", {}),
    **{f"review:{name}": ("assignment", {}) for name in ("work_notes", "work_autosave", "notes_autosave")},
    "review:work_withdraw": ("assignment", {}),
    "review:work_change": ("assignment", {}),
    "moderation:mark_ask": ("assignment", {}),
    **{f"moderation:mark_{name}": ("second_mark", {}) for name in ("detail", "withdraw", "compare")},
    "moderation:share_end": ("share", {}),
    **{
        f"moderation:calibration_{name}": ("calibration", {})
        for name in ("detail", "open", "close", "delete")
    },
    "moderation:exemplar_new": ("calibration", {}),
    **{f"moderation:exemplar_{name}": ("exemplar", {}) for name in ("rate", "edit", "remove")},
    **{
        f"duties:task_{name}": ("task", {})
        for name in ("detail", "done", "reopen", "approve", "return", "change", "withdraw")
    },
    **{
        f"authorisations:authorisation_{name}": ("authorisation", {})
        for name in ("detail", "use", "evidence", "renew", "withdraw")
    },
    **{
        f"authorisations:technique_{name}": ("technique", {})
        for name in ("detail", "edit", "archive", "restore")
    },
    **{f"authorisations:door_{name}": ("technique", {}) for name in ("print", "csv")},
    **{
        f"cohorts:{name}": ("cohort", {})
        for name in (
            "cohort_detail",
            "cohort_edit",
            "cohort_again",
            "cohort_keep",
            "export_csv",
            "export_xlsx",
            "item_set",
            "event_set",
            "task_set",
            "programme_start",
            "member_add",
            "member_csv",
            "member_rule",
            "bulk",
            "act_list",
        )  # fmt: skip
    },
    "cohorts:member_detail": ("cohort", {"person_uid": "person"}),
    "cohorts:member_remove": ("cohort", {"person_uid": "person"}),
    "cohorts:item_detail": ("cohort", {"item_uid": "cohort_item"}),
    "cohorts:act_undo": ("cohort", {"act_uid": "cohort_act"}),
    **{
        f"cohorts:programme_{name}": ("programme", {})
        for name in ("detail", "edit", "copy", "give", "delete", "item_new")
    },
    "cohorts:programme_item": ("programme", {"item_uid": "programme_item"}),
    "cohorts:programme_item_remove": ("programme", {"item_uid": "programme_item"}),
    **{
        f"registers:registration_{name}": ("registration", {})
        for name in ("detail", "edit", "end", "return", "remove")
    },
    **{
        f"renewals:renewal_{name}": ("renewal", {})
        for name in (
            "detail",
            "statements",
            "autosave",
            "evidence",
            "ask",
            "endorse",
            "declare",
            "withdraw",
            "reopen",
        )  # fmt: skip
    },
    "renewals:renewal_reuse": ("renewal", {"box": "answer_plan"}),
    **{
        f"applications:application_{name}": ("application", {})
        for name in (
            "detail",
            "read",
            "route",
            "edition",
            "copy",
            "delete",
            "restore",
            "send",
            "reopen",
            "outcome",
        )
    },
    "applications:application_file": ("application", {"ending": "json"}),
    "applications:supporter_list": ("application", {}),
    **{
        f"applications:supporter_{name}": ("application", {"supporter": "supporter"})
        for name in ("again", "revoke")
    },
    **{
        f"applications:link_{name}": ("application", {"link": "application_link"})
        for name in ("edit", "remove")
    },
    **{
        f"applications:{name}": ("application", {"code": "A1"})
        for name in ("statement_edit", "statement_autosave", "link_add")
    },
    "renewals:renewal_pack": ("renewal", {"ending": "csv"}),
    "audits:hand_over": ("renewal", {}),
    **{f"audits:handing_{name}": ("handing", {}) for name in ("detail", "resend", "revoke")},
    **{f"audits:mock_{name}": ("mock", {}) for name in ("detail", "delete")},
    "audits:review_ask": ("mock", {}),
    **{
        f"audits:review_{name}": ("review", {})
        for name in ("detail", "accept", "decline", "withdraw", "thank")
    },
    **{f"audits:draw_{name}": ("draw", {}) for name in ("detail", "draw", "ids")},
    "audits:remark_answer": ("handing", {"question": "question"}),
    **{
        f"portfolios:page_{name}": ("folio", {})
        for name in ("edit", "autosave", "preview", "publish", "unpublish", "history", "hours")
    },
    **{
        f"portfolios:template_{name}": ("webfolio_template", {})
        for name in ("detail", "copy", "rename", "delete", "page_new")
    },
    **{
        f"portfolios:template_page_{name}": ("webfolio_template", {"page": "template_page"})
        for name in ("edit", "remove")
    },
    **{
        f"collections:collection_{name}": ("collection", {})
        for name in ("read", "edit", "pieces", "delete", "restore")
    },
    **{
        f"collections:piece_{name}": ("collection", {"thing": uuid.UUID(int=1)})
        for name in ("move", "remove")
    },
    **{f"portfolios:copy_{name}": ("copies", {}) for name in ("detail", "undo")},
    "portfolios:page_version": ("folio", {"number": 1}),
    "portfolios:page_compare": ("folio", {"number": 1}),
    "portfolios:page_restore": ("folio", {"number": 1}),
    "portfolios:section_move": ("section", {}),
    "portfolios:section_remove": ("section", {}),
    "folio:folio_read": ("", {"slug": "folio_slug"}),
    "folio:section_read": ("", {"slug": "folio_slug", "section": "section_slug"}),
    **{f"sharing:link_{name}": ("link", {}) for name in ("revoke", "passcode")},
    "sharing:item_share": ("activity", {"kind": "activity"}),
    "sharing:person_name": ("activity", {"kind": "activity"}),
    "sharing:person_remove": ("activity", {"kind": "activity", "person": "person"}),
    **{
        f"sharing:{name}": ("activity", {"kind": "activity"})
        for name in ("link_make", "item_as", "item_findable")
    },
    **{f"sharing:report_{name}": ("report", {}) for name in ("detail", "read", "open", "hide", "settle")},
    **{f"shared:item_{name}": ("activity", {"kind": "activity"}) for name in ("open", "report")},
    **{
        f"sharing:{name}": ("entry", {"kind": "entry"})
        for name in ("comment_new", "thread_close", "thread_open")
    },
    **{
        f"sharing:comment_{name}": ("comment", {})
        for name in ("detail", "reply", "edit", "remove", "restore", "report")
    },
    "notices:notice_open": ("notice", {}),
    **{f"people:person_{name}": ("person", {}) for name in ("edit", "access", "invite", "email")},
    "people:email_change_confirm": ("email_change", {}),
    **{f"registers:own_pack_{name}": ("own_pack", {}) for name in ("detail", "use", "retire")},
    "pairs:pair_answer": ("pair", {}),
    "pairs:pair_end": ("pair", {}),
    **{f"moving:archive_{name}": ("archive", {}) for name in ("detail", "file", "prove", "delete")},
    "moving:proof_detail": ("proof", {}),
    **{
        f"moving:transfer_{name}": ("transfer", {})
        for name in ("detail", "cancel", "claim", "answer", "refuse")
    },
    "moving:proof_file": ("proof", {"ending": "txt"}),
    **{f"api:activity_{name}": ("activity", {}) for name in ("read", "change", "delete")},
    **{f"api:entry_{name}": ("entry", {}) for name in ("read", "change", "delete")},
}
# Open to whoever holds the key, by design; what they show is tested in their own rooms. At Southby the keys mean nothing.
BY_KEY = {
    "sign:sign_open": {"token": "sign_token"},
    "sign:sign_evidence": {"token": "sign_token", "uid": "evidence_uid"},
    "support:support_open": {"token": "support_token"},
    "verify:code_check": {"code": "code"},
    "shared:shared_open": {"token": "token"},
    "shared:shared_passcode": {"token": "token"},
    "notices:unsubscribe": {"token": "unsubscribe_token"},
    "notices:calendar_feed": {"token": "calendar_token"},
    **{f"desk:desk_{name}": {"token": "desk_token"} for name in ("open", "ask", "decide")},
    "desk:desk_reply": {"token": "desk_token", "uid": "question_uid"},
    "desk:desk_pack": {"token": "desk_token", "ending": "ending"},
    "desk:desk_evidence": {"token": "desk_token", "uid": "evidence_uid"},
}
# Takes its keys in the body: the goal's and the activity's own tests ask for both.
POSTED = {"plans:activity_link"}

EVERYONE = set(OUTSIDERS)
SETTERS = {"other_supervisor", "other_trainer"}
ADMINS = {"admin", "other_admin"}
# Outsiders to whom the table gives an address after all.
ALLOWED: dict[str, set[str]] = {
    **{
        f"assessments:{name}": SETTERS | ADMINS
        for name in ("template_detail", "template_file", "version_list", "version_detail")
    },
    **{
        f"assessments:{name}": ADMINS
        for name in (
            "template_edit",
            "template_share",
            "template_give",
            "template_archive",
            "template_restore",
            "version_use",
        )  # fmt: skip
    },
    # Names and levels hang on the door; trainers sign for everybody.
    **{f"authorisations:{name}": EVERYONE for name in ("technique_detail", "door_print", "door_csv")},
    **{f"authorisations:technique_{name}": SETTERS | ADMINS for name in ("edit", "archive", "restore")},
    **{f"authorisations:authorisation_{name}": {"other_trainer"} for name in ("detail", "renew", "withdraw")},
    "assessments:template_copy": SETTERS,
    "assessments:template_set": SETTERS,
    **{f"people:person_{name}": ADMINS for name in ("edit", "access", "invite", "email")},
    "people:email_change_confirm": ADMINS,
    "audits:draw_detail": EVERYONE,
    "audits:draw_ids": EVERYONE,
    "audits:draw_draw": ADMINS,
    "pairs:pair_end": ADMINS,
    **{f"registers:own_pack_{name}": ADMINS for name in ("detail", "use", "retire")},
    # A case, never what it is about.
    **{f"sharing:report_{name}": ADMINS for name in ("detail", "hide", "settle")},
}


@dataclass
class World:
    """Northmoor's technician with one of everything; each holds MARK somewhere."""

    activity: Any
    change: Any
    upload: Any
    library_change: Any
    sending: Any
    entry: Any
    plan: Any
    goal: Any
    evidence: Any
    template: Any
    assignment: Any
    task: Any
    technique: Any
    authorisation: Any
    second_mark: Any
    share: Any
    calibration: Any
    exemplar: Any
    cohort: Any
    cohort_item: Any
    cohort_act: Any
    programme: Any
    programme_item: Any
    registration: Any
    renewal: Any
    folio: Any
    section: Any
    webfolio_template: Any
    copies: Any
    collection: Any
    link: Any
    notice: Any
    person: Any
    pair: Any
    email_change: Any
    own_pack: Any
    handing: Any
    draw: Any
    mock: Any
    review: Any
    question: Any
    code: str
    token: str
    application: Any
    application_link: Any
    supporter: Any
    support_token: str
    sign_request: Any
    sign_token: str
    comment: Any
    report: Any
    desk_token: str
    proof: Any
    archive: Any
    transfer: Any
    ending: str = "csv"

    @property
    def folio_slug(self) -> str:
        return self.folio.slug

    @property
    def question_uid(self) -> Any:
        return self.question.uid

    @property
    def evidence_uid(self) -> Any:
        return self.evidence.uid

    @property
    def unsubscribe_token(self) -> str:
        return unsubscribing.token_for(self.person, self.notice.kind)

    @cached_property
    def calendar_token(self) -> str:
        return make_calendar(person=self.person, with_titles=True)

    @property
    def template_page(self) -> Any:
        return self.webfolio_template.pages.first()

    @property
    def section_slug(self) -> str:
        return self.section.slug


@pytest.fixture
def world(cast) -> World:
    technician = cast.technician
    activity = things.activity(cast, title=f"{MARK} tank repair")
    entry = things.entry(cast)
    type(entry).objects.filter(pk=entry.pk).update(title=f"{MARK} week")
    goal = things.goal(cast, title=f"{MARK} handling alone")
    type(goal.plan).objects.filter(pk=goal.plan.pk).update(title=f"{MARK} year")
    section = things.section(cast)
    assignment = things.assignment(cast)
    type(assignment).objects.filter(pk=assignment.pk).update(title=f"{MARK} handling")
    second_mark = things.second_mark(cast)
    type(assignment).objects.filter(pk=second_mark.assignment_id).update(title=f"{MARK} marked twice")
    calibration = things.draft_set(cast)
    type(calibration).objects.filter(pk=calibration.pk).update(title=f"{MARK} answers")
    renewal = things.renewal(cast)
    declared = declare_renewal(
        renewal=type(renewal).objects.create(
            owner=technician, registration=renewal.registration, pack=renewal.pack, grade=renewal.grade,
            period_from=renewal.period_from, period_to=renewal.period_to,
        ),
        actor=technician,
        once=uuid.uuid4(),
    )  # fmt: skip
    link = make_link(
        kind="activity",
        item=activity,
        actor=technician,
        name="For a friend",
        expires_on=timezone.localdate() + timedelta(days=9),
    )
    handing, desk_path = at_desk(cast, declared.renewal)
    question = audits.ask(handing=handing, words=f"{MARK}?", once=uuid.uuid4())
    (notice,) = notify(kind="activity_verified", recipients=[technician], thing=activity, event="e")
    application = samples.begin(technician, title=f"{MARK} application")
    samples.write(application, "A1", f"{MARK} statement")
    supporter = samples.ask(application, name=f"{MARK} supporter")
    sign_request, sign_path = asked_by_link(activity, signer_name=f"{MARK} witness")
    return World(
        comment=things.said(cast, entry, words=f"{MARK} comment"),
        report=things.report(cast, activity),
        sign_request=sign_request, sign_token=sign_path.split("/")[2],
        application=application, application_link=samples.link(application, "A1", activity), supporter=supporter,
        support_token=samples.token_for(supporter),
        activity=activity, change=things.change(cast), upload=things.upload(cast), entry=entry,
        plan=goal.plan, goal=goal,
        evidence=things.filed(cast), library_change=things.library_change(cast), sending=things.sending(cast),
        template=assignment.template,
        assignment=assignment, second_mark=second_mark, share=things.share(cast), calibration=calibration,
        exemplar=calibration.exemplars.get(), task=things.task(cast, title=f"{MARK} tank alarm"),
        authorisation=(authorised := things.authorisation(cast, conditions=f"{MARK} room only")),
        technique=authorised.technique, cohort=(cohort := things.cohort(cast)),
        cohort_item=things.cohort_event(cast, cohort),
        cohort_act=things.cohort_act(cast, cohort), programme=(programme := things.programme(cast, title=MARK)),
        programme_item=programme.items.get(), registration=renewal.registration, renewal=renewal,
        webfolio_template=(webfolio_template := things.webfolio_template(cast, title=f"{MARK} pages")),
        copies=things.copies(cast, webfolio_template), collection=things.collection(cast),
        folio=section.webfolio, section=section, link=link, notice=notice, person=technician, pair=things.pair(cast),
        email_change=people.ask_email_change(person=technician, new_email="n@northmoor.example", actor=technician),
        own_pack=things.own_pack(cast), code=declared.code, token=link.token, handing=handing, question=question,
        draw=things.draw(cast), mock=(mock := mock_samples.mock_of(renewal.registration)),
        review=mock_samples.asked(cast, mock, invited=cast.engineer),
        desk_token=desk_path.split("/")[2],
        proof=(proof := things.proof(cast)), archive=proof.archive,
        transfer=things.transfer(cast),
    )  # fmt: skip


def addresses(patterns: Any, prefix: str = "", spaces: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(
                pattern.url_patterns, route, f"{spaces}{pattern.namespace}:" if pattern.namespace else spaces
            )
        elif isinstance(pattern, URLPattern):
            yield route, f"{spaces}{pattern.name}"


def keyed(name: str, world: World) -> str:
    thing, more = KEYED[name]
    args = {key: resolved(value, world) for key, value in more.items()}
    if thing:
        args["uid"] = getattr(world, thing).uid
    return reverse(name, kwargs=args)


def resolved(value: Any, world: World) -> Any:
    found = getattr(world, value, value) if isinstance(value, str) else value
    return getattr(found, "uid", found)


def send(client: Any, method: str, address: str) -> Any:
    return (
        client.generic(method, address, data="{}", content_type="application/json")
        if address.startswith("/api/")
        else getattr(client, method.lower())(address)
    )


def methods_of(name: str) -> list[str]:
    api = {
        "read": ["GET"], "change": ["PATCH"], "delete": ["DELETE"], "send": ["PUT"], "complete": ["POST"],
    }  # fmt: skip
    return api[name.rsplit("_", 1)[-1]] if name.startswith("api:") else ["GET", "POST"]


def test_every_address_is_listed():
    found = {
        name
        for route, name in addresses(get_resolver("config.urls").url_patterns)
        if not route.startswith(LIBRARY)
    }

    assert found == OPEN | LISTS | set(LISTS_WITH) | set(KEYED) | set(BY_KEY) | POSTED


@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_no_outsider_opens_or_changes_a_technicians_things(world, cast, visit, outsider):
    client = visit(getattr(cast, outsider))
    open_doors = []
    for name in sorted(KEYED):
        for method in methods_of(name):
            if outsider not in ALLOWED.get(name, set()):
                answer = send(client, method, keyed(name, world))
                if answer.status_code not in CLOSED:
                    open_doors.append(f"{method} {name}: {answer.status_code}")

    assert open_doors == []


def test_without_a_session_every_door_asks_for_one(world, visit):
    client = visit()
    wrong = []
    for name in sorted(KEYED):
        for method in methods_of(name):
            answer = send(client, method, keyed(name, world))
            asked = answer.status_code == 302 and answer.url.startswith("/account/login/")
            closed = answer.status_code in ({401} if name.startswith("api:") else {404, 405})
            if not asked and not closed:
                wrong.append(f"{method} {name}: {answer.status_code}")

    assert wrong == []


@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_no_list_shows_an_outsider_a_technicians_words(world, cast, visit, outsider):
    client = visit(getattr(cast, outsider))
    owner = f"owner={cast.technician.uid}"

    assert leaks(client, ["", owner]) == []


def leaks(client: Any, queries: list[str]) -> list[str]:
    found = []
    for name in sorted(LISTS | set(LISTS_WITH)):
        for query in queries:
            answer = client.get(f"{reverse(name, kwargs=LISTS_WITH.get(name, {}))}?{query}")
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            if answer.status_code >= 500 or MARK.encode() in body:
                found.append(f"{name}?{query}: {answer.status_code}")
    return found


def test_owner_and_supervisor_do_see_them(world, cast, visit):
    """Otherwise the tests above would pass on an empty site."""
    for name in ("technician", "supervisor"):
        client = visit(getattr(cast, name))
        assert MARK in client.get(keyed("activities:activity_detail", world)).content.decode(), name
        assert MARK in client.get(keyed("journals:entry_detail", world)).content.decode(), name
        assert MARK in client.get(keyed("plans:goal_detail", world)).content.decode(), name
    assert len(leaks(visit(cast.technician), [""])) > 3


# What the admin of the institution where somebody asks to arrive is answered.
RECEIVING = [
    "GET moving:transfer_answer: 200",
    "POST moving:transfer_answer: 200",
    "GET moving:transfer_detail: 200",
    "POST moving:transfer_refuse: 302",
]


@pytest.mark.parametrize("who", ["technician", "supervisor", "admin", None])
def test_southby_finds_nothing_of_northmoor_by_any_address(world, visit, southby, southby_cast, who):
    keys = {name: keyed(name, world) for name in KEYED}
    keys |= {
        name: reverse(name, kwargs={key: getattr(world, value) for key, value in more.items()})
        for name, more in BY_KEY.items()
    }
    keys["account_email_change"] = email_change_path(world.email_change)
    with southby():
        client = visit(getattr(southby_cast, who) if who else None, host="southby.localhost")
        found = []
        for name, address in sorted(keys.items()):
            for method in methods_of(name) if name in KEYED else ["GET"]:
                answer = send(client, method, address)
                if answer.status_code not in CLOSED | ({302, 401} if who is None else set()):
                    found.append(f"{method} {name}: {answer.status_code}")
        listed = leaks(client, ["", f"owner={world.person.uid}"])

    # A move is one of the three doors: whoever receives people reads it, accepts it or refuses it.
    assert found == (RECEIVING if who == "admin" else [])
    assert listed == []


def test_operators_host_knows_no_institutions_address(world, visit):
    client = visit(host="localhost")

    assert {client.get(keyed(name, world)).status_code for name in KEYED} == {404}


@pytest.mark.parametrize("who", ["technician", "supervisor", "trainer", "admin"])
def test_a_page_that_is_only_looked_up_answers_as_when_read_and_keeps_nothing(world, cast, visit, who):
    """HEAD is what link checkers, mail programs and chats send before anybody has pressed anything."""
    client = visit(getattr(cast, who))
    pages = {name: reverse(name, kwargs=LISTS_WITH.get(name, {})) for name in LISTS | set(LISTS_WITH)}
    pages |= {name: keyed(name, world) for name in KEYED}
    # The day last seen, and an empty webfolio, are made by the first look of a day and of a life, whichever it is.
    for first in ("home:start", "portfolios:folio_home"):
        client.get(reverse(first))
    wrong = []
    for name, address in sorted(pages.items()):
        if not name.startswith("api:"):
            with CaptureQueriesContext(connection) as asked:
                looked_up = let_go(client.head(address)).status_code
            wrote = {found[0] for one in asked if (found := re.match(WRITES, one["sql"]))}
            read = let_go(client.get(address)).status_code
            if wrote or looked_up != read:
                wrong.append(f"{name}: {looked_up}, {read}, {wrote}")

    assert wrong == []


def let_go(answer: Any) -> Any:
    """As a server does with a file that nobody reads; `close` would take the test's connection with it."""
    for close in answer._resource_closers:
        close()
    return answer
