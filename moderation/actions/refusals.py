"""Why an act of moderation cannot be done as things stand. `assessments.actions.Refused` names the field that is wrong."""


class NotNow(ValueError):
    """It has moved on since the screen was opened; the message is a sentence for the next one."""
