"""What a page may show of what it names."""

import pytest

from evidence import actions
from portfolios.finding import readable
from tests import things


@pytest.mark.parametrize("reader", ["technician", "trainer"])
def test_deleted_evidence_is_off_the_page_for_those_who_have_it_as_handed_in(cast, reader):
    piece = things.gone_but_submitted(cast)
    member, uid = getattr(cast, reader), str(piece.uid)
    assert piece in type(piece).objects.visible_to(member)

    assert readable("evidence", {uid}, member, owner_id=piece.owner_id) == {}
    actions.restore_evidence(evidence=piece, actor=piece.owner)
    assert set(readable("evidence", {uid}, member, owner_id=piece.owner_id)) == {uid}
