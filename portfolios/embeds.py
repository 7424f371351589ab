"""Sites whose videos, data and drawings may stand on a page as a card: a link, nothing of theirs is loaded. Pure."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

# What else stands in the name of a host, browsers read in their own ways: a backslash ends it for them.
PLAIN_HOST = re.compile(r"[a-z0-9.-]+")


def site_of(address: str, sites: Mapping[str, str]) -> str:
    """What people call the site of this address (`YouTube`); empty where `sites`, host to name, does not list it.

    A host stands for its subdomains too. Only https, and no address with a name or a port of its own in it.
    """
    try:
        parts = urlsplit(address)
        plain = parts.port is None and parts.username is None
    except ValueError:
        return ""
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme != "https" or not plain or not PLAIN_HOST.fullmatch(host):
        return ""
    return next((name for site, name in sites.items() if host == site or host.endswith(f".{site}")), "")
