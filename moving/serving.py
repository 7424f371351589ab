"""Sending the file of an archive: whole, or from where a download broke off."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.text import slugify

from lib.ranges import NotSatisfiable, Span, parse_range
from lib.unlisted import unlisted
from moving.models import Archive, archive_store
from registers.packfiles.bundle import CHUNK


def file_of(request: HttpRequest, archive: Archive) -> HttpResponseBase:
    """200 with all of it, 206 with the part asked for, 416 for a part beyond its end. Raises FileNotFoundError."""
    etag = f'"{archive.sha256}"'
    try:
        span = parse_range(request.headers.get("Range", ""), archive.size)
    except NotSatisfiable:
        return _told(HttpResponse(status=416), archive, {"Content-Range": f"bytes */{archive.size}"})
    # A part of another file than the one that was begun would spoil both.
    if request.headers.get("If-Range", etag) != etag:
        span = None
    if request.method == "HEAD":
        return _told(
            HttpResponse(content_type="application/zip"), archive, {"Content-Length": str(archive.size)}
        )
    file = archive_store().open(archive.name)
    whole = Span(0, archive.size - 1, archive.size)
    sent = StreamingHttpResponse(
        _Pieces(file, span or whole), status=206 if span else 200, content_type="application/zip"
    )
    more = {"Content-Range": span.header} if span else {}
    return _told(sent, archive, more | {"Content-Length": str((span or whole).length)})


class _Pieces:
    """A span of an open file, piece by piece; closed with the response, also where nobody reads it."""

    def __init__(self, file: Any, span: Span) -> None:
        self._file = file
        self._left = span.length
        file.seek(span.first)

    def __iter__(self) -> Iterator[bytes]:
        while self._left and (some := self._file.read(min(CHUNK, self._left))):
            self._left -= len(some)
            yield some

    def close(self) -> None:
        self._file.close()


def _told(response: HttpResponseBase, archive: Archive, more: dict[str, str]) -> HttpResponseBase:
    name = f"record-{slugify(archive.owner.display_name) or 'mine'}-{archive.asked_at:%Y-%m-%d}.zip"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Accept-Ranges": "bytes",
        "ETag": f'"{archive.sha256}"',
        "X-Content-Type-Options": "nosniff",
    }
    for header, value in (headers | more).items():
        response.headers[header] = value
    return unlisted(response)
