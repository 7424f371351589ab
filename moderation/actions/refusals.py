"""Why an act of moderation cannot be done as things stand. `assessments.actions.Refused` names the field that is wrong."""

SENT_BEFORE = "This form has asked for or made something else before. What you typed is kept: send it again."


class NotNow(ValueError):
    """It has moved on since the screen was opened; the message is a sentence for the next one."""
