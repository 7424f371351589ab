"""What a registration keeps of itself: breaks, how it ended and came back, letters, and the periods of before."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from people.middleware import writer_mark
from people.models import TrailEntry
from registers import actions, history, queries, states
from registers.models import Registration, RegistrationEvent, Renewal
from tests import things
from tests.registers.test_renewals import declare, hold

TODAY = date.today()
YEAR = TODAY.year
SENT = {"register": "science-council:RSciTech", "standing": "active"}


def sent(*breaks: tuple[str, str, str], **more: str) -> dict[str, str]:
    """A registration's form with these breaks; a fourth value drops one."""
    fields = SENT | {"breaks-TOTAL_FORMS": str(len(breaks) + 1), "breaks-INITIAL_FORMS": "0"} | more
    for number, one in enumerate(breaks):
        names = ("reason", "start", "end", "drop")
        fields |= {f"breaks-{number}-{name}": value for name, value in zip(names, one, strict=False)}
    return fields


def breaks_of(registration: Registration) -> list[tuple[str, date, date | None]]:
    return [(one.reason, one.start, one.end) for one in registration.breaks.all()]


def test_nothing_is_held_before_a_register_is_chosen(cast, visit):
    page = visit(cast.technician)
    offered = page.get("/registers/new/").content.decode()

    answer = page.post("/registers/new/", sent(register=""))

    assert '<option value="" selected>Choose</option>' in offered
    assert answer.status_code == 422 and "Choose the register or membership." in answer.content.decode()
    assert not Registration.objects.exists()


def test_several_breaks_are_kept_and_outlive_a_change(cast, visit):
    page = visit(cast.technician)
    page.post("/registers/new/", sent(("illness", "1 Mar 2024", "30 Apr 2024"), ("caring", "1 Feb 2025", "")))
    held = Registration.objects.get()
    rows = set(held.breaks.values_list("pk", flat=True))

    page.post(
        f"/registers/{held.uid}/edit/",
        sent(
            ("illness", "1 Mar 2024", "30 Apr 2024"),
            ("caring", "1 Feb 2025", ""),
            number="77",
            changed=held.changed_token,
        ),
    )

    held.refresh_from_db()
    assert held.number == "77" and set(held.breaks.values_list("pk", flat=True)) == rows
    assert breaks_of(held) == [
        ("illness", date(2024, 3, 1), date(2024, 4, 30)),
        ("caring", date(2025, 2, 1), None),
    ]


def test_one_break_is_taken_out_and_the_others_stay(cast, visit):
    held = hold(cast.technician)
    wanted = [{"reason": "illness", "start": date(2024, 3, 1), "end": None},
              {"reason": "travel", "start": date(2023, 3, 1), "end": date(2023, 4, 1)}]  # fmt: skip
    held = actions.save_registration(owner=cast.technician, values={}, breaks=wanted, registration=held)

    visit(cast.technician).post(
        f"/registers/{held.uid}/edit/",
        sent(
            ("illness", "1 Mar 2024", "", "on"),
            ("travel", "1 Mar 2023", "1 Apr 2023"),
            changed=held.changed_token,
        ),
    )

    assert breaks_of(held) == [("travel", date(2023, 3, 1), date(2023, 4, 1))]


def test_form_without_its_breaks_leaves_them_as_they_are(cast, visit):
    held = hold(cast.technician)
    one = {"reason": "illness", "start": date(2024, 3, 1), "end": None}
    held = actions.save_registration(owner=cast.technician, values={}, breaks=[one], registration=held)

    answer = visit(cast.technician).post(
        f"/registers/{held.uid}/edit/", SENT | {"changed": held.changed_token, "number": "77"}
    )

    assert answer.status_code == 302 and len(breaks_of(held)) == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("illness", "", ""), "Say when the break began."),
        (("", "1 Mar 2024", ""), "Choose what the break is for"),
        (("illness", "1 Mar 2024", "1 Feb 2024"), "The break ends before it begins"),
    ],
)
def test_break_that_cannot_be_is_said_at_its_box(cast, visit, line, said):
    answer = visit(cast.technician).post("/registers/new/", sent(line, number="4711"))

    assert answer.status_code == 422 and not Registration.objects.exists()
    assert said in answer.content.decode() and "4711" in answer.content.decode()


