"""The institution's privacy notice: a new version asks everyone anew, and who agreed to which is kept."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from people import permissions, trail
from people.models import User
from sharing.models import Agreement, PrivacyNotice
from sharing.refusals import Stale
from tenants.actions import set_notice_number
from tenants.models import Institution


@transaction.atomic
def publish_notice(*, institution: Institution, words: str, actor: User, over: int) -> PrivacyNotice:
    """The next version, over version `over` (0: none yet). The same words again are no new version.

    Raises Stale where another version was published meanwhile, PermissionDenied for whoever may not.
    """
    if not permissions.can(actor, "sharing.keep_notice"):
        raise PermissionDenied
    # One at a time: the next number is counted from the last.
    last = PrivacyNotice.objects.select_for_update().order_by("-number").first()
    if last is not None and last.words == words:
        return last
    if over != (last.number if last else 0):
        raise Stale(last)
    made = PrivacyNotice.objects.create(number=over + 1, words=words, published_by=actor)
    trail.record(actor, "published privacy notice", made)
    set_notice_number(institution=institution, number=made.number)
    return made


@transaction.atomic
def agree(*, notice: PrivacyNotice, person: User) -> Agreement:
    """Kept once, with its time; agreeing twice is one act."""
    made, is_new = Agreement.objects.get_or_create(notice=notice, person=person)
    if is_new:
        trail.record(person, "agreed to privacy notice", notice)
    return made
