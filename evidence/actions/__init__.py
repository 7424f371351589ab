"""Everything that is done with evidence. The only writers of its rows."""

from evidence.actions.attaching import ATTACHED, attach, detach, own
from evidence.actions.bulk import MOST_AT_ONCE, change_many, undo_change
from evidence.actions.keeping import (
    ReferenceTaken,
    UnknownEvidence,
    add_file,
    add_link,
    add_reference,
    inspected,
    rename_references,
)
from evidence.actions.library import (
    LIBRARY_CHANGED,
    delete_evidence,
    edit_evidence,
    locked,
    restore_evidence,
)
from evidence.actions.purging import due_for_purging, purge_evidence
from evidence.actions.uploads import (
    Announced,
    abandon_upload,
    begin_upload,
    clear_outdated,
    finish_upload,
    keep_part,
)
from evidence.actions.versions import delete_version, replace_file
from evidence.refusals import Refused

__all__ = [
    "Refused",
    "ATTACHED",
    "LIBRARY_CHANGED",
    "MOST_AT_ONCE",
    "Announced",
    "ReferenceTaken",
    "UnknownEvidence",
    "abandon_upload",
    "add_file",
    "add_link",
    "add_reference",
    "attach",
    "begin_upload",
    "change_many",
    "clear_outdated",
    "delete_evidence",
    "delete_version",
    "detach",
    "due_for_purging",
    "edit_evidence",
    "finish_upload",
    "inspected",
    "keep_part",
    "locked",
    "own",
    "purge_evidence",
    "rename_references",
    "replace_file",
    "restore_evidence",
    "undo_change",
]
