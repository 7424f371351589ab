"""Private files in an object store that speaks S3, for installations of more than one machine. Needs the extra `s3`."""

from django.db import connection
from storages.backends.s3 import S3Storage


class PrivateS3Storage(S3Storage):
    """As `tenants.storage.PrivateStorage`: under `<location>/<schema>/`, and without an address of their own."""

    def _normalize_name(self, name: str) -> str:
        schema = connection.schema_name
        if not schema or schema == "public":
            raise ValueError("Private files belong to an institution: read and write them inside its schema.")
        return super()._normalize_name(f"{schema}/{name}")

    def url(self, name: str | None, *args: object, **options: object) -> str:
        raise ValueError("A private file has no address of its own.")

    def signed_url(self, name: str, *, disposition: str, media_type: str) -> str:
        """An address that gives this one file for a minute, as a file of this type and name and no other."""
        said = {"ResponseContentDisposition": disposition, "ResponseContentType": media_type}
        return super().url(name, parameters=said, expire=60)
