"""Who may do what: small predicates and one table. Views, API, jobs, templates and the Wagtail side all ask here.

A member is a `User` or a `sharing.visitors.Visitor`; both have `pk`, `has_role` and `supervised_ids`. A thing is read by its
shape, never by its class: `owner_id`, `opens_to(member)`, `set_by_id` and so on, so that this room imports nothing
from those to its right. `visible_to(member)` of each model answers the same question for many rows; one test
compares the two for every kind of object and every role.
"""

from collections.abc import Callable
from typing import Any

Predicate = Callable[[Any, Any], bool]


# --- who someone is ---------------------------------------------------------------------------------------------
def technician(member: Any, thing: Any) -> bool:
    """Keeps a webfolio of their own. Supervisors and trainers are technicians too where they hold that role."""
    return member.has_role("technician")


def supervisor(member: Any, thing: Any) -> bool:
    return member.has_role("supervisor")


def trainer(member: Any, thing: Any) -> bool:
    return member.has_role("trainer")


def admin(member: Any, thing: Any) -> bool:
    return member.has_role("admin")


def signed_in(member: Any, thing: Any) -> bool:
    return member.pk is not None


def editor(member: Any, thing: Any) -> bool:
    return member.has_role("editor")


# --- how they stand to a thing ----------------------------------------------------------------------------------
def owner(member: Any, thing: Any) -> bool:
    return member.pk is not None and thing.owner_id == member.pk


def no_owner(member: Any, thing: Any) -> bool:
    """The institution's."""
    return thing.owner_id is None


def supervises_owner(member: Any, thing: Any) -> bool:
    """Paired now, accepted: the only thing that makes a supervisor."""
    return thing.owner_id in member.supervised_ids


def supervises_person(member: Any, person: Any) -> bool:
    return person.pk in member.supervised_ids


def audience(member: Any, thing: Any) -> bool:
    """The item's own audience, a grant or an open share link lets this member in; drafts and sealed items never."""
    return thing.opens_to(member)


def setter(member: Any, thing: Any) -> bool:
    """Set it, and still stands where they set it from: as a trainer, or paired with its owner."""
    return member.pk is not None and thing.set_by_id == member.pk and _still_judges(member, thing)


def set_by_owner(member: Any, thing: Any) -> bool:
    return thing.set_by_id is not None and thing.set_by_id == thing.owner_id


def assessor(member: Any, thing: Any) -> bool:
    return member.pk is not None and thing.assessor_id == member.pk and _still_judges(member, thing)


def _still_judges(member: Any, thing: Any) -> bool:
    """What somebody was once, an ended role or pair, opens nothing."""
    return member.has_role("trainer") or supervises_owner(member, thing)


def asked_to_endorse(member: Any, thing: Any) -> bool:
    """Asked, and still paired with its owner."""
    return (
        member.pk is not None
        and thing.endorser_id == member.pk
        and thing.is_asked
        and supervises_owner(member, thing)
    )


def runs_cohort(member: Any, thing: Any) -> bool:
    return member.has_role("trainer") and thing.is_run_by(member)


def in_pair(member: Any, pair: Any) -> bool:
    return member.pk is not None and member.pk in (pair.technician_id, pair.supervisor_id)


def technician_of_pair(member: Any, pair: Any) -> bool:
    return member.pk is not None and pair.technician_id == member.pk


def template_owner(member: Any, thing: Any) -> bool:
    return member.has_role("trainer", "supervisor") and thing.owner_id == member.pk


def keeps_notes(member: Any, thing: Any) -> bool:
    """They are this scorer's own, and they may still score the work: nobody else ever reads them."""
    return member.pk is not None and thing.person_id == member.pk and scorer(member, thing.assignment)


def comments(member: Any, item: Any) -> bool:
    """Its owner and their supervisors, and other readers unless the owner closed it to them; nobody on a draft."""
    if not signed_in(member, item) or not item.is_shown:
        return False
    if owner(member, item):
        return True
    return item.opens_to(member) and (supervises_owner(member, item) or item.takes_comments)


def comment_author(member: Any, thing: Any) -> bool:
    """Wrote it, and may still read what it is about."""
    return signed_in(member, thing) and thing.author_id == member.pk and thing.item_for(member) is not None


def keeps_thread(member: Any, thing: Any) -> bool:
    """The owner of what it is about; never over what a supervisor wrote."""
    return owner(member, thing) and not thing.as_supervisor


def holds_link(member: Any, thing: Any) -> bool:
    """Came by the link that opens this one thing; nobody signs their own."""
    return thing.uid in member.link_uids and not owner(member, thing)


def self_(member: Any, person: Any) -> bool:
    return member.pk is not None and member.pk == person.pk


def reviews_blind(member: Any, thing: Any) -> bool:
    """Accepted it, and it is still theirs to do; never as a supervisor of its owner, never as an admin."""
    return (
        thing.reviewed_by(member)
        and member.has_role("technician")
        and not member.has_role("admin")
        and not supervises_owner(member, thing)
    )


# --- putting predicates together --------------------------------------------------------------------------------
def either(*predicates: Predicate) -> Predicate:
    return lambda member, thing: any(predicate(member, thing) for predicate in predicates)


def both(*predicates: Predicate) -> Predicate:
    return lambda member, thing: all(predicate(member, thing) for predicate in predicates)


