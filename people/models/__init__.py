from people.models.accounts import ApiToken, EmailChange, RoleMembership, User
from people.models.places import JobTitle, Unit
from people.models.supervision import Pair
from people.models.trail import TrailEntry

__all__ = ["ApiToken", "EmailChange", "JobTitle", "Pair", "RoleMembership", "TrailEntry", "Unit", "User"]
