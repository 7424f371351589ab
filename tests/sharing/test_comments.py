"""What is said about an entry or an activity: by whom, for whom, and who can take it away again."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from notices.models import Notice
from people import actions as people
from people.models import Pair, User
from sharing import actions
from sharing.actions import CommentRefused, Said, commenting
from sharing.models import Comment
from sharing.refusals import Stale, TooLate
from tests import things
from tests.assessments.test_views_review import more_technicians

OWN, NEAR, FAR = "technician", "supervisor", "colleague"


def say(cast, item, who, words="Well seen.", *, reply_to=None, once=None, **more):
    kind = type(item)._meta.model_name
    said = Said(words=words, **more)
    actor = getattr(cast, who)
    return actions.comment(
        kind=kind, item=item, actor=actor, said=said, once=once or uuid.uuid4(), reply_to=reply_to
    )


def told(kind=None):
    rows = Notice.objects.filter(kind__in=[kind] if kind else ["comment", "comment_followed"]).order_by("pk")
    return [(row.kind, row.recipient.email.partition("@")[0]) for row in rows]


def page(client, item):
    return client.get(item.get_absolute_url()).content.decode()


def test_supervisor_comments_and_scores_on_the_page_and_both_of_them_see_it(cast, visit):
    entry = things.entry(cast)
    address = f"/sharing/entry/{entry.uid}/comments/"
    sent = {"words": "Show the drift, too.", "score": "7", "once": uuid.uuid4()}

    answer = visit(cast.supervisor).post(address, sent)

    made = Comment.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{entry.get_absolute_url()}#comment-{made.uid}")
    assert (made.words, made.score, made.as_supervisor, made.reach) == (
        "Show the drift, too.",
        7,
        True,
        "between",
    )
    for person in (cast.technician, cast.supervisor):
        shown = page(visit(person), entry)
        assert "Show the drift, too." in shown
        assert "Score: 7 of 10" in shown
    assert told() == [("comment", "technician")]


def test_the_owner_is_called_you_where_they_choose_who_reads(cast, visit):
    entry = things.entry(cast)

    assert "Only you and your supervisors" in page(visit(cast.technician), entry)
    assert "Only the owner and their supervisors" in page(visit(cast.supervisor), entry)


def test_sending_a_comment_twice_says_it_once(cast, visit):
    entry = things.entry(cast)
    sent = {"words": "Good.", "once": uuid.uuid4()}
    for _ in range(2):
        answer = visit(cast.supervisor).post(f"/sharing/entry/{entry.uid}/comments/", sent)
        assert answer.status_code == 302

    assert Comment.objects.count() == 1
    assert len(told()) == 1


@pytest.mark.parametrize("other", ["other words", "another entry", "a reply"])
def test_key_of_another_comment_says_nothing_and_keeps_what_was_typed(cast, visit, other):
    first = things.said(cast)
    address, once = f"/sharing/entry/{first.object_uid}/comments/", uuid.uuid4()
    client = visit(cast.technician)
    client.post(address, {"words": "Thank you.", "once": once})
    place, words = {
        "other words": (address, "And one thing more."),
        "another entry": (f"/sharing/entry/{things.entry(cast).uid}/comments/", "Thank you."),
        "a reply": (f"/sharing/comments/{first.uid}/reply/", "Thank you."),
    }[other]

    answer = client.post(place, {"words": words, "once": once})

    assert answer.status_code == 422
    assert "This form has sent a comment before." in answer.content.decode()
    form = answer.context["form"]
    assert Comment.objects.filter(author=cast.technician).count() == 1
    again = client.post(place, {"words": form["words"].value(), "once": form["once"].value()})
    assert again.status_code == 302
    assert Comment.objects.filter(author=cast.technician, words=words).exists()


def test_name_as_long_as_an_account_allows_is_cut_under_the_comment(cast):
    User.objects.filter(pk=cast.supervisor.pk).update(first_name="F" * 150, last_name="L" * 150)

    assert things.said(cast).author_name == f"{'F' * 150} {'L' * 49}"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"words": "   "}, "Write something first."),
        ({"words": "x" * 5001}, "A comment has at most 5,000 characters."),
        ({"words": "Fine.", "score": "11"}, "Choose a score from 0 to 10."),
        ({"words": "Fine.", "mentioned": ["{colleague}"]}, "Only the owner and their supervisors can be mentioned."),
    ],
)  # fmt: skip
def test_refused_comment_keeps_what_was_typed(cast, visit, sent, sentence):
    entry = things.entry(cast, "institution")
    sent = {name: [str(cast.colleague.uid)] if name == "mentioned" else value for name, value in sent.items()}
    answer = visit(cast.supervisor).post(
        f"/sharing/entry/{entry.uid}/comments/", {"once": uuid.uuid4(), **sent}
    )

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert sent["words"].strip() in answer.content.decode()
    assert not Comment.objects.exists()


@pytest.mark.parametrize("who", [OWN, FAR])
def test_score_is_a_supervisors_alone(cast, visit, who):
    """The original saved a score for whoever sent one."""
    entry = things.entry(cast, "institution")
    sent = {"words": "Mine.", "score": "10", "once": uuid.uuid4()}

    visit(getattr(cast, who)).post(f"/sharing/entry/{entry.uid}/comments/", sent)

    assert Comment.objects.get().score is None
    with pytest.raises(CommentRefused):
        say(cast, entry, who, score=10)


def test_activity_takes_comments_and_no_score(cast):
    activity = things.activity(cast)
    assert say(cast, activity, NEAR).kind == "activity"
    with pytest.raises(CommentRefused):
        say(cast, activity, NEAR, score=3)


def test_owner_cannot_change_or_remove_what_a_supervisor_wrote(cast, visit):
    made = things.said(cast)
    client = visit(cast.technician)

    assert client.get(f"/sharing/comments/{made.uid}/edit/").status_code == 403
    for verb in ("edit", "remove"):
        assert client.post(f"/sharing/comments/{made.uid}/{verb}/", {"words": "Perfect."}).status_code == 403
    assert Comment.objects.get().words == made.words


def test_what_a_supervisor_wrote_stays_theirs_after_the_pair_ends(cast):
    made = things.said(cast)
    people.end_pair(pair=Pair.objects.get(technician=cast.technician), actor=cast.technician)

    with pytest.raises(PermissionDenied):
        actions.remove_comment(comment=made, actor=cast.technician)
    assert not Comment.objects.visible_to(cast.supervisor).exists()
    assert Comment.objects.visible_to(cast.technician).exists()


def test_owner_removes_a_readers_comment_and_puts_it_back(cast, visit):
    entry = things.entry(cast, "institution")
    made = say(cast, entry, FAR, "Off the point.")
    client = visit(cast.technician)

    client.post(f"/sharing/comments/{made.uid}/remove/")

    assert "Off the point." not in page(client, entry)
    assert "Put it back" in page(client, entry)
    assert "Off the point." not in page(visit(cast.colleague), entry)
    # Its author did not remove it, and cannot put it back over the owner's head.
    with pytest.raises(PermissionDenied):
        actions.restore_comment(comment=made, actor=cast.colleague)
    client.post(f"/sharing/comments/{made.uid}/restore/")
    assert "Off the point." in page(visit(cast.colleague), entry)


def test_removed_comment_is_put_back_for_thirty_days(cast):
    made = actions.remove_comment(comment=things.said(cast), actor=cast.supervisor)

    with time_machine.travel(timezone.now() + timedelta(days=31)), pytest.raises(TooLate):
        actions.restore_comment(comment=made, actor=cast.supervisor)


def test_reply_reaches_as_far_as_what_it_answers(cast, visit):
    entry = things.entry(cast, "institution")
    first = say(cast, entry, NEAR, "Between us: mind the tone.")

    sent = {"words": "I shall.", "reach": "readers", "once": uuid.uuid4()}
    answer = visit(cast.technician).post(f"/sharing/comments/{first.uid}/reply/", sent)

    assert answer.status_code == 302
    assert Comment.objects.get(reply_to=first).reach == "between"
    shown = page(visit(cast.colleague), entry)
    assert "mind the tone" not in shown
    assert "I shall." not in shown
    assert visit(cast.colleague).get(f"/sharing/comments/{first.uid}/reply/").status_code == 404


def test_reply_to_a_reply_stands_in_the_same_thread(cast):
    entry = things.entry(cast)
    first = say(cast, entry, NEAR)
    second = say(cast, entry, OWN, reply_to=first)

    third = say(cast, entry, NEAR, reply_to=second)

    assert third.reply_to == first


def test_removed_first_comment_keeps_its_place_over_its_replies(cast, visit):
    entry = things.entry(cast)
    first = say(cast, entry, NEAR, "Wrong entry, sorry.")
    say(cast, entry, OWN, "No harm done.", reply_to=first)

    actions.remove_comment(comment=first, actor=cast.supervisor)

    shown = page(visit(cast.technician), entry)
    assert "Wrong entry, sorry." not in shown
    assert "comment was removed" in shown
    assert "No harm done." in shown


def test_those_in_a_conversation_are_told_once_each(cast):
    entry = things.entry(cast, "institution")
    first = say(cast, entry, FAR)
    say(cast, entry, OWN, reply_to=first)
    say(cast, entry, FAR, reply_to=first)
    say(cast, entry, NEAR, reply_to=first, mentioned=[cast.technician])

    assert told() == [
        ("comment", "technician"),
        ("comment_followed", "colleague"),
        ("comment", "technician"),
        ("comment", "technician"),
        ("comment_followed", "colleague"),
    ]


def test_whoever_may_read_no_more_is_not_told(cast):
    entry = things.entry(cast, "institution")
    first = say(cast, entry, FAR)
    Notice.objects.all().delete()
    actions.set_audience(item=entry, audience="supervisors", actor=cast.technician)

    say(cast, type(entry).objects.get(pk=entry.pk), OWN, reply_to=first)

    assert told() == []


def test_owner_mentions_a_supervisor_and_nobody_outside_the_pair(cast):
    entry = things.entry(cast, "institution")
    made = say(cast, entry, OWN, mentioned=[cast.supervisor])

    assert list(made.mentioned.all()) == [cast.supervisor]
    assert told() == [("comment_followed", "supervisor")]
    with pytest.raises(CommentRefused):
        say(cast, entry, OWN, mentioned=[cast.colleague])
    with pytest.raises(CommentRefused):
        say(cast, entry, FAR, mentioned=[cast.supervisor])


def test_closed_thread_takes_comments_from_supervisors_alone(cast, visit):
    entry = things.entry(cast, "institution")
    visit(cast.technician).post(f"/sharing/entry/{entry.uid}/comments/close/")

    sent = {"words": "Let me.", "once": uuid.uuid4()}
    assert visit(cast.colleague).post(f"/sharing/entry/{entry.uid}/comments/", sent).status_code == 403
    assert "Write a comment" not in page(visit(cast.colleague), entry)
    assert visit(cast.supervisor).post(f"/sharing/entry/{entry.uid}/comments/", sent).status_code == 302

    visit(cast.technician).post(f"/sharing/entry/{entry.uid}/comments/open/")
    assert visit(cast.colleague).post(f"/sharing/entry/{entry.uid}/comments/", sent).status_code == 302


@pytest.mark.parametrize("kept_back", [{"publish": False}, {"sealed": True}])
def test_nothing_is_said_about_a_draft_or_a_sealed_entry(cast, visit, kept_back):
    entry = things.entry(cast, "public", **kept_back)

    assert visit(cast.technician).get(f"/sharing/entry/{entry.uid}/comments/").status_code == 403
    assert "Write a comment" not in page(visit(cast.technician), entry)


def test_visitor_of_a_public_entry_sees_no_comment(cast, visit):
    entry = things.entry(cast, "public")
    say(cast, entry, OWN, "For everyone.", reach="readers")

    answer = visit(None).get(entry.get_absolute_url())

    assert "For everyone." not in answer.content.decode()


def test_kind_without_comments_takes_none(cast, visit):
    plan = things.plan(cast)
    assert visit(cast.technician).get(f"/sharing/plan/{plan.uid}/comments/").status_code == 404


def test_author_changes_the_words_and_a_second_window_is_told(cast, visit):
    made = things.said(cast)
    client, address = visit(cast.supervisor), f"/sharing/comments/{made.uid}/edit/"
    client.post(address, {"words": "First window.", "changed": made.changed_token})

    answer = client.post(address, {"words": "Second window.", "changed": made.changed_token})

    assert answer.status_code == 409
    assert "First window." in answer.content.decode()
    assert "Second window." in answer.content.decode()
    assert Comment.objects.get().words == "First window."
    with pytest.raises(Stale):
        actions.change_comment(comment=made, actor=cast.supervisor, words="x", changed=made.changed_token)


def test_own_search_finds_what_was_said_until_the_entry_is_sealed(cast, visit):
    entry = things.entry(cast)
    things.said(cast, entry, words="Remember the marmalade rota.")

    found = visit(cast.technician).get("/search/?q=marmalade").content.decode()
    assert "Alan Whitcombe on your entry" in found
    assert "Alan Whitcombe on your" not in visit(cast.supervisor).get("/search/?q=marmalade").content.decode()

    type(entry).objects.filter(pk=entry.pk).update(sealed=True)
    assert "Alan Whitcombe on your" not in visit(cast.technician).get("/search/?q=marmalade").content.decode()


def test_reply_asks_as_often_after_many_speakers_as_after_one(cast, django_assert_num_queries):
    entry = things.entry(cast, "institution")
    first = say(cast, entry, OWN, reach="readers")
    speakers = more_technicians(cast, 12)

    for number, person in enumerate(speakers):
        said, once = Said(words="So do I."), uuid.uuid4()
        if number not in (2, 11):
            actions.comment(kind="entry", item=entry, actor=person, said=said, once=once, reply_to=first)
            continue
        with django_assert_num_queries(21):
            actions.comment(kind="entry", item=entry, actor=person, said=said, once=once, reply_to=first)

    assert len(told("comment_followed")) == 11 * 12 / 2


def test_whoever_may_comment_no_more_changes_nothing_either(cast, visit):
    """Closed to readers, an old comment is no way to say something new; taking it back stays theirs."""
    entry = things.entry(cast, "institution")
    made = say(cast, entry, FAR, "Fine.")
    client = visit(cast.colleague)
    actions.close_thread(item=entry, actor=cast.technician)

    answer = client.post(f"/sharing/comments/{made.uid}/edit/", {"words": "Not fine at all."})

    assert answer.status_code == 403
    assert Comment.objects.get().words == "Fine."
    assert f"/sharing/comments/{made.uid}/edit/" not in page(client, entry)
    assert client.post(f"/sharing/comments/{made.uid}/remove/").status_code == 302


def test_what_was_taken_back_is_not_changed(cast, visit):
    made = things.removed_comment(cast)

    answer = visit(cast.supervisor).post(f"/sharing/comments/{made.uid}/edit/", {"words": "Otherwise."})

    assert answer.status_code == 403
    assert Comment.objects.get().words == made.words


@pytest.mark.parametrize("how_many", [1, 50])
def test_page_asks_as_often_for_fifty_comments_as_for_one(cast, visit, django_assert_num_queries, how_many):
    entry = things.entry(cast)
    first = say(cast, entry, NEAR)
    for number in range(how_many):
        say(cast, entry, OWN if number % 2 else NEAR, reply_to=first)
    client = visit(cast.supervisor)
    client.get(entry.get_absolute_url())

    with django_assert_num_queries(15):
        client.get(entry.get_absolute_url())


def test_reader_comments_so_often_a_day_and_is_told_plainly(cast, visit, monkeypatch):
    monkeypatch.setattr(commenting, "MOST_A_DAY", 2)
    entry, client = things.entry(cast, "public"), visit(cast.colleague)
    address = f"/sharing/entry/{entry.uid}/comments/"
    first = {"words": "One.", "once": uuid.uuid4()}
    answers = [
        client.post(address, sent).status_code for sent in (first, first, first | {"once": uuid.uuid4()})
    ]

    refused = client.post(address, {"words": "Three, and kept.", "once": uuid.uuid4()})

    assert answers == [302, 302, 302]
    assert refused.status_code == 422
    assert "You have commented 2 times today" in refused.content.decode()
    assert "Three, and kept." in refused.content.decode()
    for near in (OWN, OWN, OWN, NEAR, NEAR, NEAR):
        say(cast, entry, near)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        say(cast, entry, FAR, "The next day.")


def test_former_supervisor_rewords_nothing_they_said_as_one(cast, visit):
    entry = things.entry(cast, "public")
    said = say(cast, entry, NEAR, "As your supervisor.", reach="readers")
    own = say(cast, entry, FAR, "As a reader.")
    people.end_pair(
        pair=Pair.objects.get(technician=cast.technician, supervisor=cast.supervisor), actor=cast.technician
    )
    address = f"/sharing/comments/{said.uid}/edit/"

    assert visit(cast.supervisor).post(address, {"words": "Something else."}).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.change_comment(comment=said, actor=cast.supervisor, words="Something else.")
    assert (
        actions.change_comment(comment=own, actor=cast.colleague, words="Still mine.").words == "Still mine."
    )
    assert Comment.objects.get(pk=said.pk).words == "As your supervisor."
