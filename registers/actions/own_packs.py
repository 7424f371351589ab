"""An institution's own rule packs: added on trial, put into use, retired. The only writers of their state."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from lib.formats import count
from people import trail
from people.models import User
from registers import own_packs, packs
from registers.models import OwnPack, Registration, Renewal
from registers.wording import listed
from tenants.hosts import current_institution


class OwnPackRefused(ValueError):
    """The pack cannot be added, used or retired; the message is a sentence for the screen."""


@transaction.atomic
def add_own_pack(*, text: str, actor: User) -> OwnPack:
    """Keep a sound pack on trial: nobody is judged by it yet. Raises PackError, OwnPackRefused.

    The same text again while it is kept is the same pack.
    """
    source = own_packs.parsed(text)
    own_packs.sound(text)
    pack, version = str(source.data["id"]), str(source.data["pack_version"])
    kept = OwnPack.objects.select_for_update().filter(pack=pack, version=version)
    if there := kept.exclude(state=OwnPack.State.RETIRED).first():
        if there.text == text:
            return there
        raise OwnPackRefused(
            f"There is a version {version} of {pack} already; give this one its own pack_version."
        )
    row = OwnPack.objects.create(
        pack=pack, version=version, valid_from=source.data.get("valid_from"), text=text, by=actor
    )
    trail.record(actor, "added rule pack", row)
    return row


@transaction.atomic
def use_own_pack(*, own_pack: OwnPack, actor: User) -> OwnPack:
    """From now on people here are judged by it, from its first day on. Frozen packs stay as they are.

    Raises PackError where it no longer fits beside the others, OwnPackRefused once it is retired.
    """
    stored = _locked(own_pack)
    if stored.is_in_use:
        return stored
    if not stored.is_on_trial:
        raise OwnPackRefused("This pack is retired; add it again to use it.")
    own_packs.edition_of(stored, beside=OwnPack.objects.filter(state=OwnPack.State.IN_USE))
    stored.state, stored.used_at = OwnPack.State.IN_USE, timezone.now()
    stored.save(update_fields=["state", "used_at"])
    own_packs.changed(current_institution())
    trail.record(actor, "put rule pack into use", stored)
    return stored


@transaction.atomic
def retire_own_pack(*, own_pack: OwnPack, actor: User) -> OwnPack:
    """Use it no more: its register falls back to the editions left. Refused while anything would be left without any."""
    stored = _locked(own_pack)
    if stored.state == OwnPack.State.RETIRED:
        return stored
    if refusal := why_it_stays(stored):
        raise OwnPackRefused(refusal)
    was_used = stored.is_in_use
    stored.state, stored.retired_at = OwnPack.State.RETIRED, timezone.now()
    stored.save(update_fields=["state", "retired_at"])
    if was_used:
        own_packs.changed(current_institution())
    trail.record(actor, "retired rule pack", stored)
    return stored


def why_it_stays(own_pack: OwnPack) -> str:
    """The sentence that speaks against retiring it now, "" for none: what was made under a register is read by its rules."""
    if not own_pack.is_in_use or editions_left(own_pack):
        return ""
    resting = {noun: many for count_of in RESTING for noun, many in count_of(own_pack.pack).items() if many}
    if not resting:
        return ""
    said = listed([count(many, *noun.split(",")) for noun, many in resting.items()])
    return (
        f"This is the only edition of its register, and {said} can be read by it alone, ended ones too. "
        "Put another edition of it into use first."
    )


def editions_left(own_pack: OwnPack) -> int:
    """How many other editions of its register are in force here."""
    shipped = packs.load_all().get(own_pack.pack)
    others = OwnPack.objects.filter(pack=own_pack.pack, state=OwnPack.State.IN_USE).exclude(pk=own_pack.pk)
    return (len(shipped.editions) if shipped else 0) + others.count()


def resting_here(pack: str) -> dict[str, int]:
    return {
        "registration": Registration.objects.filter(pack=pack).count(),
        "renewal": Renewal.objects.filter(pack=pack).count(),
    }


# (pack id) -> how many things of a room are read by some edition of it, by their noun ("renewal", "entry,entries").
RESTING: list[Callable[[str], dict[str, int]]] = [resting_here]


def _locked(own_pack: OwnPack) -> OwnPack:
    return OwnPack.objects.select_for_update().get(pk=own_pack.pk)
