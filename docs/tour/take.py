"""Take the README's pictures from a running demo: `make demo`, then `.venv/bin/python docs/tour/take.py [PORT]`.

Needs the development requirements and Chromium. Each picture shows what one of the demo's people sees.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
PORT = sys.argv[1] if len(sys.argv) > 1 else "8000"
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 1,
    "is_mobile": True,
    "has_touch": True,
}
DESK = {"viewport": {"width": 1280, "height": 860}}
PASSWORD = "demo-aspire-2026"  # noqa: S105 - the demo's, refused elsewhere


def address(path: str, host: str = "northmoor.localhost") -> str:
    return f"http://{host}:{PORT}{path}"


def signed_in(browser: Browser, who: str, kind: dict) -> Page:
    page = browser.new_context(**kind, locale="en-GB").new_page()
    page.goto(address("/account/login/"))
    page.locator("input[name=login]").fill(f"{who}@northmoor.example")
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/home/**")
    return page


def keep(page: Page, name: str) -> None:
    page.screenshot(path=HERE / f"{name}.png")


def technician(browser: Browser) -> None:
    phone = signed_in(browser, "technician", PHONE)
    keep(phone, "home-phone")
    phone.goto(address("/activities/new/"))
    keep(phone, "log-phone")
    desk = signed_in(browser, "technician", DESK)
    keep(desk, "home")
    desk.goto(address("/activities/"))
    keep(desk, "activities")
    desk.goto(address("/renewals/new/"))
    desk.get_by_role("button", name="Check this period").click()
    desk.wait_for_url("**/renewals/*-*/")
    keep(desk, "renewal")
    desk.goto(address("/webfolio/"))
    keep(desk, "webfolio")


def others(browser: Browser) -> None:
    supervisor = signed_in(browser, "supervisor", DESK)
    supervisor.goto(address("/review/"))
    keep(supervisor, "review")
    supervisor.locator("main a[href^='/review/']").first.click()
    keep(supervisor, "scoring")
    trainer = signed_in(browser, "trainer", DESK)
    trainer.goto(address("/cohorts/"))
    trainer.locator("main a[href^='/cohorts/'][href*='-']").first.click()
    keep(trainer, "cohort")
    admin = signed_in(browser, "admin", DESK)
    admin.goto(address("/people/"))
    keep(admin, "people")


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--headless", "--no-sandbox"])
        technician(browser)
        others(browser)
        browser.close()


if __name__ == "__main__":
    main()
