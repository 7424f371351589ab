"""What of this room is read by an institution's own rules, and keeps the last of them from being retired."""

from audits.models import Draw, MockAudit


def resting_on(pack: str) -> dict[str, int]:
    return {
        "mock audit": MockAudit.objects.filter(pack=pack).count(),
        "draw": Draw.objects.filter(pack=pack).count(),
    }
