"""Background jobs of packs."""

from registers.issuing import issue
from registers.models import FrozenPack
from tenants import jobs


@jobs.task("registers.issue_files")
def issue_files(*, frozen: int) -> None:
    """Make every file of a declared pack that is not there yet; made once, however often it runs."""
    issue(FrozenPack.objects.get(pk=frozen))
