"""Who is asking, as far as an address tells: behind trusted proxies the one they saw, never one that a visitor wrote."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The visitor's network address, for counting. Of IPv6 the /64 that one household or office holds.

    settings.TRUSTED_PROXIES is the number of proxies before us that each add to X-Forwarded-For: only what they added
    is believed. With none, or where the header is shorter than that, it is the address of the connection.
    """
    connected = request.META.get("REMOTE_ADDR", "")
    hops = settings.TRUSTED_PROXIES
    seen = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    told = seen[-hops] if 0 < hops <= len(seen) else connected
    return _grouped(told) or _grouped(connected) or connected


def _grouped(text: str) -> str:
    """The address in one spelling, IPv6 by its /64; empty for what is none."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
