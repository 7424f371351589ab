"""Journeys drive Chromium at the app in a process of its own. Each module has a database of its own.

`live.address("northmoor", "/home/")` is what to open; `page` is a phone, `desk` a desktop, `plain` a phone without
script; `live.inside("northmoor")` lets the test itself look into the database; `live.manage("worker", "--once")`
sends what waits, `live.mails()` reads it.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import DESK, FLAGS, PHONE, PLACE, Watch, chromium
from tests.live import Live, serving

expect.set_options(timeout=10_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marked, and put first: they take the longest, and the last core should not be left with them alone."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = chromium()
    # Playwright keeps an event loop on this thread, in which Django would refuse its own database calls.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with sync_playwright() as playwright:
            started = playwright.chromium.launch(executable_path=path, args=FLAGS)
            yield started
            started.close()


@pytest.fixture(scope="module")
def live(browser, django_db_setup, django_db_blocker, request) -> Iterator[Live]:
    with django_db_blocker.unblock(), serving(request.module.__name__.rsplit(".", 1)[-1][-20:]) as server:
        yield server


@pytest.fixture
def open_page(browser) -> Iterator:
    """`open_page(DESK)` opens a further page with a session of its own; the test fails on what went wrong unseen."""
    contexts, watches = [], []

    def opened(kind: dict, **more: object) -> Page:
        context = browser.new_context(**kind, **PLACE, **more)
        context.set_default_timeout(10_000)
        contexts.append(context)
        watches.append(Watch(context))
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert [wrong for watch in watches for wrong in watch.wrong] == []


@pytest.fixture
def page(open_page) -> Page:
    return open_page(PHONE)


@pytest.fixture
def desk(open_page) -> Page:
    return open_page(DESK)


@pytest.fixture
def plain(open_page) -> Page:
    return open_page(PHONE, java_script_enabled=False)
