"""Verbs about people: accounts, roles, pairs. The only writers of roles and of a pair's state."""

from people.actions.accounts import (
    ask_email_change,
    confirm_email_change,
    create_person,
    invite,
    make_token,
    revoke_token,
    update_person,
)
from people.actions.leaving import come_back, end_rights, leave
from people.actions.pairs import accept_pair, decline_pair, end_pair, propose_pair
from people.actions.roles import end_role, grant_role, set_roles

__all__ = [
    "accept_pair",
    "ask_email_change",
    "come_back",
    "confirm_email_change",
    "create_person",
    "decline_pair",
    "end_pair",
    "end_rights",
    "end_role",
    "grant_role",
    "invite",
    "leave",
    "make_token",
    "propose_pair",
    "revoke_token",
    "set_roles",
    "update_person",
]
