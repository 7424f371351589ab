"""Why something cannot be done to a plan as was asked; the messages are for the screen."""


class Finished(ValueError):
    """The evaluation is finished: it is re-opened before its words change."""


class NoNextPlan(ValueError):
    """There is no later plan to carry a goal over to."""
