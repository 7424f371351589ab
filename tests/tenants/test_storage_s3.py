"""An object store for private files: a folder for each institution, no public address, and one signed for a minute."""

import io
import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import override_settings

from evidence import serving
from evidence.models import private_files
from tenants.schemas import in_schema
from tests.test_layers import ROOT

pytest.importorskip("storages", reason="install requirements/s3.txt to test the object store")

from botocore.stub import Stubber  # noqa: E402

from tenants.storage_s3 import PrivateS3Storage  # noqa: E402

OPTIONS = {
    "bucket_name": "cpd",
    "location": "evidence",
    "endpoint_url": "https://objects.example.org",
    "region_name": "eu-west-2",
    "signature_version": "s3v4",
    "access_key": "key",
    "secret_key": "secret",
    "default_acl": None,
    "file_overwrite": False,
}


@pytest.fixture
def bucket(settings):
    store = {"BACKEND": "tenants.storage_s3.PrivateS3Storage", "OPTIONS": OPTIONS}
    with override_settings(STORAGES=settings.STORAGES | {"evidence": store}):
        yield private_files()


def test_files_lie_under_their_institution_and_have_no_address(db, bucket):
    assert isinstance(bucket, PrivateS3Storage)
    with Stubber(bucket.connection.meta.client) as asked:
        wanted = {"Bucket": "cpd", "Key": "evidence/inst_northmoor/ab/abc"}
        asked.add_response("head_object", {}, wanted)
        assert bucket.exists("ab/abc")
    with pytest.raises(ValueError, match="no address"):
        bucket.url("ab/abc")
    with in_schema("public"), pytest.raises(ValueError, match="inside its schema"):
        bucket.exists("ab/abc")


def test_download_is_sent_on_to_an_address_signed_for_a_minute(db, bucket, rf):
    answer = serving.private_file(rf.get("/"), "ab/abc", filename="notes.txt", media_type="text/plain")

    parts = urlsplit(answer.headers["Location"])
    said = parse_qs(parts.query)
    assert answer.status_code == 302
    assert f"{parts.hostname}{parts.path}" == "objects.example.org/cpd/evidence/inst_northmoor/ab/abc"
    assert said["X-Amz-Expires"] == ["60"]
    assert said["response-content-disposition"] == ['attachment; filename="notes.txt"']
    assert said["response-content-type"] == ["text/plain"]
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_picture_comes_through_us_with_our_headers(db, bucket, monkeypatch, rf):
    with Stubber(bucket.connection.meta.client) as asked:
        asked.add_response("head_object", {"ContentLength": 3})
        monkeypatch.setattr(bucket, "open", lambda name: io.BytesIO(b"jpg"), raising=False)
        answer = serving.private_file(rf.get("/"), "ab/abc", filename="bench.jpg", media_type="image/jpeg")

    assert answer.status_code == 200
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] == 'inline; filename="bench.jpg"'


def test_missing_packages_stop_the_start_with_one_sentence():
    ask = (
        "import sys; sys.modules['storages'] = None\n"
        "import importlib.util as it; real = it.find_spec\n"
        "it.find_spec = lambda name, *more: None if name == 'storages' else real(name, *more)\n"
        "import config.settings.base"
    )
    environment = {"PRIVATE_S3_BUCKET": "cpd", "DATABASE_URL": "postgres://u@localhost/x", "PATH": ""}

    started = subprocess.run(
        [sys.executable, "-c", ask], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )

    assert "PRIVATE_S3_BUCKET needs more packages: install requirements/s3.txt." in started.stderr