def not_(predicate: Predicate) -> Predicate:
    return lambda member, thing: not predicate(member, thing)


reader = either(owner, audience)
scorer = either(setter, assessor, supervises_owner)
# What somebody sets to themselves is nobody else's.
overseer = both(either(setter, supervises_owner), not_(set_by_owner))

TABLE: dict[str, Predicate] = {
    # webfolio, entries, activities, evidence
    "portfolios.keep": technician,
    "portfolios.read_folio": reader,
    "portfolios.write_folio": owner,
    "journals.keep": technician,
    "journals.read_entry": reader,
    "journals.write_entry": owner,
    "activities.keep": technician,
    "activities.read_activity": reader,
    "activities.write_activity": owner,
    "activities.read_change": owner,
    "activities.read_import": owner,
    # What the supervisor awarded and noted: between the two of them, however far the words are open.
    "activities.read_award": either(owner, supervises_owner),
    "activities.verify_activity": both(supervises_owner, audience),
    "plans.keep": technician,
    "plans.read_plan": reader,
    "plans.write_plan": owner,
    "evidence.keep": technician,
    "evidence.read_item": reader,
    "evidence.write_item": owner,
    "sharing.share_item": owner,
    "sharing.comment_on": comments,
    "sharing.score_in_comment": both(supervises_owner, audience),
    "sharing.read_comment": audience,
    "sharing.write_comment": comment_author,
    "sharing.remove_comment": either(comment_author, keeps_thread),
    # sign-offs by people without an account
    "signoffs.keep": technician,
    "signoffs.ask_about": owner,
    "signoffs.read_request": reader,
    "signoffs.write_request": owner,
    "signoffs.sign_request": holds_link,
    # assessments and cohorts
    "assessments.use_library": either(trainer, supervisor),
    "assessments.keep_library": either(trainer, supervisor, admin),
    "assessments.read_template": both(either(trainer, supervisor, admin), audience),
    "assessments.write_template": either(template_owner, both(admin, audience)),
    "assessments.set_assessment": either(trainer, supervises_person),
    "assessments.read_assignment": either(owner, scorer),
    "assessments.answer_assignment": owner,
    "assessments.score_assignment": scorer,
    "assessments.withdraw_assignment": setter,
    "assessments.read_notes": keeps_notes,
    "assessments.review": either(supervisor, trainer),
    # tasks
    "duties.set_task": either(self_, trainer, supervises_person),
    "duties.oversee": either(supervisor, trainer),
    "duties.read_task": either(owner, overseer),
    "duties.do_task": owner,
    "duties.approve_task": overseer,
    "duties.withdraw_task": either(both(setter, not_(set_by_owner)), both(owner, set_by_owner)),
    # authorisations
    "authorisations.keep_techniques": either(trainer, supervisor, admin),
    "authorisations.read_technique": signed_in,
    "authorisations.oversee": either(trainer, supervisor),
    "authorisations.grant": both(either(trainer, supervises_person), not_(self_)),
    "authorisations.read": either(owner, supervises_owner, trainer),
    "authorisations.sign": both(either(trainer, supervises_owner), not_(owner)),
    "authorisations.use": owner,
    "cohorts.run": trainer,
    "cohorts.read_cohort": runs_cohort,
    "cohorts.write_cohort": runs_cohort,
    "cohorts.keep_programmes": either(trainer, admin),
    "cohorts.read_programme": audience,
    "cohorts.write_programme": either(both(trainer, owner), both(admin, no_owner)),
    # Of one's own people, and only what they let one read.
    "cohorts.read_dashboard": either(supervisor, trainer),
    "cohorts.follow": technician,
    # registers
    "registers.keep": technician,
    # Numbers of registers, never whose.
    "registers.read_overview": admin,
    "registers.read_registration": owner,
    "registers.write_registration": owner,
    "registers.read_renewal": either(owner, asked_to_endorse),
    "registers.write_renewal": owner,
    "registers.endorse_renewal": asked_to_endorse,
    # applications
    "applications.keep": technician,
    "applications.read": reader,
    "applications.write": owner,
    # The institution's own rule packs; of anybody's log its counts only.
    "registers.manage_packs": admin,
    # audits: a pack at the registrar's desk
    "audits.hand_over": owner,
    "audits.read_handing": reader,
    "audits.write_handing": owner,
    "audits.assess_handing": audience,
    "audits.run_mock": technician,
    "audits.read_mock": owner,
    "audits.write_mock": owner,
    "audits.read_review": either(owner, reviews_blind),
    "audits.write_review": reviews_blind,
    "audits.own_review": owner,
    "audits.offer_review": both(technician, not_(admin)),
    "audits.read_draw": signed_in,
    "audits.run_draw": admin,
    # people
    "people.manage": admin,
    "people.read_person": either(self_, supervises_person, admin),
    "people.read_pair": either(in_pair, admin),
    "people.manage_pairs": admin,
    "people.answer_pair": technician_of_pair,
    "people.end_pair": either(in_pair, admin),
    # the institution's site
    "website.edit": either(admin, editor),
}


def can(member: Any, action: str, thing: Any = None) -> bool:
    """True when `member` may do `action` (to `thing`). An unknown action is a mistake in the code: KeyError."""
    return TABLE[action](member, thing)
