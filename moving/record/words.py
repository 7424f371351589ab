"""Where people's words can be sealed: how a record opens them when its owner ticks it, and seals them where it arrives."""

import json
from collections.abc import Mapping
from typing import Any

from lib.sealing import seal, unseal
from moving.record.kinds import Words
from sharing.models import SealableItem


def _item_words(item: SealableItem) -> dict[str, Any]:
    return item.words() if item.sealed else {}


def _seal_item(item: SealableItem, row: Mapping[str, Any]) -> None:
    """Encrypted again, by the key of the platform that it arrives at; bare facts stay bare."""
    words = {name: row[name] for name in item.SEALED_FIELDS}
    if not (item.sealed and any(words.values())):
        return
    flags = {name: held for name, held in row.items() if name.startswith("has_")}
    item.put_away(words)
    for name, held in flags.items():
        setattr(item, name, held)


ITEM = Words(open_=_item_words, bare=lambda item: {}, put_away=_seal_item)


def _signed(verification: Any) -> dict[str, Any]:
    return {"facts": verification.signed()}


def _seal_facts(verification: Any, row: Mapping[str, Any]) -> None:
    """The words of the signed version go where its activity's are."""
    if verification.activity.sealed and "title" in verification.facts:
        verification.put_away(sealed=True)


VERIFICATION = Words(open_=_signed, bare=lambda verification: {}, put_away=_seal_facts)


def _asked(request: Any) -> dict[str, Any]:
    if not request.sealed_text:
        return {"sealed": None}
    held = unseal(request.sealed_text)
    return {"snapshot": json.loads(held["snapshot"]), "sealed": {"comment": held["comment"]}}


def _bare_request(request: Any) -> dict[str, Any]:
    return {"sealed": {} if request.sealed_text else None}


def _seal_request(request: Any, row: Mapping[str, Any]) -> None:
    """What was asked, and what the signer wrote about it."""
    if row["sealed"]:
        kept = {"snapshot": json.dumps(row["snapshot"]), "comment": row["sealed"]["comment"]}
        request.sealed_text, request.snapshot = seal(kept), {}
    elif row["sealed"] is not None:
        # Asked about something sealed, in a record that leaves the words out: an empty seal says so.
        request.sealed_text = seal({"snapshot": "{}", "comment": ""})


SIGN_REQUEST = Words(
    open_=_asked,
    bare=_bare_request,
    put_away=_seal_request,
    extra={
        "sealed": {
            "description": "The signer’s comment where the thing is sealed; empty without the words.",
            "type": ["object", "null"],
            "properties": {"comment": {"type": "string"}},
            "additionalProperties": False,
        }
    },
)
