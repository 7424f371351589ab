"""Every field of the shared export, read by other means, compared with what came of it."""

from datetime import UTC, date, datetime

import pytest

from activities.models import Activity
from assessments.models import Assignment
from evidence.models import Attachment, Evidence
from journals.models import Entry
from lib.markup import plain_text
from moving.aspirecpd.judged import uid_of
from moving.aspirecpd.run import bring
from people.models import Pair, User
from portfolios.models import WebfolioPage, WebfolioSectionPage
from sharing.models import Comment
from tests.moving.reading import EXPORT, STATUS_DRAFT, flat, holds, read

JOURNALS = {"journal-part0005.xml": "part0005@example.test", "journal-part0009.xml": "part0009@example.test"}


@pytest.fixture
def brought(cast):
    return bring(EXPORT, apply=True)


def sources(kind):
    return [one for name in JOURNALS for one in read(name) if one.kind == kind and one.is_brought]


def owner_of(source):
    return f"{source.address.rpartition('/')[2]}@example.test"


def test_counts_and_owners(brought):
    for kind, model in (("post", Entry), ("ppd", Activity), ("assessment", Assignment)):
        expected = {uid_of(one.source): owner_of(one) for one in sources(kind)}
        stored = dict(model.objects.filter(uid__in=expected).values_list("uid", "owner__email"))
        assert stored == expected
        assert model.objects.filter(owner__email__in=JOURNALS.values()).count() == len(expected)
    assert len(sources("post")) + len(sources("ppd")) + len(sources("assessment")) == 112


def test_every_field_of_every_entry(brought):
    for one in sources("post"):
        entry = Entry.objects.get(uid=uid_of(one.source))
        tags = {name for domain, name in one.terms if name != "Uncategorized"}

        assert (entry.title, set(entry.tags), str(entry.date)) == (one.title, tags, one.date[:10])
        assert holds(plain_text(entry.body), one.body), one.number
        assert holds(plain_text(entry.body), one.excerpt), one.number
        assert entry.state == ("draft" if one.status in STATUS_DRAFT else "published")
        assert entry.audience == ("only_me" if one.is_private else "supervisors")
        assert f"{entry.created:%Y-%m-%d %H:%M:%S}" == one.date


def completed(one):
    seconds = one.meta.get("_cpd_date_completed", "").strip()
    return datetime.fromtimestamp(int(seconds), UTC).date() if seconds else None


def test_every_field_of_every_activity(brought):
    for one in sources("ppd"):
        activity = Activity.objects.get(uid=uid_of(one.source))
        points = one.meta.get("_cpd_points", "").strip()

        assert activity.title == (one.title or "Untitled")
        assert (activity.end_date, activity.minutes) == (completed(one), 1)
        assert activity.start_date == (completed(one) or date.fromisoformat(one.date[:10]))
        assert holds(activity.description, one.meta.get("_cpd_description", "")), one.number
        assert holds(activity.benefit_practice, one.body), one.number
        assert (f"Points awarded in AspireCPD: {points}" in activity.description.split("\n")) == bool(points)
        assert {name.replace(",", "") for _, name in one.terms} < set(activity.tags)
        is_open = one.status == "publish" and not one.is_private
        assert activity.audience == ("supervisors" if is_open else "only_me")
        assert not activity.verifications.exists()


def test_every_row_of_evidence_is_a_piece_or_named_in_the_words(brought):
    there = {one.number: one for one in sources("post") + sources("ppd") if "part0009" in one.address}
    for one in sources("ppd") + sources("assessment"):
        thing = (Activity if one.kind == "ppd" else Assignment).objects.get(uid=uid_of(one.source))
        text = thing.description if one.kind == "ppd" else thing.response
        hung = Attachment.objects.filter(object_uid=thing.uid).count()
        for number, row in enumerate(map(flat, one.rows.get("_cpd_group", [])), start=1):
            piece = Evidence.objects.filter(uid=uid_of(f"{one.source}/evidence/{number}")).first()
            if piece is None:
                named = row.get("title") or row.get("journal")
                assert holds(text, named) and "Evidence" in text, (one.number, number)
                continue
            hung -= 1
            if row["type"] == "url":
                assert (piece.url, piece.title) == (row["url"], row.get("title") or row["url"])
            else:
                target = there.get(row["journal"]) if "part0009" in one.address else None
                assert piece.ref_uid == uid_of(f"{one.address}#post/{row['journal']}")
                assert target is None or piece.title == target.title
        assert hung == 0


def whole(text):
    return int(text) if text.strip().isdigit() else None


