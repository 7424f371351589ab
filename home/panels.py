"""What the start page shows each role."""

from people import queries
from people.models import User


def panels_for(person: User) -> dict:
    return {"pairs_waiting": queries.pairs_waiting_for(person)}
