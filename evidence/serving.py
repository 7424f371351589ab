"""The one door by which a stored file leaves: a stream, the web server's hand, or an address signed for a minute."""

from urllib.parse import quote

from django.conf import settings
from django.db import connection
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.http import content_disposition_header

from evidence.models import StoredFile, private_files
from lib.digests import digest_of_key
from lib.sending import sent
from lib.unlisted import unlisted

# Shown in the page; anything else is downloaded, so that nothing runs under our address.
SHOWN_INLINE = {"image/jpeg", "image/png", "image/webp", "application/pdf"}
ANY_TYPE = "application/octet-stream"


def shown_file(request: HttpRequest, row: StoredFile) -> HttpResponseBase:
    """What readers get of a piece or of one of its versions. Raises FileNotFoundError."""
    return private_file(request, str(row.file.name), filename=row.shown_name, media_type=row.media_type)


def private_file(request: HttpRequest, name: str, *, filename: str, media_type: str) -> HttpResponseBase:
    """What the evidence store holds under `name`, or a part of it, kept by nobody on the way. Raises FileNotFoundError.

    Whoever calls has checked that this reader may have it. What is shown in the page always comes from us, so that its
    headers are ours.
    """
    is_shown = media_type in SHOWN_INLINE
    on_one_line = "".join(sign for sign in filename if sign.isprintable())
    disposition = content_disposition_header(not is_shown, on_one_line) or "attachment"
    answer = (not is_shown and _signed(name, disposition, media_type)) or _sent(request, name, media_type)
    answer.headers["Content-Disposition"] = disposition
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return unlisted(answer)


def _signed(name: str, disposition: str, media_type: str) -> HttpResponse | None:
    """A redirect to the object store, where that keeps the files."""
    sign = getattr(private_files(), "signed_url", None)
    if sign is None:
        return None
    return HttpResponseRedirect(sign(name, disposition=disposition, media_type=media_type or ANY_TYPE))


def _sent(request: HttpRequest, name: str, media_type: str) -> HttpResponseBase:
    store, content_type = private_files(), media_type or ANY_TYPE
    if not hasattr(store, "base_location"):
        return FileResponse(store.open(name), content_type=content_type)
    if settings.PRIVATE_FILES_ACCEL:
        if not store.exists(name):
            raise FileNotFoundError(name)
        answer = HttpResponse(content_type=content_type)
        place = f"{connection.schema_name}/{name}"
        answer.headers["X-Accel-Redirect"] = f"{settings.PRIVATE_FILES_ACCEL.rstrip('/')}/{quote(place)}"
        return answer
    file = store.open(name)
    # What is stored under a name never changes.
    etag = f'"{digest_of_key(name)}"'
    return sent(request, file, size=file.size, etag=etag, content_type=content_type)  # type: ignore[arg-type]
