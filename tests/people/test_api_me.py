"""`GET /api/v1/me/` and how a call says who it is."""

from people.actions import make_token
from people.models import ApiToken


def test_me_needs_somebody(visit):
    assert visit().get("/api/v1/me/").status_code == 401


def test_me_answers_the_session(cast, visit):
    answer = visit(cast.technician).get("/api/v1/me/").json()

    assert answer["email"] == "technician@northmoor.example"
    assert answer["roles"] == ["technician"]
    assert answer["institution"] == "University of Northmoor"


def test_me_answers_a_token_until_it_is_revoked(cast, visit):
    raw = make_token(person=cast.technician, reason="phone", actor="operator")
    client = visit()

    assert client.get("/api/v1/me/", headers={"Authorization": f"Bearer {raw}"}).status_code == 200
    visit(cast.technician).post(f"/account/tokens/{ApiToken.objects.get().uid}/revoke/")
    assert client.get("/api/v1/me/", headers={"Authorization": f"Bearer {raw}"}).status_code == 401


def test_token_is_kept_as_a_digest_only(cast):
    raw = make_token(person=cast.technician, reason="phone", actor="operator")

    assert raw not in str(ApiToken.objects.values().get())


def test_token_of_one_institution_means_nothing_at_another(cast, visit):
    raw = make_token(person=cast.technician, reason="phone", actor="operator")

    answer = visit(host="southby.localhost").get("/api/v1/me/", headers={"Authorization": f"Bearer {raw}"})

    assert answer.status_code == 401


def test_openapi_is_published(visit):
    assert visit().get("/api/v1/openapi.json").json()["info"]["title"] == "AspireCPD"
