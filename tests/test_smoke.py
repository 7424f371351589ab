def test_cast_pairs_open_the_technician_to_the_supervisor(cast):
    assert cast.supervisor.supervised_ids == {cast.technician.pk, cast.engineer.pk}
    assert cast.other_supervisor.supervised_ids == frozenset()


def test_hosts_lead_to_their_own_institution(visit, cast):
    assert visit().get("/account/login/").status_code == 200
    assert visit(host="nowhere.example").get("/").status_code == 404
    assert visit(host="127.0.0.1").get("/healthz").json() == {"status": "ok"}