@pytest.mark.parametrize("how", ["lapsed", "resigned", "transferred"])
def test_end_keeps_how_and_when_and_can_be_undone_by_coming_back(cast, visit, how):
    held, page = hold(cast.technician), visit(cast.technician)
    day = TODAY - timedelta(days=40)
    address = f"/registers/{held.uid}/end/"

    assert "You no longer hold" in page.get(address).content.decode()
    page.post(address, {"how": how, "on": day.isoformat()})
    ended = Registration.objects.get()
    shown = page.get(ended.get_absolute_url()).content.decode()
    page.post(f"/registers/{held.uid}/return/", {"on": TODAY.isoformat()})

    assert (ended.state, ended.ended_on) == (how, day)
    assert states.STATES[how].word in shown and "Coming back" in shown
    back = Registration.objects.get()
    assert back.state == "current"
    word = RegistrationEvent.What(how).label
    assert history.steps_of(back) == [history.Step(day, word), history.Step(TODAY, "Came back")]
    assert {"ended", "returned"} <= set(TrailEntry.objects.values_list("verb", flat=True))


@pytest.mark.parametrize(
    "body", [{}, {"how": "lapsed", "on": "1 Jan 2099"}, {"how": "sold", "on": "yesterday"}]
)
def test_end_that_cannot_be_changes_nothing(cast, visit, body):
    held = hold(cast.technician)

    assert visit(cast.technician).post(f"/registers/{held.uid}/end/", body).status_code == 422
    assert Registration.objects.get().ended_on is None


def test_coming_back_before_the_end_or_beside_a_new_one_is_refused(cast, visit):
    held = actions.end_registration(
        registration=hold(cast.technician), actor=cast.technician, on=TODAY - timedelta(days=9)
    )
    page, address = visit(cast.technician), f"/registers/{held.uid}/return/"

    early = page.post(address, {"on": (TODAY - timedelta(days=30)).isoformat()})
    hold(cast.technician)
    twice = page.post(address, {"on": TODAY.isoformat()})

    assert (
        early.status_code == 422 and "between the one on which it ended and today" in early.content.decode()
    )
    assert twice.status_code == 422 and "You hold this one again already" in twice.content.decode()


def test_ended_twice_is_one_end(cast):
    held = hold(cast.technician)
    first = actions.end_registration(registration=held, actor=cast.technician, how="lapsed")

    actions.end_registration(registration=first, actor=cast.technician, how="resigned")

    assert Registration.objects.get().ended_as == "lapsed"
    assert [one.what for one in history.steps_of(held)] == ["Lapsed"]


def test_candidate_who_is_registered_has_both_days(cast):
    held = hold(cast.technician, is_candidate=True)
    held = actions.save_registration(
        owner=cast.technician, values={"is_candidate": False, "registered_on": TODAY}, registration=held
    )

    assert [one.what for one in history.steps_of(held)] == ["Working towards it", "Registered"]


def test_letters_stand_only_where_current_and_wished(cast):
    owner = cast.technician
    wished = hold(owner, show_letters=True)
    hold(owner, pack="engineering-council", grade="EngTech")
    hold(owner, pack="iet", grade="TMIET", show_letters=True, is_candidate=True)
    hold(owner, pack="hcpc", grade="BS", show_letters=True)
    lapsed = hold(owner, pack="advance-he", grade="AFHEA", show_letters=True)
    actions.end_registration(registration=lapsed, actor=owner, how="lapsed")

    before = queries.letters_of(owner)
    actions.end_registration(registration=wished, actor=owner)

    assert (before, queries.letters_of(owner)) == (["RSciTech"], [])


def test_letters_are_on_webfolio_and_account(cast, visit):
    folio = things.folio(cast, "public")
    held = hold(cast.technician)
    before = visit().get(folio.get_absolute_url()).content.decode()
    actions.save_registration(owner=cast.technician, values={"show_letters": True}, registration=held)

    assert "RSciTech" not in before
    assert "RSciTech" in visit().get(folio.get_absolute_url()).content.decode()
    assert "Megan Okafor, RSciTech" in visit(cast.technician).get("/account/").content.decode()


def test_letters_are_refused_where_a_grade_has_none(cast, visit):
    answer = visit(cast.technician).post(
        "/registers/new/", {"register": "hcpc:BS", "standing": "active", "show_letters": "on"}
    )

    assert answer.status_code == 422 and "puts no letters after a name" in answer.content.decode()


