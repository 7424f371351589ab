"""Verbs of this room."""

from moving.actions.archives import ask_archive, delete_archive, drop_outdated, make_archive
from moving.actions.categories import Meaning, Overtaken, add_names, set_meanings
from moving.actions.proofs import ask_proof, run_proof

__all__ = [
    "Meaning",
    "Overtaken",
    "add_names",
    "ask_archive",
    "ask_proof",
    "delete_archive",
    "drop_outdated",
    "make_archive",
    "run_proof",
    "set_meanings",
]
