from audits.queries.draws import drawn_for, drawn_packs, packs_in, standing_of
from audits.queries.handings import (
    facts_for_desk,
    files_of,
    handing_by_token,
    handings_of,
    pack_of,
    threads,
)
from audits.queries.resting import resting_on

__all__ = [
    "drawn_for", "drawn_packs", "facts_for_desk", "files_of", "handing_by_token", "handings_of", "pack_of", "packs_in",
    "resting_on", "standing_of", "threads",
]  # fmt: skip
