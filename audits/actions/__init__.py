from audits.actions.draws import DrawRefused, announce_draw, draw
from audits.actions.handings import (
    DAYS_OPEN,
    LETTERS_A_DAY,
    MOST_DAYS,
    MOST_OPEN,
    DeskRefused,
    answer,
    ask,
    count_view,
    decide,
    hand_over,
    send_again,
    take_back,
)
from audits.actions.mocks import MockRefused, delete_mock, run_mock, tick_mock
from audits.actions.reviews import (
    REVIEW_DAYS,
    ReviewRefused,
    accept_review,
    ask_review,
    decline_review,
    thank,
    volunteer,
    withdraw_review,
    write_review,
)

__all__ = [
    "DAYS_OPEN", "LETTERS_A_DAY", "MOST_DAYS", "MOST_OPEN", "REVIEW_DAYS", "DeskRefused", "DrawRefused", "MockRefused",
    "ReviewRefused", "accept_review", "announce_draw", "answer", "ask", "ask_review", "count_view", "decide",
    "decline_review", "delete_mock", "draw", "hand_over", "run_mock", "send_again", "take_back", "thank", "tick_mock",
    "volunteer", "withdraw_review", "write_review",
]  # fmt: skip
