"""Chromium at the real hosts: where it is, how it starts, what every page must keep to."""

import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from tests.people import PASSWORD

HOW_TO_GET = "Chromium is missing: `apt-get install chromium`, or name yours in CHROMIUM."
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
# The least height in px of what a thumb is to hit.
FINGERTIP = 44
DESK = {"viewport": {"width": 1280, "height": 900}}
PLACE = {"locale": "en-GB", "timezone_id": "Europe/London"}
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def chromium() -> str:
    """Its path; without one the test is skipped, or fails where REQUIRE_BROWSER=1 asks for it."""
    named = os.environ.get("CHROMIUM", "")
    found = named if Path(named).is_file() else shutil.which("chromium") or shutil.which("chromium-browser")
    if found:
        return found
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(HOW_TO_GET)
    pytest.skip(HOW_TO_GET)


class Watch:
    """What went wrong on a page unseen: script errors, policy violations, requests to other hosts."""

    def __init__(self, context: BrowserContext) -> None:
        self.wrong: list[str] = []
        context.on("weberror", lambda error: self.wrong.append(f"script: {error.error}"))
        context.on("console", self._said)
        context.on("request", self._asked)

    def _said(self, message) -> None:
        if "Content Security Policy" in message.text:
            self.wrong.append(f"policy: {message.text}")

    def _asked(self, request) -> None:
        parts = urlsplit(request.url)
        host = parts.hostname or ""
        if parts.scheme in {"http", "https"} and host != "localhost" and not host.endswith(".localhost"):
            self.wrong.append(f"another host: {request.url}")


def sign_in(page: Page, live, *, login: str, host: str = "northmoor") -> None:
    """By the form, as a person does."""
    page.goto(live.address(host, "/account/login/"))
    page.get_by_label("Email or username").fill(login)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/home/**")


def assert_accessible(page: Page) -> None:
    """No violation of WCAG 2.2 AA that axe can find, and nothing that makes a phone scroll sideways."""
    page.wait_for_load_state("load")
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": STANDARD}})
    wrong = [
        f"{rule['id']} ({rule['help']}): {node['html'][:200]}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    assert wrong == [], f"{page.url}: {wrong}"
    assert wide <= 0, f"{page.url} is {wide} px wider than the screen"
