"""The API: the same rules, in JSON."""

import uuid

import pytest

from evidence import actions as evidence
from journals.models import Entry
from people.actions.accounts import make_token
from sharing.actions import delete_item
from tests.journals.samples import write

API = "/api/v1/entries/"
BODY = {"title": "Cryostat", "date": "2026-05-13", "body": "Forty *sections*.", "tags": ["cryostat"]}


def send(client, method, address, body):
    return getattr(client, method)(address, body, content_type="application/json")


def one(entry):
    return f"{API}{entry.uid}/"


def bearer(person):
    return {"authorization": f"Bearer {make_token(person=person, reason='A script', actor='system')}"}


def test_post_answers_201_then_200_unchanged(cast, visit):
    client, body = visit(cast.technician), BODY | {"uid": str(uuid.uuid4())}

    first = send(client, "post", API, body)
    second = send(client, "post", API, body | {"title": "Another"})

    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json() == first.json()
    made = first.json()
    assert (made["uid"], made["date"], made["state"]) == (body["uid"], "2026-05-13", "draft")
    assert (made["tags"], made["sealed"], made["evidence"]) == (["cryostat"], False, [])


def test_post_published(cast, visit):
    made = send(visit(cast.technician), "post", API, BODY | {"state": "published"}).json()

    assert made["state"] == "published"
    assert visit(cast.supervisor).get(f"{API}{made['uid']}/").json()["title"] == "Cryostat"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": 7}, "title"),
        ({"title": "nul \x00 byte"}, "title"),
        ({"date": "1026-05-13"}, "date"),
        ({"state": "secret"}, "state"),
        ({"state": "published", "body": ""}, "body"),
        ({"uid": "17"}, "uid"),
        ({"evidence": [str(uuid.uuid4())]}, "evidence"),
        ({"evidence": ["seventeen"]}, "evidence"),
    ],
)
def test_post_bad_input_names_the_field_and_stores_nothing(cast, visit, sent, field):
    answer = send(visit(cast.technician), "post", API, BODY | sent)

    assert answer.status_code == 422
    assert [set(error) for error in answer.json()["errors"]] == [{"field", "message"}]
    assert answer.json()["errors"][0]["field"] == field
    assert not Entry.objects.exists()


def test_post_another_owners_or_a_deleted_uid_is_422_and_says_nothing(cast, visit):
    theirs, gone = write(cast.engineer), write(cast.technician)
    delete_item(item=gone, actor=cast.technician)

    for entry in (theirs, gone):
        answer = send(visit(cast.technician), "post", API, BODY | {"uid": str(entry.uid)})

        assert answer.status_code == 422
        assert "cannot be saved under this reference" in answer.json()["errors"][0]["message"]


def test_evidence_is_attached_by_uid_and_taken_off(cast, visit):
    client = visit(cast.technician)
    piece = evidence.add_link(owner=cast.technician, url="https://northmoor.example/report")

    made = send(client, "post", API, BODY | {"evidence": [str(piece.uid)]}).json()
    sent = {"evidence": [], "changed": made["changed"]}
    changed = send(client, "patch", f"{API}{made['uid']}/", sent)

    assert made["evidence"] == [str(piece.uid)]
    assert changed.json()["evidence"] == []


def test_list_is_ones_own_and_filters(cast, visit):
    write(cast.engineer)
    write(cast.technician, title="Spring", publish=False)
    write(cast.technician, title="Plain words")
    client = visit(cast.technician)

    def titles(query=""):
        return [item["title"] for item in client.get(API + query).json()]

    assert titles() == ["Plain words", "Spring"]
    assert titles("?state=draft") == ["Spring"]
    assert titles("?q=plain") == ["Plain words"]
    assert titles("?from=2026-03-17") == []
    assert client.get(f"{API}?from=1026-03-15").status_code == 422
    query = f"?owner={cast.technician.uid}"
    assert [item["title"] for item in visit(cast.supervisor).get(API + query).json()] == ["Plain words"]
    assert visit(cast.colleague).get(API + query).status_code == 404


def test_patch_with_the_token_changes_only_what_is_sent(cast, visit):
    entry = write(cast.technician)

    sent = {"title": "New", "state": "draft", "changed": entry.changed_token}
    answer = send(visit(cast.technician), "patch", one(entry), sent)

    assert answer.status_code == 200
    stored = Entry.objects.get()
    assert (stored.title, stored.body, stored.state) == ("New", entry.body, "draft")
    assert answer.json()["changed"] == stored.changed_token


@pytest.mark.parametrize("token", [{}, {"changed": "2020-01-01T00:00:00+00:00"}])
def test_patch_without_the_right_token_answers_both_versions(cast, visit, token):
    entry = write(cast.technician)

    answer = send(visit(cast.technician), "patch", one(entry), {"title": "New"} | token)

    assert answer.status_code == 409
    assert answer.json()["stored"]["title"] == entry.title
    assert answer.json()["sent"]["title"] == "New"
    assert Entry.objects.get().title == entry.title


@pytest.mark.parametrize(
    ("who", "read", "write_"),
    [("technician", 200, 200), ("supervisor", 200, 403), ("colleague", 404, 404), ("admin", 404, 404)],
)
def test_ladder_of_one(cast, visit, who, read, write_):
    entry, client = write(cast.technician), visit(getattr(cast, who))
    sent = {"title": "New", "changed": entry.changed_token}

    assert client.get(one(entry)).status_code == read
    assert send(client, "patch", one(entry), sent).status_code == write_
    assert client.delete(one(entry)).status_code == (204 if write_ == 200 else write_)
    assert visit().get(one(entry)).status_code == 401


def test_only_technicians_write(cast, visit):
    assert send(visit(cast.admin), "post", API, BODY).status_code == 403
    assert visit(cast.technician).put(API).status_code == 405


def test_token_gets_bare_facts_of_a_sealed_entry_and_cannot_open_it(cast, visit):
    entry = write(cast.technician, title="Grievance meeting", body="Very private", sealed=True)
    key = bearer(cast.technician)

    seen = visit().get(one(entry), headers=key).json()
    sent = {"sealed": False, "changed": entry.changed_token}
    opened = visit().patch(one(entry), sent, content_type="application/json", headers=key)
    stale = visit().patch(one(entry), {"sealed": False}, content_type="application/json", headers=key)
    tagged = visit().patch(
        one(entry), sent | {"sealed": True, "tags": ["x"]}, content_type="application/json", headers=key
    )

    assert (seen["title"], seen["body"], seen["tags"]) == ("", "", ["autoclave"])
    assert (opened.status_code, stale.status_code, tagged.status_code) == (422, 409, 200)
    for answer in (opened, stale, tagged):
        assert "Grievance" not in answer.content.decode()
    stored = Entry.objects.get()
    assert (stored.sealed, stored.words()["title"]) == (True, "Grievance meeting")
    assert visit(cast.technician).get(one(entry)).json()["title"] == "Grievance meeting"
