"""`/robots.txt`: everything is disallowed but what is named. Pure."""

from collections.abc import Iterable

from django.http import HttpResponse

# What a page that may be listed needs to be drawn.
DRAWN_WITH = ("/static/", "/theme.css")


def robots_txt(allowed: Iterable[str], *, sitemap: str = "") -> HttpResponse:
    """`allowed` are rules for paths as RFC 9309 has them: a beginning, or a whole one that ends in `$`."""
    rules = ["Disallow: /", *(f"Allow: {rule}" for rule in (*allowed, *DRAWN_WITH))]
    lines = ["User-agent: *", *rules, *(["", f"Sitemap: {sitemap}"] if sitemap else [])]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
