"""Sign-offs as their tests tell them, by the real actions, jobs and pages."""

import re
import uuid
from typing import Any

from django.core import mail

from notices.models import Letter
from notices.tasks import letter as send_letter
from signoffs import actions
from signoffs.models import SignRequest
from tests.tellers import Teller

SIGNER = {
    "signer_name": "Tomasz Lis",
    "signer_email": "tomasz.lis@zenith.example",
    "signer_role": "Applications engineer, Zenith Optics",
    "days": 14,
    "with_files": False,
}
ANSWER = {
    "answer": "confirms",
    "comment": "",
    "name": "Tomasz J. Lis",
    "role": "Applications engineer, Zenith Optics",
    "declare": "on",
}
ASKED = {
    "signer_name": "Tomasz Lis",
    "signer_email": "tomasz.lis@zenith.example",
    "days": "14",
    "then": "link",
}


def activity(cast: Any, **values: Any) -> Any:
    return Teller(cast).activity(cast.technician, **values)


def ask(
    thing: Any, *, kind: str = "activity", by_link: bool = True, once: Any = None, **values: Any
) -> SignRequest:
    made = actions.ask(
        kind=kind, thing=thing, actor=thing.owner, values=SIGNER | values, once=once or uuid.uuid4(),
        by_link=by_link,
    )  # fmt: skip
    assert made.request
    return made.request


def post_letters() -> list[Any]:
    """Send what waits, as the worker does; the mails sent by that."""
    before = len(mail.outbox)
    for one in Letter.objects.filter(sent_at=None, closed_at=None):
        send_letter(letter=one.pk)
    return mail.outbox[before:]


def link_in(message: Any) -> str:
    return re.search(r"/sign/[\w-]+/", message.body)[0]


def code_in(message: Any) -> str:
    return re.search(r"code: (\d{6})", message.body)[1]


def asked_by_link(thing: Any, **more: Any) -> tuple[SignRequest, str]:
    """A request, and the path of its link as the signer's mail holds it."""
    found = ask(thing, **more)
    return found, link_in(post_letters()[-1])


def form_on(client: Any, path: str) -> dict[str, str]:
    """The hidden boxes of the page at this path."""
    page = client.get(path).content.decode()
    return {name: re.search(rf'name="{name}" value="([^"]+)"', page)[1] for name in ("seen", "once")}


def answer(client: Any, path: str, **given: Any) -> Any:
    """Open the page and send an answer from it."""
    return client.post(path, ANSWER | form_on(client, path) | given)


def signed(thing: Any, *, kind: str = "activity", **given: Any) -> SignRequest:
    """Asked, and answered by the action."""
    found = ask(thing, kind=kind)
    values = {"name": "Tomasz J. Lis", "role": "Applications engineer, Zenith Optics", "comment": ""}
    actions.answer(
        request=found,
        given="confirms",
        seen=found.digest,
        once=uuid.uuid4(),
        how="link",
        values=values | given,
    )
    return stored(found)


def stored(found: SignRequest) -> SignRequest:
    return SignRequest.objects.select_related("owner", "signature").get(pk=found.pk)
