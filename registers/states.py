"""What the state of a registration means, and how one comes back. Pure."""

from dataclasses import dataclass

from registers.editions import Edition


@dataclass(frozen=True)
class State:
    """`mark` is a name of the interface's statuses; `text` and `back` are sentences, `back` empty where nothing is lost."""

    mark: str
    word: str
    text: str
    back: str = ""


STATES = {
    "current": State("met", "Current", "You are registered: your log is judged, and renewals fall due."),
    "candidate": State(
        "in_progress",
        "Working towards it",
        "Your log is judged as if you were registered, so that you see what is asked. No letters are shown and no renewal "
        "falls due.",
    ),
    "lapsed": State(
        "expired",
        "Lapsed",
        "The registration ran out without your giving it up: a fee or a return was missed, or the body ended it. Your log "
        "and your packs stay; the letters are not shown, no reminder is sent, and nothing is judged under it.",
        "Ask the body what it wants for restoring you: most ask for the missed fee and a record of recent CPD, some for a "
        "new application. When it has taken you up again, enter the day below; the history keeps both dates.",
    ),
    "resigned": State(
        "ended",
        "Given up",
        "You gave it up. Your log and your packs stay; nothing is judged under it and no reminder is sent.",
        "If the body takes you up again, enter the day below. Where it gives you a new registration, add that one instead.",
    ),
    "transferred": State(
        "ended",
        "Went to another body",
        "It goes on with another body: add it there. Your packs of before stay here.",
        "If it came back to this body, enter the day below.",
    ),
}  # fmt: skip


def sanctions(edition: Edition) -> str:
    """What the body says of a missed return, in the pack's paraphrase; "" where no public source says."""
    return edition.data["cpd_rules"]["audit"].get("sanctions") or ""
