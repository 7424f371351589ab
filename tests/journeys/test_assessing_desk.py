"""Scoring without a mouse, and words that outlive a closed tab or another window."""

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from assessments import actions
from assessments.models import Assignment
from tests.assessments.work import make_template, set_work, submitted
from tests.browser import DESK, assert_accessible, sign_in
from tests.people import NORTHMOOR, PASSWORD, Cast

TECHNICIAN, SUPERVISOR = (f"{name}@northmoor.example" for name in ("technician", "supervisor"))


def made(live, make=set_work) -> Assignment:
    with live.inside("northmoor"):
        return make(Cast(NORTHMOOR))


def stored(live, work: Assignment) -> Assignment:
    with live.inside("northmoor"):
        return Assignment.objects.prefetch_related("criteria", "scorers").get(pk=work.pk)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def saved(page: Page, words: str = "Draft saved") -> None:
    expect(page.locator("[data-save-state]").filter(has_text=words)).to_be_visible()


def test_work_is_scored_by_the_keyboard_alone_from_the_queue_to_completion(desk, live):
    work = made(live, submitted)
    sign_in(desk, live, login=SUPERVISOR)
    desk.goto(live.address(path="/review/"))

    link = desk.get_by_role("table").get_by_role("link", name=work.title)
    for _ in range(60):
        press(desk, "Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    press(desk, "Enter")
    desk.wait_for_url(f"**{work.review_url}")

    press(desk, "?")
    desk.get_by_text("Its score; 1 and 0 together are ten").wait_for()
    assert_accessible(desk)
    press(desk, "?", "j", "4", "j", "3", "f")
    desk.keyboard.type("j is a letter here, and 5 a figure.")
    press(desk, "Escape", "j", "1", "0", "k", "k", "k", "5", "Control+Enter")
    desk.get_by_text("Draft scores saved.").wait_for()
    desk.get_by_text("18 of 20").wait_for()

    press(desk, "o")
    desk.keyboard.type("You can run it alone.")
    press(desk, *["Tab"] * 4)
    assert desk.evaluate("document.activeElement.name") == "complete"
    press(desk, "Enter")
    desk.wait_for_url("**/review/")

    done = stored(live, work)
    assert (done.state, done.total, done.overall_feedback) == ("completed", 18, "You can run it alone.")
    assert [one.score for one in done.criteria.all()] == [5, 3, 10]
    assert done.criteria.all()[1].feedback == "j is a letter here, and 5 a figure."


def test_notes_saved_right_after_scoring_set_nobody_against_themselves(desk, live):
    work = made(live, submitted)
    sign_in(desk, live, login=SUPERVISOR)
    desk.goto(live.address(path=work.review_url))

    press(desk, "j", "5", "j", "3", "j", "1", "0")
    desk.get_by_label("Your own notes").fill("Ask about the wash.")
    desk.get_by_role("button", name="Save notes").click()
    desk.get_by_text("Notes saved.").wait_for()
    desk.get_by_role("button", name="Complete and sign").click()
    desk.wait_for_url("**/review/")

    done = stored(live, work)
    assert (done.state, [one.score for one in done.criteria.all()]) == ("completed", [5, 3, 10])


def test_single_keys_are_switched_off_on_this_device(desk, live):
    work = made(live, submitted)
    sign_in(desk, live, login=SUPERVISOR)
    desk.goto(live.address(path=work.review_url))
    press(desk, "?")
    desk.get_by_label("Single keys work while no text box has the focus").uncheck()

    for _ in range(2):
        press(desk, "j", "4")
        assert desk.locator("input[name^=score]:checked").count() == 3  # "None" of each criterion
        desk.reload()


def test_what_was_typed_is_there_after_the_tab_was_closed(open_page, live):
    work = made(live)
    first, second = open_page(DESK), open_page(DESK)
    for page in (first, second):
        sign_in(page, live, login=TECHNICIAN)
    mine = live.address(path=work.get_absolute_url())

    first.goto(mine)
    first.get_by_label("Your response").first.press_sequentially("I wait for the lasers.")
    saved(first)
    first.get_by_label("Your response").nth(1).press_sequentially("And then I look.")
    first.close(run_before_unload=True)
    second.wait_for_timeout(500)
    second.goto(mine)

    assert second.get_by_label("Your response").first.input_value() == "I wait for the lasers."
    assert second.get_by_label("Your response").nth(1).input_value() == "And then I look."
    assert stored(live, work).shown_as == "in_progress"


@pytest.mark.parametrize("closes", [False, True])
def test_another_window_is_told_and_its_words_are_not_lost(desk, live, closes):
    work = made(live)
    sign_in(desk, live, login=TECHNICIAN)
    mine, other = live.address(path=work.get_absolute_url()), desk.context.new_page()
    for page in (desk, other):
        page.goto(mine)

    desk.get_by_label("Your response").first.fill("From the first window.")
    saved(desk)
    other.get_by_label("Your response").first.fill("From the second window.")
    saved(other, "Changed elsewhere meanwhile.")
    if closes:
        other.close()
        desk.get_by_role("button", name="Save draft").click()
        desk.get_by_text("Nobody but you sees it yet.").wait_for()
        desk.get_by_role("button", name="Put it back to compare").click()
        other = desk
    other.get_by_role("button", name="Save draft").click()

    other.get_by_role("heading", name="What differs").wait_for()
    assert other.locator(".versions").inner_text().count("From the first window.") == 1
    assert other.get_by_label("Your response").first.input_value() == "From the second window."
    assert stored(live, work).criteria.all()[0].response == "From the first window."
    other.get_by_role("button", name="Save draft").click()
    other.get_by_text("Nobody but you sees it yet.").wait_for()
    assert stored(live, work).criteria.all()[0].response == "From the second window."


def test_marks_and_notes_are_saved_as_they_are_typed_and_a_reason_waits(desk, live):
    work = made(live, submitted)
    sign_in(desk, live, login=SUPERVISOR)
    desk.goto(live.address(path=work.review_url))

    desk.get_by_label("Why you are returning it").fill("A figure for criterion 2.")
    press(desk, "Escape", "4")
    saved(desk)
    desk.get_by_text("So far 4 of 20").wait_for()
    press(desk, "n")
    desk.keyboard.type("Ask about gain.")
    saved(desk, "Notes saved")
    desk.reload()

    assert desk.locator("input[name='score-1'][value='4']").is_checked()
    assert desk.get_by_label("Your own notes").input_value() == "Ask about gain."
    assert desk.get_by_label("Why you are returning it").input_value() == "A figure for criterion 2."
    kept = stored(live, work)
    assert (kept.criteria.all()[0].draft_score, kept.scorers.all()[0].notes) == (4, "Ask about gain.")
    assert kept.state == "submitted"


def test_words_stay_on_this_device_when_the_session_ended_and_come_back_after_it(desk, live):
    work = made(live)
    sign_in(desk, live, login=TECHNICIAN)
    desk.goto(live.address(path=work.get_absolute_url()))

    desk.context.clear_cookies()
    desk.get_by_label("Your response").first.fill("I wait for the lasers.")
    desk.wait_for_timeout(3_500)
    saved(desk, "Kept on this device")
    desk.get_by_role("button", name="Save draft").click()
    desk.wait_for_url("**/account/login/**")
    assert stored(live, work).answered_at is None
    desk.get_by_label("Email or username").fill(TECHNICIAN)
    desk.get_by_label("Password").fill(PASSWORD)
    desk.get_by_role("button", name="Sign in", exact=True).click()

    desk.wait_for_url(f"**{work.get_absolute_url()}")
    assert desk.get_by_label("Your response").first.input_value() == "I wait for the lasers."


def test_another_attempt_is_begun_with_prompts_on_a_phone(page, live):
    with live.inside("northmoor"):
        cast = Cast(NORTHMOOR)
        template = make_template(
            cast.trainer,
            prompts=[actions.PromptText("Who relies on it?", "One sentence.")],
            pass_kind="points",
            pass_mark=15,
            attempts=2,
        )
        work = submitted(cast, template=template)
        few = actions.Marks(by_order={number: actions.Mark(1, "More, please.") for number in (1, 2, 3)})
        actions.complete(assignment=work, actor=cast.supervisor, once=uuid4(), marks=few)
    sign_in(page, live, login=TECHNICIAN)
    page.goto(live.address(path=work.get_absolute_url()))
    assert_accessible(page)

    page.get_by_role("button", name="Begin attempt 2 of 2").click()
    page.get_by_label("Who relies on it?").fill("Forty people.")
    page.get_by_role("button", name="Check and submit").click()
    page.get_by_text("Forty people.").wait_for()
    assert_accessible(page)
    page.get_by_role("button", name="Submit and lock").click()
    page.get_by_text("Attempt 1: 3 of 20").wait_for()
    assert_accessible(page)

    assert (stored(live, work).attempt, stored(live, work).state) == (2, "submitted")


def test_what_cannot_be_saved_while_it_is_typed_is_said_at_once(desk, live):
    work = made(live)
    sign_in(desk, live, login=TECHNICIAN)
    desk.goto(live.address(path=work.get_absolute_url()))
    response = desk.get_by_label("Your response").first

    response.evaluate("box => box.removeAttribute('maxlength')")
    response.fill("x" * 20_001)
    saved(desk, "Not saved: Keep it under 20,000 characters.")
    response.fill("I wait for the lasers.")

    saved(desk)
    assert stored(live, work).criteria.first().response == "I wait for the lasers."
