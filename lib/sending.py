"""Sending a stored file: whole, or the part of it that is asked for, so that a download goes on and a film can be wound."""

from collections.abc import Iterator
from typing import BinaryIO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from lib.ranges import NotSatisfiable, Span, parse_range

CHUNK = 256 * 1024


def sent(
    request: HttpRequest, file: BinaryIO, *, size: int, etag: str, content_type: str
) -> HttpResponseBase:
    """200 with all of an open file, 206 with the part asked for, 416 for a part beyond its end; closes the file.

    `etag` (with its quotes) is another one for another content.
    """
    answer = _answer(request, file, size=size, etag=etag, content_type=content_type)
    answer.headers["Accept-Ranges"] = "bytes"
    answer.headers["ETag"] = etag
    return answer


def _answer(
    request: HttpRequest, file: BinaryIO, *, size: int, etag: str, content_type: str
) -> HttpResponseBase:
    if request.method == "HEAD":
        file.close()
        return HttpResponse(content_type=content_type, headers={"Content-Length": str(size)})
    # A part of another file than the one that was begun would spoil both.
    is_same = request.headers.get("If-Range", etag) == etag
    try:
        span = parse_range(request.headers.get("Range", ""), size) if is_same else None
    except NotSatisfiable:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if span is None:
        return FileResponse(file, content_type=content_type, headers={"Content-Length": str(size)})
    about = {"Content-Length": str(span.length), "Content-Range": span.header}
    return StreamingHttpResponse(_Pieces(file, span), status=206, content_type=content_type, headers=about)


class _Pieces:
    """A span of an open file, piece by piece; closed with the response, also where nobody reads it."""

    def __init__(self, file: BinaryIO, span: Span) -> None:
        self._file = file
        self._left = span.length
        file.seek(span.first)

    def __iter__(self) -> Iterator[bytes]:
        while self._left and (some := self._file.read(min(CHUNK, self._left))):
            self._left -= len(some)
            yield some

    def close(self) -> None:
        self._file.close()
