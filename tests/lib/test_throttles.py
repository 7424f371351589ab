"""Failures counted: within the time that is said, and no longer or shorter."""

import time_machine
from django.utils import timezone

from lib import throttles

HOUR = 60 * 60


def test_failures_are_remembered_for_the_whole_time_and_no_longer(db):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        throttles.count("passcode", "a network", seconds=HOUR)
        clock.shift(10 * 60)
        second = throttles.count("passcode", "a network", seconds=HOUR)
        clock.shift(49 * 60)
        kept = throttles.counted("passcode", "a network")
        clock.shift(2 * 60)

        assert (second, kept) == (2, 2)
        assert throttles.counted("passcode", "a network") == 0
        assert throttles.count("passcode", "a network", seconds=HOUR) == 1


def test_what_is_forgotten_counts_anew_and_others_are_apart(db):
    throttles.count("passcode", "here", seconds=HOUR)
    throttles.count("passcode", "there", seconds=HOUR)
    throttles.forget("passcode", "here")

    assert throttles.counted("passcode", "here") == 0
    assert throttles.counted("passcode", "there") == 1
