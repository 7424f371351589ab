"""Threads and commits keep to their schema; on a database of their own, since both need rows that are there."""

import threading

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from people.models import User
from tenants import contenttypes
from tenants.models import Institution
from tenants.schemas import in_schema


def test_content_types_are_cached_by_schema_with_two_threads_at_once(own_database):
    with in_schema("public"):
        first, second = Institution.objects.order_by("slug").values_list("schema_name", flat=True)
    with in_schema(second):
        other = ContentType.objects.get_for_model(User).pk + 1000
        # Ids of the two schemas differ, as they do once they were migrated on different days.
        for kind in ContentType.objects.order_by("pk"):
            ContentType.objects.filter(pk=kind.pk).update(model=f"old{kind.pk}")
        ContentType.objects.create(pk=other, app_label="people", model="user")
    contenttypes.cache.drop(second)
    wrong, start = [], threading.Barrier(2)

    def read(schema: str, expected: int) -> None:
        start.wait()
        try:
            for _ in range(200):
                with in_schema(schema):
                    if ContentType.objects.get_for_model(User).pk != expected:
                        wrong.append(schema)
        finally:
            connection.close()

    with in_schema(first):
        ours = ContentType.objects.get_for_model(User).pk
    threads = [threading.Thread(target=read, args=pair) for pair in ((first, ours), (second, other))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


def test_what_runs_on_commit_is_still_inside_its_schema(own_database):
    seen = []

    with in_schema(schema := schema_of("northmoor")), transaction.atomic():
        transaction.on_commit(lambda: seen.append(connection.schema_name))

    assert seen == [schema]


def schema_of(slug: str) -> str:
    with in_schema("public"):
        return Institution.objects.get(slug=slug).schema_name
