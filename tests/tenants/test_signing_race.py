"""Two processes that need an institution's first key at once make one. Needs commits, so a database of its own."""

import threading

from django.db import connection

from registers import signing
from registers.models import SigningKey
from tenants.models import Institution
from tenants.schemas import in_schema


def test_first_key_is_made_once_by_two_at_once(own_database):
    schema = Institution.objects.get(slug="northmoor").schema_name
    ready, found = threading.Barrier(2), []

    def need() -> None:
        with in_schema(schema):
            ready.wait()
            found.append(signing.present_key().fingerprint)
        connection.close()

    threads = [threading.Thread(target=need) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with in_schema(schema):
        assert [key.fingerprint for key in SigningKey.objects.all()] == found[:1]
    assert found[0] == found[1]
