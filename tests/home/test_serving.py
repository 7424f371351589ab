"""Serving ends the same way by Ctrl-C, by a stop from outside and by a closed terminal."""

import signal

import pytest

from home.serving import stopping_on_signals

SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]


@pytest.fixture
def ignored():
    """As in a script that starts the demo in the background: the signals are ignored from the start."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", SIGNALS)
def test_each_signal_stops_even_where_it_was_ignored(ignored, number):
    with pytest.raises(KeyboardInterrupt), stopping_on_signals():
        signal.raise_signal(number)

    assert signal.getsignal(number) == signal.SIG_IGN
