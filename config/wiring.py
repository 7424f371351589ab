"""The few needs that point right: each is a plain list or callable in the room that needs it, filled here."""

from activities import calendar as activity_calendar
from activities import competences as activity_competences
from activities import entries as activity_entries
from activities import panels as activity_panels
from activities.actions import follow_evidence, held_competences, replace_competences
from activities.actions import sealing as activity_sealing
from applications import resting as application_resting
from applications.opened import to_supporters
from assessments import calendar as assessment_calendar
from assessments import furnishing as first_templates
from assessments import panels as assessment_panels
from assessments.actions import answering, pass_on_work
from assessments.opened import to_scorers
from audits import panels as audit_panels
from audits import queries as audit_queries
from audits import sealing as audit_sealing
from audits.opened import to_assessors
from authorisations import calendar as authorisation_calendar
from cohorts import calendar as cohort_calendar
from cohorts import panels as cohort_panels
from duties import calendar as duty_calendar
from duties import panels as duty_panels
from evidence import actions as evidence_actions
from journals import furnishing as first_prompts
from journals import panels as journal_panels
from moderation import panels as moderation_panels
from moderation.actions import sample_submitted
from moving import furnishing as first_categories
from moving import panels as moving_panels
from moving.actions.leaving import end_by_return
from notices import calendar, reactions
from people import api as people_api
from people import views_own, welcome
from people.actions import accounts, leaving, pairs
from plans import calendar as plan_calendar
from plans import panels as plan_panels
from plans.actions import competences as goal_competences
from portfolios.collecting import held as collected_held
from portfolios.templating import furnishing as first_webfolio
from registers import api as registers_api
from registers import calendar as register_calendar
from registers import competences as register_competences
from registers import endorsing as register_endorsing
from registers import panels as register_panels
from registers import queries as register_queries
from registers import renewal_panels, signing, verifying
from registers.actions import own_packs as own_pack_actions
from registers.actions import removing as registration_removing
from registers.actions import renumbering
from registers.opened import to_endorsers
from sharing import overview
from signoffs import actions as signoffs
from signoffs.opened import to_signers
from tenants import jobs, provisioning, schemas
from website import furnishing


def connect() -> None:
    """Fill every list once, when all apps are loaded."""
    connect_acts()
    overview.ELSEWHERE.extend([to_scorers, to_signers, to_endorsers, to_assessors, to_supporters])
    connect_competences()
    connect_screens()


def connect_acts() -> None:
    """What follows an act: an institution made or upgraded, an account, a pair, evidence, a seal, a job."""
    schemas.FURNISH.append(furnishing.furnish)
    schemas.FURNISH.append(first_prompts.furnish)
    schemas.FURNISH.append(first_templates.furnish)
    schemas.FURNISH.append(first_categories.furnish)
    schemas.FURNISH.append(first_webfolio.furnish)
    schemas.FURNISH.append(renumbering.begin_with_present_codes)
    schemas.AFTER_UPGRADE.append(furnishing.open_lists)
    schemas.AFTER_UPGRADE.append(first_prompts.furnish_templates)
    schemas.AFTER_UPGRADE.append(first_templates.furnish)
    schemas.AFTER_UPGRADE.append(first_categories.furnish)
    schemas.AFTER_UPGRADE.append(first_webfolio.furnish)
    schemas.AFTER_UPGRADE.append(renumbering.ask_to_carry)
    leaving.CAME_BACK.append(end_by_return)
    provisioning.WELCOME.append(furnishing.name_site)
    provisioning.WELCOME.append(welcome.first_admin)
    accounts.CREATED.append(reactions.account_created)
    accounts.INVITED.append(reactions.invited)
    accounts.EMAIL_CHANGE_ASKED.append(reactions.email_change_asked)
    accounts.EMAIL_CHANGED.append(reactions.email_changed)
    accounts.TOKEN_MADE.append(reactions.token_made)
    pairs.PROPOSED.append(reactions.pair_proposed)
    pairs.ACCEPTED.append(reactions.pair_accepted)
    pairs.ENDED.append(pass_on_work)
    answering.SUBMITTED.append(sample_submitted)
    evidence_actions.LIBRARY_CHANGED.append(follow_evidence)
    evidence_actions.LIBRARY_CHANGED.append(signoffs.follow_library)
    evidence_actions.ATTACHED.append(signoffs.follow_attachments)
    activity_sealing.SEALED.append(audit_sealing.take_words_out)
    own_pack_actions.RESTING.append(audit_queries.resting_on)
    registration_removing.RESTING.append(application_resting.resting_on)
    jobs.BEFORE_WORK.append(signing.get_ready)


def connect_competences() -> None:
    """Where competences are held, found and named, and who carries them when a body renumbers."""
    renumbering.COMPETENCE_HOLDERS.append(
        renumbering.Holder("activity", held_competences, replace_competences)
    )
    renumbering.COMPETENCE_HOLDERS.append(
        renumbering.Holder("goal", goal_competences.held_competences, goal_competences.replace_competences)
    )
    activity_competences.HELD.append(register_competences.held_frameworks)
    activity_competences.ALL.append(register_competences.every_framework)
    activity_competences.FIND.append(register_competences.find)
    activity_competences.NAMES.append(register_competences.names)


def connect_screens() -> None:
    """What rooms show of those to their right."""
    journal_panels.DETAIL_PANELS.append(activity_entries.entry_panel)
    activity_panels.DETAIL_PANELS.append(register_panels.how_it_counts)
    activity_panels.DETAIL_PANELS.append(plan_panels.works_towards)
    activity_panels.CLAIM_CHOICES.append(register_panels.claim_choices)
    activity_panels.REGISTER_CHOICES.append(register_panels.register_choices)
    activity_panels.REGISTER_FILTERS.append(register_panels.counting_under)
    assessment_panels.QUEUE_PANELS.append(duty_panels.to_approve_panel)
    views_own.AFTER_NAME.append(register_queries.letters_of)
    assessment_panels.QUEUE_PANELS.append(register_endorsing.to_endorse)
    assessment_panels.QUEUE_PANELS.append(moderation_panels.to_give)
    assessment_panels.SCORING_PANELS.append(moderation_panels.second_marks)
    assessment_panels.SETTING_PANELS.append(cohort_panels.by_rule)
    renewal_panels.DECLARED_PANELS.append(audit_panels.handed_over)
    renewal_panels.DECLARED_PANELS.append(moving_panels.checked_there)
    verifying.ISSUED_ELSEWHERE.append(moving_panels.issued_elsewhere)
    collected_held.REMEMBERED.append(moving_panels.held_elsewhere)
    people_api.EXTRAS["registrations"] = registers_api.registrations_of
    dated = (assessment_calendar, duty_calendar, authorisation_calendar, register_calendar, plan_calendar)
    for room in (*dated, activity_calendar, cohort_calendar):
        calendar.SOURCES.append(room.days)
