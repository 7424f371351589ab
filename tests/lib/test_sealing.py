"""Sealed text opens with any key held, and with no other."""

import pytest
from cryptography.fernet import Fernet
from django.conf import settings as django_settings

from lib.sealing import SealBroken, new_key, reseal, seal, unseal

FIELDS = {"title": "Ymarfer y microsgop", "body": "Something private: \u0175"}


@pytest.fixture
def keys(monkeypatch):
    """Changes the settings' keys, for one test."""
    if not django_settings.configured:
        django_settings.configure()
    return lambda *held: monkeypatch.setattr(django_settings, "SEALING_KEYS", list(held), raising=False)


def test_seal_hides_and_unseal_opens(keys):
    keys(new_key())

    token = seal(FIELDS)

    assert "private" not in token
    assert unseal(token) == FIELDS
    assert seal(FIELDS) != token


def test_unseal_tries_older_keys(keys):
    older, newer = new_key(), new_key()
    keys(older)
    token = seal(FIELDS)

    keys(newer, older)
    renewed = reseal(token)

    keys(newer)
    assert unseal(renewed) == FIELDS


@pytest.mark.parametrize(
    "damage", [lambda token: token, lambda token: token[:-4] + "AAAA", lambda token: "", str.upper]
)
def test_unseal_says_when_no_key_fits(keys, damage):
    keys(new_key())
    token = damage(seal(FIELDS))
    keys(Fernet.generate_key().decode())

    with pytest.raises(SealBroken, match="the key it was sealed with is not in SEALING_KEYS"):
        unseal(token)
