"""Passing the phone: the signer signs on the owner's device, with a code that was mailed to the signer."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from notices import letters as post
from notices.models import Letter
from people import trail
from people.models import User
from signoffs import letters
from signoffs.actions.asking import SignoffRefused, allow, check_thing, freeze, locked
from signoffs.models import SignRequest

MOST_TRIES = 5
# Codes that may be sent for one request in a day.
MOST_CODES = 5


@transaction.atomic
def send_code(*, request: SignRequest, actor: User) -> SignRequest:
    """Mail a code; the one sent before is over. The version signed is the present one. Raises SignoffRefused."""
    row, thing = locked(request)
    if not row.is_open:
        raise SignoffRefused("It is not open for signing any more: send it again first.")
    check_thing(row, thing)
    since = timezone.now() - timedelta(days=1)
    if Letter.objects.filter(about=row.uid, kind=letters.CODE, made_at__gte=since).count() >= MOST_CODES:
        raise SignoffRefused(
            f"{MOST_CODES} codes were sent today. Send a link instead, or try again tomorrow."
        )
    freeze(row, thing)
    row.code_tries = 0
    row.save()
    post.close(row.uid, letters.CODE)
    allow(actor, row.signer_email)
    post.write(letters.CODE, row.uid)
    trail.record(actor, "passed the phone", row)
    return row


@transaction.atomic
def check_code(*, request: SignRequest, code: str) -> bool:
    """Whether this is the code last sent, within its minutes and tries. A wrong one is counted, whatever follows."""
    row, _ = locked(request)
    if row.code_tries >= MOST_TRIES:
        return False
    since = timezone.now() - timedelta(minutes=letters.CODE_MINUTES)
    digest = letters.digest_of_code(row.uid, code)
    sent = post.opened_by(digest, letters.CODE).filter(about=row.uid, sent_at__gte=since)
    if sent.exists():
        return True
    row.code_tries += 1
    row.save(update_fields=["code_tries"])
    return False


def tries_left(request: SignRequest) -> int:
    return max(0, MOST_TRIES - request.code_tries)
