"""Presses of one button that reach several workers at once: one comment, and no error of ours."""

import uuid

from sharing.models import Comment
from tenants.schemas import in_schema
from tests import things
from tests.at_once import PRESSES, pressed_at_once
from tests.people import NORTHMOOR, Cast


def test_comment_sent_twice_at_once_is_said_once(committed):
    with in_schema(committed):
        cast = Cast(NORTHMOOR)
        entry, supervisor = things.entry(cast), cast.supervisor
    sent = {"words": "Good.", "once": str(uuid.uuid4())}

    answers = pressed_at_once(committed, supervisor, f"/sharing/entry/{entry.uid}/comments/", sent)

    assert answers == [302] * PRESSES
    with in_schema(committed):
        assert Comment.objects.filter(object_uid=entry.uid).count() == 1
