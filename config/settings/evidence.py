"""Evidence: what is kept, how it comes and leaves. The names in capitals are settings."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from config.settings import env

EVIDENCE_IMAGE_LIMIT = env.number("EVIDENCE_IMAGE_LIMIT_MB", 25) * 1024 * 1024
EVIDENCE_FILE_LIMIT = env.number("EVIDENCE_FILE_LIMIT_MB", 100) * 1024 * 1024
# The most that an institution may allow for one film or sound recording; what it allows is among its own settings.
EVIDENCE_RECORDING_LIMIT = env.number("EVIDENCE_RECORDING_LIMIT_MB", 2048) * 1024 * 1024
# A large file comes in parts of so many bytes, and is forgotten when no part came for so many days.
EVIDENCE_PART_SIZE = 4 * 1024 * 1024
EVIDENCE_UPLOAD_DAYS = 7
# tcp://host:3310 or unix:///run/clamav/clamd.ctl; empty without a virus scanner.
CLAMD_URL = env.parsed(
    "CLAMD_URL", "", env.socket_address, meaning="tcp://host:3310 or unix:///run/clamav/clamd.ctl"
)
# Where nginx serves private files from on our word (X-Accel-Redirect), such as /private/; empty: we send them ourselves.
PRIVATE_FILES_ACCEL = env.text("PRIVATE_FILES_ACCEL", "")


def private_files(folder: Path) -> dict[str, Any]:
    """A folder on this machine, or one of its name in the bucket PRIVATE_S3_BUCKET, which opens with boto3's own keys."""
    bucket = env.text("PRIVATE_S3_BUCKET", "")
    if not bucket:
        return {"BACKEND": "tenants.storage.PrivateStorage", "OPTIONS": {"location": str(folder)}}
    if find_spec("storages") is None:
        raise ImproperlyConfigured("PRIVATE_S3_BUCKET needs more packages: install requirements/s3.txt.")
    options = {
        "bucket_name": bucket,
        "location": folder.name,
        "endpoint_url": env.text("PRIVATE_S3_ENDPOINT", "") or None,
        "region_name": env.text("PRIVATE_S3_REGION", "") or None,
        "signature_version": "s3v4",
        "default_acl": None,
        "file_overwrite": False,
    }
    return {"BACKEND": "tenants.storage_s3.PrivateS3Storage", "OPTIONS": options}
