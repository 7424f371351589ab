"""Every address × every way to write: whoever has left changes nothing, but for what the list of doors lets through."""

import json
import re
import uuid

from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from moving import actions
from people.models import User
from people.reading import LET_THROUGH
from tests.test_isolation import WRITES, addresses

VALUES = {"uid": str(uuid.uuid4()), "pk": "1", "int": "1", "uuid": str(uuid.uuid4())}
METHODS = ("post", "put", "patch", "delete")


def made(route: str) -> str:
    """An address of this route, whether or not there is a thing with its key."""
    filled = re.sub(r"<(?:(\w+):)?(\w+)>", lambda one: VALUES.get(one[1] or "", "x"), route)
    return "/" + filled.removeprefix("^").removesuffix("$")


def test_whoever_has_left_writes_through_no_door_of_the_site(cast, visit):
    actions.leave(owner=cast.technician, as_alumni=False, once=uuid.uuid4())
    client = visit(User.objects.get(pk=cast.technician.pk))
    routes = {route for route, _ in addresses(get_resolver("config.urls").url_patterns)}
    paths = sorted(path for route in routes if not (path := made(route)).startswith(LET_THROUGH))
    open_doors = []

    for path in paths:
        for method in METHODS:
            reset_queries()
            with CaptureQueriesContext(connection) as asked:
                answer = getattr(client, method)(path, json.dumps({}), content_type="application/json")
            wrote = [one["sql"] for one in asked if re.match(WRITES, one["sql"])]
            if answer.status_code != 403 or wrote:
                open_doors.append((method, path, answer.status_code, wrote))

    assert len(paths) > 300
    assert open_doors == []
