"""How a member stands to a thing: the small questions that the table of permissions puts together.

A member is a `User` or a `sharing.visitors.Visitor`; both have `pk`, `has_role` and `supervised_ids`. A thing is read by its
shape, never by its class: `owner_id`, `opens_to(member)`, `set_by_id` and so on, so that this room imports nothing
from those to its right.
"""

from collections.abc import Callable
from typing import Any

Predicate = Callable[[Any, Any], bool]


# --- who someone is ---------------------------------------------------------------------------------------------
def technician(member: Any, thing: Any) -> bool:
    """Keeps a webfolio of their own, or kept one until they left and reads it (`people.reading` refuses them all writing).

    Supervisors and trainers are technicians too where they hold that role.
    """
    return member.has_role("technician") or member.has_left


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


def answers(member: Any, thing: Any) -> bool:
    """Its owner, from the day on which it opens."""
    return owner(member, thing) and not thing.is_early


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


def wrote(member: Any, thing: Any) -> bool:
    return signed_in(member, thing) and thing.author_id == member.pk


def comment_author(member: Any, thing: Any) -> bool:
    """Wrote it, and may still read what it is about."""
    return wrote(member, thing) and thing.item_for(member) is not None


def rewords_comment(member: Any, thing: Any) -> bool:
    """Its author, while it stands and they may still comment there: an old remark is no way into a closed thread.

    What was said as a supervisor is reworded by one alone: its owner cannot take it away.
    """
    if not wrote(member, thing) or thing.removed_at is not None:
        return False
    if thing.as_supervisor and not supervises_owner(member, thing):
        return False
    item = thing.item_for(member)
    return item is not None and comments(member, item)


def keeps_thread(member: Any, thing: Any) -> bool:
    """The owner of what it is about; never over what a supervisor wrote."""
    return owner(member, thing) and not thing.as_supervisor


def opened_to_admins(member: Any, thing: Any) -> bool:
    """Its owner lets the admins read what was reported."""
    return thing.is_open_to_admins


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


def second_marker(member: Any, thing: Any) -> bool:
    """Asked to mark it second, and still a trainer or paired with its owner."""
    return member.pk is not None and thing.marker_id == member.pk and _still_judges(member, thing)


def live(member: Any, thing: Any) -> bool:
    return thing.is_live


def revealed(member: Any, thing: Any) -> bool:
    return thing.is_revealed


def asker(member: Any, thing: Any) -> bool:
    return member.pk is not None and thing.asked_by_id == member.pk


def rates(member: Any, thing: Any) -> bool:
    """Open to whoever may use its template, but its owner."""
    return member.pk is not None and thing.is_rated_by(member)


def rater(member: Any, thing: Any) -> bool:
    return member.pk is not None and thing.rater_id == member.pk


def concerned(member: Any, thing: Any) -> bool:
    """It is about what is this person's: their record, here or where they left from; what they own or wrote."""
    return member.pk is not None and thing.concerns(member)


def receives(member: Any, thing: Any) -> bool:
    """An admin of the institution that is asked to receive somebody."""
    return member.has_role("admin") and thing.arrives_here


# --- putting predicates together --------------------------------------------------------------------------------
def either(*predicates: Predicate) -> Predicate:
    return lambda member, thing: any(predicate(member, thing) for predicate in predicates)


def both(*predicates: Predicate) -> Predicate:
    return lambda member, thing: all(predicate(member, thing) for predicate in predicates)


def not_(predicate: Predicate) -> Predicate:
    return lambda member, thing: not predicate(member, thing)


def on_work(predicate: Predicate) -> Predicate:
    """Asked of the work that a second mark is of."""
    return lambda member, thing: predicate(member, thing.assignment)


# --- those that several lines of the table ask ----------------------------------------------------------------------
reader = either(owner, audience)
scorer = either(setter, assessor, supervises_owner)
# What somebody sets to themselves is nobody else's.
overseer = both(either(setter, supervises_owner), not_(set_by_owner))
asks_second = either(setter, supervises_owner)
compares = both(on_work(scorer), live, revealed)
