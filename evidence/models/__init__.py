"""Pieces of evidence and their files; files on their way; acts on several pieces."""

from evidence.models.changes import UNDO_DAYS, LibraryChange
from evidence.models.files import Scan, StoredFile, private_files, stored_name
from evidence.models.pieces import Attachment, Evidence, EvidenceQuerySet, Version
from evidence.models.uploads import Upload, UploadPart

__all__ = [
    "UNDO_DAYS",
    "Attachment",
    "Evidence",
    "EvidenceQuerySet",
    "LibraryChange",
    "Scan",
    "StoredFile",
    "Upload",
    "UploadPart",
    "Version",
    "private_files",
    "stored_name",
]