def test_every_score_of_every_criterion(brought):
    for one in sources("assessment"):
        work = Assignment.objects.get(uid=uid_of(one.source))
        rows = [flat(row) for row in one.rows.get("_cpd_criteria_group", [])]
        criteria = list(work.criteria.all())

        assert len(criteria) == len(rows)
        assert holds(work.guidance, one.meta.get("_cpd_guidance", "")) and holds(work.response, one.body)
        assert holds(work.draft_feedback, one.meta.get("_cpd_feedback", ""))
        assert one.meta.get("_cpd_score", "") in work.draft_feedback
        for criterion, row in zip(criteria, rows, strict=True):
            most = whole(row.get("max_score", ""))
            assert most is None or criterion.maximum == most
            for key, stored, words in (
                ("participants_score", criterion.self_score, criterion.response),
                ("supervisors_score", criterion.draft_score, criterion.draft_feedback),
            ):
                written = row.get(key, "").strip()
                if stored is None:
                    assert not written or f"in AspireCPD: {written}" in words
                else:
                    assert stored == whole(written)
            assert holds(criterion.guidance, row.get("guidance", ""))
            assert holds(criterion.response, row.get("response", ""))
            assert holds(criterion.draft_feedback, row.get("feedback", ""))


def test_state_of_every_assessment(brought):
    states = {one.number: Assignment.objects.get(uid=uid_of(one.source)) for one in read("journal-part0009.xml")
              if one.kind == "assessment" and one.is_brought}  # fmt: skip

    assert {number: (work.state, work.version) for number, work in states.items()} == {
        "5": ("completed", 1), "6": ("submitted", 1), "7": ("open", 0), "84": ("completed", 1), "85": ("open", 0),
        "86": ("open", 0), "87": ("returned", 0),
    }  # fmt: skip
    first = states["5"]
    assert [(move.to_state, f"{move.at:%Y-%m-%d}") for move in first.transitions.order_by("pk")] == [
        ("open", "2026-10-01"), ("submitted", "2026-10-01"), ("completed", "2026-10-20"),
    ]  # fmt: skip
    assert (first.total, first.maximum) == (sum(one.score for one in first.criteria.all()), 40)
    assert states["84"].total is None


def test_every_comment_with_its_score(brought):
    kinds = {"post": "entry", "ppd": "activity"}
    expected = {
        uid_of(f"{one.address}#comment/{said['id']}"): (one, said)
        for one in sources("post") + sources("ppd")
        for said in one.comments
        if said["approved"] == "1"
    }
    stored = {one.uid: one for one in Comment.objects.filter(owner__email__in=JOURNALS.values())}

    assert stored.keys() == expected.keys()
    for uid, (one, said) in expected.items():
        comment, score = stored[uid], said.get("meta:score", "")
        assert (comment.kind, comment.object_uid) == (kinds[one.kind], uid_of(one.source))
        assert holds(comment.words, said["content"]) and comment.author_name == said["author"]
        assert f"{comment.at:%Y-%m-%d %H:%M:%S}" == said["date_gmt"]
        assert comment.score == whole(score) or f"Score in AspireCPD: {score}" in comment.words
        assert (comment.author is None) == (said["user_id"] == "0")
        assert comment.as_supervisor == (said["user_id"] == "2")
        parent = said["parent"]
        assert (comment.reply_to and comment.reply_to.uid) == (
            uid_of(f"{one.address}#comment/{parent}") if parent != "0" else None
        )


def test_every_page_stands_in_a_webfolio_that_is_still_closed(brought):
    for name, email in JOURNALS.items():
        pages = [one for one in read(name) if one.kind == "page"]
        webfolio = WebfolioPage.objects.get(owner__email=email)
        stored = list(WebfolioSectionPage.objects.filter(webfolio=webfolio))

        assert not webfolio.live
        assert sorted((one.title, one.live) for one in stored) == sorted(
            (one.title, one.status == "publish") for one in pages
        )
        for one in pages:
            drafts = [page.get_latest_revision_as_object() for page in stored if page.title == one.title]
            texts = [plain_text("\n\n".join(box.value["text"] for box in page.body)) for page in drafts]
            assert any(holds(text, one.body) for text in texts), one.number


def test_people_and_the_pairs_that_both_sides_name(brought):
    roles = {
        one.email: set(one.roles)
        for one in User.objects.filter(email__endswith="@example.test").prefetch_related("roles_held")
    }
    technicians = {f"part{number:04}@example.test" for number in range(1, 11)} - {"part0008@example.test"}

    assert roles == {
        "sup001@example.test": {"supervisor"}, "part0008@example.test": set(),
        **{email: {"technician"} for email in technicians},
    }  # fmt: skip
    named = User.objects.get(email="part0009@example.test")
    assert (named.username, named.display_name) == ("part0009", 'Siân O\'Ŵyn "Wyn"')
    assert not named.has_usable_password()
    pairs = Pair.objects.filter(supervisor__email="sup001@example.test")
    assert {pair.technician.email for pair in pairs} == technicians - {
        "part0003@example.test", "part0006@example.test",
    }  # fmt: skip
    assert {pair.state for pair in pairs} == {"proposed"}