def test_past_periods_say_what_became_of_them(cast, visit):
    held = hold(cast.technician, registered_on=date(YEAR - 3, 2, 1))
    renewal = actions.start_renewal(
        registration=held, period_from=date(YEAR - 2, 1, 1), period_to=date(YEAR - 2, 12, 31)
    )
    declare(renewal, cast.technician)

    past = history.past_periods(held, since=date(YEAR - 3, 2, 1), today=TODAY)
    page = visit(cast.technician).get(held.get_absolute_url()).content.decode()

    assert [(one.period.end.year, one.outcome) for one in past] == [
        (YEAR - 1, "none"), (YEAR - 2, "declared"), (YEAR - 3, "none"),
    ]  # fmt: skip
    assert "Not declared here" in page and renewal.get_absolute_url() in page


def test_body_without_periods_of_its_own_lists_what_was_declared(cast):
    held = hold(cast.technician, pack="imeche", grade="EngTech")
    renewal = actions.start_renewal(
        registration=held, period_from=date(YEAR - 1, 1, 1), period_to=date(YEAR - 1, 12, 31)
    )
    declare(renewal, cast.technician)

    past = history.past_periods(held, since=date(YEAR - 3, 2, 1), today=TODAY)

    assert [one.outcome for one in past] == ["declared"]


@pytest.mark.parametrize("size", [1, 8])
def test_registration_page_asks_as_much_for_eight_periods_as_for_one(
    cast, visit, django_assert_num_queries, size
):
    held = hold(cast.technician, registered_on=date(YEAR - 9, 2, 1))
    for back in range(1, size + 1):
        days = {"period_from": date(YEAR - back, 1, 1), "period_to": date(YEAR - back, 12, 31)}
        declare(actions.start_renewal(registration=held, **days), cast.technician)
    page = visit(cast.technician)
    page.get(held.get_absolute_url())

    with django_assert_num_queries(14):
        page.get(held.get_absolute_url())


@pytest.mark.parametrize("name", ["end", "return"])
@pytest.mark.parametrize("who", ["supervisor", "colleague", "admin"])
def test_others_end_and_return_nothing(cast, visit, name, who):
    held = hold(cast.technician)

    address = reverse(f"registers:registration_{name}", args=[held.uid])
    assert visit(getattr(cast, who)).post(address, {"how": "lapsed", "on": "today"}).status_code == 404
    assert visit(cast.technician).get(f"/registers/{held.uid}/return/").status_code == 405


# --- two windows --------------------------------------------------------------------------------------------------
def test_second_window_is_told_and_shown_both_versions(cast, visit):
    held, page = hold(cast.technician, number="1"), visit(cast.technician)
    address, opened = f"/registers/{held.uid}/edit/", held.changed_token
    first = sent(("illness", "1 Mar 2024", ""), number="First window", changed=opened, remind_days="30")
    page.post(address, first)

    answer = page.post(
        address,
        sent(
            ("travel", "1 Apr 2024", ""), number="Second window", changed=opened, registered_on="2 May 2020"
        ),
    )

    text = answer.content.decode()
    assert answer.status_code == 409 and "This was changed after you opened it" in text
    for both in (
        ("First window", "Second window"), ("Illness, from 1 Mar 2024", "Travel, from 1 Apr 2024"),
        ("30 days before", "Remind me before"), ("2 May 2020", "Registered since"),
    ):  # fmt: skip
        assert all(word in text for word in both)
    stored = Registration.objects.get()
    assert (stored.number, breaks_of(stored)) == ("First window", [("illness", date(2024, 3, 1), None)])
    again = page.post(
        address, sent(("travel", "1 Apr 2024", ""), number="Second window", changed=stored.changed_token)
    )
    assert again.status_code == 302 and Registration.objects.get().number == "Second window"


def test_form_that_names_no_version_overwrites_nothing(cast, visit):
    held = hold(cast.technician, number="1")

    answer = visit(cast.technician).post(f"/registers/{held.uid}/edit/", SENT | {"number": "2"})

    assert answer.status_code == 409 and Registration.objects.get().number == "1"


def test_same_values_again_change_nothing(cast):
    held = hold(cast.technician, number="1")
    one = [{"reason": "illness", "start": date(2024, 3, 1), "end": None}]
    kept = actions.save_registration(
        owner=cast.technician, values={"number": "1"}, breaks=one, registration=held
    )

    again = actions.save_registration(
        owner=cast.technician, values={"number": "1"}, breaks=one, registration=held
    )

    assert again.changed == kept.changed != held.changed
    told = TrailEntry.objects.filter(verb="changed", object_uid=held.uid)
    assert [entry.fields for entry in told] == [["breaks"]]


