"""The lists of cohorts, programmes and acts cost the same however long they are."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from cohorts import actions
from cohorts.models import Programme
from tests.cohorts.samples import cohort_of, programme_of, set_to

SIZES = pytest.mark.parametrize("size", [1, 50])


def asked_of(client, address, allow, most):
    client.get("/home/")
    with allow(most):
        return client.get(address).content.decode()


@SIZES
def test_list_of_cohorts_costs_the_same_for_one_and_fifty(cast, visit, django_assert_num_queries, size):
    for number in range(size):
        cohort_of(cast, cast.technician, name=f"Cohort {number}")

    page = asked_of(visit(cast.trainer), "/cohorts/", django_assert_num_queries, 8)

    assert f"Cohort {size - 1}" in page


@SIZES
def test_list_of_programmes_costs_the_same_for_one_and_fifty(cast, visit, django_assert_num_queries, size):
    first = programme_of(cast)
    for number in range(1, size):
        actions.copy_programme(programme=first, actor=cast.trainer, title=f"Copy {number}", once=uuid4())

    page = asked_of(visit(cast.trainer), "/cohorts/programmes/", django_assert_num_queries, 7)

    assert Programme.objects.count() == size
    assert "First year" in page


@SIZES
def test_ones_own_programme_costs_the_same_for_one_and_fifty(cast, visit, django_assert_num_queries, size):
    cohort = cohort_of(cast, cast.technician)
    set_to(cast, cohort)
    for number in range(size):
        actions.set_event(
            cohort=cohort,
            actor=cast.trainer,
            once=uuid4(),
            title=f"Event {number}",
            due_on=timezone.localdate() + timedelta(days=number),
        )

    page = asked_of(visit(cast.technician), "/cohorts/mine/", django_assert_num_queries, 9)

    assert f"Event {size - 1}" in page


@SIZES
def test_list_of_acts_costs_the_same_for_one_and_fifty(cast, visit, django_assert_num_queries, size):
    cohort = cohort_of(cast)
    for _ in range(size):
        actions.add_members(cohort=cohort, people=[cast.technician], actor=cast.trainer, once=uuid4())

    page = asked_of(visit(cast.trainer), f"{cohort.get_absolute_url()}acts/", django_assert_num_queries, 8)

    assert page.count(" added") >= size
