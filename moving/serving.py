"""Sending the file of an archive: whole, or from where a download broke off."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.text import slugify

from lib.sending import sent
from lib.unlisted import unlisted
from moving.models import Archive, archive_store


def file_of(request: HttpRequest, archive: Archive) -> HttpResponseBase:
    """200 with all of it, 206 with the part asked for, 416 for a part beyond its end. Raises FileNotFoundError."""
    answer = sent(
        request,
        archive_store().open(archive.name),  # type: ignore[arg-type]
        size=archive.size,
        etag=f'"{archive.sha256}"',
        content_type="application/zip",
    )
    name = f"record-{slugify(archive.owner.display_name) or 'mine'}-{archive.asked_at:%Y-%m-%d}.zip"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return unlisted(answer)