def test_stale_token_is_refused_by_the_action(cast):
    held = hold(cast.technician)
    actions.save_registration(owner=cast.technician, values={"number": "1"}, registration=held)

    with pytest.raises(actions.Stale) as refused:
        actions.save_registration(
            owner=cast.technician, values={"number": "2"}, registration=held, changed=held.changed_token
        )

    assert refused.value.stored.number == Registration.objects.get().number == "1"


def test_what_was_typed_before_the_session_ended_comes_back_breaks_and_empty_ticks_too(cast, visit):
    mark = writer_mark(cast.technician)
    typed = sent(
        ("illness", "1 March 2025", "nonsense"), number="A-77", registered_on="14 Mar 2024", remind_days="30", writer=mark
    )  # fmt: skip
    client = visit()

    asked = client.post("/registers/new/", typed)
    client.force_login(cast.technician, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/registers/new/")

    shown = page.content.decode()
    assert asked.status_code == 302 and page.status_code == 200
    assert not Registration.objects.exists()
    for word in ('value="A-77"', 'value="14 Mar 2024"', 'value="1 March 2025"', 'value="nonsense"'):
        assert word in shown
    assert page.context["form"]["remind_days"].value() == ["30"]
    assert "What you typed before you were signed out is here." in shown
    assert mark.split(":")[0] in shown


def test_a_form_held_for_a_change_still_tells_two_editors_apart(cast, visit):
    registration = hold(cast.technician)
    client, stale = visit(), registration.changed_token
    client.post(
        f"/registers/{registration.uid}/edit/",
        sent(number="B-1", changed=stale, writer=writer_mark(cast.technician)),
    )
    actions.save_registration(
        owner=cast.technician,
        values={"pack": "science-council", "grade": "RSciTech", "number": "C-2"},
        registration=registration,
    )
    client.force_login(cast.technician, backend="django.contrib.auth.backends.ModelBackend")

    page = client.get(f"/registers/{registration.uid}/edit/")
    answer = client.post(f"/registers/{registration.uid}/edit/", sent(number="B-1", changed=stale))

    assert 'value="B-1"' in page.content.decode()
    assert answer.status_code == 409
    assert Registration.objects.get().number == "C-2"


def test_one_added_by_mistake_is_asked_about_and_removed_for_good(cast, visit):
    registration = hold(cast.technician)
    actions.start_renewal(
        registration=registration, period_from=date(YEAR, 1, 1), period_to=date(YEAR, 12, 31)
    )
    page, client = f"/registers/{registration.uid}/remove/", visit(cast.technician)

    offered = client.get(registration.get_absolute_url()).content.decode()
    asked = client.get(page).content.decode()
    kept = Registration.objects.count()
    answers = [client.post(page).url for _ in range(2)]

    assert page in offered
    assert "1 renewal that is being prepared under it" in asked and "This cannot be undone." in asked
    assert kept == 1 and answers == ["/registers/"] * 2
    assert not Renewal.objects.exists() and not RegistrationEvent.objects.exists()
    assert TrailEntry.objects.filter(object_uid=registration.uid, verb="removed registration").count() == 1


def test_one_that_was_declared_or_applied_for_stays_and_says_why(cast, visit):
    registration = hold(cast.technician)
    renewal = actions.start_renewal(
        registration=registration, period_from=date(YEAR, 1, 1), period_to=date(YEAR, 12, 31)
    )
    declare(renewal, cast.technician)
    application = things.application(cast)
    type(application).objects.filter(pk=application.pk).update(
        pack="science-council", grade="RSciTech", state="submitted", submitted_on=TODAY
    )
    page, client = f"/registers/{registration.uid}/remove/", visit(cast.technician)

    asked, answer = client.get(page).content.decode(), client.post(page)

    assert "1 declared renewal and 1 application that was sent rest on it, so it stays as history" in asked
    assert "Remove it" not in asked and f"/registers/{registration.uid}/end/" in asked
    assert answer.status_code == 409
    with pytest.raises(actions.RegistrationRefused, match="1 declared renewal and 1 application"):
        actions.remove_registration(registration=registration, actor=cast.technician)
    assert Registration.objects.get() == registration
