"""What stays behind on a shared computer, and in a proxy on the way."""

import pytest

from tests import things


@pytest.mark.parametrize(
    "path", ["/home/", "/activities/", "/journal/", "/notices/", "/account/", "/api/v1/me/"]
)
def test_page_of_a_session_is_kept_by_no_proxy(cast, visit, path):
    assert visit(cast.technician).get(path).headers["Cache-Control"] == "private, no-cache"


def test_page_with_sealed_words_is_kept_by_nobody(cast, visit):
    client = visit(cast.technician)

    for item in (things.activity(cast, sealed=True), things.entry(cast, sealed=True)):
        assert client.get(item.get_absolute_url()).headers["Cache-Control"] == "private, no-store"


def test_signing_out_clears_what_the_browser_kept(cast, visit):
    answer = visit(cast.technician).post("/account/logout/")

    assert answer.headers["Clear-Site-Data"] == '"cache"'
