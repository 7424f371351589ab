"""Verbs of this room."""

from moving.actions.archives import ask_archive, delete_archive, drop_outdated, make_archive
from moving.actions.categories import Meaning, Overtaken, add_names, set_meanings
from moving.actions.choosing import choose
from moving.actions.leaving import come_back, leave
from moving.actions.moves import move
from moving.actions.proofs import ask_proof, run_proof
from moving.actions.transfers import (
    Place,
    TransferRefused,
    accept_transfer,
    ask_transfer,
    cancel_transfer,
    claim_transfer,
    refuse_transfer,
)

__all__ = [
    "Meaning",
    "Overtaken",
    "Place",
    "TransferRefused",
    "accept_transfer",
    "add_names",
    "ask_archive",
    "ask_proof",
    "ask_transfer",
    "cancel_transfer",
    "choose",
    "claim_transfer",
    "come_back",
    "delete_archive",
    "drop_outdated",
    "make_archive",
    "leave",
    "move",
    "refuse_transfer",
    "run_proof",
    "set_meanings",
]
