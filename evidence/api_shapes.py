"""A piece of evidence as the API shows it."""

from typing import Any

from evidence.models import Evidence


def shown(evidence: Evidence) -> dict[str, Any]:
    return {
        "uid": str(evidence.uid),
        "kind": evidence.kind,
        "title": evidence.title,
        "media_type": evidence.media_type,
        "size": evidence.size,
        "sha256": evidence.sha256,
        "version": evidence.number,
        "folder": evidence.folder,
        "tags": list(evidence.tags),
        "scan": evidence.scan,
        "url": evidence.url if evidence.kind == Evidence.Kind.LINK else evidence.get_absolute_url(),
        "created": evidence.created.isoformat(),
    }
