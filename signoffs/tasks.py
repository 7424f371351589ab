"""Once a day: requests past their time are noted as expired, and their owners told."""

from signoffs import actions
from tenants import jobs


@jobs.every_day("signoffs.expire", hour=6)
def expire() -> None:
    actions.expire()
