"""Private files: a folder per schema that no web server serves; each institution's rooms read through their own views."""

import os
from pathlib import Path

from django.core.files.storage import FileSystemStorage
from django.db import connection


class PrivateStorage(FileSystemStorage):
    """`location` names the root; files lie under `<root>/<schema>/`. Files have no address."""

    @property
    def base_location(self) -> str:
        schema = connection.schema_name
        if not schema or schema == "public":
            raise ValueError("Private files belong to an institution: read and write them inside its schema.")
        return str(Path(self._location) / schema)

    @property
    def location(self) -> str:
        return os.path.abspath(self.base_location)

    def url(self, name: str | None) -> str:
        raise ValueError("A private file has no address of its own.")
