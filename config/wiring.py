"""The few needs that point right: each is a plain list or callable in the room that needs it, filled here."""


def connect() -> None:
    """Fill every list once, when all apps are loaded."""
