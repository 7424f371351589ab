"""Text stored so that the database alone cannot tell it: encrypted with keys held in the settings."""

import json

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class SealBroken(ValueError):
    """A sealed text that none of the keys opens: a key was lost, or the text was changed."""


def seal(fields: dict[str, str]) -> str:
    """An opaque token holding `fields`; made with the first of settings.SEALING_KEYS."""
    return _keys().encrypt(json.dumps(fields, ensure_ascii=False).encode()).decode("ascii")


def unseal(token: str) -> dict[str, str]:
    """The fields again, by whichever of settings.SEALING_KEYS fits; SealBroken where none does."""
    try:
        return json.loads(_keys().decrypt(token.encode()))
    except InvalidToken:
        raise SealBroken(
            "This sealed text cannot be opened: the key it was sealed with is not in SEALING_KEYS."
        ) from None


def reseal(token: str) -> str:
    """The same fields under the first key, for changing keys; SealBroken where none fits."""
    return seal(unseal(token))


def new_key() -> str:
    """A fresh key to put in front of SEALING_KEYS."""
    return Fernet.generate_key().decode("ascii")


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.SEALING_KEYS])
