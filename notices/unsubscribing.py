"""The link in a mail that stops its kind without signing in: signed for one person and one kind, and good for ever."""

from django.core import signing
from django.urls import reverse

from notices import choices, kinds
from people.models import User

SALT = "notices.unsubscribe"
# Instead of a kind: the daily mail, that is every kind they have once a day.
DAILY_MAIL = "daily"


def token_for(person: User, kind: str) -> str:
    return signing.dumps([str(person.uid), kind], salt=SALT)


def path_for(person: User, kind: str) -> str:
    return reverse("notices:unsubscribe", args=[token_for(person, kind)])


def read(token: str) -> tuple[User, str] | None:
    """(whose mail, which kind); None for a forged token, or one of somebody who is not of this institution."""
    try:
        uid, kind = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    person = User.objects.filter(uid=uid).first()
    return (person, kind) if person else None


def kinds_meant(person: User, kind: str) -> list[str]:
    """The kinds that such a link stops; none where it must go out, or is no longer sent at all."""
    if kind == DAILY_MAIL:
        return [name for name, how in choices.chosen(person).items() if how == kinds.DAILY]
    return [kind] if kind in kinds.may_choose() else []
