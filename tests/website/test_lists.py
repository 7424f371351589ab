"""Reference lists in the Wagtail admin, filtered."""

import pytest

from people.models import Unit


@pytest.fixture
def units(cast):
    Unit.objects.create(name="Glass workshop", is_current=False)
    Unit.objects.create(name="Empty annexe")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"Bioimaging", "Mechanical workshop", "Glass workshop", "Empty annexe"}),
        ("offered=no", {"Glass workshop"}),
        ("used=no", {"Glass workshop", "Empty annexe"}),
        ("used=no&offered=yes", {"Empty annexe"}),
        ("offered=yes&q=annexe", {"Empty annexe"}),
    ],
)
def test_units_are_narrowed_by_the_filters(visit, cast, units, query, shown):
    page = visit(cast.editor).get(f"/cms/people/unit/?{query}").content.decode()

    names = {"Bioimaging", "Mechanical workshop", "Glass workshop", "Empty annexe"}
    assert {name for name in names if name in page} == shown


def test_other_lists_filter_too(visit, cast):
    for address in ("/cms/people/jobtitle/?offered=yes", "/cms/journals/reflectionprompt/?offered=no"):
        assert visit(cast.editor).get(address).status_code == 200
