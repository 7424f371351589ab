"""What happens at the same moment: one file finished by several calls, several files for the last room."""

import uuid
from threading import Barrier, Thread

from django.db import connection

from evidence import actions, allowances
from evidence.models import Evidence, Upload
from evidence.refusals import OverQuota
from people.models import User
from tenants.models import Institution
from tenants.schemas import in_schema
from tests import things
from tests.at_once import pressed_at_once
from tests.evidence.films import film

EMAIL = "technician@northmoor.example"


def test_file_finished_by_several_calls_is_one_piece(committed):
    with in_schema(committed):
        owner = User.objects.get(email=EMAIL)
        content = film(900)
        announced = actions.Announced(name="rinse.mp4", size=len(content))
        upload = actions.begin_upload(owner=owner, uid=uuid.uuid4(), announced=announced)
        actions.keep_part(upload=upload, number=0, content=content)

    answers = pressed_at_once(committed, owner, f"/api/v1/evidence/uploads/{upload.uid}/complete/", {})

    assert set(answers) <= {200, 201}
    with in_schema(committed):
        assert [str(one.uid) for one in Evidence.objects.all()] == [str(upload.uid)]
        assert Upload.objects.get().state == "kept"


def test_last_room_goes_to_as_many_as_fit(committed):
    """One megabyte, four files of 300 KB at once: three are kept whole, one is refused."""
    with in_schema("public"):
        Institution.objects.filter(schema_name=committed).update(evidence_quota_mb=1)
    start, outcomes = Barrier(4), []

    def add(number: int) -> None:
        try:
            with in_schema(committed):
                owner = User.objects.get(email=EMAIL)
                file = things.text_file(f"{number} " * 150_000)
                start.wait(timeout=60)
                actions.add_file(owner=owner, **file)
                outcomes.append("kept")
        except OverQuota:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=add, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["kept", "kept", "kept", "refused"]
    with in_schema(committed):
        assert allowances.room_of(User.objects.get(email=EMAIL)).used == 3 * 300_000
