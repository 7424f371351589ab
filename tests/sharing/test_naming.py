"""Who is named as a reader is told so, once, when the item really opens to them."""

import pytest

from notices.models import Notice
from sharing import actions
from sharing.kinds import KINDS
from tests import things

MAKERS = {
    "activity": things.activity,
    "entry": things.entry,
    "plan": things.plan,
    "folio": things.folio,
    "collection": things.collection,
    "application": things.application,
}


def told() -> list[tuple[str, str]]:
    rows = Notice.objects.filter(kind="access_granted").values_list("recipient__email", "path").order_by("pk")
    return list(rows)


def name(cast, kind, item, person=None):
    return actions.name_person(
        kind=kind, item=item, email=(person or cast.engineer).email, actor=cast.technician
    )


def fresh(item):
    return type(item).objects.get(pk=item.pk)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_named_reader_is_told_and_the_notice_opens_the_item(cast, visit, kind):
    item = MAKERS[kind](cast, "named")
    Notice.objects.all().delete()
    visit(cast.technician).post(f"/sharing/{kind}/{item.uid}/people/", {"email": cast.engineer.email})

    assert told() == [("engineer@northmoor.example", item.get_absolute_url())]
    assert visit(cast.engineer).get(item.get_absolute_url()).status_code == 200


def test_notice_names_the_owner_and_not_the_item(cast):
    entry = things.entry(cast, "named")
    Notice.objects.all().delete()

    name(cast, "entry", entry)

    (notice,) = Notice.objects.filter(kind="access_granted")
    assert notice.sentence == "Megan Okafor lets you read something of theirs."
    assert entry.title not in notice.sentence + notice.path + notice.event


def test_named_while_it_is_not_open_to_names_is_told_when_it_opens(cast):
    entry = things.entry(cast, "only_me")
    Notice.objects.all().delete()
    name(cast, "entry", entry)
    assert told() == []

    actions.set_audience(item=fresh(entry), audience="named", actor=cast.technician)

    assert told() == [
        ("colleague@northmoor.example", entry.get_absolute_url()),
        ("engineer@northmoor.example", entry.get_absolute_url()),
    ]


def test_closing_opening_and_naming_again_tells_nobody_twice(cast):
    entry = things.entry(cast, "named")
    Notice.objects.all().delete()
    name(cast, "entry", entry)
    for audience in ("only_me", "named"):
        actions.set_audience(item=fresh(entry), audience=audience, actor=cast.technician)
    actions.take_back_name(item=entry, person=cast.engineer, actor=cast.technician)
    name(cast, "entry", entry)

    assert [email for email, _ in told()].count("engineer@northmoor.example") == 1


@pytest.mark.parametrize("options", [{"publish": False}, {"sealed": True}])
def test_nobody_is_told_of_a_draft_or_a_sealed_entry(cast, options):
    entry = things.entry(cast, "named", **options)
    Notice.objects.all().delete()

    name(cast, "entry", entry)

    assert told() == []
