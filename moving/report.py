"""A stored report of a proof, as a page and as text show it. Pure."""

from collections.abc import Mapping
from typing import Any

from django.utils.timezone import localtime

from lib.formats import count, file_size, moment
from moving.models import Proof
from moving.record.listed import BY_NAME

WHAT = {
    "missing": "is in the archive and did not come back",
    "added": "came back and is not in the archive",
    "differs": "came back different",
}


def page_of(report: Mapping[str, Any]) -> dict[str, Any]:
    """For the page: kinds that have rows, how many rows, every difference as a sentence."""
    kinds = [
        {**one, "same": one["there"] == one["here"] and one["digest_there"] == one["digest_here"]}
        for one in report.get("kinds", ())
    ]
    return {
        "report": report,
        "kinds": [one for one in kinds if one["there"] or one["here"]],
        "rows": sum(one["there"] for one in kinds),
        "same": all(one["same"] for one in kinds),
        "differences": [_sentence(one) for one in report.get("differences", ())],
    }


def text_of(proof: Proof) -> str:
    """The whole report as lines."""
    shown = page_of(proof.report)
    done = proof.done_at and localtime(proof.done_at)
    lines = [
        f"Proof of an archive of {proof.owner.display_name}",
        f"Proved on {moment(done)}: {proof.get_state_display()}",
        f"Archive of {moment(localtime(proof.archive.asked_at))}, SHA-256 {proof.archive.sha256}",
        "",
    ]
    if why := proof.report.get("why"):
        return "\n".join([*lines, why, ""])
    signed = "is" if proof.report["signed"] else "is not"
    lines += [
        f"The institution’s signature {signed} of this file.",
        f"{count(proof.report['files'], 'file')} read back, {file_size(proof.report['octets'])}.",
        *(f"Not as the manifest says: {path}" for path in proof.report["wrong_files"]),
        *(f"Was missing when the archive was made: {path}" for path in proof.report["missing_files"]),
        "",
        *(
            f"{'same   ' if one['same'] else 'DIFFERS'} {one['there']:>6} {one['here']:>6}  {one['title']}  "
            f"{one['digest_there'][:16]} {one['digest_here'][:16]}"
            for one in shown["kinds"]
        ),
        "",
        *shown["differences"],
    ]
    return "\n".join(lines) + "\n"


def _sentence(one: Mapping[str, Any]) -> str:
    kind = BY_NAME.get(one["kind"])
    fields = f": {', '.join(one['fields'])}" if one["fields"] else ""
    return f"{kind.title if kind else one['kind']}, {one['row']}: {WHAT[one['what']]}{fields}"
