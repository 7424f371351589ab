"""What others see of a pack or a mock audit after its owner sealed something, or left something out."""

from audits.showing import shown_facts
from people.models import User
from registers.actions import save_registration
from sharing.actions import delete_item
from tests.audits import mock_samples
from tests.registers.pack_samples import make_facts
from tests.tellers import Teller

WORD = "Zebrafish"


def reviewed(cast, person: User):
    registration = save_registration(
        owner=person, values={"pack": "science-council", "grade": "RSciTech"}, breaks=[]
    )
    return mock_samples.mock_of(registration)


def test_what_is_sealed_after_a_mock_audit_reaches_no_reviewer(cast, visit):
    activity = Teller(cast).activity(cast.technician, title=f"{WORD} tank repair")
    mock = reviewed(cast, cast.technician)
    before = mock_samples.accepted(cast, mock)
    reviewer = visit(cast.colleague)
    assert WORD in reviewer.get(before.get_absolute_url()).content.decode()

    visit(cast.technician).post(f"/activities/{activity.uid}/delete/")

    assert WORD not in reviewer.get(before.get_absolute_url()).content.decode()
    assert WORD not in str(mock_samples.asked(cast, mock).facts)


def test_what_was_deleted_before_asking_is_not_shown(cast):
    activity = Teller(cast).activity(cast.technician, title=f"{WORD} tank repair")
    mock = reviewed(cast, cast.technician)

    delete_item(item=activity, actor=cast.technician)

    assert WORD not in str(mock_samples.asked(cast, mock).facts)


def test_a_copy_that_lacks_anything_carries_no_code():
    facts = make_facts()
    facts["holder"]["membership_number"] = "123"

    whole = shown_facts(facts, name=True, number=True)
    shortened = shown_facts(facts, name=True, number=False)
    blind = shown_facts({**facts, "replaces": "NM-AAAA-AAAA"}, name=False, number=False)

    assert whole == facts
    for copy in (shortened, blind):
        assert facts["code"] not in str(copy)
    assert "NM-AAAA-AAAA" not in str(blind)
